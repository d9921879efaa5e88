"""SARIF and JUnit keep to their official schemas, and point at the right lines."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from harness.analysis.comparison import compare_runs
from harness.printed.output_differences import Difference, OutputComparison
from harness.reports.junit import junit, junit_changes
from harness.reports.sarif import sarif, sarif_changes
from harness.results.run import Accepted, DocumentSummary, KindSummary
from harness.verdicts import OUTCOMES, Compared

SCHEMAS = Path(__file__).parent / "schemas"
KINDS = {"parameters": KindSummary("How many there are.", "Counted in ``layers``.", {})}


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text())
    # nothing but the format of the two URIs needs a package of its own to be checked
    return jsonschema.Draft4Validator(schema)


@pytest.fixture(scope="module")
def junit_schema():
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


@pytest.fixture
def comparison(record):
    """Two runs that differ in every way there is."""
    claims = [replace(claim, spec=f"specs/s.yaml:{n + 1}") for n, claim in enumerate(record.claims)]
    turned = [
        replace(one, outcome=other.outcome, verdict=other.verdict)
        for one, other in zip(claims, [*claims[1:], claims[0]], strict=True)
    ]
    turned[2] = replace(turned[2], terms={"slow": True})
    extra = replace(claims[1], id="spec-0/extra")
    base = replace(record, claims=(*claims, extra), kinds=KINDS)
    head = replace(record, claims=tuple(turned), kinds=KINDS, stacks=())
    return compare_runs(replace(base, stacks=("tf2.5",)), head)


def run_of(text, validator):
    log = json.loads(text)
    validator.validate(log)
    return log["runs"][0]


def test_the_schema_refuses_a_wrong_file(validator):
    assert not validator.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})
    assert not validator.is_valid({"version": "2.0.0", "runs": []})


def test_sarif_has_a_result_for_each_claim_that_says_something_of_its_document(record, validator):
    run = run_of(sarif(record), validator)
    levels = {result["properties"]["outcome"]: result["level"] for result in run["results"]}
    expected = {outcome.label: outcome.level for outcome in OUTCOMES if outcome.level}
    assert levels == expected | {
        "erratum": "error",  # as severe as an older record leaves open
        "known": "error",
        "not yet": "warning",
        "not reproducible": "warning",
    }
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert [note["level"] for note in notes] == [
        *("note" for outcome in OUTCOMES if outcome.unseen),
        "error",
    ]
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_result_names_its_rule_and_points_at_document_and_spec(record, validator):
    documents = (DocumentSummary("spec-1", "1.txt", "T", 0, path="docs/한 글.txt"),)
    run = run_of(sarif(replace(record, documents=documents, kinds=KINDS)), validator)
    by_name = {r["partialFingerprints"]["harnessClaim/v1"]: r for r in run["results"]}
    result = by_name["spec-1/claim-1"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "parameters"
    help_ = rule["help"]["markdown"]
    assert help_.startswith("How many there are. Counted in `layers`.\n\nWhat a reader suffers")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/%ED%95%9C%20%EA%B8%80.txt"
    assert place["artifactLocation"]["uriBaseId"] == "SRCROOT"
    assert place["region"] == {"startLine": 2, "endLine": 3}
    spec = result["relatedLocations"][0]["physicalLocation"]
    assert spec["artifactLocation"]["uri"] == "specs/spec-1.yaml"
    assert spec["region"]["startLine"] == 1
    elsewhere = by_name["spec-0/claim-2"]["locations"][0]["physicalLocation"]
    assert elsewhere["artifactLocation"] == {"uri": "0.txt", "uriBaseId": "DOCUMENTS"}


def test_a_result_points_at_each_place_where_an_output_differs(record, validator):
    value = Difference("value", 12, 4, "[4](x)", "5", 1, 0)
    found = OutputComparison(20, 0, (*[value._replace(line=n) for n in range(12, 32)],))
    compared = Compared.of(found, 20, strict=False, reasons={})
    run = replace(record, claims=(replace(record.claims[1], compared=compared),))
    log = json.loads(sarif(run))
    validator.validate(log)
    (result,) = log["runs"][0]["results"]
    first, *others = result["relatedLocations"]
    assert first["message"]["text"] == "the claim"
    lines = [place["physicalLocation"]["region"]["startLine"] for place in others]
    assert lines == list(range(12, 22))
    assert "there, 5 here" in others[0]["message"]["text"]


def test_fingerprints_stay_when_lines_move_and_differ_between_claims(record):
    moved = tuple(replace(claim, lines=[90, 91], figure="7") for claim in record.claims)
    before, after = (
        [r["partialFingerprints"] for r in json.loads(sarif(run))["runs"][0]["results"]]
        for run in (record, replace(record, claims=moved))
    )
    assert before == after
    assert len({print_["primaryLocationLineHash"] for print_ in before}) == len(before)


def test_brackets_of_a_document_are_neither_links_nor_placeholders(record, validator):
    claims = (replace(record.claims[1], says="see [this](javascript:x) and {0}"),)
    text = run_of(sarif(replace(record, claims=claims)), validator)["results"][0]["message"]["text"]
    assert "see \\[this\\](javascript:x) and {{0}}" in text


def test_an_absolute_path_of_a_spec_becomes_a_uri(record, validator):
    claims = (replace(record.claims[1], spec="/some where/s.yaml:7"),)
    result = run_of(sarif(replace(record, claims=claims)), validator)["results"][0]
    spec = result["relatedLocations"][0]["physicalLocation"]
    assert spec["artifactLocation"] == {"uri": "file:///some%20where/s.yaml"}


def test_a_comparison_gives_each_result_its_baseline_state(comparison, validator):
    run = run_of(sarif_changes(comparison), validator)
    states = {
        r["partialFingerprints"]["harnessClaim/v1"]: r["baselineState"] for r in run["results"]
    }
    labels = [outcome.label for outcome in OUTCOMES]
    for number, (before, after) in enumerate(
        zip(OUTCOMES, [*OUTCOMES[1:], OUTCOMES[0]], strict=True)
    ):
        state = states.get(f"spec-{number % 2}/claim-{number}")
        if after.level:
            assert state == ("updated" if before.level else "new"), labels[number]
        elif before.level and after.pytest == "passed":
            assert state == "absent"
        else:
            assert state is None
    assert states["spec-0/extra"] == "absent"
    rules = {result["ruleId"] for result in run["results"]}
    assert rules == {"parameters", "compare/weakened", "compare/removed"}


def test_an_accepted_change_is_suppressed_with_its_reason(comparison, validator):
    changes = tuple(replace(c, because="we mean it so") for c in comparison.changes)
    run = run_of(sarif_changes(replace(comparison, changes=changes)), validator)
    accepted = [r["suppressions"] for r in run["results"] if r["ruleId"].startswith("compare/")]
    assert accepted
    for suppressions in accepted:
        assert suppressions == [
            {"kind": "external", "status": "accepted", "justification": "we mean it so"}
        ]


def test_junit_keeps_to_the_schema_of_jenkins(record, comparison, junit_schema):
    accepted = replace(record, accepted=(Accepted("a/b", "because of it", "2026-01-02", {}, {}),))
    for text in (junit(record), junit(replace(accepted, claims=())), junit_changes(comparison)):
        junit_schema.assertValid(etree.fromstring(text.encode()))


def test_junit_of_a_comparison_fails_where_the_comparison_is_red(comparison):
    root = etree.fromstring(junit_changes(comparison).encode())
    failed = {
        f"{case.get('classname')}/{case.get('name')}".removeprefix("harness/")
        for case in root.iter("testcase")
        if case.find("failure") is not None
    }
    assert failed == {change.id for change in comparison.red}
    assert root.get("failures") == str(len(failed))
