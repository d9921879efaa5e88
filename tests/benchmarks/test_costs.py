"""What a call costs, whatever else the machine does."""

from math import exp, log

import pytest

from harness.benchmarks.costs import block_costs, round_numbers


def test_a_call_costs_its_processor_time():
    assert exp(block_costs([[(0.002, 0.002)] * 8])[0]) == pytest.approx(0.002)


def test_what_others_take_away_costs_nothing():
    """Three of four calls are interrupted; the one that is not shows that a call does not wait."""
    block = [(0.002, 0.002), (0.009, 0.002), (0.013, 0.002), (0.010, 0.002)]
    assert exp(block_costs([block])[0]) == pytest.approx(0.002)


def test_what_a_call_waits_for_by_itself_counts():
    """A call that sleeps does so every time, and the least of it is its own."""
    block = [(0.012, 0.002), (0.015, 0.002), (0.012, 0.002), (0.030, 0.002)]
    assert exp(block_costs([block])[0]) == pytest.approx(0.012)


def test_a_round_compares_head_with_both_bases():
    base, again, head = [log(2.0)] * 3, [log(8.0)] * 3, [log(8.0), log(8.0), log(400.0)]
    difference, control = round_numbers([base, again, head])
    assert exp(difference) == pytest.approx(2)
    assert exp(control) == pytest.approx(4)
