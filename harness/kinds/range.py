"""An interval in which every measured number lies."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Literal

from harness.claims.claim import Claim, OwnWords
from harness.claims.values import is_number, unwrapped, value_text
from harness.documents import FigureError
from harness.evidence import Evidence
from harness.verdicts import Basis, Verdict, Weaker
from harness.verdicts.tolerance import half_unit, within

_HOLDS = {
    "at_least": operator.ge,
    "above": operator.gt,
    "at_most": operator.le,
    "below": operator.lt,
}
_EXTREME = {"at_least": "least", "above": "least", "at_most": "greatest", "below": "greatest"}


_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_GREATEST = 1e15
"""Whole numbers below it are written without an exponent."""


class Range(Claim):
    """Every measured number lies between two bounds."""

    basis = Basis.EXACT
    weaker: ClassVar[Mapping[str, Weaker]] = {
        "at_least": Weaker.LESS_OR_NONE,
        "above": Weaker.LESS_OR_NONE,
        "at_most": Weaker.MORE_OR_NONE,
        "below": Weaker.MORE_OR_NONE,
    }

    kind: Literal["range"]
    states: OwnWords
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None

    @cached_property
    def document_value(self) -> Any:
        """The stated bounds."""
        return {name: getattr(self, name) for name in _HOLDS if getattr(self, name) is not None}

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if there are numbers and all lie within the bounds."""
        numbers = list(_flat(unwrapped(measured)))
        if not numbers:
            return Verdict.error("no number was examined")
        extremes = {"least": min(numbers), "greatest": max(numbers), "examined": len(numbers)}
        within = all(map(math.isfinite, numbers)) and _within(extremes, expected)
        return Verdict.of(within, self.basis, extremes, f"measured {value_text(extremes)}")

    def mutants(self) -> list[Any]:
        """Move the whole interval past either of its bounds."""
        bounds = self.document_value
        low = bounds.get("at_least", bounds.get("above"))
        high = bounds.get("at_most", bounds.get("below"))
        if low is None or high is None:
            bound = high if low is None else low
            return [{"above": bound} if low is None else {"below": bound}]
        width = high - low
        return [{"above": high, "below": high + width}, {"above": low - width, "below": low}]

    def near_misses(self) -> list[Any]:
        """Tighten each bound by its last digit, but one that the page's own figure states."""
        bounds = self.document_value
        return [
            {**bounds, name: _tightened(name, bound)}
            for name, bound in bounds.items()
            if not _is_stated(bound, self.at.figure or "")
        ]

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """Bound what was measured by its own extremes."""
        extremes = self.judge(evidence).measured
        return {"at_least": extremes["least"], "at_most": extremes["greatest"]}

    def measured_text(self, measured: Any) -> str:
        """Write the extremes, and how many numbers were looked at."""
        least, greatest, examined = (measured[key] for key in ("least", "greatest", "examined"))
        numbers = "1 number" if examined == 1 else f"{examined:,} numbers"
        return f"{least:g} to {greatest:g} ({numbers})"

    def check_figure(self) -> None:
        """Check that there is a bound on one side at least, and one at most on each."""
        bounds = self.document_value
        sides = [_EXTREME[name] for name in bounds]
        if not sides or len(set(sides)) < len(sides):
            raise FigureError("give one of at_least and above, one of at_most and below, or both")


def _within(extremes: dict[str, Any], bounds: dict[str, float]) -> bool:
    return all(_HOLDS[name](extremes[_EXTREME[name]], bound) for name, bound in bounds.items())


def _tightened(name: str, bound: float) -> float:
    number = Decimal(int(bound) if bound.is_integer() and abs(bound) < _GREATEST else str(bound))
    exponent = number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return float(number + step if _EXTREME[name] == "least" else number - step)


def _is_stated(bound: float, figure: str) -> bool:
    """Whether a figure prints a bound, or the number whose rounding it bounds."""
    return any(
        within(abs(bound), text, half_unit(text)) or abs(bound) == float(text)
        for text in _NUMBER.findall(figure)
    )


def _flat(value: Any) -> Iterator[float]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    elif is_number(value):
        yield value
