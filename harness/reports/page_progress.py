"""Live progress while documents are checked, and a line for each that is done."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Self

from harness.console import console, say_line
from harness.results.checked import CheckedPage
from harness.texts.visible import one_line
from harness.verdicts import OUTCOMES, Outcome, outcome_named

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


def page_line(page: CheckedPage) -> str:
    """Write what came of a document in a line.

    Args:
        page: The checked document.
    """
    count = Counter(block.outcome for block in page.blocks)
    parts = [f"{count[it.label]} {it.label}" for it in OUTCOMES if count[it.label]]
    worst = max((outcome_named(label) for label in count), key=_weight, default=None)
    time = "cached" if page.cached else f"{page.seconds:.1f} s"
    return (
        f"{worst.mark if worst else '·'} {page.document}   {', '.join(parts) or 'no code'}   {time}"
    )


class PageProgress:
    """Shows on standard error how far each run of a document has come.

    Args:
        several: Whether there are several documents, so that each gets a line once it is done.
    """

    def __init__(self, *, several: bool) -> None:
        self._several = several
        self._bars = _bars() if sys.stderr.isatty() else None
        self._tasks: dict[tuple[str, str], TaskID] = {}

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._bars:
            self._bars.stop()

    def block(self, document: str, how: str, block: int, blocks: int) -> None:
        """Show that a block begins; threads may call it.

        Args:
            document: The document.
            how: How it is run.
            block: The number of the block, from 1.
            blocks: How many blocks there are.
        """
        if self._bars is None:
            return
        key, text = (document, how), one_line(f"{document}: {how}, block {block} of {blocks}")
        if key not in self._tasks:
            self._tasks[key] = self._bars.add_task(text, total=blocks)
        self._bars.update(self._tasks[key], description=text, completed=block - 1)

    def done(self, page: CheckedPage) -> None:
        """Show what came of a document."""
        for key in [key for key in self._tasks if key[0] == page.document]:
            task = self._tasks.pop(key)
            if self._bars:
                self._bars.remove_task(task)
        if self._several and self._bars:
            self._bars.console.print(page_line(page), markup=False, highlight=False)
        elif self._several:
            say_line(page_line(page), err=True)


def _weight(outcome: Outcome) -> tuple[int, int]:
    """Rank outcomes: what asks for an exit code, then the later ones of the table."""
    return outcome.exit_code, OUTCOMES.index(outcome)


def _bars() -> Bars:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=console(err=True), transient=True)
