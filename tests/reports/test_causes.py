"""Every report shows causes by severity, and loses no finding."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from harness.reports.github import run_annotations
from harness.reports.html import html
from harness.reports.junit import junit
from harness.reports.latest import REPORTS
from harness.reports.markdown import markdown
from harness.reports.sarif import sarif
from harness.reports.terminal import print_run
from harness.results.cause_groups import causes_of
from harness.results.record import parse_run, run_text
from harness.results.run_parts import Remedy
from harness.results.site_data import SiteData
from harness.site.pages import Site
from tests.random_runs import runs
from tests.sample_run import claim

FEW = settings(max_examples=30, deadline=None)
REPAIR = Remedy(7, "metrics='mae'", "metrics=['mae']", text="  m.compile(metrics='mae')")


def shared(record, *, path=""):
    """Make a run of three claims that one import breaks, a wrong one and a cosmetic one."""
    broken = [
        claim(n, "erratum", id=f"spec-0/c-{n}", lines=[n, n], says=f"block {n} runs", found="raises",
              why="No line imports NumPy.", severity="breaks", cause="imports", repair=(REPAIR,))
        for n in (5, 9, 12)
    ]  # fmt: skip
    others = [
        claim(2, "drift", id="spec-0/wrong", severity="wrong", why="The sum is another.", lines=[2, 2]),
        claim(3, "erratum", id="spec-0/slip", severity="cosmetic", why="A slip.", lines=[1, 1]),
    ]  # fmt: skip
    claims = tuple(replace(claim, document="0.txt") for claim in (*others, *broken))
    documents = (replace(record.documents[0], path=path), record.documents[1])
    return replace(record, claims=claims, documents=documents)


def findings(run):
    return [claim for claim in run.claims if claim.outcome_entry.finding]


@FEW
@given(run=runs())
def test_no_finding_is_lost_on_pages_in_tables_and_for_machines(run):
    page = html(run)
    cells = {row["id"] for row in csv.DictReader(io.StringIO(REPORTS["claims.csv"](run)))}
    cases = {
        f"{case.get('classname')}/{case.get('name')}"
        for case in ElementTree.fromstring(junit(run)).iter("testcase")
    }
    listed = [
        name for result in json.loads(sarif(run))["runs"][0]["results"] for name in result["properties"]["claims"]
    ]  # fmt: skip
    site = "".join(text for name, text in Site(SiteData([run])).files() if name.endswith(".html"))
    for found in findings(run):
        assert found.id in cells & cases
        assert listed.count(found.id) == 1
        assert f"found {found.found}" in page or f"<dd>{found.found}</dd>" in page
        assert found.says in site
    assert len(listed) == len(set(listed))


@FEW
@given(run=runs())
def test_no_cause_is_lost_where_people_read(printed, run):
    shown = printed(print_run, run, Path("out"), verbose=True)
    plain = markdown(run)
    annotated = run_annotations(run)
    for cause in causes_of(run.claims):
        assert cause.name in shown
        assert all(re.search(rf"\b{line}\b", plain) for line in cause.lines[:1])
        assert f"{cause.spec}/{cause.name}::" in annotated
    for found in findings(run):
        assert found.says in " ".join(shown.split())


@FEW
@given(run=runs())
def test_a_record_with_causes_reads_back(run):
    assert parse_run(run_text(run), "run.json") == run


@pytest.mark.parametrize("write", [html, markdown, run_annotations, sarif])
def test_what_breaks_comes_first_and_what_is_cosmetic_last(record, write):
    text = write(shared(record))
    text = text[text.index('"results"') :] if write is sarif else text
    places = [text.index(said) for said in ("imports NumPy", "The sum is another", "A slip")]
    assert places == sorted(places)


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_terminal_shows_a_cause_once_with_its_lines_and_its_repair(
    record, columns, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", columns)
    print_run(shared(record), Path("out"), verbose=False)
    shown = capsys.readouterr().out
    begin, end = shown.index("Nothing new."), shown.index("\ncosmetic")
    assert shown[begin:end] == (
        "Nothing new. 1 cause breaks the code today, 1 statement was true once, 1 is cosmetic.\n"
        "\n"
        "breaks: the page's code fails (1 cause, 3 claims)\n"
        "\n"
        "  ! erratum  0.txt:5, 9, 12  imports\n"
        "    says    block 5 runs\n"
        "            and 2 more: lines 9, 12\n"
        "    found   raises\n"
        "    why     No line imports NumPy.\n"
        "    repair  line 7\n"
        "            -   m.compile(metrics='mae')\n"
        "            +   m.compile(metrics=['mae'])\n"
        "\n"
        "wrong: a false result or statement (1 claim)\n"
        "\n"
        "  ~ drift  0.txt:2  wrong\n"
        "    says    the layer has 42 parameters\n"
        "    found   43\n"
        "    why     The sum is another.\n"
    )
    assert "  ! 0.txt:1  A slip.\n" in shown
    assert max(map(len, shown[begin:end].splitlines()[1:])) <= int(columns)
    assert shown.splitlines()[-1].startswith("5 claims: 4 errata, 1 drift in")


def test_verbose_unfolds_every_claim_and_what_is_cosmetic(record, capsys):
    print_run(shared(record), Path("out"), verbose=True)
    shown = capsys.readouterr().out
    assert "also    0.txt:9  block 9 runs\n" in shown
    assert "    why     A slip.\n" in shown


def test_what_is_new_stands_before_the_headline(record, capsys):
    run = shared(record)
    new = claim(1, "refuted", id="spec-0/new", why="It is another.")
    print_run(replace(run, claims=(*run.claims, new)), Path("out"), verbose=False)
    shown = capsys.readouterr().out
    assert shown.startswith("refuted   spec-0 / new")
    assert shown.index("It is another.") < shown.index("1 verdict is new. 1 cause breaks")


def test_the_projects_own_pages_come_apart_and_short(record, capsys):
    run = shared(record, path="README.md")
    other = claim(1, "erratum", id="spec-1/a", why="Elsewhere.", severity="stale")
    run = replace(run, claims=(*run.claims, other))
    print_run(run, Path("out"), verbose=False)
    shown = capsys.readouterr().out
    assert shown.startswith("Nothing new. 1 statement was never true.")
    assert "breaks:" not in shown
    own = shown[shown.index("The project's own pages") :]
    assert own.splitlines()[1].startswith("  0.txt: 5 claims: 4 errata, 1 drift")
    assert "  ! 0.txt:5, 9, 12  No line imports NumPy.\n" in own
    for write in (html, markdown):
        text = write(run)
        assert text.index("Elsewhere") < text.index("imports NumPy")


def test_sarif_has_one_result_for_a_cause_and_its_repair_where_it_can_be_applied(record):
    (result, *_) = json.loads(sarif(shared(record, path="docs/0.txt")))["runs"][0]["results"]
    assert result["level"] == "error"
    assert result["properties"]["severity"] == "breaks"
    assert result["properties"]["claims"] == ["spec-0/c-5", "spec-0/c-9", "spec-0/c-12"]
    lines = [
        place["physicalLocation"]["region"]["startLine"] for place in result["relatedLocations"][1:]
    ]
    assert lines == [9, 12]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "docs/0.txt", "uriBaseId": "SRCROOT"}
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    cut = REPAIR.text[region["startColumn"] - 1 : region["endColumn"] - 1]
    assert (region["startLine"], cut) == (7, "metrics='mae'")
    assert replacement["insertedContent"]["text"] == "metrics=['mae']"


@pytest.mark.parametrize(
    "repair",
    [
        (Remedy(7, "a", "b"),),
        (Remedy(7, "a\x1b", "b", text="a\x1b"),),
        (REPAIR, Remedy(says="And say so.")),
    ],
    ids=["line not at hand", "text that is not shown as it is", "in part a sentence"],
)
def test_a_repair_that_cannot_be_applied_as_it_is_is_no_fix(record, repair):
    run = shared(record, path="docs/0.txt")
    claims = tuple(replace(claim, repair=repair) for claim in run.claims)
    for result in json.loads(sarif(replace(run, claims=claims)))["runs"][0]["results"]:
        assert "fixes" not in result
        assert "Repair: " in result["message"]["text"]


def test_a_document_outside_the_repository_gets_no_fix(record):
    for result in json.loads(sarif(shared(record)))["runs"][0]["results"]:
        assert "fixes" not in result


def test_github_gets_a_cause_at_the_level_of_its_severity(record):
    lines = run_annotations(shared(record)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::warning", "::warning", "::notice"]
    assert "title=breaks%2C erratum%3A spec-0/imports" in lines[0]
    assert "and 2 more: lines 9, 12" in lines[0]


def test_junit_names_severity_cause_and_repair(record):
    case = ElementTree.fromstring(junit(shared(record))).find(".//testcase[@name='c-5']")
    assert case is not None
    said = case.findtext("system-out", "").splitlines()
    assert {"severity: breaks", "cause: imports"} <= set(said)
    assert "repair: line 7: metrics='mae' -> metrics=['mae']" in said
