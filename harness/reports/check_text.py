"""Checked documents as text for a terminal: what is new and wrong first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from harness.console import console
from harness.reports.check_rows import CheckRow, counted, every_row, page_rows
from harness.reports.shared import gap_lines
from harness.results.check_gaps import is_blocked_output, only_runs, was_compared
from harness.results.page_facts import PageFacts
from harness.results.run import DocumentSummary, Result, Run
from harness.texts.visible import one_line
from harness.verdicts import KNOWN, outcome_named

if TYPE_CHECKING:
    from rich.console import Console

_NARROW = 100
"""Columns of a terminal below which the header takes two lines."""


def print_check(run: Run, *, verbose: bool = False) -> None:
    """Print what came of checking documents.

    Args:
        run: A run of checked documents.
        verbose: Whether to print every block, every difference and known findings, too.
    """
    out, run = console(), run.presentable
    documents = [(item, run.results_of(item)) for item in run.documents]
    several = len(documents) > 1
    for document, results in documents:
        if document.page and (verbose or not several or _new(results)):
            _print_page(out, document.page, results, verbose=verbose)
    if several:
        out.print(_overview(documents))
    for line in gap_lines(run):
        _line(out, f"not looked at: {line}", style="red")
    _line(out, check_summary(run), style="bold")


def check_summary(run: Run) -> str:
    """Say in one line what is wrong, what is random or blocked, and what nothing checks."""
    pages = len(run.pages)
    total = f"{counted(pages, 'document')}: " if pages != 1 else ""
    said = _summary(run.claims, run.pages.values())
    return f"{total}{said}{'' if run.complete else '; interrupted'}"


def _summary(results: Sequence[Result], pages: Iterable[PageFacts]) -> str:
    return ", ".join(_parts(results, pages)) or "nothing was compared"


def _parts(results: Sequence[Result], pages: Iterable[PageFacts]) -> Iterator[str]:
    count = Counter(item.outcome for item in results)
    if count["refuted"]:
        yield f"{counted(count['refuted'], 'output')} wrong"
    if count["raises"]:
        yield f"{counted(count['raises'], 'block')} raise{'s' if count['raises'] == 1 else ''}"
    if count["error"]:
        yield counted(count["error"], "error")
    agreeing = sum(item.outcome == "confirmed" and was_compared(item) for item in results)
    outputs = sum(item.kind == "output" for item in results)
    if agreeing and agreeing == outputs:
        yield (
            f"all {counted(outputs, 'output')} as printed" if outputs > 1 else "1 output as printed"
        )
    elif agreeing and not count["refuted"]:
        yield f"{agreeing} of {counted(outputs, 'output')} as printed"
    if only_runs(results, pages):
        yield f"{counted(len(results), 'block')} of code ran; no output is shown to compare"
    yield from (f"{count[label]} {label}" for label in _UNDECIDED if count[label])
    if blocked := sum(map(is_blocked_output, results)):
        yield f"{blocked} blocked"
    if count[KNOWN.label]:
        yield f"{count[KNOWN.label]} known"
    unchecked = sum(bool(line.figure) for page in pages for line in page.unchecked)
    if unchecked:
        yield f"{counted(unchecked, 'sentence')} unchecked"


_UNDECIDED = ("random", "volatile", "picture")


def _print_page(out: Console, page: PageFacts, results: list[Result], *, verbose: bool) -> None:
    _print_header(out, page, results)
    rows = list((every_row if verbose else page_rows)(page, results))
    out.print(Padding(_table(rows), (0, 0, 0, 2)))


def _print_header(out: Console, page: PageFacts, results: list[Result]) -> None:
    outputs = sum(item.kind == "output" for item in results)
    size = f"{counted(len(results), 'block')}, {counted(outputs, 'output')}"
    left, right = f"{page.document}   {size}", f"{_stack(page)}   {_time(page)}"
    gap = out.width - len(left) - len(right)
    if gap >= 3:
        _line(out, f"{left}{' ' * gap}{right}", style="bold")
    else:
        _line(out, left, style="bold")
        _line(out, f"  {right}", style="dim")


def _stack(page: PageFacts) -> str:
    stack = page.stack
    name = stack.get("name", "")
    version = f"TensorFlow {stack['tensorflow']}" if stack.get("tensorflow") else ""
    version = version or (f"Python {stack['python']}" if "python" in stack else "")
    return ": ".join(filter(None, [name, version]))


def _time(page: PageFacts) -> str:
    if page.cached:
        return "cached"
    return f"{page.seconds:.0f} s" if page.seconds >= 1 else f"{page.seconds:.1f} s"


def _table(rows: Sequence[CheckRow]) -> Table:
    """Lay rows out: marks, places, and texts that wrap within their column."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, width=1)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        place = Text(row.place)
        text = Text(row.text)
        if not row.mark and not row.place:
            text.stylize("dim")
        table.add_row(Text(row.mark, row.style), place, text)
    return table


def _overview(documents: Sequence[tuple[DocumentSummary, list[Result]]]) -> Table:
    """Lay out a line for each document."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, width=1)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for document, results in documents:
        if page := document.page:
            mark, colour = _mark(results, page)
            text = _summary(results, [page])
            table.add_row(Text(mark, colour), Text(page.document), Text(text))
    return table


def _mark(results: Sequence[Result], page: PageFacts) -> tuple[str, str]:
    """Mark a document by the worst of its results; green only where something was compared."""
    if new := _new(results):
        return new[0].outcome_entry.mark, new[0].outcome_entry.colour
    looked_at = any(map(was_compared, results)) or only_runs(results, [page])
    seen = looked_at and not any(map(is_blocked_output, results))
    known = any(item.outcome == KNOWN.label for item in results)
    entry = outcome_named("blocked" if not seen else KNOWN.label if known else "confirmed")
    return entry.mark, entry.colour


def _new(results: Sequence[Result]) -> list[Result]:
    return [item for item in results if item.outcome_entry.exit_code]


def _line(out: Console, text: str, *, style: str = "") -> None:
    """Print one line, which is never wrapped, so that a log can be searched for it."""
    out.print(one_line(text), style=style, markup=False, highlight=False, soft_wrap=True)
