"""Runs the cells of a page in a sandbox, statement by statement."""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from harness.checking.execution import BlockCourse, Execution, StatementEnding
from harness.checking.page import CodeCell
from harness.checking.page_slots import held
from harness.documents.python_source import parsed_source
from harness.sandbox.limits import MIB, Limits
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CodePlace, CodeStep, StepOutcome

_OUTPUT = 8 * MIB
_IMPORT = 120.0
"""Seconds that an import may take: reading a large package is no long computation of the page."""

_STARTS, _REPEATED = 4, 60.0
"""How many sandboxes a page gets, and up to how many seconds of statements are repeated."""

_UNREAD = 1
"""Statements of a cell that Python does not take."""


@dataclass(frozen=True, slots=True)
class ExecutionTask:
    """What is needed to run a page once; plain data, for any process.

    Args:
        how: How it is run.
        cells: Its cells, in the order in which they run.
        place: Where they run.
        stack: The packages that run them.
        seconds: Time limit of a statement.
        trusted: Whether they run even where they cannot be contained.
    """

    how: str
    cells: tuple[CodeCell, ...]
    place: CodePlace = CodePlace()  # noqa: RUF009 - it cannot be changed
    stack: tuple[tuple[str, str], ...] = ()
    seconds: float = 60.0
    trusted: bool = False


def execute(
    task: ExecutionTask,
    began: Callable[[int], object] = lambda _: None,
    ended: Callable[[Sandbox], object] = lambda _: None,
) -> Execution:
    """Run a page once.

    Args:
        task: What is run.
        began: Is told the index of each block as it begins.
        ended: Is given the sandbox once it has run all.

    Raises:
        ContainmentError: This machine cannot contain it, and it is not trusted.
    """
    start, started = time.perf_counter(), datetime.now(UTC).isoformat(timespec="seconds")
    found: dict[int, BlockCourse] = {}
    with contextlib.ExitStack() as open_:
        process = _PageProcess(task, open_)
        for cell in task.cells:
            began(cell.block)
            statements = tuple(_statements(process, cell, task.seconds))
            before = found.get(cell.block, BlockCourse()).statements
            found[cell.block] = BlockCourse((*before, *statements), dict(cell.left_out))
        ended(process.sandbox)
    seconds = time.perf_counter() - start
    return Execution(task.how, dict(task.stack), found, seconds, started=started)


class _PageProcess:
    """The sandbox of a page; where a statement ends it, another one takes up the page.

    Args:
        task: What is run.
        open_: Closes the sandboxes in the end.
    """

    def __init__(self, task: ExecutionTask, open_: contextlib.ExitStack) -> None:
        self._task, self._open = task, open_
        self._ran: list[CodeStep] = []
        self._spent, self._starts = 0.0, 0
        self.sandbox = self._start()

    def step(self, step: CodeStep) -> StepOutcome:
        """Run a statement."""
        if self.sandbox.has_ended and self._starts < _STARTS and self._spent < _REPEATED:
            self.sandbox = self._start()
            for before in self._ran:
                self.sandbox.step(before)
        outcome = self.sandbox.step(step)
        if not outcome.stopped:
            self._ran.append(step)
            self._spent += outcome.seconds
        return outcome

    def _start(self) -> Sandbox:
        task = self._task
        self._starts += 1
        limits = Limits(seconds=task.seconds, output=_OUTPUT)
        sandbox = Sandbox(limits, trusted=task.trusted, place=task.place)
        self._open.enter_context(sandbox)
        self._open.enter_context(held(sandbox))
        return sandbox


def _statements(process: _PageProcess, cell: CodeCell, seconds: float) -> Iterator[StatementEnding]:
    """Run the statements of a cell one after the other; one that fails does not end the cell."""
    at, number = 0, _UNREAD if cell.source.strip() else 0
    imports = _imports(cell.source)
    while at < number:
        outcome = process.step(
            CodeStep(
                cell.source,
                f"<cell {cell.executed}>",
                at,
                cell.front,
                cell.shows,
                cell.html,
                cell.executed,
                cell.namespace,
                cell.within,
                max(seconds, _IMPORT) if at in imports else seconds,
            )
        )
        if outcome.number or outcome.raises or outcome.stopped:
            yield _ending(outcome, cell.first - 1)
        at, number = at + 1, outcome.number


def _imports(source: str) -> set[int]:
    """Find the statements of a cell that import."""
    module = parsed_source(source.split("\n"))
    body = enumerate(module.body if module else ())
    return {at for at, node in body if isinstance(node, ast.Import | ast.ImportFrom)}


def _ending(outcome: StepOutcome, before: int) -> StatementEnding:
    first, last = outcome.lines
    raises = outcome.raises
    if raises and raises["line"]:
        raises = {**raises, "line": raises["line"] + before}
    return StatementEnding(
        (max(first, 1) + before, max(last, 1) + before),
        outcome.output,
        raises,
        outcome.stopped,
        outcome.result,
        outcome.pictures,
        outcome.sought,
        outcome.seconds,
    )
