"""A measurement is kept, repeated or stale by its answer, its source and its stack."""

from dataclasses import replace

import pytest

from harness.evidence import WORKER_DIED, Evidence, Failure, Request, Search
from harness.evidence.measurement import Measurement, identity, source_of
from tests.evidence.conftest import FACTS, measured

ASKED = Request("harness.models.counts:dense_parameters", {"units": 3})
RUN = "harness.sandbox.notebook:run"
LOUD = Failure("ValueError", "no")
BLOCKED = Failure("ImportError", "no keras", blocked=True)
DIED = Failure(WORKER_DIED, "killed")


@pytest.mark.parametrize(
    ("fresh", "before", "repeats"),
    [
        ({"value": 1}, {"value": 1}, True),
        ({"value": 1}, {"value": 2}, False),
        ({"value": float("nan")}, {"value": float("nan")}, True),
        ({"value": 1}, {"failure": LOUD}, False),
        ({"value": 1}, {"failure": BLOCKED}, False),
        ({"failure": LOUD}, {"value": 1}, False),
        ({"failure": LOUD}, {"failure": LOUD}, True),
        ({"failure": LOUD}, {"failure": replace(LOUD, message="yes")}, False),
        ({"failure": LOUD}, {"failure": BLOCKED}, False),
        ({"failure": BLOCKED}, {"value": 1}, True),  # it is no answer, and needs not be written
        ({"failure": BLOCKED}, {"failure": LOUD}, True),
        ({"failure": BLOCKED}, {"failure": BLOCKED}, True),
        ({"failure": BLOCKED}, {"failure": DIED}, False),
        ({"failure": DIED}, {"failure": BLOCKED}, False),
    ],
)
def test_an_answer_repeats_an_equal_one_and_a_lack_of_one_any_answer(fresh, before, repeats):
    assert measured(ASKED, **fresh).repeats(measured(ASKED, **before)) is repeats


@pytest.mark.parametrize(
    ("change", "repeats"),
    [
        ({}, True),
        ({"date": "2030-01-01"}, True),
        ({"source": "0" * 16}, False),
        ({"whole": False}, False),
        ({"stack": replace(FACTS, numpy="2.0.0")}, False),
        ({"stack": replace(FACTS, cpu="another processor")}, True),
    ],
)
def test_what_was_measured_otherwise_is_not_repeated(change, repeats):
    before = replace(measured(ASKED, 1), **change)
    assert measured(ASKED, 1).repeats(before) is repeats


def test_a_fresh_measurement_keeps_thousandths_of_its_seconds_and_none_of_its_stack():
    found = Measurement.of(Evidence(ASKED, 1, seconds=1.23456), FACTS, "2026-01-01")
    assert found.evidence.seconds == 1.235
    assert found.stack.seconds == 0.0
    assert found.row["seconds"] == 1.235
    assert found.whole


def test_the_order_of_arguments_makes_no_other_measurement():
    one = Request("m:f", {"a": 1, "b": {"c": 2, "d": 3}}, Search({"x": 1, "y": 2}, 5, 0.0))
    other = Request("m:g", {"b": {"d": 3, "c": 2}, "a": 1}, Search({"y": 2, "x": 1}, 5, 0.0))
    assert identity(one, "s") == identity(other, "s")
    assert identity(one, "s") != identity(one, "t")
    assert identity(one, "s") != identity(replace(one, search=None), "s")
    assert identity(one, "s") != identity(replace(one, given={"a": 2}), "s")
    assert list(measured(other).row["given"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "is_known"),
    [
        ({"blocks": [{"digest": "a"}]}, True),
        ({"blocks": [{"digest": "a"}, {"digest": ""}]}, False),
        ({"blocks": [{"digest": "a"}, {}]}, False),
        ({"blocks": {"digest": "a"}}, True),
        ({"blocks": [3]}, False),
        ({"blocks": "a"}, False),
        ({}, True),
        ({"values": [{"beside": "harness.models.counts:dense_parameters"}]}, True),
        ({"values": [{"beside": "harness.models.counts:no_such"}]}, False),
        ({"values": [{"through": "harness.models.counts:no_such"}]}, False),
        ({"values": [{"of": "harness.models.counts:no_such"}, 3]}, True),
        ({"values": 3}, True),
    ],
)
def test_the_source_of_printed_code_is_known_by_its_blocks_and_what_is_called_beside(
    given, is_known
):
    assert bool(source_of(Request(RUN, given))) is is_known


def test_what_is_called_beside_a_document_is_part_of_its_source():
    name = "harness.models.counts:dense_parameters"
    ways = [{}, {"values": [{"of": "a"}]}, {"values": [{"beside": name}]}, {"values": [{"beside": name, "through": name}]}]  # fmt: skip
    plain, same, beside, both = (source_of(Request(RUN, given)) for given in ways)
    assert plain == same
    assert len({plain, beside, both}) == 3
    assert len(plain) == 16
    assert source_of(Request("harness.sandbox.notebook:other", {})) != plain


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("at 0x7f00deadbeef", "at 0x…"),
        ("at 0x12345", "at 0x12345"),  # too short for an address
        ("at 0x123456 and 0xabcdef", "at 0x… and 0x…"),
        ("/usr/lib/python3/site-packages/keras/a.py", "…/site-packages/keras/a.py"),
        ("/home/me/a.py", "/home/me/a.py"),
    ],
)
def test_what_names_the_machine_is_left_out_of_a_message(message, kept):
    found = measured(ASKED, failure=Failure("ValueError", message, traceback="long"))
    assert (found.evidence.failure.message, found.evidence.failure.traceback) == (kept, "")
