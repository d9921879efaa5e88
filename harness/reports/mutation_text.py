"""The results of mutation as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from harness.console import console
from harness.results.mutation_result import MutationResult, Survivor, Tally, tallies
from harness.texts.plain import presentable
from harness.texts.visible import one_line, short

_SHOWN = 8
"""Survivors of one claim that are shown, unless all are asked for."""

_COLUMNS: dict[str, Callable[[Tally], object]] = {
    "kind": lambda tally: tally.name,
    "claims": lambda tally: tally.claims,
    "mutants": lambda tally: tally.mutants,
    "killed": lambda tally: tally.killed,
    "excused": lambda tally: tally.excused,
    "alive": lambda tally: tally.survivors,
    "exact": lambda tally: tally.exact,
    "untold": lambda tally: tally.untold,
    "alone": lambda tally: tally.alone,
    "empty": lambda tally: tally.empty,
}


def print_mutation(
    examinations: Sequence[MutationResult], stack: str, *, verbose: bool, laws: bool = False
) -> None:
    """Print what can pass unnoticed, the numbers by kind, and what was not examined.

    Args:
        examinations: What became of each claim's mutants.
        stack: Name of the stack whose recorded evidence they were judged by.
        verbose: Whether to name every survivor, and every claim that is counted apart.
        laws: Whether to list the laws, with the wrong formulas that they refute.
    """
    out, examinations = console(), presentable(examinations)
    for line in _lines(examinations, verbose):
        out.print(line, highlight=False, soft_wrap=True)
    for line in _laws(examinations) if laws else ():
        out.print(line, highlight=False, soft_wrap=True)
    found = tallies(examinations)
    table = Table(*_COLUMNS, box=SIMPLE_HEAD, pad_edge=False, padding=0)
    for column in table.columns[1:]:
        column.justify = "right"
    for tally in found[:-1]:
        table.add_row(*(escape(str(value(tally))) for value in _COLUMNS.values()))
    out.print(table)
    for line in _summary(found[-1], len(examinations), stack):
        out.print(line, highlight=False, soft_wrap=True)


def _laws(examinations: Sequence[MutationResult]) -> Iterator[str]:
    """List what the examples of each law cover, and what they tell from the right formula."""
    found = [(item, item.law) for item in examinations if item.law is not None]
    for item, law in found:
        domains = "; ".join(law.domains)
        yield f"[bold]law[/]       {escape(item.id)}: {law.examples:,} examples"
        yield f"  of        {escape(domains)}"
        refuted = ", ".join(f"{name} ({count:,})" for name, count in law.refuted.items() if count)
        yield f"  refutes   {escape(refuted) or 'nothing that it names'}"
        if law.passes:
            yield f"  [red]passes[/]    {escape(', '.join(law.passes))}"
    formulas = sum(len(law.refuted) for _, law in found)
    passes = sum(len(law.passes) for _, law in found)
    yield (
        f"[bold]Laws: {len(found):,}, with {sum(law.examples for _, law in found):,} examples; "
        f"wrong formulas refuted: {formulas - passes:,}, not refuted: {passes:,}[/]"
    )


def _summary(total: Tally, claims: int, stack: str) -> Iterator[str]:
    score = 1000 * total.killed // max(total.mutants, 1) / 10  # 100 only where none is left
    yield (
        f"[bold]{total.mutants:,} mutants of {total.claims:,} claims on "
        f"{escape(one_line(stack))}: {total.killed:,} killed ({score:.1f} %), "
        f"{total.excused:,} survive for a reason, {total.survivors:,} without[/]"
    )
    if total.idle:
        yield f"{total.idle:,} wrong formulas make no difference in any example of their law"
    yield (
        f"Not counted: {total.exact:,} claims that compare exactly (any other figure is refuted by "
        f"definition), {total.untold:,} of which the evidence cannot tell"
    )
    yield (
        f"{total.empty:,} claims are empty, {total.alone:,} are decided alone, without a stack, "
        f"{claims - total.claims:,} were not examined"
    )


def _lines(examinations: Sequence[MutationResult], verbose: bool) -> Iterator[str]:
    for item in examinations:
        if item.empty:
            yield f"[red]empty[/]     {_name(item)}"
            yield f"  {escape(short(item.empty))}"
        if item.unexcused:
            yield f"[red]survives[/]  {_name(item)}"
            yield from _survivors(item.unexcused, verbose)
        if item.excused and verbose:
            yield f"excused   {_name(item)}"
            yield from _survivors(item.excused, verbose)
        if item.idle and verbose:
            yield f"idle      {_name(item)}"
            yield from _survivors(item.idle, verbose)
        yield from (
            f"sampled   {escape(item.id)}: {part.judged:,} of {part.total:,} {escape(part.name)}"
            for part in item.sampled
        )
    apart = {
        "Not examined, so neither killed nor survived": lambda item: item.unexamined,
        "Decided without a stack": lambda item: item.alone,
        "Not told by the evidence": lambda item: item.untold,
    }
    for title, why in apart.items():
        yield from _apart(title, why, examinations, verbose)


def _apart(
    title: str, why: Callable[[MutationResult], str], items: Sequence[MutationResult], names: bool
) -> Iterator[str]:
    chosen = sorted((item for item in items if why(item)), key=why)
    if chosen:
        yield f"[bold]{title}[/]"
    for reason, group in groupby(chosen, why):
        members = list(group)
        yield f"  {len(members)} claim{'s' * (len(members) > 1)}: {escape(reason)}"
        yield from (f"    {escape(item.id)}" for item in members if names)


def _survivors(survivors: Sequence[Survivor], verbose: bool) -> Iterator[str]:
    shown = survivors if verbose else survivors[:_SHOWN]
    for item in shown:
        yield f"  {escape(item.place)}  {escape(short(item.says))}"
        yield f"    {escape(short(item.found))}"
        if item.reason:
            yield f"    because {escape(short(item.reason))}"
    if rest := len(survivors) - len(shown):
        yield f"  and {rest:,} more; -v shows them"


def _name(item: MutationResult) -> str:
    return f"{escape(item.id)}  [dim]{escape(item.kind)}  {escape(item.spec)}[/]"
