"""The results of mutation as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from itertools import groupby

from rich.markup import escape
from rich.table import Table

from harness.console import console
from harness.results.mutation_result import MutationResult, tallies
from harness.texts.plain import presentable
from harness.texts.visible import one_line, short


def print_mutation(examinations: Sequence[MutationResult], stack: str, *, verbose: bool) -> None:
    """Print each survivor, the numbers by kind, and what was not examined.

    Args:
        examinations: What became of each claim's mutants.
        stack: Name of the stack whose recorded evidence they were judged by.
        verbose: Whether to name every claim that was not examined, and every excuse.
    """
    out, examinations = console(), presentable(examinations)
    for line in _lines(examinations, verbose):
        out.print(line, highlight=False, soft_wrap=True)
    *kinds, total = tallies(examinations)
    table = Table(*("kind", "claims", "mutants", "killed", "excused", "survivors"))
    for column in table.columns[1:]:
        column.justify = "right"
    for tally in kinds:
        table.add_row(*(escape(str(item)) for item in astuple(tally)))
    out.print(table)
    score = 1000 * total.killed // max(total.mutants, 1) / 10  # 100 only where none is left
    without = len(examinations) - total.claims
    where = escape(one_line(stack))
    out.print(
        f"{total.mutants:,} mutants of {total.claims} claims on {where}: {total.killed:,} killed "
        f"({score:.1f} %), {total.excused} survive for a reason, {total.survivors} without; "
        f"{without} claims not examined",
        style="bold",
        highlight=False,
        soft_wrap=True,
    )


def _lines(examinations: Sequence[MutationResult], verbose: bool) -> Iterator[str]:
    for item in examinations:
        if item.defect:
            yield from _defect(item)
        elif item.survivors and verbose:
            yield f"excused   {escape(item.id)}: {escape(item.excuse)}"
    without = [item for item in examinations if item.unexamined]
    if without:
        yield "[bold]Not examined[/], so neither killed nor survived"
    for why, group in groupby(sorted(without, key=_why), _why):
        items = list(group)
        yield f"  {len(items)} claim{'s' * (len(items) > 1)}: {escape(why)}"
        yield from (f"    {escape(item.id)}" for item in items if verbose)


def _defect(item: MutationResult) -> Iterator[str]:
    yield f"[red]survives[/]  {escape(item.id)}  [dim]{escape(item.kind)}  {escape(item.spec)}[/]"
    for survivor in item.survivors:
        yield f"  document  {escape(short(survivor.says))}"
        yield f"  verdict   {escape(short(survivor.found))}"
    if item.excuse:
        yield "  no reason excuses a claim that notices nothing"


def _why(item: MutationResult) -> str:
    return item.unexamined
