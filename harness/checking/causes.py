"""Finds why statements of a page fail: each failure once, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.checking.clocks import clock_of
from harness.checking.code_names import PageNames, StatementNames
from harness.checking.execution import BlockCourse, Execution, StatementEnding
from harness.checking.failures import FailurePlace, judge_failure, named_files
from harness.checking.magics import ANY_NAME
from harness.checking.page import BEFORE, DocumentPage
from harness.checking.page_outputs import PrintedPart, printed_parts
from harness.checking.random_calls import RANDOM_STATE
from harness.checking.shortening import short_training
from harness.checking.taint import Taint, TaintRoot, lost_names
from harness.documents.block_parts import Block


@dataclass(frozen=True, slots=True)
class FailureCause:
    """Why a statement fails.

    Args:
        label: ``raises`` or ``blocked``.
        why: The reason, in a clause.
        help: What would help; may be empty.
        line: The line of the document that fails.
        root: The line of the failure that it follows from; None where it is the first.
        ended: Whether the statement did not come to its end.
    """

    label: str
    why: str
    help: str
    line: int
    root: int | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class BlockCauses:
    """What is known of the statements of a block.

    Args:
        causes: Why each of them fails; None where it does not.
        clocked: Whether each of them shows something volatile, such as a time.
        drawn: Whether each of them draws from a generator whose seed nobody has set.
        shown: Whether the page says that the block raises.
    """

    causes: tuple[FailureCause | None, ...] = ()
    clocked: tuple[bool, ...] = ()
    drawn: tuple[bool, ...] = ()
    shown: bool = False

    @property
    def first(self) -> FailureCause | None:
        """The cause that says most: an own failure before one that follows."""
        found = [cause for cause in self.causes if cause]
        own = [cause for cause in found if cause.label == "raises"]
        first = [cause for cause in found if cause.root is None]
        return next(iter([*own, *first, *found]), None)


@dataclass(frozen=True, slots=True)
class RunBlock:
    """A block of a page, and what came of it in the plain run.

    Args:
        index: Its index among the blocks of its page, from 0.
        block: The block.
        course: What came of it.
        causes: Why statements of it fail.
        cause: Why it fails as a whole; None where it does not.
    """

    index: int
    block: Block
    course: BlockCourse
    causes: BlockCauses
    cause: FailureCause | None

    def holds(self, of_each: Sequence[bool], part: PrintedPart) -> bool:
        """Whether something holds of a statement that prints a part.

        Args:
            of_each: Whether it holds of each statement of the block.
            part: The part.
        """
        asked = part.statements(self.course)
        pairs = zip(of_each, self.course.statements, strict=False)
        return any(it and ending in asked for it, ending in pairs)


class PageCauses:
    """Follows a page from statement to statement.

    Args:
        page: The page.
        execution: What came of running it.
        fast: Whether its training was shortened.
        seconds: The time limit of a statement.
    """

    def __init__(
        self, page: DocumentPage, execution: Execution, *, fast: bool = False, seconds: float = 60.0
    ) -> None:
        self._page, self._execution = page, execution
        self._fast, self._seconds = fast, seconds
        self._names = PageNames()
        self._failed, self._clocks, self._random = Taint(), Taint(), Taint()
        self._seeded = False
        self._files: dict[str, int] = {}
        self._bound = frozenset(
            name
            for python in page.python.values()
            for names in PageNames().follow(python.source)
            for name in names.binds
        )

    def found(self) -> dict[int, BlockCauses]:
        """Find the causes of each block, in the order in which the blocks ran."""
        blocks = self._execution.blocks
        if BEFORE in blocks:
            self._before(blocks[BEFORE])
        return {index: self._block(index, it) for index, it in blocks.items() if index != BEFORE}

    def _before(self, course: BlockCourse) -> None:
        """Take note of what the code that runs before the first block leaves unknown."""
        for ending in course.statements:
            if ending.raises or ending.stopped:
                failure = judge_failure(ending, StatementNames(ending.lines), FailurePlace())
                self._failed.start(TaintRoot(1, failure.why), [ANY_NAME])

    def _block(self, index: int, course: BlockCourse) -> BlockCauses:
        block, python = self._page.blocks[index], self._page.python[index]
        before = block.code[0] - 1
        for name, line in python.left_out_names.items():
            why = python.left_out.get(line, "a line that is not run")
            self._failed.start(TaintRoot(before + line, why), [name])
        self._files.update({name: before + line for name, line in python.files.items()})
        shown = "raises" in block.marks or any(
            part.error for part in printed_parts(block, self._page.lines, magic=False)
        )
        short = set(short_training(python.source).lines) if self._fast else set()
        names = self._names.follow(python.source)
        causes: list[FailureCause | None] = []
        clocked, drawn = [], []
        for at, ending in enumerate(course.statements):
            use = names[at] if at < len(names) else StatementNames(ending.lines)
            lines = range(ending.lines[0] - before, ending.lines[1] - before + 1)
            causes.append(self._cause(ending, use, shown, short.intersection(lines)))
            clocked.append(self._is_clocked(use, ending.lines[0]))
            drawn.append(self._is_drawn(use, ending.lines[0]))
            if shown and ending.raises:
                break  # a notebook ends the cell there
        return BlockCauses(tuple(causes), tuple(clocked), tuple(drawn), shown)

    def _cause(
        self, ending: StatementEnding, names: StatementNames, shown: bool, short: Iterable[int]
    ) -> FailureCause | None:
        """Say why a statement fails, and take note of what it leaves unknown."""
        if ending.stopped or (ending.raises and not shown):
            return self._failure(ending, names)
        line = ending.lines[0]
        if "network" in ending.sought and not ending.raises:
            return self._offline(names, line)
        root = self._failed.ran(names)
        if root:
            self._files_lost(ending, root.line)
            why = f"follows from {self._page.named(root.line)}"
            return FailureCause("blocked", why, "", line, root.line)
        if short:
            self._failed.failed(names, line, "shortened")
            return FailureCause("blocked", "shortened", "leave --fast out", line)
        return None

    def _offline(self, names: StatementNames, line: int) -> FailureCause:
        """Take note of code that did not reach the network, and catches its own failure."""
        why = "needs the network"
        self._failed.start(TaintRoot(line, why), names.binds | names.touches)
        return FailureCause("blocked", why, "put what it loads beside the page", line)

    def _failure(self, ending: StatementEnding, names: StatementNames) -> FailureCause:
        source = "\n".join(self._page.lines[ending.lines[0] - 1 : ending.lines[1]])
        place = FailurePlace(source, self._failed.names, self._files, self._bound, self._seconds)
        failure = judge_failure(ending, names, place)
        line = (ending.raises or {}).get("line") or ending.lines[0]
        root = self._failed.failed(names, line, failure.why, lost_names(names, ending.raises))
        self._files_lost(ending, failure.root or root.line)
        why = f"follows from {self._page.named(failure.root)}" if failure.root else failure.why
        return FailureCause(failure.kind, why, failure.help, line, failure.root, ended=True)

    def _files_lost(self, ending: StatementEnding, line: int) -> None:
        """Take note of the files that a failed statement may have been to make."""
        source = "\n".join(self._page.lines[ending.lines[0] - 1 : ending.lines[1]])
        for name in named_files(source):
            self._files.setdefault(name, line)

    def _is_drawn(self, names: StatementNames, line: int) -> bool:
        if RANDOM_STATE in names.binds:
            self._seeded = True
        if RANDOM_STATE in names.touches and not self._seeded:
            self._random.start(TaintRoot(line, "drawn"), names.binds | names.touches)
        return self._random.ran(names) is not None

    def _is_clocked(self, names: StatementNames, line: int) -> bool:
        clock = clock_of(names)
        if clock:
            self._clocks.start(TaintRoot(line, clock), names.binds | names.touches)
            return True
        return self._clocks.ran(names) is not None
