"""Labels what a page prints for a block, by what came of running it several times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.checking.causes import RunBlock
from harness.checking.execution import (
    AGAIN,
    ONCE_MORE,
    OTHER_ARITHMETIC,
    OTHER_SEED,
    PLAIN,
    Execution,
)
from harness.checking.failure_wordings import prints_failure
from harness.checking.judged_output import RANDOM, REFUTED, JudgedOutput
from harness.checking.page import DocumentPage
from harness.checking.page_outputs import PrintedPart, printed_parts
from harness.checking.randomness import Variation, as_random, without_variation, words_in
from harness.checking.seed_spread import seed_number, seed_run, spreads_of
from harness.checking.volatile import shows_addresses, without_dates, without_volatile
from harness.documents.block_parts import Block
from harness.printed.output_differences import (
    FORM,
    SUBSTANCE,
    VALUE,
    LeftOut,
    OutputComparison,
)
from harness.printed.outputs import compare_outputs
from harness.results.checked import CheckedOutput
from harness.verdicts import Compared

CONFIRMED, RAISES, BLOCKED = "confirmed", "raises", "blocked"
VOLATILE, PICTURE = "volatile", "picture"
_ALL = 10_000
"""The most differences of an output that are listed: all of them, unless a page attacks."""

_ARITHMETIC = "random (arithmetic)"
_ONE_RERUN = "one rerun cannot tell a random result from a wrong one; give a second one"
_SEED_FAILS = "the page sets a seed at {}, yet this differs from run to run here"
_OTHER_DRAW = "the page sets a seed at {}, yet another value is drawn here"
_DOTS = " .,\N{HORIZONTAL ELLIPSIS}<>()[]{}"
"""What an output is made of that a page leaves out."""


class OutputLabels:
    """The labels of a page's outputs.

    Args:
        page: The page.
        executions: What came of running it; the first one is the plain run.
        strict: Whether a difference of form makes an output wrong.
        seeds: With how many seeds random results are to be judged.
    """

    def __init__(
        self, page: DocumentPage, executions: Sequence[Execution], *, strict: bool, seeds: int = 0
    ) -> None:
        self._page, self._strict, self._seeds = page, strict, seeds
        self._executions = [it for it in executions if not seed_number(it.how)]
        self._by_seed = [it for it in executions if seed_number(it.how)]
        self._random = False
        self._seeded = self._draws = self._drawn = self._wrong = False

    @property
    def wants(self) -> set[str]:
        """The runs that would tell more of what looks wrong, if they were not made yet."""
        wants = {OTHER_ARITHMETIC} if self._seeded else set()
        if self._wrong and (self._draws or self._drawn):
            wants.add(AGAIN)
        if self._random or self._seeded:
            wants |= {seed_run(number + 1) for number in range(self._seeds)}
        if self._drawn and any(execution.how == AGAIN for execution in self._executions):
            wants.add(ONCE_MORE)  # a coin falls on the same side three times in eight
        return wants

    def label(self, run: RunBlock) -> CheckedOutput | None:
        """Label what the page prints for a block; None where it prints nothing.

        Args:
            run: The block.
        """
        source = run.block.source(self._page.lines)
        magic = any(line.lstrip().startswith(("%", "!")) for line in source)
        parts = [
            part
            for part in printed_parts(run.block, self._page.lines, magic=magic)
            if part.statements(run.course) or part.upto is None or not run.course.statements
        ]
        if not parts:
            return None
        judged = JudgedOutput()
        for part in parts:
            self._compare(part, run, judged)
        label, why = self._choose(judged, run)
        if label == REFUTED:
            self._wrong = True
            self._drawn = self._drawn or any(run.holds(run.causes.drawn, part) for part in parts)
        compared = None
        if judged.texts and label not in (BLOCKED, RAISES):
            compared = Compared.of(
                judged.found, len(judged.texts), strict=self._strict, reasons={}, most=_ALL
            )
        varied = sum(judged.varied.values())
        return CheckedOutput(_span(parts, run.block), label, compared, varied, why)

    def _compare(self, part: PrintedPart, run: RunBlock, judged: JudgedOutput) -> None:
        """Compare a part of an output with the plain run, and take out what varies."""
        here, clocked = part.printed_here(run.course), run.holds(run.causes.clocked, part)
        found = compare_outputs(part.lines, here, part.settings(run.course, self._page.imports))
        variations = list(self._variations(part, run.index, here, clocked=clocked))
        text = "\n".join(text for _, text in part.lines)
        found, varied = without_variation(found, variations, text)
        if RANDOM in run.block.marks:
            found, said = as_random(found)
            varied += said
        found, volatile = without_volatile(
            found, part.written, here, clocked=clocked, started=self._executions[0].started
        )
        if part.times:
            left = LeftOut(part.times, "lines", VOLATILE, part.lines[0][0] if part.lines else 1)
            found = found._replace(left_out=(*found.left_out, left))
            volatile += Counter({} if part.written else {VOLATILE: part.times})
        judged.add(found, varied + volatile, part)
        judged.spreads += spreads_of(
            part, run.index, run.course, self._by_seed, self._page.imports, clocked=clocked
        )
        self._draws = self._draws or any(v.why == RANDOM and v.is_substantial for v in variations)
        if found.substance and self._rests_on_seed(part, run.index, here, found):
            judged.seeded = self._seeded = True

    def _variations(
        self, part: PrintedPart, index: int, here: str, *, clocked: bool
    ) -> Iterator[Variation]:
        for execution in self._executions[1:]:
            course = execution.blocks.get(index)
            if course is None or execution.how == OTHER_SEED:
                continue
            why = VOLATILE if clocked else RANDOM
            why = _ARITHMETIC if execution.how == OTHER_ARITHMETIC else why
            first, other = self._executions[0].started, execution.started
            there = without_dates(part.printed_here(course), other)
            yield Variation(why, without_dates(here, first), there)

    def _rests_on_seed(
        self, part: PrintedPart, index: int, here: str, found: OutputComparison
    ) -> bool:
        """Whether what differs from the page is another value with another seed."""
        moved = next((it for it in self._executions if it.how == OTHER_SEED), None)
        course = moved.blocks.get(index) if moved else None
        if course is None:
            return False
        variation = Variation(OTHER_SEED, here, part.printed_here(course))
        return any(map(variation.covers, found.substance))

    def _choose(self, judged: JudgedOutput, run: RunBlock) -> tuple[str, str]:
        """Choose the label of an output, with the reason."""
        wrong = (*SUBSTANCE, FORM) if self._strict else SUBSTANCE
        differs = any(item.kind in wrong for item in judged.found.differences)
        if run.cause and (differs or not judged.texts):
            return run.cause.label, run.cause.why
        if judged.drawn:
            return PICTURE, "nothing is printed but what drawn objects are called"
        if _is_left_out(judged.texts):
            return VOLATILE, "the page leaves its output out: there is nothing to compare"
        if differs and run.course.left_out and judged.lacks:
            line, why = next(iter(run.course.left_out.items()))
            return BLOCKED, f"what {self._page.named(line)} prints is not known: {why}"
        if differs and _is_clock(judged, run):
            return VOLATILE, "differs by nature"
        if differs:
            return self._differing(judged, run)
        if judged.varied and not (set(judged.varied) == {VOLATILE} and judged.found.figures):
            return self._varied(judged, run)
        if not judged.found.figures and shows_addresses(judged.texts):
            return VOLATILE, "an address"
        return CONFIRMED, ""

    def _differing(self, judged: JudgedOutput, run: RunBlock) -> tuple[str, str]:
        """Label an output that differs: it may print that it could not reach something."""
        failure = prints_failure("".join(ending.output for ending in run.course.statements))
        if failure and not prints_failure("\n".join(judged.texts)):
            return BLOCKED, failure
        seed = self._seed_before(run)
        if judged.seeded and seed:
            said = _OTHER_DRAW.format(self._page.named(seed))
            return judged.by_seeds(said) if judged.spreads else (REFUTED, said)
        one_rerun = self._executions[0].how != PLAIN and len(self._executions) == 1
        return REFUTED, _ONE_RERUN if one_rerun else ""

    def _varied(self, judged: JudgedOutput, run: RunBlock) -> tuple[str, str]:
        """Label an output of which all that differs varies from run to run."""
        if set(judged.varied) == {VOLATILE}:
            return VOLATILE, "differs by nature"
        if set(judged.varied) == {_ARITHMETIC}:
            return RANDOM, "it rests on the order of additions: other arithmetic moves it"
        self._random = True
        if judged.spreads:
            return judged.by_seeds()
        if seed := self._seed_before(run):
            return RANDOM, _SEED_FAILS.format(self._page.named(seed))
        return RANDOM, "differs from run to run: no seed is set"

    def _seed_before(self, run: RunBlock) -> int | None:
        """Return the last line up to a block that sets a seed."""
        last = run.block.code[1]
        return max((line for line in self._page.seeds if line <= last), default=None)


def _span(parts: Sequence[PrintedPart], block: Block) -> list[int]:
    numbers = [number for part in parts for number, _ in part.lines]
    return [min(numbers), max(numbers)] if numbers else list(block.code)


def _is_left_out(texts: Sequence[str]) -> bool:
    """Whether an output is made of dots and brackets alone."""
    text = "".join(texts)
    return ("..." in text or "\N{HORIZONTAL ELLIPSIS}" in text) and not text.strip(_DOTS)


def _is_clock(judged: JudgedOutput, run: RunBlock) -> bool:
    """Whether an output is one figure of a clock, a process or the like: as a year, which stays."""
    one = len(judged.found.differences) == 1 and words_in(" ".join(judged.texts)) == 1
    return one and any(run.causes.clocked[-1:]) and judged.found.substance[0].kind == VALUE
