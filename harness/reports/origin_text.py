"""The origin of a document as text: the answer, and for a terminal why."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table

from harness.console import console
from harness.results.origin import Exclusion, Origin, OriginPart
from harness.results.verdict_matrix import MatrixRow
from harness.texts.plain import presentable
from harness.texts.visible import short

_SHOWN = 3


def print_origin(origin: Origin, *, verbose: bool = False) -> None:
    """Print the answer, what excludes each other stack, contradictions, and the training logs.

    Args:
        origin: What was found.
        verbose: Whether to list every claim and every reason.
    """
    out, origin = console(), presentable(origin)
    for line in _lines(origin, sys.maxsize if verbose else _SHOWN):
        out.print(line, highlight=False, soft_wrap=True)
    if origin.logs:
        out.print(_logs(origin))
    out.print()


def origin_answer(origin: Origin) -> str:
    """Say in one clause where a document was written."""
    if not origin.fits:
        return "none of the recorded stacks"
    if not origin.excluded:
        return "undetermined: nothing in it tells one recorded stack from another"
    dated = [name for name in origin.fits if "-" not in name] or list(origin.fits[:1])
    others = ", ".join(name for name in origin.fits if name not in dated)
    between = f"undetermined between {dated[0]} and {dated[-1]}"
    first = between if len(dated) > 1 else dated[0]
    answer = f"{first}; {others} would do, too" if others else first
    return f"{answer}, on a {origin.device}" if origin.device else answer


def origin_strength(origin: Origin) -> str:
    """Say in one clause how well founded the answer is; nothing where there is none."""
    if not origin.fits or not origin.excluded:
        return ""
    seen = f"; no recorded stack has its {origin.device}" if origin.elsewhere else ""
    weak = [exclusion.stack for exclusion in origin.excluded if exclusion.weak]
    if not weak:
        return f"at least two reasons against every other stack{seen}"
    return f"one reason alone against {', '.join(weak)}{seen}"


def origin_releases(origin: Origin) -> str:
    """Say in a few words which releases are in question, recorded or not, by package."""
    names = sorted({*origin.since, *origin.before})
    return "; ".join(
        _between(name, origin.since.get(name), origin.before.get(name)) for name in names
    )


def _between(package: str, since: str | None, before: str | None) -> str:
    if since and before:
        return f"{package} from {since} up to, and without, {before}"
    return f"{package} from {since} on" if since else f"{package} before {before}"


def agreement(row: MatrixRow, index: int) -> str:
    """Say how many figures of a log come out on a stack, such as ``39/40``.

    Args:
        row: A claim about a log.
        index: The stack's column.
    """
    measured = row.cells[index].measured
    if not isinstance(measured, dict):
        return row.cells[index].word
    return f"{measured['agree']}/{measured['of']}"


def _lines(origin: Origin, shown: int) -> Iterator[str]:
    yield f"[bold]{escape(origin.spec)}[/]  [dim]{escape(origin.document)}[/]"
    yield f"  origin    [bold]{escape(origin_answer(origin))}[/]"
    if strength := origin_strength(origin):
        yield f"  strength  {escape(strength)}"
    telling = f"that tell{'s' * (origin.telling == 1)} stacks apart"
    yield f"  by        {_claims(origin.telling)} {telling}"
    if releases := origin_releases(origin):
        yield f"  releases  {escape(releases)}"
    for naming in origin.named:
        why = f": {naming.why}" if naming.why else ""
        yield f"  named     {escape(naming.figure)} in line {naming.line}{escape(why)}"
    if origin.conflicts:
        yield from _contradiction(origin, shown)
    for exclusion in origin.excluded:
        yield from _exclusion(exclusion, shown)


def _exclusion(exclusion: Exclusion, shown: int) -> Iterator[str]:
    count = sum(len(reason.rows) for reason in exclusion.reasons)
    refuted = f": {_claims(count)} refuted there" if count else ""
    yield f"\n  not [bold]{escape(exclusion.stack)}[/]{refuted}"
    yield from (f"    {escape(why)}" for why in exclusion.declared)
    for reason in exclusion.reasons[:shown]:
        yield f"    {escape(reason.why)}"
        yield f"      {_named(reason.rows, shown)}; found {escape(short(reason.found, 100))}"
    if len(exclusion.reasons) > shown:
        rest = len(exclusion.reasons) - shown
        yield f"    and {rest} more reason{'s' * (rest > 1)}"


def _claims(count: int) -> str:
    return f"{count} claim{'s' * (count != 1)}"


def _contradiction(origin: Origin, shown: int) -> Iterator[str]:
    yield "  parts of it were made on different releases:"
    for first, second in origin.conflicts[:shown]:
        yield f"    {_part(first, shown)}"
        yield f"    {_part(second, shown)}"


def _part(part: OriginPart, shown: int) -> str:
    return f"hold on {escape(', '.join(part.stacks))}: {_named(part.rows, shown)}"


def _named(rows: Sequence[MatrixRow], shown: int) -> str:
    names = [f"{row.id.partition('/')[2]} (line {row.line})" for row in rows[:shown]]
    rest = f" and {len(rows) - shown} more" if len(rows) > shown else ""
    return escape(", ".join(names)) + rest


def _logs(origin: Origin) -> Table:
    """Lay out how many figures of each training log come out on each stack."""
    title = "figures of the training logs that agree to the printed digit"
    table = Table(title=title, box=SIMPLE, padding=0, collapse_padding=True)
    table.add_column("line", justify="right")
    table.add_column("log", overflow="fold")
    for name in origin.stacks:
        table.add_column(escape(name.replace("-", "- ")), justify="right", overflow="fold")
    for row in origin.logs:
        cells = [agreement(row, index) for index in range(len(origin.stacks))]
        table.add_row(str(row.line), escape(row.id.partition("/")[2]), *map(escape, cells))
    marks = ["here" if name in origin.fits else "" for name in origin.stacks]
    table.add_section()
    table.add_row("", "origin", *marks)
    return table
