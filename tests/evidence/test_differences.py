"""Fresh evidence is compared with kept evidence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.evidence import Failure, Request
from harness.evidence.differences import differences
from tests.evidence.conftest import measured, store_of

ASKED = Request("harness.models.counts:dense_parameters", {"units": 3})


def lines(recorded, fresh):
    return list(differences(recorded, fresh).values())


def compared(recorded, fresh):
    return lines(store_of(measured(ASKED, recorded)), store_of(measured(ASKED, fresh)))


def test_a_store_differs_in_nothing_from_itself(store):
    assert lines(store, store) == []


@pytest.mark.parametrize(
    ("recorded", "fresh", "words"),
    [
        (1, 2, "value: 1 → 2"),
        (1, 1.0, "value: 1 → 1.0"),
        (1.0, 1.001, "value"),
        ({"a": [1, 2]}, {"a": [1, 3]}, "a.1: 2 → 3"),
        ({"a": 1}, {"b": 1}, "value"),
        ([1], [1, 1], "value"),
        ("a", "b", "'a' → 'b'"),
        (float("nan"), 0.0, "nan"),
    ],
)
def test_a_difference_is_named_with_its_place(recorded, fresh, words):
    (line,) = compared(recorded, fresh)
    assert words in line
    assert line.startswith("harness.models.counts:dense_parameters {'units': 3}: ")


@given(st.floats(-1e6, 1e6))
def test_the_rounding_of_another_processor_is_no_difference(number):
    assert compared(number, number * (1 + 1e-7)) == []


def test_nan_is_as_recorded():
    assert compared(float("nan"), float("nan")) == []


def test_what_is_not_recorded_or_recorded_with_other_source_differs(store, requests):
    (line,) = lines(store_of(), store_of(measured(ASKED, 1)))
    assert line.endswith("not recorded")
    old = store_of(replace(measured(ASKED, 1), source="0" * 16))
    (line,) = lines(old, store_of(measured(ASKED, 1)))
    assert line.endswith("the recorded evidence is stale: measured with other source")


def test_failures_are_compared_by_their_type():
    def failed(name, message):
        return store_of(measured(ASKED, failure=Failure(name, message)))

    assert lines(failed("ValueError", "a"), failed("ValueError", "b")) == []
    (line,) = lines(failed("ValueError", "a"), failed("TypeError", "a"))
    assert line.endswith("recorded ValueError, now TypeError")
    (line,) = lines(store_of(measured(ASKED, 1)), failed("TypeError", "a"))
    assert line.endswith("recorded a value, now TypeError")


def test_who_could_not_look_differs_from_nothing():
    silent = measured(ASKED, failure=Failure("Unavailable", "no data", blocked=True))
    assert lines(store_of(measured(ASKED, 1)), store_of(silent)) == []
