"""Labels the blocks of a page by what came of running it several times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from harness.checking.causes import BlockCauses, FailureCause, PageCauses
from harness.checking.execution import (
    AGAIN,
    OTHER_ARITHMETIC,
    OTHER_SEED,
    PLAIN,
    BlockCourse,
    Execution,
    StatementEnding,
)
from harness.checking.failure_wordings import prints_failure
from harness.checking.page import DocumentPage
from harness.checking.page_outputs import PrintedPart, printed_parts
from harness.checking.randomness import Variation, without_variation
from harness.checking.sentences import unchecked_sentences
from harness.checking.volatile import without_volatile
from harness.documents.block_parts import Block
from harness.printed.output_differences import (
    FORM,
    SUBSTANCE,
    TEXT,
    VALUE,
    LeftOut,
    OutputComparison,
)
from harness.printed.outputs import compare_outputs
from harness.printed.parts import Settings
from harness.results.checked import CheckedBlock, CheckedOutput, CheckedPage, UncheckedLine
from harness.results.page_facts import notebook_places
from harness.texts.lines import text_digest
from harness.verdicts import Compared

CONFIRMED, REFUTED, RAISES, RANDOM, VOLATILE, BLOCKED, PICTURE = (
    "confirmed",
    "refuted",
    "raises",
    "random",
    "volatile",
    "blocked",
    "picture",
)
_ALL = 10_000
"""The most differences of an output that are listed: all of them, unless a page attacks."""

_STEPS = 64
"""Units in the last place by which sums of many doubles may differ between releases."""

_ESTIMATORS = ("sklearn", "imblearn", "lightgbm", "xgboost")
"""Libraries that write only the changed parameters of an estimator, since scikit-learn 0.23."""

_ARITHMETIC = "random (arithmetic)"
_ONE_RERUN = "one rerun cannot tell a random result from a wrong one; give a second one"
_SEED_FAILS = "the page sets a seed at {}, yet this differs from run to run here"
_OTHER_DRAW = "the page sets a seed at {}, yet another value is drawn here"


@dataclass
class _Judged:
    """What came of comparing the parts of a block's output."""

    found: OutputComparison = field(default_factory=lambda: OutputComparison(0, 0, ()))
    lines: int = 0
    varied: Counter[str] = field(default_factory=Counter)
    drawn: bool = True
    seeded: bool = False

    def add(self, found: OutputComparison, varied: Counter[str], part: PrintedPart) -> None:
        mine = self.found
        self.found = OutputComparison(
            mine.figures + found.figures,
            mine.equal + found.equal,
            (*mine.differences, *found.differences),
            (*mine.left_out, *found.left_out),
        )
        self.lines += len(part.written)
        self.varied += varied
        self.drawn = self.drawn and part.drawn


class PageLabels:
    """The labels of a page, and which further runs would tell more.

    Args:
        page: The page.
        executions: What came of running it; the first one is the plain run.
        strict: Whether a difference of form makes an output wrong.
        fast: Whether training was shortened.
        seconds: The time limit of a statement.
    """

    def __init__(
        self,
        page: DocumentPage,
        executions: Sequence[Execution],
        strict: bool = False,
        *,
        fast: bool = False,
        seconds: float = 60.0,
    ) -> None:
        self._page, self._executions, self._strict = page, executions, strict
        self._causes = PageCauses(page, executions[0], fast=fast, seconds=seconds)
        self._wants: set[str] = set()
        self._draws = False

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
        wants = self._wants | ({AGAIN} if self._draws and not self._page.seeds else set())
        return frozenset(wants) - {execution.how for execution in self._executions}

    def _block(self, index: int, causes: BlockCauses) -> CheckedBlock:
        block, course = self._page.blocks[index], self._executions[0].blocks.get(index)
        cause = _not_run(block, course) or causes.first
        output = self._output(index, block, course or BlockCourse(), causes, cause)
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

    def _output(
        self,
        index: int,
        block: Block,
        course: BlockCourse,
        causes: BlockCauses,
        cause: FailureCause | None,
    ) -> CheckedOutput | None:
        """Label what the page prints for a block; None where it prints nothing."""
        python = self._page.python.get(index)
        parts = printed_parts(block, self._page.lines, timed=bool(python and python.timed))
        if not parts:
            return None
        judged = _Judged()
        for part in parts:
            self._compare(part, index, course, causes, judged)
        lines = _span(parts, block)
        label, why = self._label(index, judged, course, cause)
        found = judged.found
        compared = None
        if judged.lines and label not in (BLOCKED, RAISES):
            compared = Compared.of(found, judged.lines, strict=self._strict, reasons={}, most=_ALL)
        return CheckedOutput(lines, label, compared, sum(judged.varied.values()), why)

    def _compare(
        self,
        part: PrintedPart,
        index: int,
        course: BlockCourse,
        causes: BlockCauses,
        judged: _Judged,
    ) -> None:
        """Compare a part of an output with the plain run, and take out what varies."""
        here = part.printed_here(course)
        found = compare_outputs(part.written, here, _settings(part.statements(course)))
        if part.times:
            left = LeftOut(part.times, "lines", VOLATILE, part.lines[0][0] if part.lines else 1)
            found = found._replace(left_out=(*found.left_out, left))
        clocked = bool(causes.clocked) and any(
            clock
            for clock, ending in zip(causes.clocked, course.statements, strict=False)
            if ending in part.statements(course)
        )
        kind = VOLATILE if clocked else RANDOM
        block = self._page.blocks[index]
        variations = list(self._variations(part, index, here, kind))
        self._draws = self._draws or any(v.why == RANDOM and v.differences for v in variations)
        found, varied = without_variation(found, variations)
        if not varied:
            varied = Counter(v.why for v in variations if v.is_substantial)
        if RANDOM in block.marks:
            found, said = _as_random(found)
            varied += said
        found, volatile = without_volatile(found, part.written, here, clocked=clocked)
        times = Counter({VOLATILE: part.times} if part.times and not part.written else {})
        judged.add(found, varied + volatile + times, part)
        if found.substance and self._page.seeds:
            self._ask_seed(part, index, here, found, judged)

    def _variations(
        self, part: PrintedPart, index: int, here: str, kind: str
    ) -> Iterator[Variation]:
        for execution in self._executions[1:]:
            course = execution.blocks.get(index)
            if course is None or execution.how == OTHER_SEED:
                continue
            why = _ARITHMETIC if execution.how == OTHER_ARITHMETIC else kind
            yield Variation(why, here, part.printed_here(course))

    def _ask_seed(
        self,
        part: PrintedPart,
        index: int,
        here: str,
        found: OutputComparison,
        judged: _Judged,
    ) -> None:
        """Find out whether what differs rests on a seed, and whether other arithmetic moves it."""
        moved = next((it for it in self._executions if it.how == OTHER_SEED), None)
        course = moved.blocks.get(index) if moved else None
        if course is None:
            return
        variation = Variation(OTHER_SEED, here, part.printed_here(course))
        if any(variation.covers(item) for item in found.substance):
            judged.seeded = True
            self._wants.add(OTHER_ARITHMETIC)

    def _label(
        self, index: int, judged: _Judged, course: BlockCourse, cause: FailureCause | None
    ) -> tuple[str, str]:
        """Choose the label of an output, with the reason."""
        wrong = (*SUBSTANCE, FORM) if self._strict else SUBSTANCE
        differs = any(item.kind in wrong for item in judged.found.differences)
        if cause and (differs or not judged.lines):
            return cause.label, cause.why
        if judged.drawn:
            return PICTURE, "nothing is printed but what drawn objects are called"
        if differs:
            return self._wrong(index, judged, course)
        return self._varied(judged) if judged.varied else (CONFIRMED, "")

    def _wrong(self, index: int, judged: _Judged, course: BlockCourse) -> tuple[str, str]:
        """Label an output that differs: it may print that it could not reach something."""
        printed = "".join(ending.output for ending in course.statements)
        failure = prints_failure(printed)
        if failure and any("network" in ending.sought for ending in course.statements):
            return BLOCKED, failure
        seed = self._seed_before(index)
        if judged.seeded and seed:
            return REFUTED, _OTHER_DRAW.format(self._page.named(seed))
        reruns = [it for it in self._executions if it.how != PLAIN]
        executed = self._executions[0].how != PLAIN
        return REFUTED, _ONE_RERUN if executed and not reruns[1:] else ""

    def _varied(self, judged: _Judged) -> tuple[str, str]:
        """Label an output of which all that differs varies from run to run."""
        if set(judged.varied) == {VOLATILE}:
            return VOLATILE, "differs by nature"
        if set(judged.varied) == {_ARITHMETIC}:
            return RANDOM, "it rests on the order of additions: other arithmetic moves it"
        first = judged.found.left_out[-1].line if judged.found.left_out else 0
        seeds = [line for line in self._page.seeds if line <= first]
        if seeds:
            return RANDOM, _SEED_FAILS.format(self._page.named(seeds[-1]))
        return RANDOM, "differs from run to run: no seed is set"

    def _seed_before(self, index: int) -> int | None:
        """Return the last line up to a block that sets a seed."""
        last = self._page.blocks[index].code[1]
        return max((line for line in self._page.seeds if line <= last), default=None)

    def _notes(self, course: BlockCourse | None) -> Iterator[str]:
        for line, why in sorted((course.left_out if course else {}).items()):
            yield f"{self._page.named(line)} was left out: {why}"


def _settings(statements: Sequence[StatementEnding]) -> Settings:
    """Choose how an output is compared: another release may add up in another order."""
    of = next((item.result["of"] for item in reversed(statements) if item.result), "")
    return Settings(steps=_STEPS, defaults=of.partition(".")[0] in _ESTIMATORS)


def _as_random(found: OutputComparison) -> tuple[OutputComparison, Counter[str]]:
    """Leave out the values of an output that the page itself calls random."""
    out = [item for item in found.differences if item.kind in (VALUE, TEXT)]
    if not out:
        return found, Counter()
    kept = tuple(item for item in found.differences if item not in out)
    left = LeftOut(len(out), "figures", "the page says that they vary", out[0].line)
    found = found._replace(differences=kept, left_out=(*found.left_out, left))
    return found, Counter({RANDOM: len(out)})


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
    if cause and (cause.label == RAISES or not output or output.label == BLOCKED):
        return cause.label, cause.why
    return (output.label, output.why) if output else (CONFIRMED, "")


def _span(parts: Sequence[PrintedPart], block: Block) -> list[int]:
    numbers = [number for part in parts for number, _ in part.lines]
    return [min(numbers), max(numbers)] if numbers else list(block.code)
