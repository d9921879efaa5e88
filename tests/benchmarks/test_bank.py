"""The bank keeps rounds, and tells how far the same code may be from itself."""

import random
from math import log

import pytest

from harness.benchmarks.bank import (
    BankError,
    Condition,
    Trace,
    bank_bytes,
    largest_ratio,
    read_bank,
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
    file.write_bytes(bank_bytes({"quiet": condition, "slower": Condition({}, [], slower=True)}))
    found = read_bank(file)
    assert found["quiet"].facts == condition.facts
    assert found["slower"].slower
    assert found["quiet"].rounds == 3
    for before, after in zip(
        condition.traces["a"].costs, found["quiet"].traces["a"].costs, strict=True
    ):
        for a, b in zip(before, after, strict=True):
            assert b == pytest.approx(a, abs=6e-5)


def test_the_largest_ratio_is_of_any_two_processes_of_one_condition():
    found = Trace(saved=[[[0, 0, log(1.0)]] * 3, [[0, 0, log(1.5)]] * 3])
    others = Trace(saved=[[[0, 0, log(9.0)]] * 3])
    bank = {"a": Condition({"x": found}), "b": Condition({"x": others})}
    assert largest_ratio(bank) == pytest.approx(1.5)


def test_slower_code_is_not_the_same_code():
    with pytest.raises(BankError, match="no rounds of the same code"):
        largest_ratio({"slower": Condition({"x": trace(2)}, slower=True)})


@pytest.mark.parametrize("content", [None, b"", b"PK no archive"])
def test_what_is_no_bank_is_refused(tmp_path, content):
    file = tmp_path / "bank.npz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BankError):
        read_bank(file)
