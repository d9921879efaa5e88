"""A change belongs to one release of one package, and counts from it on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claims.expectation import Drift, Erratum
from harness.claims.releases import is_later, is_reached, release_text

WHY = "a reason of some length"


@pytest.mark.parametrize(
    ("version", "reached"),
    [("3.2.1", False), ("3.3", True), ("3.3.0", True), ("3.3.0rc1", True), ("3.10.0", True), ("2.9", False), ("4.0-legacy", True), ("unknown", False)],
)  # fmt: skip
def test_a_release_is_reached_by_itself_and_by_every_later_one(version, reached):
    assert is_reached({"keras": "3.3"}, {"keras": version, "numpy": "9.9"}) is reached


def test_a_package_that_is_not_there_is_not_reached():
    assert not is_reached({"keras": "0.0"}, {"tensorflow": "2.21"})


RELEASES = st.tuples(*[st.integers(0, 30)] * 3)


@given(RELEASES, RELEASES)
def test_of_two_releases_of_a_package_the_greater_number_is_later(one, other):
    first, second = ({"keras": ".".join(map(str, numbers))} for numbers in (one, other))
    assert is_later(first, second) == (one > other)
    assert is_reached(second, first) == (one >= other)


def test_releases_of_two_packages_have_no_order():
    assert not is_later({"keras": "3.3"}, {"numpy": "1.0"})


def test_a_release_is_written_with_the_name_that_readers_know():
    assert release_text({"keras": "3.3"}) == "Keras 3.3"
    assert release_text({"scipy": "1.2"}) == "scipy 1.2"


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
