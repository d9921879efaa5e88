"""The baseline: a file that people review, one claim a line."""

import json
import re
from dataclasses import replace
from difflib import ndiff

import pytest

from harness.analysis.acceptance import accept
from harness.analysis.comparison import compare_runs
from harness.results.baseline import baseline_text, parse_baseline, read_baseline
from harness.results.record import RunError, read_run, run_text
from harness.results.run import Accepted, KindSummary

REASON = "the library rounds since its last release"


@pytest.fixture
def run(record):
    entries = tuple(Accepted(f"spec-0/claim-{n}", REASON, f"2026-01-0{n}", {}, {}) for n in (1, 2))
    kinds = {"parameters": KindSummary("A count.", "", {})}
    return replace(record, accepted=entries, kinds=kinds, stacks=("tf2.21",))


def test_a_baseline_has_one_claim_a_line(run):
    lines = baseline_text(run).splitlines()
    data = json.loads("\n".join(lines))
    assert data["format"] == "harness-baseline/1"
    whole = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"id"')]
    assert [claim["id"] for claim in whole] == [result.id for result in run.claims]
    assert set(whole[0]) == {
        *("id", "lines", "kind", "subject", "given", "figure", "expected", "measured"),
        *("verdict", "basis", "outcome", "terms", "spec"),
    }


def test_a_baseline_reads_back_and_is_written_the_same_again(run):
    again = parse_baseline(baseline_text(run), "b")
    assert baseline_text(again) == baseline_text(run)
    assert compare_runs(run, again).changes == compare_runs(again, run).changes == ()
    assert again.accepted == run.accepted


def test_the_same_changes_are_found_from_a_record_and_from_a_baseline(run):
    worse = replace(run.claims[0], outcome="refuted", terms={"tolerance": 2}, why="rounded")
    head = replace(run, claims=(worse, *run.claims[2:]), stacks=())
    pairs = [
        (change.id, change.sort, change.what, change.before, change.after, change.why)
        for base in (run, parse_baseline(baseline_text(run), "b"))
        for change in compare_runs(base, head).changes
    ]
    assert pairs[: len(pairs) // 2] == pairs[len(pairs) // 2 :] != []


def test_an_accepted_claim_is_one_changed_line_and_one_new_one(run):
    changed = replace(run.claims[0], figure="43")
    head = replace(run, claims=(changed, *run.claims[1:]))
    after = baseline_text(accept(run, head, [changed.id], REASON, "2026-01-03"))
    lines = ndiff(baseline_text(run).splitlines(), after.splitlines())
    assert sorted(line[0] for line in lines if line[0] in "+-") == ["+", "+", "-"]


def test_what_a_spec_records_of_a_claim_gives_its_reason(run):
    terms = {"drift": {"since": {"keras": "3.0"}, "why": "other weights are drawn"}}
    result = replace(run.claims[0], outcome="drift", verdict="refuted", terms=terms)
    found = parse_baseline(baseline_text(replace(run, claims=(result,))), "b").claims[0]
    assert (found.drift, found.erratum, found.why) == (True, False, "other weights are drawn")


def test_a_long_measured_value_is_left_out(run):
    results = (
        replace(run.claims[0], measured=list(range(9))),
        replace(run.claims[1], measured=list(range(99))),
    )
    found = parse_baseline(baseline_text(replace(run, claims=results)), "b").claims
    assert [result.measured for result in found] == [list(range(9)), None]


def test_a_run_record_serves_as_a_baseline(run, tmp_path):
    (tmp_path / "run.json").write_text(run_text(run))
    assert read_baseline(tmp_path / "run.json") == run


def test_a_result_without_terms_keeps_what_its_record_says(run):
    result = replace(run.claims[0], terms=None, erratum=True)
    found = parse_baseline(baseline_text(replace(run, claims=(result,))), "b").claims[0]
    assert (found.terms, found.erratum, found.drift) == (None, True, False)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("harness-baseline/1", "harness-baseline/9", "not 'harness-baseline/1'"),
        ('"lines": [1, 2]', '"lines": [0, 2]', "not a whole baseline: claims.0.lines"),
        ('"verdict": "refuted"', '"verdict": "right"', "verdict: 'right' is none of"),
        ('"accepted": [', '"accepted": [3,', "not a whole baseline: accepted.0"),
    ],
)
def test_a_damaged_baseline_is_refused_in_one_message(run, before, after, message):
    text = baseline_text(run)
    assert before in text
    with pytest.raises(RunError, match=re.escape(message)):
        parse_baseline(text.replace(before, after, 1), "b")


def test_a_baseline_is_no_run_record(run, tmp_path):
    (tmp_path / "run.json").write_text(baseline_text(run))
    with pytest.raises(RunError, match="a baseline, where a run record is needed"):
        read_run(tmp_path / "run.json")


def test_a_baseline_lists_the_claims_that_are_known_to_be_blocked(run):
    listed = replace(run, blocked=("spec-0/claim-2", "spec-1/claim-9"))
    text = baseline_text(listed)
    assert '"blocked": [\n"spec-0/claim-2",\n"spec-1/claim-9"\n]' in text
    assert parse_baseline(text, "b").blocked == listed.blocked
    assert "blocked" not in json.loads(baseline_text(run))
