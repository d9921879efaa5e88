"""Claims about code blocks are judged by how the blocks end and what they print."""

import pytest

from harness.claims import SpecErrors, kinds, load_spec
from harness.claims.code_blocks import Code
from harness.claims.testing import check_kind
from harness.evidence import Evidence, Request
from harness.verdicts import Word

RUNS = {"lines": [3, 5], "outcome": "runs"}
RAISES = {"lines": [3, 5], "outcome": "raises", "type": "ValueError", "line": 4, "message": "lr?"}
NEEDS = {"lines": [3, 5], "outcome": "needs", "message": "the package seaborn; install it"}
LATER = {"lines": [3, 5], "outcome": "stopped", "message": "not reached: time limit of 2 s"}
LONG = {"lines": [3, 5], "outcome": "stopped", "message": "time limit of 2 s"}


def differing(**first):
    items = {kind: {"line": 9, "printed": "4", "here": here} for kind, here in first.items()}
    return {**RUNS, "differs": {"counts": dict.fromkeys(first, 1), "first": items}}


def value(printed, repaired=None):
    return {"printed": [printed], "repaired": repaired and [repaired], "contained": ["all"]}


def claim(code=None, **data):
    found = kinds()["runs"].model_validate({"kind": "runs", "id": "a", "at": {"lines": [3, 5]}, **data})  # fmt: skip
    page = Code.model_validate({"blocks": [{"lines": [3, 5]}], **(code or {})})
    return found.on_page("d.txt", page)


def word(made, found):
    verdict = made.judge(Evidence(Request("m:f"), found))
    return verdict.word, verdict.measured


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (None, RUNS),
        (None, differing()),
        ("ValueError", RAISES),
        ("differs", differing(number="5")),
        ("stopped", LONG),
        ("not executed", {"lines": [3, 5], "outcome": "not executed"}),
    ],
)
def test_a_block_that_does_what_the_page_shows_is_confirmed_and_no_mutant_is(expected, found):
    data = {"kind": "runs", "id": "a", "at": {"lines": [3, 5]}}
    check_kind(data | ({"expected": expected} if expected else {}), value(found))


def test_another_exception_and_another_output_are_refuted():
    assert word(claim(), value(RAISES)) == (Word.REFUTED, "ValueError")
    assert word(claim(expected="TypeError"), value(RAISES))[0] is Word.REFUTED
    assert word(claim(), value(differing(number="5"))) == (Word.REFUTED, "differs")
    verdict = claim().judge(Evidence(Request("m:f"), value(RAISES)))
    assert verdict.why == "raises ValueError at line 4: lr?"


def test_a_difference_counts_unless_the_claim_or_its_page_says_why_not():
    found = value(differing(name="lstm_2", layout="="))
    assert word(claim(), found)[0] is Word.REFUTED
    page = {"ignore": {"layout": "frames are drawn otherwise"}}
    assert word(claim(page), found)[0] is Word.REFUTED
    made = claim(page, ignore={"name": "names are counted by session"})
    assert word(made, found)[0] is Word.CONFIRMED


@pytest.mark.parametrize("found", [NEEDS, LATER])
def test_a_block_that_could_not_run_is_blocked(found):
    assert word(claim(), value(found))[0] is Word.BLOCKED
    assert word(claim(expected="ValueError"), value(found))[0] is Word.BLOCKED


def test_a_repair_that_does_not_repair_does_not_pass_as_the_truth_of_its_erratum():
    repairs = {"repairs": [{"line": 4, "of": "lr", "to": "rate", "why": "lr is gone"}]}
    drift = {"since": "2.16", "why": "Keras 3 refuses lr", "truth": "ValueError"}
    made = claim(repairs, drift=drift)
    for mended, label in ((RUNS, "drift"), (RAISES, "refuted"), ({**RAISES, "after": [1, 2]}, "drift")):  # fmt: skip
        _, outcome = made.settle(Evidence(Request("m:f"), value(RAISES, mended)), "2.21")
        assert outcome.label == label


def test_all_claims_of_a_page_share_one_request_that_does_not_contain_their_rules():
    first, second = claim(), claim({"ignore": {"name": "counted by session"}}, expected="TypeError")
    assert first.stack_request.key == second.stack_request.key
    assert first.stack_request.key != claim({"seconds": 5.0}).stack_request.key
    assert first.stack_request.seconds > 60


SPEC = """\
format: harness-spec/1
document: d.txt
title: A page of ours
{code}claims:
  - {{id: a, kind: runs, at: {{lines: {lines}}}{more}}}
"""


@pytest.mark.parametrize(
    ("code", "lines", "more", "message"),
    [
        ("", 3, "", "5:29: a claim of kind 'runs' needs the page's key 'code'"),
        ("code: {blocks: [{lines: 4}]}\n", 3, "", "6:29: no block of 'code' has the lines 3 to 3"),
        ("code: {blocks: []}\n", 3, "", "list should have at least 1 item"),
        ("code: {blocks: [{lines: 3, print: []}]}\n", 3, "", "did you mean 'prints'?"),
        ("code: {blocks: [{lines: 3}]}\n", 3, ", expected: no way", "'no way' is no exception"),
        (
            "code: {blocks: [{lines: 3}], ignore: {numbers: because of it}}\n",
            3,
            "",
            "'number', 'name'",
        ),
    ],
)
def test_a_mistake_is_reported_with_its_place(tmp_path, code, lines, more, message):
    file = tmp_path / "s.yaml"
    file.write_text(SPEC.format(code=code, lines=lines, more=more))
    with pytest.raises(SpecErrors) as found:
        load_spec(file)
    assert message in str(found.value)


def test_a_whole_spec_loads(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(SPEC.format(code="code: {blocks: [{lines: 3}]}\n", lines=3, more=""))
    (made,) = load_spec(file).claims
    assert made.stack_request.given["blocks"] == [{"lines": [3, 3], "digest": "", "prints": []}]
    assert made.statement == "The code of lines 3 to 3 runs and prints what the page prints."
