"""What a spec expects of a claim, release by release."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from harness.claims.expectation import Drift, Erratum, NotReproducible
from harness.claims.registry import kinds
from harness.claims.settling import settle
from harness.evidence import Evidence, Request
from harness.verdicts import Expectation

WHY = "a reason of some length"


def claim(**recorded):
    data = {"kind": "value", "id": "a", "at": {"lines": 1, "figure": "42"}, "subject": "m:f"}
    return kinds()["value"].model_validate({**data, **recorded})


TF2_12 = {"tensorflow": "2.12.1", "keras": "2.12.0", "numpy": "1.23.5"}
TF2_15 = {"tensorflow": "2.15.1", "keras": "2.15.0", "numpy": "1.26.4"}
TF2_16 = {"tensorflow": "2.16.2", "keras": "3.0.5", "numpy": "1.26.4"}
TF2_16_NOW = {"tensorflow": "2.16.2", "keras": "3.15.1", "numpy": "1.26.4"}
TF2_21 = {"tensorflow": "2.21.0", "keras": "3.15.1", "numpy": "2.4.6"}
LEGACY = {"tensorflow": "2.21.0", "keras": "2.21.0", "numpy": "2.4.6"}


def outcome(claim, value, packages):
    return settle(claim, Evidence(Request("m:f"), value), packages)[1].label


@pytest.mark.parametrize(
    ("value", "packages", "label"),
    [
        (None, TF2_12, "not yet"),
        (42, TF2_12, "outdated record"),
        (42, TF2_15, "confirmed"),
        (None, TF2_15, "refuted"),
        (41, TF2_12, "refuted"),
    ],
)
def test_a_claim_that_appears_is_strict_on_both_sides_of_its_release(value, packages, label):
    appears = {"since": {"keras": "2.13"}, "why": WHY, "truth": None}
    assert outcome(claim(appears=appears), value, packages) == label


@pytest.mark.parametrize(
    ("value", "packages", "label"),
    [
        (42, TF2_15, "confirmed"),
        (0, TF2_16, "drift"),
        (42, TF2_16, "outdated record"),
        (42, TF2_16_NOW, "confirmed"),
        (0, TF2_16_NOW, "refuted"),
        (0, TF2_21, "refuted"),
        (42, LEGACY, "confirmed"),
    ],
)
def test_a_drift_may_end(value, packages, label):
    drift = {"since": {"keras": "3.0"}, "until": {"keras": "3.3"}, "why": WHY}
    assert outcome(claim(drift=drift), value, packages) == label


@pytest.mark.parametrize(
    ("since", "packages", "label"),
    [
        ({"keras": "3.0"}, TF2_21, "drift"),
        ({"keras": "3.0"}, LEGACY, "refuted"),
        ({"keras": "2.10"}, LEGACY, "drift"),
        ({"tensorflow": "2.16"}, TF2_16, "drift"),
        ({"tensorflow": "2.16"}, LEGACY, "drift"),
        ({"tensorflow": "2.16"}, TF2_15, "refuted"),
        ({"numpy": "2.0"}, TF2_16_NOW, "refuted"),
        ({"numpy": "2.0"}, LEGACY, "drift"),
        ({"pandas": "3.0"}, TF2_21, "refuted"),
    ],
)
def test_a_drift_is_of_the_package_that_changed(since, packages, label):
    drift = {"since": since, "why": WHY}
    assert outcome(claim(drift=drift), 0, packages) == label


@pytest.mark.parametrize(
    ("packages", "label"), [(TF2_21, "confirmed"), (LEGACY, "outdated record")]
)
def test_what_appears_with_keras_3_is_not_there_with_keras_2_in_its_place(packages, label):
    appears = {"since": {"keras": "3.0"}, "why": WHY, "truth": 0}
    assert outcome(claim(appears=appears), 42, packages) == label


RELEASES = st.integers(0, 40)


@given(RELEASES, RELEASES, RELEASES)
def test_a_claim_appears_then_holds_then_drifts(release, first, later):
    appears = {"since": {"keras": f"2.{min(first, later)}"}, "why": WHY}
    drift = {"since": {"keras": f"2.{max(first, later) + 1}"}, "why": WHY}
    packages = {"keras": f"2.{release}.1"}
    expectation = claim(appears=appears, drift=drift).expectation_on(packages)
    if release < min(first, later):
        assert expectation is Expectation.NOT_YET
    elif release <= max(first, later):
        assert expectation is Expectation.HOLDS
    else:
        assert expectation is Expectation.DRIFT


SINCE = {"since": {"keras": "2.13"}, "why": WHY}


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ({"erratum": {"why": WHY}, "appears": SINCE}, "one of them"),
        ({"appears": SINCE, "drift": SINCE}, "appears before it drifts"),
        ({"drift": {**SINCE, "until": {"keras": "2.13"}}}, "begins before it ends"),
        ({"drift": {**SINCE, "until": {"keras": "2.9"}}}, "begins before it ends"),
    ],
)
def test_expectations_that_contradict_each_other_are_refused(recorded, words):
    with pytest.raises(ValidationError, match=words):
        claim(**recorded)


def test_a_claim_may_appear_with_one_package_and_drift_with_another():
    found = claim(appears=SINCE, drift={"since": {"numpy": "1.26"}, "why": WHY})
    assert found.expectation_on(TF2_12) is Expectation.NOT_YET
    assert found.expectation_on({**TF2_12, "keras": "2.13.1"}) is Expectation.HOLDS
    assert found.expectation_on(TF2_15) is Expectation.DRIFT


LATER = [
    {"since": {"keras": "3.0"}, "truth": 2},
    {"since": {"keras": "3.3"}, "truth": 3},
]


@pytest.mark.parametrize(
    ("value", "packages", "label"),
    [
        (1, TF2_12, "erratum"),
        (2, TF2_12, "refuted"),
        (2, TF2_16, "erratum"),
        (1, TF2_16, "refuted"),
        (3, TF2_16_NOW, "erratum"),
        (3, TF2_21, "erratum"),
        (1, LEGACY, "erratum"),
        (2, LEGACY, "refuted"),
    ],
)
def test_the_truth_of_an_erratum_may_change_with_a_release(value, packages, label):
    erratum = {"why": WHY, "truth": 1, "later": LATER}
    assert outcome(claim(erratum=erratum), value, packages) == label


def test_before_its_first_release_a_truth_is_open():
    erratum = {"why": WHY, "later": LATER[:1]}
    assert outcome(claim(erratum=erratum), 7, TF2_15) == "erratum"
    assert outcome(claim(erratum=erratum), 7, TF2_16) == "refuted"


def test_a_drift_that_reaches_keras_2_has_the_truths_of_keras_2_there():
    drift = {"since": {"keras": "2.10"}, "why": WHY, "truth": 1, "later": LATER[:1]}
    assert outcome(claim(drift=drift), 1, LEGACY) == "drift"
    assert outcome(claim(drift=drift), 2, LEGACY) == "refuted"
    assert outcome(claim(drift=drift), 2, TF2_21) == "drift"


def test_every_truth_must_read_as_its_kind_reads():
    drift = {
        "since": {"keras": "2.10"},
        "why": WHY,
        "later": [{"since": {"keras": "3.0"}, "truth": "17 of them"}],
    }
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


@pytest.mark.parametrize(
    ("packages", "covered"),
    [
        ({"keras": "3.2"}, False),
        ({"keras": "3.3"}, True),
        ({"keras": "3.4"}, True),
        ({"keras": "3.5"}, False),
        ({"keras": "4.0"}, False),
    ],
)
def test_a_drift_lasts_from_since_to_the_last_release_before_until(packages, covered):
    drift = Drift(since={"keras": "3.3"}, until={"keras": "3.5"}, why=WHY)
    assert drift.covers(packages) is covered


def test_another_package_may_end_a_drift():
    drift = Drift(since={"keras": "3.3"}, until={"numpy": "2.1"}, why=WHY)
    assert drift.covers({"keras": "3.3", "numpy": "2.0"})
    assert not drift.covers({"keras": "3.3", "numpy": "2.1"})


@pytest.mark.parametrize(
    ("keras", "truths"), [("2.9", [1]), ("3.0", [2]), ("3.2", [2]), ("3.3", [3]), ("4.0", [3])]
)
def test_of_several_later_truths_the_last_one_reached_counts(keras, truths):
    later = [{"since": {"keras": "3.0"}, "truth": 2}, {"since": {"keras": "3.3"}, "truth": 3}]
    erratum = Erratum(why=WHY, truth=1, later=later)
    assert erratum.truths_on({"keras": keras}) == truths
    assert erratum.truths == [1, 2, 3]
    assert not erratum.only_truth


def test_without_a_truth_anything_may_be_measured_until_a_later_one_is_reached():
    erratum = Erratum(why=WHY, later=[{"since": {"keras": "3.0"}, "truth": None}])
    assert erratum.truths_on({"keras": "2.9"}) == []
    assert erratum.truths_on({"keras": "3.0"}) == [None]


@pytest.mark.parametrize(("why", "is_one"), [("", False), ("x" * 7, False), ("x" * 8, True)])
def test_a_reason_is_a_sentence(why, is_one):
    if is_one:
        assert Erratum(why=why).why == why
        return
    with pytest.raises(ValidationError, match="says in a sentence what is wrong"):
        Erratum(why=why)


@pytest.mark.parametrize(
    ("keys", "truths", "only"),
    [
        ({}, [], False),
        ({"truth": 1}, [1], True),
        ({"truth": None}, [None], True),
        ({"later": LATER}, [2, 3], False),
        ({"truth": 1, "later": LATER}, [1, 2, 3], False),
    ],
)
def test_all_truths_are_listed_and_one_alone_is_that_of_every_release(keys, truths, only):
    erratum = Erratum(why=WHY, **keys)
    assert (erratum.truths, erratum.only_truth) == (truths, only)


def test_what_is_never_true_is_wrong_and_what_changed_is_stale_and_what_is_drawn_unclear():
    drift = Drift(why=WHY, since={"keras": "3.0"})
    drawn = NotReproducible(why=WHY, spread="loss")
    assert [item.severity for item in (Erratum(why=WHY), drift, drawn)] == [
        "wrong",
        "stale",
        "unclear",
    ]
