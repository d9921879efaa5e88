"""Finds what of an output differs from run to run, and takes it out of a comparison."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from harness.printed.output_differences import (
    LAST_DIGIT,
    ORDER,
    SUBSTANCE,
    TEXT,
    TOLERANCE,
    VALUE,
    Difference,
    LeftOut,
    OutputComparison,
)
from harness.printed.outputs import PrintedFigure, compare_outputs, figures
from harness.printed.screen import terminal

_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_NUMBERED_PART = re.compile(r", (?:epoch|step|row) .*$")
_HALF = 0.5
"""The share of varying figures above which those beside them are random, too."""

_FEW = 3
"""Numbers of one look in one bracket from which they are drawn as a whole, as an array is."""

_WORD = re.compile(r"\b(?:array|tensor|Tensor|tf|e|inf|nan|dtype=\w+|shape=|np|numpy)\b")
"""What an array may print beside its elements."""

_WORDS = re.compile(r"[\w.+-]+")
_NUMBER = re.compile(
    r"[-+]?(?:\d[\d_,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?j?|[-+]?(?:nan|inf)|.*\d\)", re.I
)
"""A number as it is printed, its type around it or not."""

_SINGLE = (VALUE, TEXT, LAST_DIGIT, TOLERANCE)
"""Kinds of differences that are about one place each."""


@dataclass(frozen=True)
class Variation:
    """What differs between two runs of the same code.

    Args:
        why: Why it does, such as ``random``.
        text: What the first run printed.
        other: What the second one printed.
    """

    why: str
    text: str
    other: str

    def covers(self, found: Difference, size: int = 0) -> bool:
        """Whether a difference between a document and the first run lies in what varies.

        Args:
            found: The difference; ``here`` is the first run.
            size: How many words the document prints; 0 where nobody knows.
        """
        if not self.differences or _is_other_kind(found):
            return False
        if found.kind == ORDER:
            return self._loose
        if found.kind not in _SINGLE:
            sizes = [words_in(self.text), words_in(self.other)]
            return self._loose and (not size or size == sizes[0] or sizes[0] != sizes[1])
        place = (found.here_line, found.here_column)
        if place in self._places or self._loose:
            return True
        part = _NUMBERED_PART.sub("", found.part)
        if part and (part in self._parts or self._share_of_row(found.here_line) > _HALF):
            return True
        return self._share(found.here_line) > (0 if self._alike(found.here_line) else _HALF)

    @property
    def is_substantial(self) -> bool:
        """Whether more differs than rounding in last digits."""
        return any(item.kind in SUBSTANCE for item in self.differences)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The differences between both runs; those of form are none."""
        if self.text == self.other:
            return ()
        found = compare_outputs(list(enumerate(self._lines, 1)), self.other)
        return tuple(item for item in found.differences if item.kind in (*SUBSTANCE, LAST_DIGIT))

    @cached_property
    def _places(self) -> frozenset[tuple[int, int]]:
        return frozenset((item.line, item.column) for item in self.differences)

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(_NUMBERED_PART.sub("", item.part) for item in self.differences)

    @cached_property
    def _loose(self) -> bool:
        """Whether even the number of lines or elements, or their order, varies."""
        return any(item.kind not in _SINGLE for item in self.differences)

    def _share(self, line: int) -> float:
        """Return how many of the figures vary that have the outermost bracket of a line."""
        group = self._groups.get(line)
        if not group:
            return 0.0
        return self._varying[group] / max(1, self._figures[group])

    def _alike(self, line: int) -> bool:
        """Whether the outermost bracket of a line holds numbers of one look alone, as an array."""
        group = self._groups.get(line, 0)
        inside = "".join(self._lines[n - 1] for n, first in self._groups.items() if first == group)
        words = _WORD.sub("", inside)
        looks = {
            "." in figure.text for figure in self._all if self._groups.get(figure.line) == group
        }
        few = self._figures[group] < _FEW
        return len(looks) == 1 and not few and not any(map(str.isalpha, words))

    @cached_property
    def _lines(self) -> list[str]:
        return terminal(self.text)

    def _share_of_row(self, line: int) -> float:
        """Return how many of the figures vary that stand in a row of a table."""
        number = sum(1 for figure in self._all if figure.line == line)
        return sum(1 for varying, _ in self._places if varying == line) / max(1, number)

    @cached_property
    def _all(self) -> list[PrintedFigure]:
        return list(figures(list(enumerate(self._lines, 1))))

    @cached_property
    def _groups(self) -> dict[int, int]:
        """The first line of the bracket that each line is in; lines without one are left out."""
        found: dict[int, int] = {}
        depth, first = 0, 0
        for number, text in enumerate(self._lines, 1):
            first = first if depth else number
            steps = [_BRACKETS[character] for character in text if character in _BRACKETS]
            if depth or steps:
                found[number] = first
            depth = max(0, depth + sum(steps))
        return found

    @cached_property
    def _figures(self) -> Counter[int]:
        return Counter(self._groups.get(figure.line, 0) for figure in self._all)

    @cached_property
    def _varying(self) -> Counter[int]:
        return Counter(self._groups.get(line, 0) for line, _ in self._places)


def words_in(text: str) -> int:
    """Count the words and figures of a text.

    Args:
        text: The text.
    """
    return len(_WORDS.findall(text))


def _is_other_kind(found: Difference) -> bool:
    """Whether a document prints a word where a number was printed here."""
    number = _NUMBER.fullmatch(found.here.strip(" ,"))
    return bool(number and found.printed and not _NUMBER.fullmatch(found.printed.strip(" ,")))


def without_variation(
    found: OutputComparison, variations: Sequence[Variation], printed: str = ""
) -> tuple[OutputComparison, Counter[str]]:
    """Take what varies from run to run out of a comparison.

    Args:
        found: A document compared with the first run.
        variations: What differs between the first run and others.
        printed: What the document prints; empty where nobody knows.

    Returns:
        The comparison, in which that is left out by name, and how many differences that are of
        substance were left out, by the reason.
    """
    size = words_in(printed)

    def why(item: Difference) -> str:
        by = (v.why for v in variations if item.kind in SUBSTANCE and v.covers(item, size))
        return next(by, "")

    left, counts = taken_out(found, why)
    if not counts:  # where the first run agrees, it may do so by chance
        counts = Counter(variation.why for variation in variations if variation.is_substantial)
    return left, counts


def taken_out(
    found: OutputComparison, why: Callable[[Difference], str]
) -> tuple[OutputComparison, Counter[str]]:
    """Take differences out of a comparison, in which they are left out by name.

    Args:
        found: The comparison.
        why: Why a difference is left out; empty where it stays.

    Returns:
        The comparison, and how many differences were left out, by the reason.
    """
    reasons = [(item, why(item)) for item in found.differences]
    out = [(item, reason) for item, reason in reasons if reason]
    if not out:
        return found, Counter()
    counts = Counter(reason for _, reason in out)
    left = [
        LeftOut(number, "figures", reason, next(item.line for item, its in out if its == reason))
        for reason, number in counts.items()
    ]
    kept = tuple(item for item, reason in reasons if not reason)
    numbers = sum(any(map(str.isdigit, item.printed)) for item, _ in out)
    figures_left = max(0, found.figures - numbers)
    return OutputComparison(figures_left, found.equal, kept, (*found.left_out, *left)), counts


def as_random(found: OutputComparison) -> tuple[OutputComparison, Counter[str]]:
    """Leave out the values of an output that the page itself calls random.

    Args:
        found: The page compared with a run.
    """
    out = [item for item in found.differences if item.kind in (VALUE, TEXT)]
    if not out:
        return found, Counter()
    kept = tuple(item for item in found.differences if item not in out)
    left = LeftOut(len(out), "figures", "the page says that they vary", out[0].line)
    found = found._replace(differences=kept, left_out=(*found.left_out, left))
    return found, Counter(random=len(out))
