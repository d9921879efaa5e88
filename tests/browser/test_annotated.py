"""The annotated document in a browser: keys, filters, links, and inert text."""

from itertools import pairwise
from pathlib import Path

import pytest

from harness.documents import Document, State
from harness.reports.annotated import annotated_html
from harness.results.annotation import AnchoredPassage, Annotation, Note
from tests.sample_run import claim

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "<img src=x onerror=\"document.title = 'taken'\">",
    "</code></li></ol><svg onload=\"document.title = 'taken'\">",
    "<a href=\"javascript:document.title = 'taken'\">x</a>",
    "{{ 7 * 7 }} {% raw %}",
    "\u202eesrever\u202c \x00\x07 tab\there",
    "x" * 100_000,
    "합계는 4,321 입니다 " * 40,
)
LABELS = (
    "erratum",
    "confirmed",
    "drift",
    "confirmed",
    "blocked",
    "confirmed",
    "refuted",
    "erratum",
)


@pytest.fixture
def annotated(opened):
    """A hostile document with a claim at every line, as a page."""
    notes = tuple(
        Note(
            claim(n, label, lines=[n, n]),
            (AnchoredPassage((n, n), None, State.ANCHORED),),
            (),
            None,
        )
        for n, label in enumerate(LABELS, 1)
    )
    document = Document("d.txt", Path("d.txt"), (*HOSTILE, "", "nothing is said of this"))
    return opened(annotated_html(Annotation(document, "Title", "a test", notes, ()), Path()))


def focused(page):
    return page.evaluate("document.activeElement.closest('article')?.id")


def test_scripts_and_markup_of_the_document_are_inert(annotated):
    assert annotated.title() == (
        "Title: 1 verdict is new, 2 statements were never true, 1 was true once, "
        "1 claim could not be decided"
    )
    assert annotated.locator("#sheet img, #sheet svg, #sheet script, #sheet .text a").count() == 0
    shown = annotated.locator("#L1 .text").inner_text()
    assert shown == HOSTILE[0]


def test_control_characters_and_overrides_are_shown_by_name(annotated):
    line = annotated.locator("#L6 .text")
    assert line.inner_text() == "⟨202E⟩esrever⟨202C⟩ ␀␇ tab\there"
    assert line.locator(".control").first.get_attribute("title") == "U+202E"


def test_keys_walk_from_finding_to_finding_and_stop_at_the_ends(annotated):
    seen = []
    for key in "nnnnnp":
        annotated.keyboard.press(key)
        seen.append(focused(annotated).partition("-")[2])
    assert seen == ["1/claim-1", "1/claim-3", "1/claim-7", "0/claim-8", "0/claim-8", "1/claim-7"]
    annotated.keyboard.press("n")
    annotated.keyboard.press("n")
    assert annotated.locator("#place").inner_text() == "no finding below"


def test_keys_walk_over_every_claim_and_enter_opens_one(annotated):
    annotated.keyboard.press("j")
    annotated.keyboard.press("j")
    assert focused(annotated) == "spec-0/claim-2"
    details = annotated.locator("[id='spec-0/claim-2'] > details")
    assert details.get_attribute("open") is None
    annotated.keyboard.press("Enter")
    assert details.get_attribute("open") is not None
    annotated.keyboard.press("k")
    assert focused(annotated) == "spec-1/claim-1"


def test_the_question_mark_shows_the_keys_and_escape_hides_them(annotated):
    dialog = annotated.locator("#keys")
    annotated.keyboard.press("?")
    assert dialog.is_visible()
    annotated.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_a_filter_hides_an_outcome_and_the_keys_pass_over_it(annotated):
    annotated.locator("#show-erratum").uncheck()
    assert not annotated.locator("[id='spec-1/claim-1']").is_visible()
    annotated.locator("#sheet").click(position={"x": 5, "y": 5})
    annotated.keyboard.press("n")
    assert focused(annotated) == "spec-1/claim-3"
    assert annotated.locator("#place").inner_text() == "finding 1 of 2"


def test_lines_without_a_claim_can_be_hidden(annotated):
    assert annotated.locator("#L10").is_visible()
    annotated.locator("#show-rest").uncheck()
    assert not annotated.locator("#L10").is_visible()
    assert annotated.locator("#L1").is_visible()


def test_every_link_of_the_page_has_a_target(annotated):
    hrefs = annotated.eval_on_selector_all("a[href^='#']", "found => found.map(a => a.hash)")
    assert hrefs
    for href in set(hrefs):
        assert annotated.locator(f"[id='{href[1:]}']").count() == 1, href


def code_lines(page):
    return page.eval_on_selector_all(
        ".line", "found => found.map(a => [a.getBoundingClientRect().top, a.getBoundingClientRect().bottom])"
    )  # fmt: skip


@pytest.fixture
def with_code(opened):
    """Three lines of code, each with a finding of one cause, and one line of prose."""
    notes = tuple(
        Note(
            claim(n, "erratum", id=f"s/c-{n}", lines=[n, n], cause="imports", severity="breaks"),
            (AnchoredPassage((n, n), None, State.ANCHORED),),
            (),
            None,
        )
        for n in (1, 2, 3)
    )
    document = Document("d.txt", Path("d.txt"), ("import numpy", "", "np.zeros(3)", "", "prose"))
    found = Annotation(document, "Title", "a test", notes, (), blocks=((1, 3),))
    return lambda: opened(annotated_html(found, Path()))


@pytest.mark.parametrize("width", [400, 1440])
def test_code_stays_together_beside_or_above_its_notes(with_code, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    lines = code_lines(with_code())
    for (_, bottom), (top, _) in pairwise(lines[:3]):
        assert abs(top - bottom) < 1
    beside = page.locator(".notes").first.bounding_box()
    assert (beside["y"] < lines[0][1]) == (width == 1440)
    assert (beside["y"] >= lines[2][1] - 1) == (width == 400)


def test_a_cause_is_told_once_and_other_lines_lead_there(with_code):
    page = with_code()
    assert page.locator(".note.finding").count() == 1
    other = page.locator("[id='s/c-2']")
    assert other.locator("summary .brief").first.inner_text() == "as line 1: 43"
    other.locator("summary").first.click()
    other.get_by_role("link", name="as line 1").click()
    assert page.url.endswith("#s/c-1")
    assert page.locator("#findings li").count() == 1


def test_findings_are_folded_where_they_stand_under_their_code(with_code, page):
    page.set_viewport_size({"width": 400, "height": 800})
    details = with_code().locator("[id='s/c-1'] > details")
    assert details.get_attribute("open") is None
    page.set_viewport_size({"width": 1440, "height": 800})
    assert with_code().locator("[id='s/c-1'] > details").get_attribute("open") is not None


@pytest.mark.parametrize("width", [360, 1600])
def test_nothing_is_wider_than_the_window(annotated, width):
    annotated.set_viewport_size({"width": width, "height": 800})
    assert annotated.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_is_readable_without_scripts(browser, annotated):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(annotated.url)
    assert page.get_by_text("next finding").first.is_visible()
    assert not page.locator("#help").is_visible()
    page.locator("#findings a").first.click()
    assert page.url.endswith("#spec-1/claim-7")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_have_a_contrast_of_at_least_4_5(annotated, scheme):
    annotated.emulate_media(color_scheme=scheme)
    found = annotated.evaluate(CONTRASTS)
    assert len(found) > 10
    assert [item for item in found if item["ratio"] < 4.5] == []


CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colour, ground) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const layer of [ground, colour]) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${r}, ${g}, ${b})`;
  };
  const ground = element => {
    if (!element) return getComputedStyle(document.body).backgroundColor;
    return over(getComputedStyle(element).backgroundColor, ground(element.parentElement));
  };
  const light = colour => {
    const [r, g, b] = colour.match(/\\d+/g).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const seen = new Map();
  for (const element of document.querySelectorAll("main *, header *")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const behind = ground(element), front = over(getComputedStyle(element).color, behind);
    const [low, high] = [light(front), light(behind)].sort((a, b) => a - b);
    seen.set(element.tagName + "." + element.className, { name: element.tagName + "." + element.className, ratio: (high + 0.05) / (low + 0.05) });
  }
  return [...seen.values()];
}"""
