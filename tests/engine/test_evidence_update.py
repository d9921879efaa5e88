"""What a run measured, written into the record and compared with it."""

from dataclasses import replace

import pytest

from harness.claims import load_specs
from harness.engine.evidence_update import EvidenceComparison, compare, fresh_store, remember
from harness.evidence import ABSENT, Evidence, Failure, Request
from harness.evidence.store import read_store
from tests.evidence.conftest import FACTS
from tests.recorded_project import SPEC

ASKED = Request("harness.models.recurrent:plain_layer")
OTHER = Request("harness.models.counts:dense_parameters", {"units": 3})


def fresh():
    found = {ASKED.key: Evidence(ASKED, 42), OTHER.key: Evidence(OTHER, 7)}
    return fresh_store(FACTS, found)


@pytest.fixture
def specs(tmp_path):
    (tmp_path / "s.yaml").write_text(SPEC)
    return load_specs([tmp_path / "s.yaml"])


def test_what_was_measured_is_recorded_under_the_stacks_name(tmp_path):
    file = remember(fresh(), tmp_path, None)
    assert file == tmp_path / "tf2.15.json"
    assert read_store(file).measurements[ASKED.key].evidence.value == 42


def test_recording_again_changes_nothing(tmp_path):
    file = remember(fresh(), tmp_path, None)
    before = file.read_bytes()
    remember(fresh(), tmp_path, None)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["tf2.15.json"]


def test_what_no_claim_asks_for_is_dropped_only_where_all_claims_are_known(tmp_path, specs):
    file = remember(fresh(), tmp_path, None)
    assert len(read_store(file).measurements) == 2
    remember(fresh(), tmp_path, specs)
    assert set(read_store(file).measurements) == {ASKED.key}


def test_where_nothing_was_measured_nothing_is_recorded(tmp_path):
    assert remember(fresh_store(FACTS, {}), tmp_path, None) is None
    blocked = {ASKED.key: Evidence(ASKED, failure=Failure("Unavailable", "no stack", True))}
    assert remember(fresh_store(replace(ABSENT, name="tf2.5"), blocked), tmp_path, None) is None
    assert list(tmp_path.iterdir()) == []


def total(number):
    value = {"total_parameters": number, "name": "simple_rnn", "memory": "168 B"}
    return fresh_store(FACTS, {ASKED.key: Evidence(ASKED, value)})


def test_a_stack_without_a_record_cannot_be_compared(tmp_path, specs):
    assert compare(total(42), tmp_path, specs) is None


def test_a_verdict_that_is_not_the_records_is_a_change(tmp_path, specs):
    remember(total(42), tmp_path, None)
    assert compare(total(42), tmp_path, specs) == EvidenceComparison([], [])
    found = compare(total(43), tmp_path, specs)
    line = "harness.models.recurrent:plain_layer {}: total_parameters: 42 → 43"
    assert found == EvidenceComparison([f"s/total: recorded confirmed, now refuted; {line}"], [])


def test_another_value_with_the_same_verdicts_is_no_change(tmp_path, specs):
    remember(total(41), tmp_path, None)
    found = compare(total(43), tmp_path, specs)
    assert found is not None
    assert (found.changed, len(found.other)) == ([], 1)


def test_what_the_record_lacks_is_a_change(tmp_path, specs):
    remember(total(42), tmp_path, None)
    found = compare(fresh_store(FACTS, {OTHER.key: Evidence(OTHER, 7)}), tmp_path, specs)
    assert found is not None
    assert found.changed == ["harness.models.counts:dense_parameters {'units': 3}: not recorded"]
