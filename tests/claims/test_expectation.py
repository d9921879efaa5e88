"""What a spec expects of a claim, release by release."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from harness.claims.registry import kinds
from harness.evidence import Evidence, Request
from harness.verdicts import Expectation

WHY = "a reason of some length"


def claim(**recorded):
    data = {"kind": "value", "id": "a", "at": {"lines": 1, "figure": "42"}, "subject": "m:f"}
    return kinds()["value"].model_validate({**data, **recorded})


def outcome(claim, value, release):
    return claim.settle(Evidence(Request("m:f"), value), release)[1].label


@pytest.mark.parametrize(
    ("value", "release", "label"),
    [
        (None, "2.12.1", "not yet"),
        (42, "2.12.1", "outdated record"),
        (42, "2.13.0", "confirmed"),
        (None, "2.13.0", "refuted"),
        (41, "2.12.1", "refuted"),
    ],
)
def test_a_claim_that_appears_is_strict_on_both_sides_of_its_release(value, release, label):
    appears = {"since": "2.13", "why": WHY, "truth": None}
    assert outcome(claim(appears=appears), value, release) == label


@pytest.mark.parametrize(
    ("value", "release", "label"),
    [
        (42, "2.15.1", "confirmed"),
        (0, "2.16.2", "drift"),
        (42, "2.16.2", "outdated record"),
        (42, "2.17.0", "confirmed"),
        (0, "2.21.0", "refuted"),
    ],
)
def test_a_drift_may_end(value, release, label):
    drift = {"since": "2.16", "until": "2.17", "why": WHY}
    assert outcome(claim(drift=drift), value, release) == label


@pytest.mark.parametrize(
    ("release", "legacy", "label"),
    [
        ("2.21.0", False, "drift"),
        ("2.21.0-legacy", False, "refuted"),
        ("2.21.0-legacy", True, "drift"),
        ("2.16.0-legacy", True, "refuted"),
        ("2.22.0-rc1", False, "drift"),
    ],
)
def test_keras_2_in_its_place_keeps_what_broke_with_keras_3_alone(release, legacy, label):
    drift = {"since": "2.18", "legacy": legacy, "why": WHY}
    assert outcome(claim(drift=drift), 0, release) == label


@pytest.mark.parametrize(("legacy", "label"), [(False, "outdated record"), (True, "confirmed")])
def test_what_appears_with_tensorflow_itself_appears_with_keras_2_too(legacy, label):
    appears = {"since": "2.18", "legacy": legacy, "why": WHY, "truth": 0}
    assert outcome(claim(appears=appears), 42, "2.21.0-legacy") == label


RELEASES = st.integers(0, 40)


@given(RELEASES, RELEASES, RELEASES)
def test_a_claim_appears_then_holds_then_drifts(release, first, later):
    appears = {"since": f"2.{min(first, later)}", "why": WHY}
    drift = {"since": f"2.{max(first, later) + 1}", "why": WHY}
    expectation = claim(appears=appears, drift=drift).expectation_on(f"2.{release}.1")
    if release < min(first, later):
        assert expectation is Expectation.NOT_YET
    elif release <= max(first, later):
        assert expectation is Expectation.HOLDS
    else:
        assert expectation is Expectation.DRIFT


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ({"erratum": {"why": WHY}, "appears": {"since": "2.13", "why": WHY}}, "not both"),
        (
            {"appears": {"since": "2.13", "why": WHY}, "drift": {"since": "2.13", "why": WHY}},
            "appears before it drifts",
        ),
        ({"drift": {"since": "2.16", "until": "2.16", "why": WHY}}, "begins before it ends"),
    ],
)
def test_expectations_that_contradict_each_other_are_refused(recorded, words):
    with pytest.raises(ValidationError, match=words):
        claim(**recorded)


@pytest.mark.parametrize(
    ("value", "release", "label"),
    [
        (1, "2.12.1", "erratum"),
        (2, "2.12.1", "refuted"),
        (2, "2.16.2", "erratum"),
        (1, "2.16.2", "refuted"),
        (3, "2.21.0", "erratum"),
        (1, "2.21.0-legacy", "erratum"),
        (2, "2.21.0-legacy", "refuted"),
    ],
)
def test_the_truth_of_an_erratum_may_change_with_a_release(value, release, label):
    erratum = {"why": WHY, "truth": 1, "truth_since": {"2.17": 3, "2.16": 2}}
    assert outcome(claim(erratum=erratum), value, release) == label


def test_before_its_first_release_a_truth_is_open():
    erratum = {"why": WHY, "truth_since": {"2.16": 2}}
    assert outcome(claim(erratum=erratum), 7, "2.15.0") == "erratum"
    assert outcome(claim(erratum=erratum), 7, "2.16.0") == "refuted"


def test_a_drift_that_reaches_keras_2_has_its_later_truths_there_too():
    drift = {"since": "2.10", "why": WHY, "truth": 1, "truth_since": {"2.16": 2}, "legacy": True}
    assert outcome(claim(drift=drift), 2, "2.21.0-legacy") == "drift"
    assert outcome(claim(drift=drift | {"legacy": False}), 1, "2.21.0-legacy") == "drift"


def test_every_truth_must_read_as_its_kind_reads():
    drift = {"since": "2.10", "why": WHY, "truth_since": {"2.16": "17 of them"}}
    with pytest.raises(ValidationError, match="17 of them"):
        kinds()["parameters"].model_validate(
            {
                "kind": "parameters",
                "id": "a",
                "at": {"lines": 1, "figure": "42"},
                "subject": "m:f",
                "drift": drift,
            }
        )
