"""The annotated document: every line is whole, every mark in its place, all text inert."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents import Document, State
from harness.printed.output_differences import Difference, OutputComparison
from harness.reports.annotated import annotated_html, annotated_markdown, outcomes_on_stacks
from harness.reports.marked_lines import laid_out, statuses
from harness.results.annotation import AnchoredPassage, Annotation, EvidenceLine, Note
from harness.verdicts import Compared
from tests.growth import seconds
from tests.sample_run import NASTY, claim

TEXTS = st.lists(
    st.text(st.characters(exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
    | st.sampled_from(
        ["<script>alert(1)</script>", "</code><b>", "&amp;", "```", "\u202eabc", "\x00"]
    ),
    max_size=6,
)


class Sheet(HTMLParser):
    """Reads the document's lines back out of a page, and the tags within them."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.tags, self.codes, self.inside = [], set(), [], False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "code" and attributes.get("class") == "text":
            self.lines.append("")
            self.inside = True
        elif self.inside:
            self.tags.add(tag)
            self.codes.append(attributes.get("title") if tag == "span" else None)

    def handle_endtag(self, tag):
        if tag == "code":
            self.inside = False
        elif self.inside:
            self.codes.pop()

    def handle_data(self, data):
        if self.inside:
            code = self.codes[-1] if self.codes else None
            self.lines[-1] += chr(int(code[2:], 16)) if code else data


def note(number, label="confirmed", lines=(1, 1), figure=None, state=State.ANCHORED, also=()):
    found = claim(number, label, lines=list(lines), figure=figure, anchor=state)
    passages = (AnchoredPassage(lines, figure, state), *also)
    stacks = (("tf2.5", "confirmed"), ("tf2.8", label), ("tf2.21", label))
    return Note(found, passages, stacks, EvidenceLine("reports/evidence/tf2.21.json", 7, "abc123"))


def annotation(lines, *notes, not_claims=()):
    document = Document("d.txt", Path("d.txt"), tuple(lines))
    return Annotation(document, "A title", "verdicts of a test", notes, not_claims)


def page_of(*arguments, **named):
    return annotated_html(annotation(*arguments, **named), Path("reports/latest"))


def sheet_of(page):
    sheet = Sheet()
    sheet.feed(page)
    return sheet


@given(lines=TEXTS)
def test_every_character_of_a_text_is_shown_and_markup_is_escaped(lines):
    sheet = sheet_of(page_of(lines))
    assert sheet.lines == lines
    assert sheet.tags <= {"span"}


@given(lines=TEXTS, data=st.data())
def test_a_highlighted_figure_loses_no_character_either(lines, data):
    whole = "\n".join(lines)
    start = data.draw(st.integers(0, len(whole)))
    figure = whole[start : start + data.draw(st.integers(1, 9))].strip() or None
    found = note(1, "erratum", (1, max(len(lines), 1)), figure)
    assert sheet_of(page_of(lines, found)).lines == lines


@given(lines=TEXTS)
def test_a_fence_of_the_markdown_form_is_longer_than_any_within(lines):
    text = annotated_markdown(annotation(lines), Path())
    fence = next((line for line in text.splitlines() if line.endswith("text")), "```text")
    assert not any(fence.removesuffix("text") in line for line in lines)


@pytest.mark.parametrize("form", [annotated_html, annotated_markdown])
def test_markup_in_a_claim_is_shown_as_text(form):
    text = form(annotation(["a"], note(1, "erratum")), Path())
    assert NASTY not in text
    assert "<script>alert" not in text


def test_a_figure_is_marked_where_it_stands_with_its_outcome():
    page = page_of(["total 4,321 of 43"], note(1, "erratum", figure="4,321"))
    assert 'total <mark class="erratum">4,321</mark> of 43' in page


def test_what_an_output_prints_otherwise_is_marked_where_it_stands():
    found = note(1, "refuted")
    differences = (
        Difference("value", 2, 2, "42", "43", 1, 2), Difference("value", 1, 0, "elsewhere", "", 1, 0),
        Difference("missing", 99, 0, "42", "", 0, 0), Difference("form", 3, 0, "6", "6.0", 3, 0),
    )  # fmt: skip
    compared = Compared.of(OutputComparison(4, 1, differences), 3, strict=False, reasons={})
    judged = replace(found, result=replace(found.result, compared=compared))
    lines = laid_out(annotation(["code", "[ 42 ]", "6"], judged))
    assert [list(line.quotes) for line in lines] == [[], [(2, 4)], []]


def test_where_figures_overlap_the_worst_outcome_shows():
    page = page_of(["12 34"], note(1, figure="12 34"), note(2, "refuted", figure="34"))
    assert '<mark class="confirmed">12 </mark><mark class="refuted">34</mark>' in page


def test_a_figure_that_spans_lines_is_marked_in_each():
    lines = laid_out(annotation(["x [1,", "2] y"], note(1, lines=(1, 2), figure="[1, 2]")))
    marked = [[piece.text for piece in line.pieces if piece.outcome] for line in lines]
    assert marked == [["[1,"], ["2]"]]


def test_a_passage_of_several_lines_has_a_bracket_and_its_note_at_the_first():
    lines = laid_out(annotation("abcdef", note(1, lines=(2, 4)), note(2, lines=(4, 5))))
    assert [line.bracket for line in lines] == ["", "┌", "│", "├", "└", ""]
    assert [len(line.notes) for line in lines] == [0, 1, 0, 1, 0, 0]


def test_another_passage_of_a_claim_points_back_to_its_note():
    also = (AnchoredPassage((3, 3), "5", State.ANCHORED),)
    lines = laid_out(annotation(["a", "5", "5"], note(1, lines=(2, 2), figure="5", also=also)))
    assert [len(line.also) for line in lines] == [0, 0, 1]
    assert [bool(line.quotes) for line in lines] == [False, True, True]


def test_the_worst_outcome_of_a_line_comes_first_with_its_count():
    lines = laid_out(
        annotation(
            ["a"], note(1), note(2, "drift"), note(3, "misquoted"), note(4), note(5, "blocked")
        )
    )
    found = [(outcome.label, count) for outcome, count in lines[0].outcomes]
    assert found == [("misquoted", 1), ("drift", 1), ("blocked", 1), ("confirmed", 2)]


def test_lines_are_claimed_no_claim_or_naked_and_blank_ones_are_none_of_these():
    lines = laid_out(
        annotation(["a", " ", "b", "total: 4", "d"], note(1), not_claims=(((2, 3), "a heading"),))
    )
    assert [line.status for line in lines] == ["claimed", "", "not a claim", "naked", ""]
    # counted are those that state something, as "harness coverage" counts them
    assert statuses(lines) == {"claimed": 0, "not a claim": 0, "naked": 1}
    assert lines[2].reason == "a heading"


@pytest.mark.parametrize("state", [State.REWORDED, State.MISQUOTED, State.VANISHED])
def test_a_passage_that_is_no_longer_the_specs_is_a_finding_that_says_so(state):
    made = annotation(["a"], note(1, state=state))
    assert made.findings == list(made.notes)
    assert state in annotated_html(made, Path())


@pytest.mark.parametrize("lines", [(1, 2), (7, 7)])
def test_a_claim_whose_lines_are_not_in_this_copy_is_listed_before_the_document(lines):
    made = annotation(["a"], note(1, lines=lines))
    assert made.vanished == list(made.notes)
    assert "Not in this copy" in annotated_html(made, Path())
    assert "Not in this copy" in annotated_markdown(made, Path())


def test_an_empty_document_is_a_page_too():
    assert "The document is empty." in page_of([])
    assert "0 claimed" in annotated_markdown(annotation([]), Path())


def test_findings_are_chained_by_plain_links():
    page = page_of(["a", "b"], note(1, "erratum"), note(2), note(3, "drift", (2, 2)))
    assert page.count(">next finding<") == page.count(">previous finding<") == 1
    assert 'href="#spec-1/claim-3">next finding' in page


def test_stacks_with_the_same_outcome_are_named_together():
    assert outcomes_on_stacks(note(1, "drift")) == "confirmed on tf2.5, drift on tf2.8 … tf2.21"


def test_a_link_to_the_evidence_starts_where_the_page_stands():
    assert 'href="../evidence/tf2.21.json#L7"' in page_of(["a"], note(1))


def test_many_confirmed_claims_of_a_line_are_gathered_and_findings_never():
    page = page_of(["a"], *(note(n) for n in range(3)), *(note(n, "drift") for n in range(3, 6)))
    assert page.count('class="group"') == 1
    assert page.count('class="note drift finding"') == 3


def test_an_encoding_other_than_utf_8_is_shown():
    made = replace(annotation(["a"]), encoding="cp949")
    assert "read as cp949" in annotated_html(made, Path())


@pytest.mark.parametrize(("text", "language"), [("모델의 total", "ko"), ("plain", "en"), ("1", "")])
def test_the_page_names_the_documents_language(text, language):
    assert f'<code class="text" lang="{language}"' in page_of([text])


def test_a_thousand_claims_on_one_passage_are_laid_out_in_time():
    lines = [f"the loss is {n}.5" for n in range(20_000)]
    notes = [note(n, lines=(1, 20_000), figure=f"{n}.5") for n in range(1000)]
    assert seconds(laid_out, annotation(lines, *notes), times=1) < 10


def test_thousands_of_figures_in_one_line_are_marked_in_time():
    line = " ".join(map(str, range(20_000)))
    notes = [note(n, "erratum" if n % 2 else "confirmed", figure=str(n)) for n in range(3000)]
    found = laid_out(annotation([line], *notes))[0]
    assert seconds(lambda: found.pieces) < 2
    marked = [piece.text for piece in found.pieces if piece.outcome]
    assert marked == [str(n) for n in range(3000)]


def test_a_document_of_a_hundred_thousand_lines_is_shown_in_seconds():
    lines = [f"the loss of model is {n}.5 and (None, 32)" for n in range(100_000)]
    notes = [note(n, lines=(n * 90 + 1, n * 90 + 3), figure=f"{n * 90}.5") for n in range(1000)]
    assert seconds(annotated_html, annotation(lines, *notes), Path(), times=1) < 30
    assert seconds(annotated_markdown, annotation(lines, *notes), Path(), times=1) < 20
