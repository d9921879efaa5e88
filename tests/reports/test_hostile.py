"""Hostile records: every report is still written, and what it quotes is inert."""

import csv as csv_module
import io
import json
import re
from dataclasses import fields, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt

from harness.documents import Document, State
from harness.reports.annotated import annotated_html, annotated_markdown
from harness.reports.changes import changes_markdown, changes_text, print_changes
from harness.reports.github import change_annotations, run_annotations
from harness.reports.junit import junit_changes
from harness.reports.latest import REPORTS, write_reports
from harness.reports.sarif import sarif_changes
from harness.reports.sarif_results import reported
from harness.reports.shared import explain
from harness.reports.terminal import Progress, print_run
from harness.results.annotation import AnchoredPassage, Annotation, EvidenceLine, Note
from harness.results.change import Change, Comparison, Sort
from harness.results.record import read_run, run_text
from harness.results.run import DocumentSummary, KindSummary, Result, Run
from harness.results.run_parts import Remedy
from harness.results.site_data import SiteData
from harness.site.pages import Site
from harness.verdicts import OUTCOMES
from tests.reports.hostile import TEXTS, VALUES, acting
from tests.sample_run import claim

FEW = settings(max_examples=40)

FREE = ("why", "says", "found", "figure", "subject", "kind", "document")
ANY = ("given", "expected", "measured", "terms")


def run_of(text, **values):
    """Make a record in which a text stands wherever one may."""
    claims = tuple(
        claim(
            number,
            outcome.label,
            **dict.fromkeys(FREE, text),
            id=f"spec-0/{text}{number}",
            spec=f"{text}.yaml:3",
            given={"a": text},
            expected=text,
            measured=[text],
            severity="breaks" if outcome.finding else "",
            cause=text if outcome.finding and number % 4 else "",
            repair=(Remedy(2, text, f"{text}b", text=f"a{text}"), Remedy(says=text or "a")),
            **values,
        )
        for number, outcome in enumerate(OUTCOMES)
    )
    documents = (DocumentSummary("spec-0", text, text, 2, path=text),)
    stack = {"name": text, "device": text}
    kinds = {text: KindSummary(text, text, {})}
    return Run(
        "2026-01-01T00:00:00+00:00", 1.0, stack, claims, documents, {"import": 1.0}, kinds=kinds
    )


def comparison_of(text):
    run = run_of(text)
    changes = tuple(
        Change(f"spec-0/{text}", sort, (text, text), {"a": text}, {"a": text}, base, head, because)
        for sort in Sort
        for because in ("", text)
        for base, head in [(run.claims[0], run.claims[1]), (None, None)]
    )
    return Comparison(run, run, changes)


def annotation_of(text):
    record = claim(1, "erratum", **dict.fromkeys(FREE, text), id=f"spec-0/{text}", lines=[1, 2])
    record = replace(record, figure=text or None)
    passages = (AnchoredPassage((1, 2), text or None, State.REWORDED),)
    stacks = (("tf2.5", "confirmed"),)
    note = Note(
        replace(record, anchor="reworded"), passages, stacks, EvidenceLine(f"a{text}", 7, text)
    )
    document = Document(text, Path("d.txt"), (*text.split("\n"), "b"))
    return Annotation(document, text, text, (note,), (((1, 2), text),))


CHANGES = {
    "text": changes_text,
    "markdown": changes_markdown,
    "junit": junit_changes,
    "sarif": sarif_changes,
}


@pytest.mark.parametrize("name", REPORTS)
@FEW
@given(text=TEXTS)
def test_quotes_of_a_run_are_inert_in_every_report(name, text):
    assert acting(REPORTS[name](run_of(text))) == []


@pytest.mark.parametrize("name", CHANGES)
@FEW
@given(text=TEXTS)
def test_quotes_of_two_runs_are_inert_in_every_comparison(name, text):
    assert acting(CHANGES[name](comparison_of(text))) == []


@FEW
@given(text=TEXTS)
@example(text=":")  # two texts that are harmless apart begin a command together
def test_the_text_of_an_annotated_document_is_inert(text):
    assert acting(annotated_markdown(annotation_of(text), Path())) == []
    page = annotated_html(annotation_of(text), Path())  # shows the document's own text in full
    assert [sign for sign in acting(page) if "::" not in sign and "##" not in sign] == []


@FEW
@given(text=TEXTS)
def test_quotes_are_inert_on_every_page_of_the_site(text):
    for name, page in Site(SiteData([run_of(text)])).files():
        assert acting(page) == [], name


@FEW
@given(text=TEXTS)
def test_quotes_of_a_run_are_inert_on_a_terminal(printed, text):
    shown = printed(print_run, run_of(text), Path(), verbose=True)
    assert acting(shown) == []
    assert acting(printed(print_changes, comparison_of(text))) == []


@FEW
@given(text=TEXTS)
def test_quotes_in_live_progress_are_inert(printed, text):
    def show():
        with Progress(verbose=True) as progress:
            progress.advance(run_of(text).claims[0], 3)
            progress.live(text, text, 1, 2)

    assert acting(printed(show)) == []


@FEW
@given(text=TEXTS)
def test_an_explanation_has_the_same_lines_for_every_quote(text):
    text = f"a{text}"
    assert len(explain(run_of(text).claims[0]).splitlines()) == len(
        explain(run_of("a").claims[0]).splitlines()
    )


@FEW
@given(text=TEXTS)
def test_an_annotation_is_one_command_in_one_line(text):
    errors = len(run_of(text).with_outcome("error"))
    for annotations, count in [
        (run_annotations(run_of(text)), len(reported(run_of(text))) + errors),
        (change_annotations(comparison_of(text)), len(comparison_of(text).red)),
    ]:
        lines = annotations.split("\n")
        assert lines.pop() == ""
        assert len(lines) == count
        for line in lines:
            message = re.sub(r"^::(error|warning|notice) ", "", line)
            assert [part.split("=")[0] for part in message.split("::")[0].split(",")][-1] == "title"
            assert acting(message) == []


@FEW
@given(text=TEXTS)
def test_a_table_has_as_many_cells_and_no_formula(text):
    rows = list(csv_module.reader(io.StringIO(REPORTS["claims.csv"](run_of(text)))))
    assert {len(row) for row in rows} == {len(fields(Result))}
    assert len(rows) == len(OUTCOMES) + 1
    number = re.compile(r"[+-]?[\d.,]+(e[+-]?\d+)?%?")
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@")) or number.fullmatch(cell)


def test_a_number_is_no_formula():
    rows = csv_module.DictReader(io.StringIO(REPORTS["claims.csv"](run_of("-3.5"))))
    assert {row["figure"] for row in rows} == {"-3.5"}


@pytest.mark.parametrize("name", ["junit.xml", "claims.sarif"])
@FEW
@given(text=TEXTS)
def test_json_and_xml_reports_are_well_formed(name, text):
    for written in (
        REPORTS[name](run_of(text)),
        CHANGES[name.split(".")[1].replace("xml", "junit")](comparison_of(text)),
    ):
        (ElementTree.fromstring if name == "junit.xml" else json.loads)(written)
        written.encode()


def rendered(text):
    """Render Markdown as GitHub does, as far as its grammar goes."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


@pytest.mark.parametrize("form", [REPORTS["summary.md"], lambda r: changes_markdown(comparison_of(r.claims[0].why)), lambda r: annotated_markdown(annotation_of(r.claims[0].why), Path())], ids=["run", "changes", "annotated"])  # fmt: skip
@FEW
@given(text=TEXTS)
def test_markdown_in_quotes_is_escaped(form, text):
    plain, tokens = rendered(form(run_of("a"))), rendered(form(run_of(f"a {text} b")))
    allowed = {"text", "code_inline", "softbreak", "strong_open", "strong_close"}
    for token in tokens:
        assert token.type != "html_block"
        bare = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)|\(<.*>\)", "", token.content)
        if token.type == "inline":
            assert not re.search(r"(?<!\\)(://|\bwww\.)", bare, re.IGNORECASE)
        for child in token.children or []:
            if child.type in ("link_open", "link_close") and "evidence" in token.content:
                continue
            assert child.type in allowed, (child.type, token.content)
            if child.type == "text":
                assert not re.search(r"[@#]\w|\bGH-\d", child.content, re.IGNORECASE)

    def shape(found):
        return [token.type for token in found if token.type.startswith(("heading", "table", "t", "bullet", "list", "ordered"))]  # fmt: skip

    if form is not annotated_markdown:
        assert shape(tokens) == shape(plain)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("name", REPORTS)
def test_a_value_that_cannot_be_shown_spoils_no_report(name, value, record):
    text = value if isinstance(value, str) else "a"
    bad = replace(record.claims[2], **dict.fromkeys(ANY, value), **dict.fromkeys(FREE, text))
    documents = (DocumentSummary("spec-0", text, text, 2, path=text), record.documents[1])
    written = REPORTS[name](replace(record, claims=(*record.claims, bad), documents=documents))
    written.encode()
    assert "claim-3" in written or name == "summary.md"
    assert len(written) < 1 << 20


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_value_that_cannot_be_shown_spoils_no_page_and_no_line(value, record, printed):
    text = value if isinstance(value, str) else "a"
    bad = replace(record.claims[2], **dict.fromkeys(ANY, value), **dict.fromkeys(FREE, text))
    run = replace(record, claims=(*record.claims[:2], bad, *record.claims[3:]))
    assert all(page.encode() or name for name, page in Site(SiteData([run])).files())
    assert "claims: " in printed(print_run, run, Path(), verbose=True)
    change = Change("spec-0/a", Sort.WORSE, (text,), {"a": value}, {"a": value}, bad, bad)
    for form in (*CHANGES.values(), change_annotations):
        assert form(Comparison(run, run, (change,))).encode()


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_record_of_such_a_value_is_written_and_reads_back(value, record, tmp_path):
    text = value if isinstance(value, str) else "a"
    changes = {key: {"a": value} for key in ANY}
    bad = replace(record.claims[2], **changes, why=text, says=text, id="spec-0/bad")
    write_reports(replace(record, claims=(*record.claims, bad)), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*REPORTS, "run.json"}
    read = read_run(tmp_path / "run.json")
    assert read.claims[:-1] == record.claims
    assert run_text(read) == (tmp_path / "run.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), 1e300, -1.0])
@pytest.mark.parametrize("name", REPORTS)
def test_an_impossible_duration_spoils_no_report(name, seconds, record):
    assert REPORTS[name](replace(record, seconds=seconds))
