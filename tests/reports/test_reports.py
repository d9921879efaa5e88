"""Reports are pure functions of a run."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from harness.files.writing import write_text
from harness.printed.output_differences import Difference, LeftOut, OutputComparison
from harness.reports.csv_table import csv
from harness.reports.github import run_annotations
from harness.reports.html import html
from harness.reports.junit import junit
from harness.reports.latest import REPORTS, write_reports
from harness.reports.markdown import markdown
from harness.reports.output_totals import outputs_line
from harness.reports.sarif import sarif
from harness.reports.shared import closing_line, explain
from harness.reports.terminal import print_run
from harness.results.run import Gap
from harness.verdicts import OUTCOMES, Compared


@pytest.mark.parametrize("report", REPORTS.values())
def test_a_report_is_the_same_every_time(report, record):
    assert report(record) == report(record)


@pytest.mark.parametrize("report", REPORTS.values())
def test_a_run_without_claims_can_be_reported(report, record):
    assert report(replace(record, claims=()))


def test_the_closing_line_names_every_outcome_with_its_number(record):
    line = closing_line(record)
    assert line.startswith(
        f"{len(OUTCOMES)} claims: 1 confirmed, 1 refuted, 1 raises, 1 outdated record"
    )
    assert line.endswith("in 12 s on tf2.21, CPU")
    assert closing_line(replace(record, complete=False)).endswith("; interrupted")


def test_every_report_shows_what_of_an_output_was_compared(record, capsys):
    value = Difference("value", 9, 4, "4", "5", 1, 0)
    found = OutputComparison(1200, 1198, (value,), (LeftOut(3, "times", "of the machine", 9),))
    compared = Compared.of(found, 9, strict=False, reasons={})
    judged = replace(record.claims[1], found=compared.sentence, compared=compared)
    run = replace(record, claims=(record.claims[0], judged))
    line = "1 printed output: 1,198 of 1,200 figures as printed, 1 differ"
    line += ", 3 not compared (of the machine: 3)"
    assert outputs_line(run) == line
    assert line in html(run)
    assert line in markdown(run)
    print_run(run, Path("out"), verbose=False)
    assert line in capsys.readouterr().out
    assert "left out: 3 times" in junit(run)
    (row,) = pd.read_csv(io.StringIO(csv(run))).iloc[[1]].to_dict("records")
    assert json.loads(row["compared"])["figures"] == 1200
    assert outputs_line(record) == ""


def test_junit_counts_what_it_holds(record):
    root = ElementTree.fromstring(junit(record))
    for suite in root:
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for element, attribute in (
            ("failure", "failures"),
            ("error", "errors"),
            ("skipped", "skipped"),
        ):
            assert suite.get(attribute) == str(len(suite.findall(f"testcase/{element}")))
    assert root.get("errors") == "1"


def test_junit_points_at_the_documents_line(record):
    case = ElementTree.fromstring(junit(record)).find(".//testcase[@name='claim-0']")
    assert case is not None
    assert (case.get("file"), case.get("line")) == ("0.txt", "1")


def test_the_table_has_a_row_for_each_claim(record):
    frame = pd.read_csv(io.StringIO(csv(record)))
    assert list(frame["id"]) == [claim.id for claim in record.claims]
    assert json.loads(frame["given"][0]) == {"units": 3}


def test_markdown_shows_markup_of_a_document_as_text(record):
    text = markdown(record)
    assert "<script>" not in text.replace("\\<script\\>", "")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.endswith("|") for line in rows)


class Page(HTMLParser):
    """What matters of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_page_needs_no_network(record):
    page = Page(html(record))
    for _tag, attributes in page.tags:
        for name in ("src", "href", "action"):
            assert not (attributes.get(name) or "#").startswith(("http", "//"))
    assert not re.search(r"url\(|@import", html(record))


def test_the_page_never_executes_what_a_document_says(record):
    assert [tag for tag, _ in Page(html(record)).tags].count("script") == 1


def test_every_outcome_on_the_page_has_a_mark_beside_its_colour(record):
    text = html(record)
    for outcome in OUTCOMES:
        assert f'<span aria-hidden="true">{outcome.mark}</span> {outcome.label}' in text


def test_every_id_on_the_page_is_unique_and_every_link_leads_somewhere(record):
    page = Page(html(record))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert {str(link).removeprefix("#") for link in links} <= set(ids)


def test_an_explanation_answers_first_and_says_how_to_look_again(record):
    lines = explain(record.claims[1]).splitlines()
    assert lines[0].startswith("refuted   spec-1 / claim-1")
    assert lines[0].endswith("1.txt:2")
    assert lines[-1].split(None, 1) == ["again", 'pytest "specs/spec-1.yaml::claim-1"']


def test_every_report_is_written(record, tmp_path):
    write_reports(record, tmp_path / "a" / "b")
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == {*REPORTS, "run.json"}


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "report.txt"
    write_text(path, "before")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_text(path, "after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_asked_for_and_not_looked_at_is_said_by_the_reports_that_people_read(record):
    said = "d.txt is not in lab: its figures were compared with nothing"
    claims = tuple(claim for claim in record.claims if not claim.outcome_entry.exit_code)
    run = replace(record, claims=claims, gaps=(Gap("s", said, "put it there"),))
    assert run.exit_code == 4
    for write in (html, markdown, sarif, run_annotations):
        assert said in write(run), write
    assert "exit 4" in markdown(run)
    assert "exit 4" not in markdown(replace(record, gaps=run.gaps))
