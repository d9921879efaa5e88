"""Judges what a page prints of a random result by runs with other seeds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from harness.checking.execution import BlockCourse, Execution
from harness.checking.page_outputs import PrintedPart
from harness.checking.volatile import without_volatile
from harness.printed.intervals import interval_of
from harness.printed.output_differences import (
    LAST_DIGIT,
    ORDER,
    TOLERANCE,
    VALUE,
    Difference,
    OutputComparison,
)
from harness.printed.outputs import compare_outputs
from harness.printed.quoted import read_quoted
from harness.printed.scalars import FigureError
from harness.statistics.outcome import OutcomeFinding, judge_outcome
from harness.statistics.sample import LEVEL
from harness.verdicts import Word

_SEED = "seed "
_NUMBERS = (VALUE, LAST_DIGIT, TOLERANCE)
_NUMBER = re.compile(r"[-+]?(?:\d[\d_,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I)
_NAME = re.compile(r"([A-Za-z_]\w*(?: \w+){0,2}?)\s*[:=]?\s*$")
"""The words that stand before a figure, and say what it is."""

_Place = tuple[int, int]


def seed_run(number: int) -> str:
    """Name the run with another seed, counted from 1."""
    return f"{_SEED}{number}"


def seed_number(how: str) -> int:
    """Return the number of a run with another seed; 0 for any other run."""
    number = how.removeprefix(_SEED)
    return int(number) if number != how and number.isdecimal() else 0


@dataclass(frozen=True)
class FigureSpread:
    """A figure of a page among those of several runs.

    Args:
        printed: The figure as the page prints it.
        name: What it is called, such as ``val_loss``; may be empty.
        finding: What the runs say of it.
    """

    printed: str
    name: str
    finding: OutcomeFinding

    @property
    def text(self) -> str:
        """What the runs say of it, in one clause."""
        return f"{f'{self.name} {self.printed}'.strip()}: {self.finding.verdict.why}"


def spreads_of(
    part: PrintedPart,
    index: int,
    plain: BlockCourse,
    executions: Sequence[Execution],
    imports: Collection[str],
    *,
    clocked: bool,
) -> list[FigureSpread]:
    """Judge the figures of a part of an output by what runs with other seeds print.

    Args:
        part: The part.
        index: The index of its block.
        plain: What came of the block in the plain run.
        executions: The runs with other seeds.
        imports: The libraries that the page imports.
        clocked: Whether the code asks for a time, a version, a path or the like.
    """
    found = []
    for execution in executions:
        course = execution.blocks.get(index)
        if course is None:
            return []
        here, started = part.printed_here(course), execution.started
        compared = compare_outputs(part.lines, here, part.settings(plain, imports))
        by_nature = without_volatile(compared, part.written, here, clocked=clocked, started=started)
        found.append(by_nature[0])
    return spreads(part.lines, found) if found else []


def spreads(
    lines: Sequence[tuple[int, str]], printed: Sequence[OutputComparison]
) -> list[FigureSpread]:
    """Judge every figure of a page's output that is another one in some run.

    The level of each is that of all together, divided by their number.

    Args:
        lines: The lines of the page that print it, with their numbers.
        printed: The page compared with each run; what differs by nature is taken out.
    """
    texts = dict(lines)

    def name(item: Difference) -> str:
        said = _NAME.search(texts.get(item.line, "")[: item.column])
        return item.part.removeprefix("metric ") or (said[1] if said else "")

    found = {place: item for run in printed for place, item in _numbers(run)}
    if any(item.kind == ORDER for run in printed for item in run.differences):
        return []
    values = {place: _values(place, item, printed) for place, item in found.items()}
    whole = {place: these for place, these in values.items() if these is not None}
    level = LEVEL / max(1, len(whole))
    return [
        FigureSpread(found[place].printed, name(found[place]), judge_outcome(*these, level))
        for place, these in sorted(whole.items())
    ]


def spread_text(found: Sequence[FigureSpread]) -> tuple[Word, str]:
    """Say in a line what several figures amount to: the first that is not typical, or the first.

    Args:
        found: One figure or more.
    """
    words = [item.finding.verdict.word for item in found]
    word = next(word for word in (Word.REFUTED, Word.UNDECIDED, Word.CONFIRMED) if word in words)
    first, count = found[words.index(word)], words.count(word)
    others = f"; {count - 1} more like it" if count > 1 else ""
    return word, f"{first.text}{others}"


def _numbers(run: OutputComparison) -> Iterator[tuple[_Place, Difference]]:
    for item in run.differences:
        if item.kind in _NUMBERS and _NUMBER.fullmatch(item.printed):
            yield (item.line, item.column), item


def _values(
    place: _Place, item: Difference, runs: Sequence[OutputComparison]
) -> tuple[tuple[float, float], list[float]] | None:
    """Read what the page prints at a place, and what every run does; None where one cannot."""
    others: list[Mapping[_Place, Difference]] = [dict(_numbers(run)) for run in runs]
    texts = [run[place].here if place in run else item.printed for run in others]
    try:
        interval = interval_of(read_quoted(item.printed))
        values = [float(text.replace(",", "").replace("_", "")) for text in texts]
    except (FigureError, ValueError):
        return None
    if interval.low is None or interval.high is None:
        return None
    return (float(interval.low), float(interval.high)), values
