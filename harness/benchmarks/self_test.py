"""The gate's error rates, measured on the bank: may it be believed, and may the others?

Suites of 12 benchmarks are drawn: rounds in random order, any of the three equal processes in the
place of head. A slow-down is multiplied into the times of one benchmark of a suite, or is a
recorded slower form. Drawing tells how often a rule errs on rounds like those of the bank; how like
them other rounds are is bounded by the number of the bank's own rounds, so that the same-code rate
is also counted over suites of rounds that no other suite used.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import log1p

from harness.benchmarks.bank import Condition, Conditions, Trace
from harness.benchmarks.costs import round_numbers
from harness.benchmarks.rival_rules import RIVALS, ProcessTimes, Rival
from harness.results.rule_rates import SLOW_DOWNS, Counted, RuleRates
from harness.statistics.slowdown import (
    LOOK_ROUNDS,
    MARGIN,
    Decision,
    Slowdown,
    SuiteTest,
    decide_suite,
)

SUITE_SIZE = 12
OURS = "harness bench"

_Pairs = Sequence[tuple[float, float]]
_Decided = Mapping[str, Slowdown]


class Draw:
    """Suites drawn from one condition.

    Args:
        condition: Rounds of the same code.
        mutants: The rounds of slower forms, by benchmark.
        seed: Of the drawing.
    """

    def __init__(self, condition: Condition, mutants: Mapping[str, Trace], seed: int) -> None:
        self._random = random.Random(seed)
        self._rounds = condition.rounds
        self._traces = condition.traces
        self._pairs = {name: _by_head(trace) for name, trace in condition.traces.items()}
        self._mutants = {name: trace.numbers for name, trace in mutants.items()}

    def suite(self, slower: float = 0.0, mutant: str = "") -> tuple[dict[str, _Pairs], str]:
        """Draw the rounds of a suite; return them with the name of the slower one."""
        found: dict[str, _Pairs] = {}
        names = list(self._pairs)
        for number in range(SUITE_SIZE):
            name = names[number % len(names)]
            if number % len(names) == 0:
                order = self._random.choices(range(self._rounds), k=LOOK_ROUNDS[-1])
            found[f"{number} {name}"] = [self._random.choice(self._pairs[name][r]) for r in order]
        chosen = self._random.choice(list(found))
        if mutant:
            found[chosen] = self._random.choices(self._mutants[mutant], k=LOOK_ROUNDS[-1])
        else:
            found[chosen] = [(pair[0] + log1p(slower), pair[1]) for pair in found[chosen]]
        return found, chosen

    def two(self) -> tuple[ProcessTimes, ProcessTimes]:
        """Draw two processes of the same code, of two rounds of one benchmark."""
        trace = self._random.choice(list(self._traces.values()))
        first, second = self._random.sample(range(self._rounds), 2)
        return _process(trace, first, 0), _process(trace, second, 1)

    def disjoint(self, test: type[SuiteTest]) -> Iterator[_Decided]:
        """Decide suites of the recorded benchmarks, each of the rounds that the last one left."""
        start = 0
        while start + LOOK_ROUNDS[0] <= self._rounds:
            heads = {
                name: [pair[-1] for pair in pairs[start:]] for name, pairs in self._pairs.items()
            }
            found = _decided(heads, test)
            yield found
            start += max(one.rounds for one in found.values())


def gate_rates(
    condition: Condition,
    mutants: Mapping[str, Trace],
    suites: int,
    test: type[SuiteTest] = SuiteTest,
    seed: int = 1,
) -> RuleRates:
    """Measure the rates of the gate under one condition.

    Args:
        condition: Rounds of the same code.
        mutants: The rounds of slower forms, by benchmark.
        suites: How many suites to draw for each rate.
        test: The gate's rule.
        seed: Of the drawing.
    """
    draw = Draw(condition, mutants, seed)
    same = [_decided(draw.suite()[0], test) for _ in range(suites)]
    words = [slowdown.decision for found in same for slowdown in found.values()]
    unsettled = words.count(Decision.UNDECIDED) + words.count(Decision.INVALID)
    return RuleRates(
        OURS,
        Counted(words.count(Decision.REGRESSED), len(words)),
        _alarmed(same),
        {size: _found(partial(draw.suite, size), suites, test) for size in SLOW_DOWNS},
        {name: _found(partial(draw.suite, 0, name), suites // 4, test) for name in mutants},
        Counted(unsettled, len(words)),
        sum(max(one.rounds for one in found.values()) for found in same) / max(1, len(same)),
        _alarmed(list(draw.disjoint(test))),
    )


def rival_rates(
    name: str, rival: Rival, condition: Condition, pairs: int, seed: int = 1
) -> RuleRates:
    """Measure the rates of another rule under one condition.

    Args:
        name: What to call it.
        rival: The rule.
        condition: Rounds of the same code.
        pairs: How many pairs of processes to draw.
        seed: Of the drawing.
    """
    draw = Draw(condition, {}, seed)
    drawn = [draw.two() for _ in range(pairs)]
    same = [rival(base, head) for base, head in drawn]
    suites = [any(same[k : k + SUITE_SIZE]) for k in range(0, pairs, SUITE_SIZE)]
    found = {
        size: Counted(sum(rival(base, head.slower(log1p(size))) for base, head in drawn), pairs)
        for size in SLOW_DOWNS
    }
    return RuleRates(name, Counted(sum(same), pairs), Counted(sum(suites), len(suites)), found)


def all_rates(
    bank: Conditions, suites: int = 400, test: type[SuiteTest] = SuiteTest
) -> dict[str, list[RuleRates]]:
    """Measure the rates of the gate and of the others, under each condition of the same code.

    Args:
        bank: The recorded rounds.
        suites: How many suites to draw for each rate.
        test: The gate's rule.
    """
    slower = [condition for condition in bank.values() if condition.kind == "slower"]
    mutants = slower[0].traces if slower else {}
    return {
        name: [
            gate_rates(condition, mutants, suites, test),
            *(rival_rates(rule, rival, condition, suites) for rule, rival in RIVALS.items()),
        ]
        for name, condition in bank.items()
        if condition.kind == "same" and condition.rounds >= LOOK_ROUNDS[-1]
    }


def bank_lines(bank: Conditions) -> list[str]:
    """Say what the bank holds, and what the machine did meanwhile."""
    return [
        f"{name}: {condition.rounds} rounds of {len(condition.traces)} benchmarks, "
        f"{condition.typical('seconds'):.0f} s each, load average {condition.typical('load'):.1f}, "
        f"{condition.typical('busy'):.1f} processors kept busy by other work" + _few(condition)
        for name, condition in bank.items()
    ]


def _few(condition: Condition) -> str:
    told = condition.kind != "same" or condition.rounds >= LOOK_ROUNDS[-1]
    return "" if told else "; too few to tell"


def _decided(rounds: Mapping[str, _Pairs], test: type[SuiteTest]) -> _Decided:
    margins = dict.fromkeys(rounds, MARGIN)
    differences = {name: [pair[0] for pair in pairs] for name, pairs in rounds.items()}
    controls = {name: [pair[1] for pair in pairs] for name, pairs in rounds.items()}
    return decide_suite(margins, differences, controls, test)


def _found(
    drawn: Callable[[], tuple[dict[str, _Pairs], str]], suites: int, test: type[SuiteTest]
) -> Counted:
    """Count the suites whose slower benchmark is called slower."""
    count = 0
    for _ in range(suites):
        rounds, chosen = drawn()
        count += _decided(rounds, test)[chosen].decision == Decision.REGRESSED
    return Counted(count, suites)


def _alarmed(suites: Sequence[_Decided]) -> Counted:
    alarms = sum(
        any(one.decision == Decision.REGRESSED for one in found.values()) for found in suites
    )
    return Counted(alarms, len(suites))


def _by_head(trace: Trace) -> list[list[tuple[float, float]]]:
    """Return the numbers of each round with each of its three processes in the place of head."""
    return [
        [round_numbers([costs[k - 2], costs[k - 1], costs[k]]) for k in range(3)]
        for costs in trace.costs
    ]


def _process(trace: Trace, number: int, place: int) -> ProcessTimes:
    return ProcessTimes(trace.costs[number][place], trace.saved[number][place])
