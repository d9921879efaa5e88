"""Run records: written, read back, and refused where they are damaged."""

import json
import re
from dataclasses import replace

import pytest

from harness.results.record import RunError, read_run, write_run


def test_a_record_reads_back(record, tmp_path):
    write_run(record, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == record


def test_the_record_keeps_the_stable_format(record, tmp_path):
    write_run(record, tmp_path / "run.json")
    data = json.loads((tmp_path / "run.json").read_text())
    assert data["format"] == "harness-run/1"
    assert {"started", "seconds", "stack", "claims"} <= data.keys()
    keys = (
        "id document lines kind subject given expected measured verdict basis erratum why seconds"
    )
    assert set(keys.split()) <= data["claims"][0].keys()


def test_a_number_that_json_lacks_is_written_as_text(record, tmp_path):
    infinite = replace(record.claims[0], measured={"difference": float("inf")})
    write_run(replace(record, claims=(infinite,)), tmp_path / "run.json")
    text = (tmp_path / "run.json").read_text()
    assert json.loads(text, parse_constant=pytest.fail)["claims"][0]["measured"] == {
        "difference": "inf"
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "run 'harness verify' first"),
        ('{"format": "harness-run/1", "cla', "not a whole run record"),
        ('{"format": "harness-run/9"}', "format 'harness-run/9', not 'harness-run/1'"),
        ("[]", "format None"),
        ('{"format": "harness-run/1"}', "not a whole run record"),
    ],
)
def test_half_a_record_is_refused_in_one_message(text, message, tmp_path):
    if text is not None:
        (tmp_path / "run.json").write_text(text)
    with pytest.raises(RunError, match=re.escape(message)):
        read_run(tmp_path / "run.json")


def test_the_exit_code_is_that_of_the_worst_outcome(record):
    assert record.exit_code == 3
    without = [claim for claim in record.claims if claim.outcome != "error"]
    assert replace(record, claims=tuple(without)).exit_code == 1
    fine = [claim for claim in record.claims if not claim.outcome_entry.exit_code]
    assert replace(record, claims=tuple(fine)).exit_code == 0


@pytest.mark.parametrize("started", ["2026-01-01T00:00:00+00:00\0", "9999-99-99", "now"])
def test_a_start_that_is_no_time_is_refused(started, record, tmp_path):
    write_run(replace(record, started=started), tmp_path / "run.json")
    with pytest.raises(RunError, match="are no time"):
        read_run(tmp_path / "run.json")
