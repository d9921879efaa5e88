"""The self-test tells a gate that works from one that always or never fails."""

import random
from math import log

import pytest

from harness.benchmarks.bank import Condition, Trace
from harness.benchmarks.self_test import OURS, all_rates, bank_lines
from harness.reports.bench_rates import print_rates
from harness.statistics.slowdown import Decision, SuiteTest

pytest.importorskip("scipy")
ROUNDS, BLOCKS = 40, 6


def drawn(draw, slower=0.0, spread=0.01):
    """Draw the rounds of a benchmark: processes differ by a part, their blocks by another."""
    found = Trace()
    for _ in range(ROUNDS):
        levels = [log(0.002) + draw.gauss(0, spread) for _ in range(3)]
        levels[2] += slower
        found.costs.append([[x + draw.gauss(0, spread) for _ in range(BLOCKS)] for x in levels])
        found.saved.append([[x + draw.gauss(0, 5 * spread) for _ in range(3)] for x in levels])
    return found


@pytest.fixture(scope="module")
def bank():
    draw, facts = random.Random(1), [dict.fromkeys(("seconds", "load", "busy"), 1.0)] * ROUNDS
    same = Condition({name: drawn(draw) for name in "abc"}, facts)
    slower = Condition({"a": drawn(draw, 0.2)}, facts, "slower")
    return {"quiet": same, "slower": slower}


def ours(bank, test=SuiteTest):
    (rates,) = all_rates(bank, 40, test).values()
    assert rates[0].rule == OURS
    return rates


class NeverFails(SuiteTest):
    def look(self, number, differences, controls):
        self.settled |= dict.fromkeys(self.open, Decision.OK)


class AlwaysFails(SuiteTest):
    def look(self, number, differences, controls):
        self.settled |= dict.fromkeys(self.open, Decision.REGRESSED)


class SaysNothing(SuiteTest):
    def look(self, number, differences, controls):
        pass


def test_the_gate_keeps_its_bounds_on_rounds_it_was_made_for(bank):
    rates = ours(bank)
    assert list(rates[0].broken()) == []
    assert rates[0].mutants["a"].share == 1
    assert rates[0].disjoint.trials > 2


def test_a_gate_that_never_fails_is_caught(bank):
    assert any("by 10% are found" in line for line in ours(bank, NeverFails)[0].broken())


def test_a_gate_that_always_fails_is_caught(bank):
    assert any("false alarm" in line for line in ours(bank, AlwaysFails)[0].broken())


def test_a_gate_that_says_nothing_is_caught(bank):
    assert any("undecided" in line for line in ours(bank, SaysNothing)[0].broken())


def test_the_rules_of_others_err_on_the_same_rounds(bank):
    others = ours(bank)[1:]
    assert len(others) == 5
    assert max(rule.suites.share for rule in others) > 0.5


def test_the_table_names_what_is_not_kept(bank, capsys):
    rates = all_rates(bank, 20, NeverFails)
    broken = print_rates(rates, bank_lines(bank))
    printed = capsys.readouterr().out
    assert f"not kept: {broken[0]}" in printed
    assert "quiet: 40 rounds of 3 benchmarks" in printed


def test_no_bound_is_for_what_others_did(bank, capsys):
    rates = all_rates({"shared": bank["quiet"]}, 20, NeverFails)
    assert print_rates(rates, []) == []
    assert "too few rounds are recorded to tell" in capsys.readouterr().out


def test_too_few_rounds_keep_no_bound(capsys):
    few = {"quiet": Condition({"a": Trace()}, [])}
    assert print_rates(all_rates(few), bank_lines(few)) == []
    assert "too few rounds are recorded to tell" in capsys.readouterr().out
