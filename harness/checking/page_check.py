"""Checks one page: which runs it needs, and its labels once these are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from traceback import format_exception_only

from harness.checking.execution import (
    OTHER_ARITHMETIC,
    OTHER_HASH,
    OTHER_SEED,
    PLAIN,
    BlockCourse,
    Execution,
)
from harness.checking.labels import PageLabels
from harness.checking.page import Page
from harness.checking.page_slots import tell
from harness.checking.running import ExecutionTask, execute
from harness.results.checked import CheckedBlock, CheckedPage
from harness.sandbox.advice import what_to_do
from harness.sandbox.limits import ContainmentError
from harness.sandbox.steps import CodePlace

_VARIABLES = {
    OTHER_HASH: (("PYTHONHASHSEED", "1"),),
    OTHER_ARITHMETIC: (
        ("OMP_NUM_THREADS", "1"),
        ("OPENBLAS_NUM_THREADS", "1"),
        ("TF_ENABLE_ONEDNN_OPTS", "0"),
        ("TF_NUM_INTEROP_THREADS", "1"),
        ("TF_NUM_INTRAOP_THREADS", "1"),
    ),
}
"""What the environment says in a run that is not plain."""

Order = tuple[int, ...]
"""Indices of a page's blocks, in the order in which they run."""


@dataclass(frozen=True)
class CheckSettings:
    """How pages are checked.

    Args:
        place: Where their code runs.
        stack: The packages that run it.
        seconds: Time limit of a statement, in seconds.
        trusted: Whether it runs even where it cannot be contained.
        fast: Whether training is shortened.
        strict: Whether a difference of form makes an output wrong.
        recall: Returns what came of a task before; None where nothing is known.
        remember: Keeps what came of a task.
    """

    place: Callable[[Path], CodePlace] = lambda _: CodePlace()
    stack: tuple[tuple[str, str], ...] = ()
    seconds: float = 60.0
    trusted: bool = False
    fast: bool = False
    strict: bool = False
    recall: Callable[[ExecutionTask], Execution | None] = lambda _: None
    remember: Callable[[ExecutionTask, Execution], object] = lambda *_: None


@dataclass(frozen=True, slots=True)
class PageTask:
    """A run of a page; plain data, for any process.

    Args:
        document: The path of the document, for whoever watches.
        order: The order in which its blocks run.
        task: What is run.
    """

    document: str
    order: Order
    task: ExecutionTask


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of checking a page.

    Args:
        checked: The checked page.
        error: What broke in our own code; None where nothing did.
    """

    checked: CheckedPage
    error: Exception | None = None


def run_page(task: PageTask) -> Execution:
    """Run a page once, and tell the listener of this slot how far it has come.

    Args:
        task: The run.
    """
    cells, begun = len(task.task.cells), iter(range(1, len(task.task.cells) + 1))
    return execute(
        task.task, lambda _: tell(task.document, task.task.how, next(begun, cells), cells)
    )


class PageCheck:
    """A page, and the runs that are made of it.

    Args:
        page: The page.
        settings: How it is checked.
    """

    def __init__(self, page: Page, settings: CheckSettings) -> None:
        self._page, self._settings = page, settings
        self._plain: dict[Order, Execution] = {}
        self._others: dict[str, Execution] = {}
        self._fresh: list[float] = []

    def tasks(self) -> list[PageTask]:
        """Return the runs that are to be made before more can be said."""
        while wanted := self._wanted():
            tasks = [self._task(how, order) for how, order in wanted]
            if fresh := [task for task in tasks if not self._recall(task)]:
                return fresh
        return []

    def take(self, task: PageTask, found: Execution) -> None:
        """Take a run that was made."""
        self._settings.remember(task.task, found)
        self._fresh.append(found.seconds)
        self._keep(task, found)

    def result(self) -> PageResult:
        """Return the labels of the page."""
        checked = self._labels.checked()
        seconds, notes = max(self._fresh, default=0.0), (*checked.notes, *self._order_notes)
        return PageResult(replace(checked, seconds=seconds, notes=notes, cached=not self._fresh))

    def failed(self, error: Exception) -> PageResult:
        """Say that its code cannot be contained here, or that our own code broke."""
        if isinstance(error, ContainmentError):
            why = f"cannot be contained here: {error}; {what_to_do()}"
            return PageResult(_blocked(self._page, why))
        return PageResult(_broken(self._page, error), error)

    def _wanted(self) -> list[tuple[str, Order]]:
        """List how it is still to be run, and in which order of its blocks."""
        if not self._page.python:
            self._plain = {self._page.orders[0]: Execution(PLAIN, dict(self._settings.stack), {})}
            return []
        plain = [(PLAIN, order) for order in self._page.orders if order not in self._plain]
        if len(plain) > 1:
            return plain
        usual = [OTHER_HASH, *([OTHER_SEED] if self._page.seeds else [])]
        others = usual if plain or not set(usual) <= set(self._others) else self._labels_want()
        return [*plain, *((how, self._order) for how in others if how not in self._others)]

    def _labels_want(self) -> list[str]:
        labels = self._labels
        labels.checked()
        return sorted(labels.wants)

    def _task(self, how: str, order: Order) -> PageTask:
        settings, path = self._settings, self._page.document.path
        cells = self._page.cells(how, order, fast=settings.fast)
        place = settings.place(path)
        place = place._replace(variables=(*place.variables, *_VARIABLES.get(how, ())))
        task = ExecutionTask(how, cells, place, settings.stack, settings.seconds, settings.trusted)
        return PageTask(str(path), order, task)

    def _recall(self, task: PageTask) -> bool:
        """Take what is known of a run; return whether anything is."""
        if known := self._settings.recall(task.task):
            self._keep(task, known)
        return known is not None

    def _keep(self, task: PageTask, found: Execution) -> None:
        if task.task.how == PLAIN:
            self._plain[task.order] = found
        else:
            self._others[task.task.how] = found

    @cached_property
    def _order(self) -> Order:
        """The order that brings most outputs back; the first, in which they stand, of equals."""
        orders = self._page.orders
        return max(orders, key=self._confirmed) if len(orders) > 1 else orders[0]

    def _confirmed(self, order: Order) -> int:
        blocks = PageLabels(self._page, [self._plain[order]]).checked().blocks
        return sum(bool(it.output) and it.outcome == "confirmed" for it in blocks)

    @property
    def _labels(self) -> PageLabels:
        others = [found for _, found in sorted(self._others.items())]
        executions = [self._plain[self._order], *others]
        return PageLabels(self._page, executions, self._settings.strict)

    @property
    def _order_notes(self) -> tuple[str, ...]:
        if len(self._page.orders) == 1:
            return ()
        other = "the execution counts" if self._order == self._page.orders[0] else "the page"
        used = "the page" if other != "the page" else "the execution counts"
        return (f"run in the order of {used}; that of {other} brings no more outputs back",)


def _blocked(page: Page, why: str) -> CheckedPage:
    """Label a page of which nothing could be run."""
    courses = dict.fromkeys(range(len(page.blocks)), BlockCourse(blocked=why))
    return PageLabels(page, [Execution(PLAIN, {}, courses)]).checked()


def _broken(page: Page, error: Exception) -> CheckedPage:
    """Label a page on which our own code broke."""
    lines, why = [1, max(1, len(page.lines))], "".join(format_exception_only(error)).strip()
    block = CheckedBlock(1, "page", "", lines, None, "error", None, 1, f"Harness failed: {why}")
    return CheckedPage(str(page.document.path), {}, 0.0, (block,))
