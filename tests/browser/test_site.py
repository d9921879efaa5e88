"""The site in a browser: links, filters, search, keyboard, contrast, narrow screens, no script."""

import re
from dataclasses import replace

import pytest

from harness.files.writing import write_folder
from harness.results.run import DocumentSummary, Run
from harness.results.site_data import SiteData
from harness.site.pages import MENU, Site
from harness.verdicts import OUTCOMES
from tests.sample_run import claim
from tests.sample_run import record as record_fixture
from tests.site.conftest import recorded as recorded_fixture
from tests.site.conftest import site_data as site_data_fixture

record, recorded, site_data = record_fixture, recorded_fixture, site_data_fixture

COUNT = 12_000

CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255];
  };
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (["SCRIPT", "STYLE", "TITLE", "NOSCRIPT", "title", "desc"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const ink = element.closest("svg.plot") ? style.fill : style.color;
    const [a, b] = [light(rgba(ink)), light(ground(element))].sort((x, y) => y - x);
    seen.push([(a + 0.05) / (b + 0.05), element.tagName, node.data.trim().slice(0, 40)]);
  }
  return seen;
}
"""


@pytest.fixture
def site(site_data, tmp_path):
    """A small site with everything in it, as its folder."""
    write_folder(tmp_path / "site", Site(site_data).files(), ".mark")
    return tmp_path / "site"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A site of many claims, as its folder."""
    claims = tuple(claim(n, OUTCOMES[n % len(OUTCOMES)].label) for n in range(COUNT))
    claims = (*claims[:-1], replace(claims[-1], says="the only walrus <b>here</b>"))
    documents = tuple(
        DocumentSummary(f"spec-{n}", f"{n}.txt", f"Document {n}", 2) for n in range(2)
    )
    run = Run("2026-01-01T00:00:00+00:00", 1.0, {"name": "tf2.21"}, claims, documents)
    folder = tmp_path_factory.mktemp("large") / "site"
    write_folder(folder, Site(SiteData((run,))).files(), ".mark")
    return folder


def pages(folder):
    return sorted(folder.glob("*.html"))


def search(page, folder, words):
    page.goto((folder / "index.html").as_uri())
    page.get_by_label("search").fill(words)
    page.locator("#status", has_text=" of ").wait_for()
    return page


def settled(page, text):
    """Wait until the whole index is read and the status says so."""
    page.locator("#status", has_text=re.compile(rf"^{re.escape(text)}$")).wait_for()


def test_every_page_opens_without_a_word_on_the_console(page, site):
    for file in pages(site):
        page.goto(file.as_uri())
        assert page.locator("h1").inner_text()


def test_every_link_leads_to_a_page_and_a_place_on_it(page, site):
    for file in pages(site):
        page.goto(file.as_uri())
        for href in set(page.locator("a").evaluate_all("links => links.map(a => a.href)")):
            if href.endswith("/0.html"):  # the reader's own annotated document
                continue
            page.goto(href)
            assert page.evaluate(
                "!location.hash || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null"
            ), href


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_is_wider_than_the_window(width, page, site, large):
    page.set_viewport_size({"width": width, "height": 900})
    for file in [*pages(site), *pages(large)[:8]]:
        page.goto(file.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (file.name, wide)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_as_wcag_asks_for(scheme, page, site):
    page.emulate_media(color_scheme=scheme)
    for file in pages(site):
        page.goto(file.as_uri())
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        seen = page.evaluate(CONTRAST)
        assert seen
        low = [text for text in seen if text[0] < 4.5]
        assert low == [], (file.name, low[:5])


def test_the_check_of_contrast_sees_grey_on_grey(opened):
    page = opened("<!doctype html><body style='background:#fff;color:#999'>faint")
    assert page.evaluate(CONTRAST)[0][0] < 4.5


def test_the_search_finds_one_claim_among_many_and_leads_to_it(page, large):
    search(page, large, "WALRUS only")
    settled(page, f"1 of {COUNT:,} claims")
    row = page.locator("#matches tr")
    assert row.count() == 1
    assert "the only walrus <b>here</b>" in row.inner_text()
    row.locator("a").click()
    assert page.evaluate("location.pathname").endswith("claims-spec-1.240.html")
    assert page.locator(":target").get_attribute("id") == f"spec-1/claim-{COUNT - 1}"


def test_filters_narrow_the_search_and_a_window_of_matches_is_shown(page, large):
    search(page, large, "claim")
    settled(page, f"{COUNT:,} of {COUNT:,} claims; 1 to 100 shown")
    assert page.locator("#matches tr").count() == 100
    page.get_by_role("button", name="next").click()
    settled(page, f"{COUNT:,} of {COUNT:,} claims; 101 to 200 shown")
    page.locator("[name=outcome]").select_option("erratum")
    settled(page, f"{COUNT // len(OUTCOMES):,} of {COUNT:,} claims; 1 to 100 shown")
    assert set(page.locator("#matches .badge").all_inner_texts()) == {"! erratum"}
    page.locator("[name=document]").select_option("Document 1")
    labels = [outcome.label for outcome in OUTCOMES]
    both = sum(labels[n % len(labels)] == "erratum" for n in range(1, COUNT, 2))
    settled(page, f"{both:,} of {COUNT:,} claims" + ("; 1 to 100 shown" if both else ""))
    assert page.get_by_role("button", name="previous").is_disabled()


def test_an_empty_search_shows_nothing(page, large):
    search(page, large, "walrus")
    page.get_by_label("search").fill("")
    page.wait_for_selector("#results", state="hidden")


def test_everything_can_be_reached_and_seen_by_keyboard(page, site):
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                       return [e.name || e.textContent.trim(), s.outlineStyle + s.outlineWidth]; }"""
        )
        if name in reached and name == "words":
            break
        reached.add(name)
        if page.evaluate("document.activeElement !== document.body"):
            assert outline not in ("none0px", "none"), name
    assert {*MENU.values(), "words", "outcome", "document", "kind"} <= reached


def test_enter_in_the_search_leads_nowhere(page, site):
    search(page, site, "claim")
    page.keyboard.press("Enter")
    assert page.url == (site / "index.html").as_uri()


def test_a_filter_of_a_document_needs_no_script(browser, site):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "document-spec-0.html").as_uri())
    rows = page.locator("tr[data-outcome=confirmed]")
    assert rows.first.is_visible()
    page.locator("#show-confirmed").uncheck()
    assert not rows.first.is_visible()
    context.close()


def test_without_scripts_every_claim_can_be_reached_by_links_alone(browser, site):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    assert page.get_by_text("The search needs a script").is_visible()
    assert not page.locator("#search").is_visible()
    page.get_by_role("link", name="Document 0").first.click()
    page.get_by_role("link", name="claim-0", exact=True).click()
    assert re.search(r"claims-spec-0\.html#spec-0%2Fclaim-0$", page.url)
    assert page.get_by_text("How it was measured").first.is_visible()
    context.close()


def test_a_missing_index_file_is_named(browser, site):
    (site / "search-1.js").unlink()
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_label("search").fill("claim")
    page.locator("#status", has_text="search-1.js is missing beside this page").wait_for()
    context.close()
