"""An array as printed, elisions included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.mutants import paired, printed_like, varied
from harness.claims.values import is_number, unwrapped, value_at, value_text
from harness.documents import FigureError, Numeral, printed_in_order, read_array, read_numeral
from harness.evidence import Evidence
from harness.verdicts import Basis, Verdict, Weaker
from harness.verdicts.tolerance import NUMPY_PRECISION, half_unit_in_array, within

_LONGEST = 50


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
        array = measured if isinstance(measured, dict) else {"array": measured, "dtype": "float64"}
        if not isinstance(array.get("array"), list):
            return Verdict.error(f"not an array: {value_text(measured)}")
        found = list(self._differences(expected, array["array"], array["dtype"], ""))
        why = f"{found[0]}{f'; {len(found) - 1} more' if found[1:] else ''}" if found else ""
        return Verdict.of(not found, self.basis, _shortened(array["array"]), why)

    def near_misses(self) -> list[Any]:
        """Vary elements where fewer digits are compared than an array prints by default."""
        return varied(self.document_value) if self.precision < NUMPY_PRECISION else []

    @property
    def hollow(self) -> str:
        """An array without any element printed is any array."""
        return "" if printed_in_order(self.document_value)[0] else "the page prints no element"

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Print what was measured as the document does, trailing zeros included."""
        measured = unwrapped(value_at(evidence.value if evidence else None, self.read))
        return printed_like(self.document_value, measured, self.precision)

    def _differences(self, expected: Any, measured: Any, dtype: str, where: str) -> Iterator[str]:
        place = where or "the array"
        if isinstance(expected, Numeral):
            tolerance = half_unit_in_array(expected.text, dtype, self.precision)
            if not is_number(measured):
                yield f"{place} is not a number"
            elif not within(measured, expected.text, tolerance):
                yield f"{place} is {measured}, printed {expected}"
        elif not isinstance(measured, list):
            yield f"{place} has fewer dimensions than printed"
        elif (pairs := paired(expected, len(measured))) is None:
            yield f"{place} has {len(measured)} elements, not as many as printed"
        else:
            for index, item in pairs:
                yield from self._differences(item, measured[index], dtype, f"{where}[{index}]")


def _item(value: Any) -> Any:
    if isinstance(value, list):
        return [_item(item) for item in value]
    return ... if value in ("...", "…") else read_numeral(str(value))


def _shortened(array: list[Any], edge: int = 3) -> list[Any]:
    """Elide a long array as NumPy does, for reports."""
    kept = array if len(array) <= _LONGEST else [*array[:edge], "...", *array[-edge:]]
    return [_shortened(item, edge) if isinstance(item, list) else item for item in kept]
