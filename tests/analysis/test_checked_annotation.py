"""A checked document is shown with its results beside its lines."""

from pathlib import Path

from harness.analysis.checked_annotation import annotate_checked, checked_document
from harness.documents import Document
from harness.reports.annotated import annotated_html, annotated_markdown
from harness.results.check_run import check_run
from tests.checked_pages import STARTED, every_label, right_page

LINES = tuple("Total params: 494" if n == 25 else f"x = {n}" for n in range(1, 113))
RUN = check_run([every_label(), right_page()], STARTED, 1.0)
PAGE = RUN.documents[0]


def annotation(lines=LINES):
    return annotate_checked(Document("vocab.md", Path("docs/vocab.md"), lines), RUN, PAGE, "a run")


def test_findings_stand_at_their_lines():
    assert [note.lines for note in annotation().findings] == [(25, 26), (32, 32)]
    assert len(annotation().notes) == 11


def test_lines_that_are_gone_are_said_to_be():
    assert {note.lines[0] for note in annotation(LINES[:90]).vanished} == {95, 105}


def test_both_forms_show_the_difference():
    for write in (annotated_html, annotated_markdown):
        text = write(annotation(), Path())
        assert "484 here" in text
        assert "unmarked" in text


def test_a_document_is_found_by_its_path():
    assert checked_document(RUN, Path("docs/vocab.md")) is PAGE
    assert checked_document(RUN, Path("docs/vocab.md").absolute()) is PAGE
    assert checked_document(RUN, Path("vocab.md")) is None
