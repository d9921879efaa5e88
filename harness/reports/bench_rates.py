"""The table of error rates that the self-test of the gate measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harness.console import console, print_lines
from harness.results.rule_rates import SLOW_DOWNS, Counted, RuleRates, bounded

_HEAD = ("rule", "same code", "suites of 12", *(f"finds +{size:.0%}" for size in SLOW_DOWNS))
_RULES = (
    "the other rules: mean:5%, median:5% and min:5% of pytest-benchmark; asv's, with factor 1.05;",
    "the test of Mann and Whitney at 1 %; beside each rate its bound at 95 %",
)
_OURS = 0


def print_rates(rates: Mapping[str, Sequence[RuleRates]], bank: Sequence[str]) -> list[str]:
    """Print what the bank holds, a table for each condition, and the bounds that are not kept.

    Args:
        rates: The rates of the gate and of the others, by condition.
        bank: What the bank holds, in lines.

    Returns:
        The bounds that are not kept.
    """
    print_lines([("the bank", "bold"), *bank, *_RULES])
    for condition, rules in rates.items():
        _print_table(condition, rules)
        print_lines(_further(rules[_OURS]))
    broken = [
        f"{condition}: {line}"
        for condition, rules in bounded(rates).items()
        for line in rules[_OURS].broken()
    ]
    kept = "every bound is kept" if bounded(rates) else "too few rounds are recorded to tell"
    print_lines(
        [*((f"not kept: {line}", "red") for line in broken), ("" if broken else kept, "bold")]
    )
    return broken


def _print_table(condition: str, rules: Sequence[RuleRates]) -> None:
    from rich.table import Table

    table = Table(title=f"{condition}, in %", box=None, padding=(0, 1, 0, 0), title_justify="left")
    for number, title in enumerate(_HEAD):
        table.add_column(title, justify="right" if number else "left")
    for rates in rules:
        found = [_least(rates.found[size]) for size in SLOW_DOWNS]
        table.add_row(rates.rule, _most(rates.alarms), _most(rates.suites), *found)
    console().print(table)


def _further(ours: RuleRates) -> Iterator[str]:
    """Write what only our rule has."""
    if ours.undecided:
        yield f"left undecided, in %: {_most(ours.undecided)}; {ours.rounds:.1f} rounds a suite"
    if ours.disjoint and ours.disjoint.trials:
        yield (
            f"rounds used once: {ours.disjoint.count} of {ours.disjoint.trials} suites with a "
            f"false alarm, so at most {ours.disjoint.upper:.1%}"
        )
    if ours.mutants:
        found = (f"{name} {_least(counted)}" for name, counted in ours.mutants.items())
        yield f"slower forms found, in %: {', '.join(found)}"


def _most(counted: Counted) -> str:
    """Write a rate that should be small, with its upper bound."""
    return f"{100 * counted.share:.1f} <{100 * counted.upper:.1f}"


def _least(counted: Counted) -> str:
    """Write a rate that should be large, with its lower bound."""
    return f"{100 * counted.share:.1f} >{100 * counted.lower:.1f}"
