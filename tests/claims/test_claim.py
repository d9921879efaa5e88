"""The terms of a claim hold all that its verdict rests on, but not its place in the document."""

import json
from pathlib import Path

import pytest

from harness.claims import Claim, kinds, load_spec
from harness.claims.settling import settle
from harness.evidence import Evidence, Request
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


def test_no_claim_is_of_a_kind_that_does_not_say_when_it_holds():
    class Undecided(Claim):
        pass

    with pytest.raises(TypeError, match="compare"):
        Undecided(kind="undecided", id="a", at=AT, subject="m:f")
