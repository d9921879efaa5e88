"""Every report works for checked documents as it does for specs."""

import json
from xml.etree import ElementTree

import pytest

from harness.reports.github import run_annotations
from harness.reports.html import html
from harness.reports.junit import junit
from harness.reports.latest import REPORTS
from harness.reports.markdown import markdown
from harness.reports.sarif import sarif
from harness.results.check_run import check_run
from harness.results.known_findings import KnownFindings
from harness.results.page_facts import NotebookPlace
from harness.results.record import parse_run, run_text
from harness.results.site_data import SiteData
from harness.site.pages import Site
from tests.checked_pages import STARTED, every_label, right_page

PLACES = (NotebookPlace(1, 1, False, 1, 701, 200, 1),)
PAGES = [every_label(), right_page(), every_label("docs/a.ipynb", cells=True, places=PLACES)]
RUN = check_run(PAGES, STARTED, 1.0)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_a_function_of_the_run_record(name):
    assert REPORTS[name](parse_run(run_text(RUN), "run.json")) == REPORTS[name](RUN)


def test_sarif_points_at_lines_of_the_file():
    results = json.loads(sarif(RUN))["runs"][0]["results"]
    places = [item["locations"][0]["physicalLocation"] for item in results]
    found = [(at["artifactLocation"]["uri"], at["region"]["startLine"]) for at in places]
    assert found == [
        ("docs/vocab.md", 25),
        ("docs/vocab.md", 32),
        ("docs/a.ipynb", 725),
        ("docs/a.ipynb", 732),
    ]
    related = results[2]["relatedLocations"][0]
    assert related["physicalLocation"]["region"]["startLine"] == 725
    assert related["message"]["text"].startswith("cell 3, output line 1: 494")


def test_sarif_lists_what_could_not_be_judged_as_notes():
    invocation = json.loads(sarif(RUN))["runs"][0]["invocations"][0]
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert any(text.startswith("random (4 claims)") for text in texts)
    assert invocation["exitCode"] == 1


def test_github_gets_an_error_for_each_new_finding_at_its_line():
    lines = run_annotations(RUN).splitlines()
    found = [line for line in lines if "file=" in line]
    assert len(found) == 4
    assert "file=docs/vocab.md,line=25,endLine=26,title=refuted" in found[0]
    assert "file=docs/a.ipynb,line=732,endLine=732,title=raises" in found[3]


def test_known_findings_are_no_errors():
    known = KnownFindings().accept(RUN, "old", "2026-01-01")
    run = check_run(PAGES, STARTED, 1.0, known=known, blocked=9)
    assert run_annotations(run) == ""
    assert ElementTree.fromstring(junit(run)).get("failures") == "0"
    levels = {item["level"] for item in json.loads(sarif(run))["runs"][0]["results"]}
    assert levels == {"warning"}


def test_junit_has_a_case_for_each_block_at_its_line():
    cases = ElementTree.fromstring(junit(RUN)).findall(".//testcase")
    assert len(cases) == len(RUN.claims)
    raises = next(case for case in cases if case.find("failure[@type='raises']") is not None)
    assert (raises.get("file"), raises.get("line")) == ("docs/vocab.md", "32")


def test_markdown_begins_with_what_is_new():
    text = markdown(RUN)
    assert "### New" in text
    assert "cell 3, output line 1" in text


def test_pages_show_cells():
    assert "cell 4, line 2" in html(RUN)
    pages = dict(Site(SiteData((RUN,))).files())
    assert "cell 4, line 2" in pages["index.html"]
