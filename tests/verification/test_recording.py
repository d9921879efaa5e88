"""What a run measured, written into the record and compared with it."""

from dataclasses import replace

import pytest

from harness.claims import load
from harness.evidence import ABSENT, Evidence, Failure, Request
from harness.evidence.store import read_store
from harness.verification.recording import compare, fresh_store, remember
from tests.evidence.conftest import FACTS
from tests.verification.test_recorded import SPEC

ASKED = Request("harness.models.recurrent:plain")
OTHER = Request("harness.models.counts:dense", {"units": 3})


def fresh():
    found = {ASKED.key: Evidence(ASKED, 42), OTHER.key: Evidence(OTHER, 7)}
    return fresh_store(FACTS, found)


@pytest.fixture
def specs(tmp_path):
    (tmp_path / "s.yaml").write_text(SPEC)
    return load([tmp_path / "s.yaml"])


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


def test_fresh_evidence_is_compared_with_the_record(tmp_path):
    assert compare(fresh(), tmp_path) is None
    remember(fresh(), tmp_path, None)
    assert compare(fresh(), tmp_path) == []
    changed = fresh_store(FACTS, {ASKED.key: Evidence(ASKED, 43)})
    assert compare(changed, tmp_path) == ["harness.models.recurrent:plain {}: value: 42 → 43"]
