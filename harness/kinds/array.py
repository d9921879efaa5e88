"""An array as printed, elisions included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.evidence_parts import value_at
from harness.claims.mutants import paired, printed_like
from harness.claims.values import identical, is_number, unwrapped, value_text
from harness.evidence import Evidence
from harness.printed.intervals import fits
from harness.printed.literals import PrintedType, printed_type, read_array, read_element
from harness.printed.quoted import ROUNDED, Quoted
from harness.printed.scalars import FigureError, Scalar
from harness.verdicts import Basis, Verdict, Weaker
from harness.verdicts.tolerance import NUMPY_PRECISION, fractional_digits, half_unit_in_array

_LONGEST = 50
_ELEMENTS = {str: "text", bool: "True or False", type(None): "None"}


class Array(Claim):
    """An array whose printed elements hold to within half a unit of their last place."""

    basis = Basis.AS_PRINTED
    weaker: ClassVar[Mapping[str, Weaker]] = {"precision": Weaker.LESS}

    kind: Literal["array"]
    precision: int = Field(
        NUMPY_PRECISION,
        ge=0,
        le=50,
        description="Fractional digits to which the array was printed.",
    )

    def reading(self, figure: Any) -> list[Any]:
        """Read NumPy's or Python's notation; "..." stands for elements left out."""
        if isinstance(figure, str):
            return read_array(figure)
        if isinstance(figure, list):
            return [_item(item) for item in figure]
        raise FigureError(f"{value_text(figure)} is not an array")

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if every printed element agrees in its place; elided ones only have to exist."""
        return array_verdict(expected, measured, self._printed_type, self.precision)

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Print what was measured as the document does, trailing zeros included."""
        measured = unwrapped(value_at(evidence.value if evidence else None, self.read))
        return printed_like(self.document_value, measured, self.precision)

    @property
    def _printed_type(self) -> PrintedType:
        figure = self.expected if self._has_expected else self.at.figure
        return printed_type(figure) if isinstance(figure, str) else PrintedType()


def array_verdict(
    expected: Any, measured: Any, printed: PrintedType, precision: int = NUMPY_PRECISION
) -> Verdict:
    """Judge an array of the evidence against one that is printed.

    Args:
        expected: The printed elements in nested lists.
        measured: The array of the evidence, or nested lists.
        printed: The dtype and the shape that are printed with it.
        precision: Fractional digits to which it was printed, at least.
    """
    is_array = isinstance(measured, dict)
    array = measured if is_array else {"array": measured, "dtype": "float64"}
    if not isinstance(array.get("array"), list):
        return Verdict.error(f"not an array: {value_text(measured)}")
    elements = array["array"]
    digits = max([precision, *map(fractional_digits, _numbers(expected))])
    found = [*_type_differences(printed, elements, array["dtype"] if is_array else "")]
    found += _differences(expected, elements, array["dtype"], digits, "")
    why = f"{found[0]}{f'; {len(found) - 1} more' if found[1:] else ''}" if found else ""
    return Verdict.of(not found, Basis.AS_PRINTED, _shortened(elements), why)


def _type_differences(printed: PrintedType, elements: list[Any], dtype: str) -> Iterator[str]:
    if printed.dtype and dtype and printed.dtype != dtype:
        yield f"the dtype is {dtype}, printed {printed.dtype}"
    if printed.shape is not None and (shape := _shape_of(elements)) != printed.shape:
        yield f"the shape is {shape}, printed {printed.shape}"


def _differences(
    expected: Any, measured: Any, dtype: str, digits: int, where: str
) -> Iterator[str]:
    place = where or "the array"
    if not isinstance(expected, list):
        yield from _element_difference(expected, measured, dtype, digits, place)
    elif not isinstance(measured, list):
        yield f"{place} has fewer dimensions than printed"
    elif (pairs := paired(expected, len(measured))) is None:
        yield f"{place} has {len(measured)} elements, not as many as printed"
    else:
        for index, item in pairs:
            yield from _differences(item, measured[index], dtype, digits, f"{where}[{index}]")


def _element_difference(
    expected: Any, measured: Any, dtype: str, digits: int, place: str
) -> Iterator[str]:
    if not isinstance(expected, Scalar):
        if not identical(expected, measured):
            kind = "" if type(expected) is type(measured) else f"not {_ELEMENTS[type(expected)]}: "
            yield f"{place} is {kind}{value_text(measured)}, printed {value_text(expected)}"
    elif not is_number(measured):
        yield f"{place} is not a number"
    else:
        room = half_unit_in_array(expected, dtype, digits)
        if not fits(Quoted(expected.text, ROUNDED, expected), measured, room=room):
            yield f"{place} is {measured}, printed {expected}"


def _numbers(array: Any) -> Iterator[Scalar]:
    for item in array if isinstance(array, list) else ():
        if isinstance(item, Scalar):
            yield item
        else:
            yield from _numbers(item)


def _item(value: Any) -> Any:
    if isinstance(value, list):
        return [_item(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return read_element(str(value))
    return ... if value in ("...", "…") else _element_or_text(value)


def _element_or_text(text: str) -> Any:
    """Read an element that a spec writes as text: a number with its digits, or text itself."""
    try:
        return read_element(text)
    except FigureError:
        return text


def _shape_of(elements: Any) -> tuple[int, ...]:
    shape = []
    while isinstance(elements, list):
        shape.append(len(elements))
        elements = elements[0] if elements else None
    return tuple(shape)


def _shortened(array: list[Any], edge: int = 3) -> list[Any]:
    """Elide a long array as NumPy does, for reports."""
    kept = array if len(array) <= _LONGEST else [*array[:edge], "...", *array[-edge:]]
    return [_shortened(item, edge) if isinstance(item, list) else item for item in kept]
