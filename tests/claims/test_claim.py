"""The terms of a claim hold all that its verdict rests on, but not its place in the document."""

import json
from pathlib import Path

import pytest

from harness.claims import Claim, kinds, load_spec
from harness.claims.settling import settle
from harness.evidence import DocumentFailure, Evidence, Failure, Request
from harness.verdicts import Weaker

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*.yaml"))
AT = {"lines": 3, "figure": "0.0200"}


def claim_of(kind, **keys):
    own = {"kind": kind, "id": "a", "at": AT}
    if kinds()[kind].measures:
        own["subject"] = "m:f"
    return kinds()[kind].model_validate(own | keys)


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.__name__)
def test_what_weakens_a_kind_is_a_key_of_it(kind):
    for pattern, way in kind.weaker.items():
        assert pattern.split(".")[0] in kind.model_fields
        assert isinstance(way, Weaker)


@pytest.mark.parametrize("file", SPECS, ids=lambda file: file.stem)
def test_terms_are_json_and_hold_every_expectation_of_the_spec(file):
    for claim in load_spec(file).claims:
        terms = json.loads(json.dumps(claim.terms))
        assert ("erratum" in terms) == (claim.erratum is not None)
        assert terms.get("slow", False) == claim.slow
        assert "digest" not in json.dumps(terms.get("against", ""))


def test_a_moved_passage_changes_no_term_and_another_figure_does():
    def against(lines, figure):
        keys = {"states": "as said above", "against": [{"lines": lines, "figure": figure}]}
        return claim_of("agreement", **keys).terms

    assert against(4, "0.02") == against(9, "0.02")
    assert against(4, "0.02") != against(4, "0.03")


def test_digits_that_a_number_loses_are_kept_in_the_terms():
    log = {"states": "a log of two epochs", "at": {"lines": 3}}
    printed = claim_of("history", expected={"loss": ["0.0200", "0.0100"]}, **log)
    fewer = claim_of("history", expected={"loss": ["0.02", "0.01"]}, **log)
    assert printed.terms != fewer.terms


def test_a_truth_that_is_null_is_not_one_that_is_missing():
    record = {"why": "it returns nothing at all"}
    with_truth = claim_of(
        "behaviour", states="it returns a one", expected=1, erratum=record | {"truth": None}
    )
    without = claim_of("behaviour", states="it returns a one", expected=1, erratum=record)
    assert with_truth.terms != without.terms


@pytest.mark.parametrize(
    ("value", "runs", "label"),
    [
        (0.05, [0.04, 0.05], "not reproducible"),
        (0.02, [0.02, 0.05], "not reproducible"),  # even where one run happens to hit it
        (0.05, [0.05, 0.05], "outdated record"),
        (0.02, [0.02, 0.02], "outdated record"),
        (0.05, [], "error"),
    ],
)
def test_a_figure_is_not_reproducible_where_several_runs_differ(value, runs, label):
    reason = {"why": "it is drawn without a seed", "spread": "runs"}
    claim = claim_of("number", read="value", not_reproducible=reason)
    evidence = Evidence(Request("m:f"), {"value": value, "runs": runs})
    verdict, outcome = settle(claim, evidence, {"keras": "3.3"})
    assert outcome.label == label
    if label == "not reproducible":
        assert verdict.measured == value
        assert f"{len(runs)} runs give {runs[0]} to {runs[1]}" in verdict.why


@pytest.mark.parametrize(
    ("evidence", "label"),
    [
        (None, "error"),
        (Evidence(Request("m:f"), failure=Failure("ImportError", "no keras", blocked=True)), "blocked"),
        (Evidence(Request("m:f"), {"value": 0.02}), "error"),  # no runs
    ],
)  # fmt: skip
def test_without_runs_nothing_is_shown_to_be_not_reproducible(evidence, label):
    reason = {"why": "it is drawn without a seed", "spread": "runs"}
    claim = claim_of("number", read="value", not_reproducible=reason)
    assert settle(claim, evidence, {"keras": "3.3"})[1].label == label


def test_no_claim_is_of_a_kind_that_does_not_say_when_it_holds():
    class Undecided(Claim):
        pass

    with pytest.raises(TypeError, match="compare"):
        Undecided(kind="undecided", id="a", at=AT, subject="m:f")


def test_a_claim_that_shares_no_request_has_the_whole_answer():
    claim = claim_of("number", at={"lines": 3, "figure": "0.5"}, subject="m:f")
    failed = Evidence(Request("m:f"), failure=Failure("ValueError", "no"))
    for evidence in (Evidence(Request("m:f"), 0.5), failed):
        assert claim.own([evidence]) is evidence
    assert claim.own([]) is None
    assert claim.asking(Request("m:f"), 1).own([failed]) is failed


def test_a_value_that_says_no_more_than_its_figure_is_no_term():
    says = {"at": {"lines": 3, "figure": "about 0.5"}, "subject": "m:f"}
    assert "expected" not in claim_of("number", **says).terms
    assert "expected" not in claim_of("number", **says, expected="about 0.5").terms


@pytest.mark.parametrize(
    ("keys", "statement"),
    [
        ({}, "the result is 0.02"),
        ({"read": "loss"}, "loss is 0.02"),
        ({"states": "It is small."}, "It is small."),
    ],
)
def test_a_claim_is_stated_by_its_path_and_value_or_in_own_words(keys, statement):
    assert claim_of("number", **keys).statement == statement


@pytest.mark.parametrize(
    ("evidence", "word", "why", "finding"),
    [
        (Evidence(Request("m:f"), 0.02), "confirmed", "", "0.02"),
        (Evidence(Request("m:f"), 0.02, stack="tf2.21"), "confirmed", "on tf2.21", "0.02"),
        (Evidence(Request("m:f"), 0.5, stack="tf2.21"), "refuted", "off by +0.48; on tf2.21", "0.5"),
        (Evidence(Request("m:f"), failure=Failure("ImportError", "no keras", blocked=True)), "blocked", "no keras", "nothing"),
        (Evidence(Request("m:f"), failure=Failure("ValueError", "no")), "error", "ValueError: no", "nothing"),
        (Evidence(Request("m:f"), failure=DocumentFailure("NameError", "b")), "refuted", "NameError: b", "raises NameError"),
    ],
)  # fmt: skip
def test_a_verdict_says_where_it_was_measured_and_what_was_found(evidence, word, why, finding):
    claim = claim_of("number")
    verdict = claim.judge(evidence)
    assert (verdict.word, verdict.why) == (word, why)
    assert verdict.stack == evidence.stack
    assert claim.finding(verdict) == finding


def test_evidence_without_the_path_of_a_claim_is_an_error_that_names_it():
    verdict = claim_of("number", read="loss").judge(Evidence(Request("m:f"), {"mse": 1}))
    assert verdict.word == "error"
    assert verdict.why.startswith("the evidence has nothing at 'loss': ")


@pytest.mark.parametrize(
    ("kind", "keys", "terms"),
    [
        ("number", {}, {}),
        ("number", {"read": "loss"}, {"read": "loss"}),
        ("number", {"slow": True}, {"slow": True}),
        ("number", {"expected": "0.02000"}, {"expected": "0.02000"}),
        ("ordering", {"states": "it rises", "ascending": ["a", "b"], "seeds": 9}, {"slow": True, "seeds": 9}),
        ("ordering", {"states": "it rises", "ascending": ["a", "b"], "sides": {"x": {"a": 1}}}, {"sides": {"x": {"a": 1}}}),
    ],
)  # fmt: skip
def test_what_a_verdict_rests_on_is_among_the_terms(kind, keys, terms):
    found = claim_of(kind, **keys).terms
    names = ("read", "slow", "seeds", "sides", "expected")
    assert {name: found[name] for name in names if name in found} == terms


def test_each_seed_has_its_own_value_at_the_path():
    claim = claim_of("ordering", states="it rises", ascending=["a", "b"], seeds=2, read="x")
    runs = [{"x": {"a": 1}}, {"x": {"a": 2}}]
    assert claim.measured(Evidence(Request("m:f"), runs)) == [{"a": 1}, {"a": 2}]
    one = claim_of("number", read="x")
    assert one.measured(Evidence(Request("m:f"), {"x": 3})) == 3


@pytest.mark.parametrize("keys", [{}, {"survivors": "the page rounds it"}])
def test_what_goes_unnoticed_has_the_reason_of_the_spec(keys):
    claim = claim_of("parameters", at={"lines": 3, "figure": "2"}, **keys)
    assert claim.leeway == keys.get("survivors", "")
    assert claim.hollow == ""
    assert claim.slack(3, 2) == ""
    assert claim.near_misses() == []


def test_nothing_agrees_where_nothing_is_measured():
    with pytest.raises(LookupError, match="nothing is measured"):
        claim_of("parameters", at={"lines": 3, "figure": "2"}).agreeing_value(None)


@pytest.mark.parametrize(
    ("at", "keys", "why"),
    [
        ({"lines": 3}, {}, "nothing to compare"),
        ({"lines": 3, "figure": "2"}, {"expected": 3}, "the figure reads 2, not 3"),
        (
            {"lines": 3, "column": "loss"},
            {"expected": "words"},
            "'column' is for a list of numbers",
        ),
    ],
)
def test_a_claim_whose_figure_says_nothing_or_something_else_is_a_mistake(at, keys, why):
    with pytest.raises(ValueError, match=why):
        claim_of("value", at=at, **keys)
