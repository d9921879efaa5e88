"""Labels the blocks of a page by what came of running it several times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.checking.causes import BlockCauses, FailureCause, PageCauses, RunBlock
from harness.checking.execution import BlockCourse, Execution
from harness.checking.output_labels import BLOCKED, CONFIRMED, OutputLabels
from harness.checking.page import DocumentPage
from harness.checking.sentences import unchecked_sentences
from harness.documents.block_parts import Block
from harness.results.checked import CheckedBlock, CheckedOutput, CheckedPage, UncheckedLine
from harness.results.page_facts import notebook_places
from harness.texts.lines import text_digest


class PageLabels:
    """The labels of a page, and which further runs would tell more.

    Args:
        page: The page.
        executions: What came of running it; the first one is the plain run.
        strict: Whether a difference of form makes an output wrong.
        fast: Whether training was shortened.
        seconds: The time limit of a statement.
        seeds: With how many seeds random results are to be judged.
    """

    def __init__(
        self,
        page: DocumentPage,
        executions: Sequence[Execution],
        strict: bool = False,
        *,
        fast: bool = False,
        seconds: float = 60.0,
        seeds: int = 0,
    ) -> None:
        self._page, self._executions = page, executions
        self._causes = PageCauses(page, executions[0], fast=fast, seconds=seconds)
        self._outputs = OutputLabels(page, executions, strict=strict, seeds=seeds)

    def checked(self) -> CheckedPage:
        """Label every block of the page."""
        plain = self._executions[0]
        causes = self._causes.found()
        nothing = BlockCauses()
        blocks = [
            self._block(index, causes.get(index, nothing))
            for index in range(len(self._page.blocks))
        ]
        return CheckedPage(
            str(self._page.document.path),
            plain.stack,
            max(execution.seconds for execution in self._executions),
            tuple(blocks),
            (*self._unread(), *unchecked_sentences(self._page)),
            runs=len(self._executions),
            complete=all(execution.complete for execution in self._executions),
            places=notebook_places(self._page.document.path),
        )

    def _unread(self) -> Iterator[UncheckedLine]:
        for item in self._page.unread:
            yield UncheckedLine(list(item.span), "", item.why)

    @property
    def wants(self) -> frozenset[str]:
        """The runs that would tell more of what looks wrong; known once the page was checked."""
        return frozenset(self._outputs.wants) - {execution.how for execution in self._executions}

    def _block(self, index: int, causes: BlockCauses) -> CheckedBlock:
        block, course = self._page.blocks[index], self._executions[0].blocks.get(index)
        cause = _not_run(block, course) or causes.first
        run = RunBlock(index, block, course or BlockCourse(), causes, cause)
        output = self._outputs.label(run)
        outcome, why = _outcome(cause, output)
        shown = cause if cause and outcome == cause.label else None
        return CheckedBlock(
            index + 1,
            block.slug,
            text_digest(block.source(self._page.lines)),
            list(block.code),
            block.cell,
            outcome,
            output,
            shown.line if shown else (output.lines[0] if output else block.code[0]),
            why,
            shown.help if shown else "",
            shown.root if shown else None,
            tuple(self._notes(course)),
            sum(item.seconds for item in course.statements) if course else 0.0,
        )

    def _notes(self, course: BlockCourse | None) -> Iterator[str]:
        for line, why in sorted((course.left_out if course else {}).items()):
            yield f"{self._page.named(line)} was left out: {why}"


def _not_run(block: Block, course: BlockCourse | None) -> FailureCause | None:
    """Say why a block was not run; None if it was."""
    if block.skipped:
        why = f"not run: {block.skipped}"
    elif course is None:
        why = "not run: the check was interrupted"
    elif course.blocked:
        why = course.blocked
    elif not course.statements and course.left_out:
        why = f"left out: {next(iter(course.left_out.values()))}"
    else:
        return None
    return FailureCause(BLOCKED, why, "", block.code[0])


def _outcome(cause: FailureCause | None, output: CheckedOutput | None) -> tuple[str, str]:
    """Choose the outcome of a block: that of its code where it fails, else that of its output."""
    if cause and (cause.ended or not output or output.label == BLOCKED):
        return cause.label, cause.why
    return (output.label, output.why) if output else (CONFIRMED, "")
