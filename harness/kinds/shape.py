"""The shape of an array, of a layer's output or of a data set."""

from __future__ import annotations

import re
from typing import Any, Literal

from harness.claims.claim import Claim
from harness.claims.values import identical, value_text
from harness.printed.literals import read_literal
from harness.printed.scalars import FigureError
from harness.verdicts import Verdict, Word

_TIMES = re.compile(r"\s*[x\u00d7*]\s*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WRAPPED = re.compile(r"(?:TensorShape|torch\.Size)\((.*)\)", re.DOTALL)


class Shape(Claim):
    """The shape of an array; None stands for a dimension of any size.

    Prose often leaves out the axis of the batch: a figure without None holds for a shape that has
    one None more, in front, and the verdict says so.
    """

    kind: Literal["shape"]

    def reading(self, figure: Any) -> list[int | None]:
        """Read a tuple of whole numbers and None, or ``4 x 4 x 64``."""
        shape = _read_shape(figure) if isinstance(figure, str) else figure
        if not isinstance(shape, list) or not all(_is_dimension(size) for size in shape):
            raise FigureError(f"{value_text(figure)} is not a shape such as (None, 32, 3)")
        return shape

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if equal in every dimension, or in all but the batch that prose leaves out."""
        if not isinstance(measured, list):
            return Verdict.error(f"not a shape: {value_text(measured)}")
        if expected and self._may_lack_batch and identical(measured, [None, *expected]):
            note = "the page leaves out the axis of the batch"
            return Verdict(Word.CONFIRMED, self.basis, measured, note)
        why = f"measured {self.measured_text(measured)}"
        if len(measured) != len(expected):
            why = f"{len(measured)} dimensions, not {len(expected)}"
        return Verdict.of(identical(measured, expected), self.basis, measured, why)

    @property
    def statement(self) -> str:
        """Write the shape as a tuple."""
        shape = self.measured_text(self.document_value)
        return self.states or f"{self.read or 'the shape'} is {shape}"

    def measured_text(self, measured: Any) -> str:
        """Write the shape as a tuple."""
        return str(tuple(measured))

    @property
    def _may_lack_batch(self) -> bool:
        """Whether the page itself prints a shape, without None."""
        figure = self.at.figure
        return not self._has_expected and figure is not None and None not in self.reading(figure)


def _read_shape(figure: str) -> Any:
    """Read a shape as it is printed; None where a dimension is ``?`` or ``None``."""
    wrapped = _WRAPPED.fullmatch(figure.strip())
    plain = wrapped[1] if wrapped else figure.strip()
    sizes = _TIMES.split(plain.strip("()[]"))
    if sizes[1:]:
        plain = f"[{', '.join(_THOUSANDS.sub('', size) for size in sizes)}]"
    return read_literal(plain.replace("?", "None"))


def _is_dimension(size: Any) -> bool:
    return size is None or (isinstance(size, int) and not isinstance(size, bool) and size >= 0)
