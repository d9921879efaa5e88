"""The terminal: live progress of a run, and what it found."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from harness.console import console
from harness.reports.causes_text import causes_text
from harness.reports.finding_groups import OWN, findings_of, own_lines
from harness.reports.headline import headline
from harness.reports.output_totals import outputs_line
from harness.reports.shared import (
    closing_line,
    explain,
    gap_lines,
    occurring,
    partly_judged,
    sections,
)
from harness.results.run import Result, Run
from harness.texts.plain import presentable
from harness.texts.visible import one_line, short

if TYPE_CHECKING:
    from rich.console import Console


_LEAST_TITLE = 20
"""Columns of a document's title that are worth more than words in the table of verdicts."""

_FRAME = 3
"""Columns that a cell's frame takes."""


class Progress:
    """Live progress while claims are judged.

    Args:
        verbose: Whether to print a line for each claim.
    """

    def __init__(self, *, verbose: bool) -> None:
        self._verbose = verbose
        text = TextColumn("{task.description}")
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), text)
        self._bar = Bar(*columns, console=console(err=True), transient=True)
        self._task = self._bar.add_task("importing TensorFlow", total=None)
        self._begun: dict[str, float] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def advance(self, claim: Result, total: int) -> None:
        """Count one claim as judged."""
        name = escape(one_line(claim.id))
        self._bar.update(self._task, advance=1, total=total, description=name)
        if self._verbose:
            claim = presentable(claim)
            outcome = claim.outcome_entry
            line = f"[{outcome.colour}]{outcome.mark} {outcome.label:<10}[/] {name}"
            said = f": {short(claim.found)}" if claim.compared else ""
            place = escape(f"{claim.place}{said}")
            self._bar.console.print(f"{line}  [dim]{place}[/]", highlight=False)

    def live(self, what: str, part: str, done: int, of: int) -> None:
        """Show how far a long measurement has come, and about how long it will take.

        Args:
            what: What is going on, such as the network in training.
            part: What it is made of, such as ``epoch``.
            done: Parts that are finished; 0 at first.
            of: All its parts.
        """
        now = time.monotonic()
        begun = now if not done else self._begun.get(what, now)
        self._begun[what] = begun
        left = time_left(now - begun, done, of)
        doing = escape(one_line(f"{what}: {part} {done} of {of}{left}"))
        self._bar.update(self._task, description=doing)


def time_left(seconds: float, done: int, of: int) -> str:
    """Say how long the rest will take at the pace so far; nothing before a part is finished.

    Args:
        seconds: How long the finished parts took.
        done: Parts that are finished.
        of: All parts.
    """
    if not done:
        return ""
    minutes, rest = divmod(round(seconds / done * (of - done)), 60)
    return f", {minutes}:{rest:02} left"


def print_run(run: Run, folder: Path, *, verbose: bool, findings: bool = True) -> None:
    """Print what is new, the answer, the causes of findings by severity, and the counts last."""
    out, run = console(), run.presentable
    for claim in run.changed:
        _lines(out, explain(claim), style=claim.outcome_entry.colour, highlight=False)
        out.print()
    _line(out, headline(run), style="bold")
    if findings:
        _print_findings(out, run, verbose=verbose)
    _print_blocked(out, run)
    if findings:
        out.print(_verdicts(run, out.width))
    if verbose:
        split = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in run.split.items())
        _line(out, f"{split}; {run.seconds:.2f} s in all before reports")
    if outputs := outputs_line(run):
        _line(out, outputs)
    _line(out, f"reports in {folder}")
    for line in gap_lines(run):
        _line(out, f"not looked at: {line}", style="red")
    _line(out, closing_line(run), style="bold")


def _line(out: Console, text: str, *, style: str = "") -> None:
    """Print one line, which is never wrapped, so that a log can be searched for it."""
    _lines(out, one_line(text), style=style)


def _lines(out: Console, text: str, *, style: str = "", highlight: bool = True) -> None:
    out.print(text, style=style, markup=False, highlight=highlight, soft_wrap=True)


def print_differences(changed: Sequence[str] | None, other: Sequence[str], stack: str) -> None:
    """Print how fresh evidence compares with the recorded evidence of a stack.

    Args:
        changed: How the recorded evidence is wrong, a line each; None where there is none.
        other: Measurements with another value and the same verdicts.
        stack: Name of the stack.
    """
    out = console()
    if changed is None:
        _line(out, f"{stack} has no evidence file to compare with", style="blue")
        return
    for line in other:
        _line(out, f"other value, same verdicts: {line}", style="dim")
    for line in changed:
        _line(out, f"not as recorded: {line}", style="red")
    agrees = f"not as recorded: {len(changed)}" if changed else "all as recorded"
    _line(out, f"{agrees}, on {stack}")


def _print_findings(out: Console, run: Run, *, verbose: bool) -> None:
    """Print causes by severity; the project's own pages come after them, in a line each."""
    groups = [group for group in findings_of(run) if group.anchor != "changed"]
    for group in groups:
        if group.anchor != "own":
            out.print(causes_text(group, out, verbose=verbose), soft_wrap=True, end="")
    if lines := own_lines(run):
        own = [group for group in groups if group.anchor == "own"]
        out.print(f"\n[bold]{OWN}[/]")
        for line in lines:
            _line(out, f"  {line}")
        for group in own:
            out.print(causes_text(group, out, verbose=verbose), soft_wrap=True, end="")
    out.print()


def _print_blocked(out: Console, run: Run) -> None:
    reasons = Counter(claim.why for claim in run.unseen)
    for reason, count in reasons.most_common():
        _line(out, f"could not look ({count}): {reason}", style="blue")
    for line in partly_judged(run):
        _line(out, line, style="blue")


def _verdicts(run: Run, width: int) -> Table:
    """Count the verdicts of each document, under marks alone where words leave titles no room."""
    shown, claims = occurring(run.counts), len("claims")
    heads = [f"{outcome.mark} {outcome.label}" for outcome in shown]
    if _room(width, claims, *map(len, heads)) < _LEAST_TITLE:
        heads = [outcome.mark.rjust(3) for outcome in shown]
    room = max(claims, _room(width, claims, *map(len, heads)))
    table = Table(title="verdicts")
    table.add_column("document", no_wrap=True, max_width=room)
    table.add_column("claims", justify="right", min_width=claims)
    for outcome, head in zip(shown, heads, strict=True):
        title = f"[{outcome.colour}]{head.strip()}[/]"
        table.add_column(title, justify="right", min_width=len(head))
    for section in sections(run):
        cells = [str(section.counts[outcome.label] or "") for outcome in shown]
        table.add_row(escape(section.document.title), str(len(section.claims)), *cells)
    return table


def _room(width: int, *cells: int) -> int:
    """Count the columns that other cells, and the frame, leave."""
    return width - sum(_FRAME + cell for cell in cells) - _FRAME - 1
