"""Differences between two printed outputs, and what was compared of them."""

from __future__ import annotations

from typing import NamedTuple, Tuple

VALUE = "value"
SHAPE = "shape"
ORDER = "order"
MISSING = "missing"
EXTRA = "extra"
TEXT = "text"
FORM = "form"
LAST_DIGIT = "last digit"
TOLERANCE = "tolerance"

SUBSTANCE = (VALUE, SHAPE, ORDER, MISSING, EXTRA, TEXT)
"""Kinds of differences that make an output wrong."""

BREAKS_OFF = "the document breaks off"
"""Why elements are not compared; brackets around them are not closed then."""

NOT_CLOSED = "a bracket is not closed"

KINDS = (*SUBSTANCE, FORM, LAST_DIGIT, TOLERANCE)


class Difference(NamedTuple):
    """One difference between what a document prints and what was printed here.

    Args:
        kind: One of ``KINDS``.
        line: Line of the document; of what stands before it where the document prints nothing.
        column: Where it begins in that line, counted from 0.
        printed: What the document prints; empty where nothing of it is there.
        here: What was printed here; empty where nothing of it is here.
        here_line: Line of what was printed here.
        here_column: Where it begins in that line, counted from 0.
        part: The named part that it lies in, such as ``metric loss, epoch 3``; empty for none.
        note: The form rule, or more about it, in a few words; may be empty.
    """

    kind: str
    line: int
    column: int
    printed: str
    here: str
    here_line: int
    here_column: int
    part: str = ""
    note: str = ""


class LeftOut(NamedTuple):
    """Something that was not compared.

    Args:
        number: How many figures, or lines where it has none.
        what: What it is, in a few words, such as ``times`` or ``metric loss``.
        why: Why it was not compared.
        line: Line of the document where the first of it stands.
    """

    number: int
    what: str
    why: str
    line: int


class OutputComparison(NamedTuple):
    """What came of comparing an output with the one that a document prints.

    Args:
        figures: How many figures of the document were compared.
        equal: How many of them are the same, digit by digit.
        differences: All differences, in the document's order; those of form and in the last digit
            are among them.
        left_out: What was not compared.
    """

    figures: int
    equal: int
    differences: Tuple[Difference, ...]
    left_out: Tuple[LeftOut, ...] = ()

    @property
    def substance(self) -> Tuple[Difference, ...]:
        """The differences that make the output wrong."""
        return tuple(item for item in self.differences if item.kind in SUBSTANCE)

    @property
    def form(self) -> Tuple[Difference, ...]:
        """The same values written otherwise."""
        return tuple(item for item in self.differences if item.kind == FORM)

    @property
    def last_digit(self) -> Tuple[Difference, ...]:
        """Figures that differ by rounding in their last digit."""
        return tuple(item for item in self.differences if item.kind == LAST_DIGIT)

    @property
    def tolerated(self) -> Tuple[Difference, ...]:
        """Figures that are within a tolerance which the claim gives."""
        return tuple(item for item in self.differences if item.kind == TOLERANCE)
