"""The decision over simulated rounds: its error rates, its looks, its words."""

import random
from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.statistics.slowdown import (
    FALSE_ALARMS,
    LOOK_ROUNDS,
    MARGIN,
    SHARES,
    Decision,
    RoundMean,
    Slowdown,
    SuiteTest,
    decide_suite,
)

pytest.importorskip("scipy")
SUITE = 12


def suite(draw, slower=0.0, spread=0.01, size=SUITE):
    """Draw the rounds of a suite, its first benchmark slower than base by a part."""
    names = [f"b{number}" for number in range(size)]
    normal = {name: [draw.gauss(0, spread) for _ in range(LOOK_ROUNDS[-1])] for name in names}
    normal["b0"] = [log1p(slower) + number for number in normal["b0"]]
    controls = {name: [draw.gauss(0, spread) for _ in range(LOOK_ROUNDS[-1])] for name in names}
    return dict.fromkeys(names, MARGIN), normal, controls


def decided(seed, **how):
    found = decide_suite(*suite(random.Random(seed), **how))
    return {name: slowdown.decision for name, slowdown in found.items()}


def test_the_error_rates_are_spent_once():
    assert len(SHARES) == len(LOOK_ROUNDS)
    assert sum(SHARES) == pytest.approx(1)


def test_a_suite_of_the_same_code_is_hardly_ever_called_slower():
    alarms = sum(Decision.REGRESSED in decided(seed, spread=0.03).values() for seed in range(400))
    assert alarms <= 12, "P(X > 12) < 0.001 at 1 % of 400"
    assert FALSE_ALARMS == 0.01


def test_most_of_the_same_code_is_shown_to_be_no_slower():
    words = [word for seed in range(40) for word in decided(seed).values()]
    assert words.count(Decision.OK) >= 0.95 * len(words)


@pytest.mark.parametrize(("slower", "spread"), [(0.05, 0.01), (0.05, 0.02), (0.1, 0.03)])
def test_a_slow_down_is_found(slower, spread):
    found = [decided(seed, slower=slower, spread=spread)["b0"] for seed in range(100)]
    assert found.count(Decision.REGRESSED) >= 95


def test_a_quicker_head_is_ok():
    assert decided(1, slower=-0.2)["b0"] == Decision.OK


def test_what_differs_too_much_to_tell_is_undecided():
    assert decided(1, spread=0.5)["b0"] == Decision.UNDECIDED


def test_a_control_that_shows_a_difference_makes_its_benchmark_invalid():
    margins, differences, controls = suite(random.Random(1))
    controls["b0"] = [0.1 + number for number in controls["b0"]]
    found = decide_suite(margins, differences, controls)
    assert found["b0"].decision == Decision.INVALID
    assert found["b1"].decision == Decision.OK


def test_a_settled_benchmark_needs_no_more_rounds():
    found = decide_suite(*suite(random.Random(1), slower=0.3, spread=0.001))
    assert {slowdown.rounds for slowdown in found.values()} == {LOOK_ROUNDS[0]}


def test_nothing_is_decided_by_fewer_rounds_than_the_first_look_has():
    test = SuiteTest({"a": MARGIN})
    test.look(0, {"a": [1.0] * 3}, {"a": [0.0] * 3})
    assert test.open == ["a"]


def test_a_margin_is_the_benchmark_s_own():
    margins, differences, controls = suite(random.Random(1), slower=0.02, spread=0.005)
    margins["b0"] = 0.01
    assert decide_suite(margins, differences, controls)["b0"].decision == Decision.REGRESSED


def test_what_is_found_first_lends_its_level_to_the_others():
    """Of two, the second is rejected at the whole level once the first is (Holm)."""
    numbers = [0.02, 0.021, 0.0195, 0.0205] * 4
    mean = RoundMean.of(numbers)
    last = len(SHARES) - 1
    level = FALSE_ALARMS * SHARES[last]
    assert mean.above(0.0) < level / 2
    bound = next(b / 1e5 for b in range(2000) if level / 2 < mean.above(b / 1e5) < level)
    shifted = [number - bound for number in numbers]
    controls = {"a": [0.01, -0.01] * 8, "b": [0.01, -0.01] * 8}
    test = SuiteTest({"a": 1e-9, "b": 1e-9})
    test.look(last, {"b": shifted}, controls)
    assert test.open == ["a", "b"]
    test.look(last, {"a": numbers, "b": shifted}, controls)
    assert test.settled == dict.fromkeys("ab", Decision.REGRESSED)


@given(st.lists(st.floats(-1, 1), min_size=4, max_size=16), st.floats(-1, 1))
def test_either_side_of_a_bound_has_the_rest_of_the_chance(numbers, bound):
    mean = RoundMean.of(numbers)
    assert mean.above(bound) + mean.below(bound) == pytest.approx(1)
    low, high = mean.interval()
    assert low <= mean.centre <= high


@given(st.lists(st.floats(-1, 1), min_size=6, max_size=16))
def test_one_wild_round_does_not_carry_the_mean_away(numbers):
    wild = [*numbers[1:], 50.0]
    assert RoundMean.of(wild).centre <= max(numbers) + 1e-12


def test_fewer_than_two_rounds_have_no_interval():
    assert Slowdown.of(Decision.UNDECIDED, []).rounds == 0
    assert Slowdown.of(Decision.UNDECIDED, [0.1]).high == float("inf")
