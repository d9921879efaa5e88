"""Tests of harness.models.timing."""

from harness.models.timing import least_seconds


def test_more_work_takes_longer():
    seconds = least_seconds({"little": lambda: sum(range(10)), "much": lambda: sum(range(10**6))})
    assert 0 <= seconds["little"] < seconds["much"]


def test_each_is_called_in_turn_and_once_before():
    calls = []
    named = {name: lambda name=name: calls.append(name) or 0 for name in "ab"}
    least_seconds(named, rounds=2)
    assert calls == ["a", "b"] * 3
