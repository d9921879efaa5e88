"""An evidence file is whole and in order, and does not change where nothing new was measured."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.evidence import WORKER_DIED, Evidence, Failure, Request, measurement
from harness.evidence.measurement import Measurement
from harness.evidence.store import StoreError, read_store, store_text
from tests.evidence.conftest import FACTS, measured, store_of

EVIDENCE = Path(__file__).parents[2] / "reports" / "evidence"
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
ROW = {
    "subject": "m:f", "given": {}, "value": 1, "source": "", "seconds": 1.0, "date": "",
    "stack": "a", "digest": "",
}  # fmt: skip
WHOLE = {
    "format": "harness-evidence/2",
    "stack": "a",
    "stacks": {"a": FACTS.lasting},
    "measurements": [ROW],
}
ASKED = Request("harness.models.counts:dense_parameters", {"units": 3})


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


def test_a_failure_does_not_keep_the_folders_of_the_machine():
    failure = Failure(
        "ValueError", 'File "/home/me/.tox/tf2.15/lib/python3.11/site-packages/keras/src/losses.py"'
    )
    found = measured(ASKED, failure=failure).evidence.failure
    assert found.message == 'File "…/site-packages/keras/src/losses.py"'


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
@pytest.mark.parametrize("source", [None, "0" * 16])
def test_a_measurement_without_an_answer_replaces_none_that_has_one(
    store, requests, silence, source
):
    answer = store.measurements[requests[0].key]
    answer = replace(answer, source=source or answer.source)
    silent = store_of(measured(requests[0], failure=silence))
    merged = store_of(answer).merged(silent, None)
    assert merged.measurements[requests[0].key] == answer


def test_what_was_not_run_stays_until_no_claim_asks_for_it(store, requests):
    fresh = store_of(measured(requests[0], 7))
    assert len(store.merged(fresh, None).measurements) == 3
    asked = requests[:2]
    merged = store.merged(fresh, asked)
    assert merged.measurements.keys() == {request.key for request in asked}


def test_what_other_packages_measured_stays_and_is_stale(store, requests):
    newer = replace(FACTS, numpy="2.0.0")
    fresh = store_of(measured(requests[0], 7, facts=newer), facts=newer)
    merged = store.merged(fresh, None)
    assert merged.facts.numpy == "2.0.0"
    assert len(merged.measurements) == 3
    assert merged.measurements[requests[0].key].why_stale(merged.facts) == ""
    why = merged.measurements[requests[1].key].why_stale(merged.facts)
    assert why == "measured with numpy 1.26.4, the stack has 2.0.0"


def test_what_another_processor_measured_counts_and_says_so(store, requests, tmp_path):
    newer = replace(FACTS, cpu="another processor", threads=64)
    fresh = store_of(measured(requests[0], 7, facts=newer), facts=newer)
    merged = written(store.merged(fresh, None), tmp_path)
    found = [merged.measurements[request.key] for request in requests]
    assert [item.why_stale(merged.facts) for item in found] == ["", "", ""]
    assert [item.stack.cpu for item in found] == ["another processor", "a processor", "a processor"]


def test_stale_evidence_is_kept(store, requests):
    stale = replace(store.measurements[requests[1].key], source="0" * 16)
    fresh = store_of(measured(requests[0], 7))
    merged = store_of(stale).merged(fresh, requests)
    assert merged.measurements[requests[1].key] == stale


def test_evidence_of_other_source_is_stale():
    fresh = Measurement.of(Evidence(ASKED, 1), FACTS, "2026-01-01")
    assert fresh.why_stale(FACTS) == ""
    assert replace(fresh, source="0" * 16).why_stale(FACTS) == "measured with other source"


def test_evidence_of_a_subject_that_is_not_there_is_stale():
    asked = Request("harness.models.counts:nothing_of_that_name")
    assert Measurement.of(Evidence(asked, 1), FACTS, "2026-01-01").why_stale() != ""


def edited(store, tmp_path, before, after):
    """Read a store of which somebody edited the text."""
    text = store_text(store)
    assert text.count(before) == 1
    file = tmp_path / "tf2.15.json"
    file.write_text(text.replace(before, after), encoding="utf-8")
    return read_store(file)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"examples": 25, "difference"', '"examples": 26, "difference"'),
        ('"difference": 0.0', '"difference": 0.1'),
        ('"units": {"integers": [1, 9]}', '"units": {"integers": [1, 8]}'),
        ('"within": 1e-05', '"within": 1e-04'),
    ],
)
def test_evidence_that_was_edited_by_hand_is_stale_and_says_so(
    store, requests, tmp_path, before, after
):
    read = edited(store, tmp_path, before, after)
    found = [m for m in read.measurements.values() if "changed by hand" in m.why_stale(FACTS)]
    assert [m.evidence.request.subject for m in found] == [requests[1].subject]
    again = written(read, tmp_path)
    assert [m.why_stale(FACTS) for m in again.measurements.values()] == [
        m.why_stale(FACTS) for m in read.measurements.values()
    ]


def test_a_stack_that_was_edited_by_hand_makes_all_of_it_stale(store, tmp_path):
    read = edited(store, tmp_path, '"tensorflow": "2.15.1"', '"tensorflow": "2.16.1"')
    assert all("changed by hand" in m.why_stale() for m in read.measurements.values())


def test_no_name_of_a_stack_opens_the_seal(store, tmp_path):
    text = store_text(store)
    name = json.loads(text)["stack"]
    file = tmp_path / "tf2.15.json"
    file.write_text(text.replace(name, "first").replace('"examples": 25, ', '"examples": 26, '))
    assert all("changed by hand" in m.why_stale() for m in read_store(file).measurements.values())


@given(value=VALUES.filter(bool), data=st.data())
def test_a_line_with_an_edited_digit_is_stale(tmp_path_factory, value, data):
    asked = [ASKED, replace(ASKED, given={"units": 4})]
    lines = store_text(store_of(*(measured(request, value) for request in asked))).split("\n")
    line = data.draw(st.integers(4, 5))
    places = [n for n, sign in enumerate(lines[line]) if sign.isdigit()]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "123456789" if d != lines[line][at]]))
    lines[line] = lines[line][:at] + other + lines[line][at + 1 :]
    file = tmp_path_factory.mktemp("edited") / "tf2.15.json"
    file.write_text("\n".join(lines), encoding="utf-8")
    try:
        read = read_store(file)
    except StoreError:
        return
    assert sum(bool(m.why_stale(FACTS)) for m in read.measurements.values()) == 1


def test_a_measurement_is_found_under_the_new_name_of_its_subject(store, requests, monkeypatch):
    renamed = replace(requests[0], subject="harness.models.elsewhere:dense")
    old = store.measurements[requests[0].key]
    known = {renamed.subject: old.source}
    monkeypatch.setattr(measurement, "source_digest", lambda subject: known.get(subject, ""))
    found = store.find(renamed)
    assert (found.evidence.value, found.why_stale(FACTS)) == (old.evidence.value, "")
    assert store.place(renamed) == (5, requests[0].key)
    merged = store.merged(store_of(), [renamed])
    (kept,) = merged.measurements.values()
    assert (kept.evidence.request, kept.evidence.value) == (renamed, old.evidence.value)
    assert store.find(replace(renamed, given={"units": 4})) is None


@pytest.mark.parametrize("change", [{"whole": False}, {"source": ""}])
def test_what_was_edited_or_has_no_source_is_not_found_under_another_name(
    store, requests, monkeypatch, change
):
    renamed = replace(requests[0], subject="harness.models.elsewhere:dense")
    old = store.measurements[requests[0].key]
    changed = replace(old, **change)
    monkeypatch.setattr(measurement, "source_digest", lambda _: changed.source)
    assert store_of(old).find(renamed) if changed.source else True
    assert store_of(changed).find(renamed) is None
    assert store_of(changed).find(requests[0]) == changed


def test_evidence_of_printed_code_rests_on_the_digests_of_its_blocks():
    block = {"lines": [1, 2], "digest": "4883cfb0-405b61ef", "prints": []}
    run = Request("harness.sandbox.notebook:run", {"document": "d.md", "blocks": [block]})
    assert Measurement.of(Evidence(run, 1), FACTS, "2026-01-01").why_stale(FACTS) == ""
    unknown = Request(run.subject, {**run.given, "blocks": [{**block, "digest": ""}]})
    why = Measurement.of(Evidence(unknown, 1), FACTS, "2026-01-01").why_stale(FACTS)
    assert why == "its source is not known"
    assert run.key != unknown.key


def test_the_first_format_is_read_as_stale(tmp_path):
    facts = {n: v for n, v in FACTS.lasting.items() if n not in ("cpu", "threads")}
    row = {"subject": ASKED.subject, "given": ASKED.given, "value": 1, "source": "0" * 16}
    row |= {"seconds": 0.1, "date": "2026-01-01"}
    data = {"format": "harness-evidence/1", "stack": facts, "measurements": [row]}
    file = tmp_path / "tf2.15.json"
    file.write_text(json.dumps(data))
    read = read_store(file)
    assert read.measurements[ASKED.key].why_stale(read.facts) == "measured with other source"
    assert (read.facts.cpu, read.facts.threads) == ("unknown", 0)
    assert written(read, tmp_path).measurements == read.measurements


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not whole"),
        ('{"format": "harness-evidence/1", "measurements": 1}', "not whole"),
        ('["harness-evidence/1"]', "not whole"),
        ('{"format": "harness-evidence/1"}', "not whole: stacks.first.name: Field required"),
        ('{"format": "harness-evidence/2"}', "not whole: stack: Field required"),
        ("[" * 100_000, "not whole: Invalid JSON: recursion limit"),
        ('{"format": "harness-evidence/2", "stack": ' + "1" * 5000 + "}", "not whole"),
        ('{"format": "harness-evidence/9"}', "record it again"),
        ("[]", "not whole: Input should be an object"),
        (json.dumps({**WHOLE, "stack": "b"}), "not whole: stacks: there is no 'b'"),
        (json.dumps({**WHOLE, "stack": "\ud800"}), "not whole: Invalid JSON: .* hex escape"),
        (json.dumps({**WHOLE, "more": 1}), "not whole: more: Extra inputs"),
        (json.dumps({**WHOLE, "measurements": [ROW, ROW]}), r"not whole: measurements.1: .* twice"),
        (
            json.dumps({**WHOLE, "measurements": [{**ROW, "seconds": "1"}]}),
            "not whole: measurements.0.seconds: Input should be a valid number",
        ),
    ],
)
def test_an_evidence_file_that_cannot_be_read_says_why(tmp_path, text, words):
    file = tmp_path / "tf2.15.json"
    file.write_text(text)
    with pytest.raises(StoreError, match=words):
        read_store(file)


def test_what_was_recorded_in_this_repository_is_whole_whoever_reads_it():
    """Seals are the same from version to version: another length of a digest would open them all."""
    files = sorted(EVIDENCE.glob("*.json"), key=lambda file: file.stat().st_size)
    found = read_store(files[0]).measurements.values()
    assert found
    assert all(item.whole for item in found)


def test_a_file_that_cannot_be_opened_says_why_in_the_words_of_the_system(tmp_path):
    with pytest.raises(StoreError) as caught:
        read_store(tmp_path)
    assert str(caught.value) == f"{tmp_path}: Is a directory"


def test_a_file_of_more_than_256_megabytes_is_not_read(tmp_path):
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate((256 << 20) + 1)
    with pytest.raises(StoreError, match="256 MB is too large"):
        read_store(path)


def test_a_stack_is_named_by_8_hexadecimal_digits(store):
    assert re.search(r'^"stack": "[0-9a-f]{8}",$', store_text(store), re.MULTILINE)


def test_the_place_of_a_measurement_is_its_line_in_the_file(store, requests, tmp_path):
    read, lines = written(store, tmp_path), store_text(store).split("\n")
    for request in requests:
        line, key = read.place(request)
        assert key == request.key
        assert json.loads(lines[line - 1].rstrip(","))["given"] == request.given
        assert request.subject in lines[line - 1]
    other = replace(ASKED, given={"units": 99})
    assert read.place(other) == (0, other.key)
