"""The record of a stack: whole, in order, and quiet where nothing new was found."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.evidence import WORKER_DIED, Evidence, Failure, Request
from harness.evidence.store import Measurement, StoreError, read_store, store_text
from tests.evidence.conftest import FACTS, measured, store_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
ASKED = Request("harness.models.counts:dense", {"units": 3})


def written(store, tmp_path):
    file = tmp_path / "tf2.15.json"
    file.write_text(store_text(store), encoding="utf-8")
    return read_store(file)


def test_what_is_written_is_read_back(store, tmp_path):
    again = written(store, tmp_path)
    assert store_text(again) == store_text(store)
    assert again.measurements.keys() == store.measurements.keys()
    assert again.facts == replace(FACTS, seconds=0.0)


@given(VALUES)
def test_every_value_survives(tmp_path_factory, value):
    store = store_of(measured(ASKED, value))
    again = written(store, tmp_path_factory.mktemp("store"))
    assert again.measurements[ASKED.key].evidence.value == value


def test_each_measurement_is_one_line_in_an_order_of_its_own(store):
    lines = store_text(store).splitlines()
    rows = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"subject"')]
    assert len(rows) == 3
    assert [row["subject"] for row in rows] == sorted(row["subject"] for row in rows)
    backwards = store_of(*reversed(store.measurements.values()))
    assert store_text(backwards) == store_text(store)


def test_a_failure_keeps_neither_its_traceback_nor_addresses(store, requests):
    failure = store.measurements[requests[2].key].evidence.failure
    assert failure == Failure("ValueError", "no <object at 0x…>")
    assert "deadbeef" not in store_text(store)


def test_a_repeated_answer_makes_no_difference(store):
    later = [replace(m, date="2030-01-01") for m in store.measurements.values()]
    slower = [replace(m, evidence=replace(m.evidence, seconds=9.0)) for m in later]
    again = store_of(*slower, facts=replace(FACTS, seconds=99.0))
    assert store_text(store.merged(again, None)) == store_text(store)


def test_a_new_answer_or_a_new_source_replaces_the_old_one(store, requests):
    new = measured(requests[0], 7, date="2030-01-01")
    assert store.merged(store_of(new), None).measurements[requests[0].key] == new
    other = replace(store.measurements[requests[1].key], source="0" * 16, date="2030-01-01")
    assert store.merged(store_of(other), None).measurements[requests[1].key] == other


@pytest.mark.parametrize(
    "silence", [Failure("Unavailable", "no data", blocked=True), Failure(WORKER_DIED, "killed")]
)
def test_silence_does_not_replace_an_answer_of_the_same_source(store, requests, silence):
    silent = measured(requests[0], failure=silence)
    kept = store.merged(store_of(silent), None).measurements[requests[0].key]
    assert kept == store.measurements[requests[0].key]
    stale = store_of(replace(store.measurements[requests[0].key], source="0" * 16))
    assert stale.merged(store_of(silent), None).measurements[requests[0].key] == silent


def test_what_was_not_run_stays_until_no_claim_asks_for_it(store, requests):
    fresh = store_of(measured(requests[0], 7))
    assert len(store.merged(fresh, None).measurements) == 3
    asked = {requests[0].key, requests[1].key}
    assert store.merged(fresh, asked).measurements.keys() == asked


def test_another_stack_of_the_same_name_keeps_nothing_it_did_not_measure(store, requests):
    fresh = store_of(measured(requests[0], 7), facts=replace(FACTS, numpy="2.0.0"))
    merged = store.merged(fresh, None)
    assert merged.facts.numpy == "2.0.0"
    assert merged.measurements.keys() == {requests[0].key}


def test_evidence_of_other_source_is_stale():
    fresh = Measurement.of(Evidence(ASKED, 1), "2026-01-01")
    assert not fresh.stale
    assert replace(fresh, source="0" * 16).stale


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not whole"),
        ('{"format": "harness-evidence/1"}', "not whole"),
        ('{"format": "harness-evidence/9"}', "use the harness that wrote it"),
        ("[]", "format None"),
    ],
)
def test_a_record_that_cannot_be_read_says_why(tmp_path, text, words):
    file = tmp_path / "tf2.15.json"
    file.write_text(text)
    with pytest.raises(StoreError, match=words):
        read_store(file)
