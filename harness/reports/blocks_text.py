"""Code blocks on every stack as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.markup import escape

from harness.console import console
from harness.reports.output_totals import compared_line
from harness.results.block_table import BlockRow, BlockTable, End, Ending
from harness.texts.plain import presentable

_MARKS = {
    End.RUNS: ("✓", "green"),
    End.REPAIRED: ("r", "yellow"),
    End.DIFFERS: ("≠", "magenta"),
    End.RAISES: ("✗", "red"),
    End.STOPPED: ("■", "red"),
    End.BLOCKED: ("∅", "dim"),
    End.SKIPPED: ("·", "dim"),
}


def print_blocks(table: BlockTable) -> None:
    """Print how each block ends, and on the newest stack what was compared and what to change."""
    out = console()
    for line in _lines(presentable(table)):
        out.print(line, highlight=False, soft_wrap=True)


def _lines(table: BlockTable) -> Iterator[str]:
    yield escape("  ".join(table.stacks))
    used = {ending.end for row in table.rows for ending in row.endings}
    yield "  ".join(f"[{_MARKS[end][1]}]{_MARKS[end][0]}[/] {end}" for end in End if end in used)
    document = ""
    for row in table.rows:
        if row.document != document:
            document = row.document
            yield f"\n[bold]{escape(document)}[/]"
        yield from _row(table, row)
    yield ""
    yield from (escape(blocks_summary(table, index)) for index in range(len(table.stacks)))
    if outputs := compared_line(row.endings[table.today].compared for row in table.rows):
        yield escape(f"{table.stacks[table.today]}: {outputs}")


def blocks_summary(table: BlockTable, index: int) -> str:
    """Say in one line how many blocks of a stack run.

    Args:
        table: The blocks on every stack.
        index: Which of its stacks.
    """
    endings = [row.endings[index] for row in table.rows]
    python = [ending for ending in endings if ending.end is not End.SKIPPED]
    seen = [ending for ending in python if ending.end is not End.BLOCKED]
    printed = sum(ending.printed for ending in seen)
    repaired = sum(ending.printed or ending.repaired for ending in seen)
    return (
        f"{table.stacks[index]}: {len(python)} blocks of Python, {printed} run as printed, "
        f"{repaired} after repairs; {len(python) - len(seen)} were not looked at"
    )


def _row(table: BlockTable, row: BlockRow) -> Iterator[str]:
    marks = "".join(f"[{_MARKS[e.end][1]}]{_MARKS[e.end][0]}[/]" for e in row.endings)
    lines = f"{row.lines[0]}-{row.lines[1]}"
    now = row.endings[table.today]
    yield f"{lines:>10}  {marks}  {escape(_said(now))}".rstrip()
    if now.end is End.REPAIRED or (now.end is End.DIFFERS and not now.printed):
        yield from (f"{'':>12}[yellow]change[/] {escape(repair)}" for repair in row.repairs)


def _said(found: Ending) -> str:
    """Say how a block ended, and what of its output was compared."""
    if found.end is End.SKIPPED:
        return ""
    if found.compared is None:
        return "runs; nothing is printed to compare" if found.end is End.RUNS else found.why
    return f"{found.why}; {found.compared.sentence}"
