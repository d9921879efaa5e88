"""Checks one page: which runs it needs, and its labels once these are there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from traceback import format_exception_only

from harness.checking.bytecode import BytecodeCache
from harness.checking.cache import ExecutionCache, cache_folder, execution_key
from harness.checking.execution import OTHER_HASH, OTHER_SEED, PLAIN, BlockCourse, Execution
from harness.checking.interpreters import InterpreterError
from harness.checking.labels import PageLabels
from harness.checking.page import DocumentPage
from harness.checking.page_place import PagePlace
from harness.checking.page_slots import tell
from harness.checking.running import ExecutionTask, execute
from harness.results.checked import CheckedBlock, CheckedPage
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.steps import CodeStep

Order = tuple[int, ...]
"""Indices of a page's blocks, in the order in which they run."""


@dataclass(frozen=True)
class CheckSettings:
    """How pages are checked.

    Args:
        python: The interpreter that the user names; None for the usual one.
        seconds: Time limit of a statement, in seconds.
        trusted: Whether code runs even where it cannot be contained.
        fast: Whether training is shortened.
        strict: Whether a difference of form makes an output wrong.
        seeds: With how many seeds a page is run whose results are random.
        cache: What is known of executions; None where all is run.
        written: Files that we write: no input of a page that stands beside them.
    """

    python: str | None = None
    seconds: float = 60.0
    trusted: bool = False
    fast: bool = False
    strict: bool = False
    seeds: int = 0
    cache: ExecutionCache | None = None
    written: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class PageTask:
    """A run of a page; plain data, for any process.

    Args:
        document: The path of the document, for whoever watches.
        order: The order in which its blocks run.
        task: What is run.
        bytecode: The bytecode for its interpreter.
    """

    document: str
    order: Order
    task: ExecutionTask
    bytecode: BytecodeCache


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
    place = task.task.place._replace(bytecode=task.bytecode.ready())
    return execute(
        replace(task.task, place=place),
        lambda _: tell(task.document, task.task.how, next(begun, cells), cells),
        task.bytecode.ask if task.task.how == PLAIN else lambda _: None,
    )


class PageCheck:
    """A page, and the runs that are made of it.

    Args:
        page: The page.
        settings: How it is checked.
    """

    def __init__(self, page: DocumentPage, settings: CheckSettings) -> None:
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
        if cache := self._settings.cache:
            cache.write(self._key(task.task), found)
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
            return PageResult(_blocked(self._page, f"cannot be contained here: {error}"))
        if isinstance(error, InterpreterError):
            return PageResult(_blocked(self._page, str(error)))
        return PageResult(_broken(self._page, error), error)

    def _wanted(self) -> list[tuple[str, Order]]:
        """List how it is still to be run, and in which order of its blocks."""
        if not self._page.python:
            self._plain = {self._page.orders[0]: Execution(PLAIN, {}, {})}
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
        settings, where = self._settings, self._where
        task = ExecutionTask(
            how,
            self._page.cells(how, order, fast=settings.fast),
            where.place(how),
            tuple(where.stack.items()),
            settings.seconds,
            settings.trusted,
        )
        bytecode = BytecodeCache(where.interpreter, cache_folder())
        return PageTask(str(where.document), order, task, bytecode)

    @cached_property
    def _where(self) -> PagePlace:
        return PagePlace.of(self._page, self._settings.python)

    def _recall(self, task: PageTask) -> bool:
        """Take what is known of a run; return whether anything is."""
        cache = self._settings.cache
        known = cache.read(self._key(task.task)) if cache else None
        if known:
            self._keep(task, known)
        return known is not None

    def _key(self, task: ExecutionTask) -> str:
        """Digest what a run rests on; the lines of the page count, as its endings name them."""
        steps = [
            CodeStep(
                cell.source,
                repr((cell.block, cell.first, cell.left_out)),
                front=cell.front,
                shows=cell.shows,
                html=cell.html,
                executed=cell.executed,
                namespace=cell.namespace,
                within=cell.within,
            )
            for cell in task.cells
        ]
        return execution_key(
            f"{task.how}, trusted: {task.trusted}",
            steps,
            task.place,
            self._where.interpreter,
            Limits(seconds=task.seconds),
            but=self._where.but(self._settings.written),
        )

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
        settings = self._settings
        return PageLabels(
            self._page,
            executions,
            settings.strict,
            fast=settings.fast,
            seconds=settings.seconds,
            seeds=settings.seeds,
        )

    @property
    def _order_notes(self) -> tuple[str, ...]:
        if len(self._page.orders) == 1:
            return ()
        other = "the execution counts" if self._order == self._page.orders[0] else "the page"
        used = "the page" if other != "the page" else "the execution counts"
        return (f"run in the order of {used}; that of {other} brings no more outputs back",)


def _blocked(page: DocumentPage, why: str) -> CheckedPage:
    """Label a page of which nothing could be run."""
    courses = dict.fromkeys(range(len(page.blocks)), BlockCourse(blocked=why))
    return PageLabels(page, [Execution(PLAIN, {}, courses)]).checked()


def _broken(page: DocumentPage, error: Exception) -> CheckedPage:
    """Label a page on which our own code broke."""
    lines, why = [1, max(1, len(page.lines))], "".join(format_exception_only(error)).strip()
    block = CheckedBlock(1, "page", "", lines, None, "error", None, 1, f"Harness failed: {why}")
    return CheckedPage(str(page.document.path), {}, 0.0, (block,))
