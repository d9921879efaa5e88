"""Runs the cells of a page in a sandbox, statement by statement."""

from __future__ import annotations

import ast
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
    limits = Limits(seconds=task.seconds, output=_OUTPUT)
    found: dict[int, BlockCourse] = {}
    with Sandbox(limits, trusted=task.trusted, place=task.place) as sandbox, held(sandbox):
        for cell in task.cells:
            began(cell.block)
            statements = tuple(_statements(sandbox, cell, task.seconds))
            before = found.get(cell.block, BlockCourse()).statements
            found[cell.block] = BlockCourse((*before, *statements), dict(cell.left_out))
        ended(sandbox)
    seconds = time.perf_counter() - start
    return Execution(task.how, dict(task.stack), found, seconds, started=started)


def _statements(sandbox: Sandbox, cell: CodeCell, seconds: float) -> Iterator[StatementEnding]:
    """Run the statements of a cell one after the other; one that fails does not end the cell."""
    at, number = 0, _UNREAD if cell.source.strip() else 0
    imports = _imports(cell.source)
    while at < number:
        outcome = sandbox.step(
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
