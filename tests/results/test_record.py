"""Run records: written, read back, and refused where they are damaged."""

import json
import re
from dataclasses import replace

import pytest

from harness.printed.output_differences import Difference, LeftOut, OutputComparison
from harness.results.record import RunError, read_run, write_run
from harness.verdicts import Compared


def test_a_record_reads_back(record, tmp_path):
    write_run(record, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == record


def test_what_was_compared_of_an_output_reads_back(record, tmp_path):
    first = Difference("value", 9, 4, "4" * 1000, "5\n6", 1, 0, "metric loss, epoch 3", "")
    found = OutputComparison(3, 1, (first, first._replace(kind="form", note="sets, since Python 3.8")), (LeftOut(2, "times", "of the machine", 9),))  # fmt: skip
    compared = Compared.of(found, 2, strict=False, reasons={})
    run = replace(record, claims=(replace(record.claims[0], compared=compared),))
    write_run(run, tmp_path / "run.json")
    assert read_run(tmp_path / "run.json") == run
    data = json.loads((tmp_path / "run.json").read_text())["claims"][0]["compared"]
    assert (data["figures"], data["equal"], data["differing"], data["form"]) == (3, 1, 1, 1)
    assert data["differences"][0]["part"] == "metric loss, epoch 3"
    assert len(data["differences"][0]["printed"]) < 100
    assert run.presentable.claims[0].compared.differences[0].here == "5 6"


def test_a_record_from_before_outputs_were_compared_reads(record, tmp_path):
    write_run(record, tmp_path / "run.json")
    data = json.loads((tmp_path / "run.json").read_text())
    for claim in data["claims"]:
        del claim["compared"]
    (tmp_path / "run.json").write_text(json.dumps(data))
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
