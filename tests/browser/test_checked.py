"""Reports of checked documents in a browser."""

from pathlib import Path

from harness.analysis.checked_annotation import annotate_checked
from harness.documents import Document
from harness.reports.annotated import annotated_html
from harness.reports.html import html
from harness.results.check_run import check_run
from tests.checked_pages import STARTED, every_label, right_page

RUN = check_run([every_label(), right_page()], STARTED, 1.0)
DOCUMENT = Document("vocab.md", Path("docs/vocab.md"), ("Total params: 494",) * 112)


def test_the_page_of_a_run_shows_what_is_new_and_hides_what_is_not_asked_for(opened):
    page = opened(html(RUN))
    assert page.locator("#changed").inner_text() == "New 2 claims"
    assert page.locator(".finding").count() == 2
    random = page.locator("tr[data-outcome=random]")
    assert random.first.is_visible()
    page.locator("#show-random").uncheck()
    assert not random.first.is_visible()


def test_an_annotated_document_marks_the_wrong_figure(opened):
    page = opened(annotated_html(annotate_checked(DOCUMENT, RUN, RUN.documents[0], "a"), Path()))
    assert page.locator("#findings li").count() == 2
    assert page.locator("article.raises").first.is_visible()
    assert page.locator("#L25 mark.refuted").inner_text() == "494"
