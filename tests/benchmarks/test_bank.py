"""The bank keeps rounds, and tells how far the same code may be from itself."""

import random
from math import inf, log

import pytest

from harness.benchmarks.bank import (
    BankError,
    Condition,
    Trace,
    bank_bytes,
    read_bank,
    same_code_ratio,
)

pytest.importorskip("numpy")


def trace(rounds, seconds=0.001, seed=1):
    draw, found = random.Random(seed), Trace()
    for _ in range(rounds):
        times = [seconds * draw.uniform(1, 1.1) for _ in range(12)]
        blocks = [[[(t, t)] * 2 for t in times[k : k + 3]] for k in range(0, 12, 3)]
        found.add(blocks)
    return found


def test_what_was_recorded_is_read_again(tmp_path):
    condition = Condition({"a": trace(3)}, [{"load": 1.5}] * 3)
    file = tmp_path / "bank.npz"
    file.write_bytes(bank_bytes({"quiet": condition, "slower": Condition({}, [], "slower")}))
    found = read_bank(file)
    assert found["quiet"].facts == condition.facts
    assert found["slower"].kind == "slower"
    assert found["quiet"].rounds == 3
    for before, after in zip(
        condition.traces["a"].costs, found["quiet"].traces["a"].costs, strict=True
    ):
        for a, b in zip(before, after, strict=True):
            assert b == pytest.approx(a, abs=6e-5)


def files(*shortest):
    trace = Trace([], [[[0.0, 0.0, log(seconds)]] for seconds in shortest])
    return Condition({"x": trace}, kind="files")


def test_the_largest_ratio_is_of_any_two_files(tmp_path):
    file = tmp_path / "bank.npz"
    file.write_bytes(bank_bytes({"files": files(1.0, *[1.5] * 15)}))
    assert same_code_ratio(file) == pytest.approx(1.5, rel=2e-4)


def test_a_few_files_and_rounds_side_by_side_do_not_tell_how_far_files_differ(tmp_path):
    file = tmp_path / "bank.npz"
    assert same_code_ratio(file) == inf
    file.write_bytes(
        bank_bytes({"files": files(*[1.0] * 15), "quiet": Condition({"x": trace(16)})})
    )
    assert same_code_ratio(file) == inf


@pytest.mark.parametrize("content", [None, b"", b"PK no archive"])
def test_what_is_no_bank_is_refused(tmp_path, content):
    file = tmp_path / "bank.npz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BankError):
        read_bank(file)
