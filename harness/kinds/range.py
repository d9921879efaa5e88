"""An interval in which every measured number lies."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, Literal

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.claims.evidence_parts import in_percent
from harness.claims.values import is_number, unwrapped
from harness.evidence import Evidence
from harness.printed.intervals import interval_of, otherwise, share_of
from harness.printed.quoted import ROUNDED, FallingRangeError, Quoted, read_quoted
from harness.printed.scalars import FigureError
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


class Range(Claim):
    """Every measured number lies between two bounds.

    A figure that states bounds itself, such as ``0.9-1.1`` or ``over 90%``, counts as well.
    """

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
        """The stated bounds, and the figure where it states some."""
        stated = {name: getattr(self, name) for name in _HOLDS if getattr(self, name) is not None}
        quoted = _stated(self.at.figure)
        return {**stated, "figure": str(quoted)} if quoted else stated

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if there are numbers and all lie within the bounds."""
        numbers = list(_flat(unwrapped(measured)))
        if not numbers:
            return Verdict.error("no number was examined")
        extremes = {"least": min(numbers), "greatest": max(numbers), "examined": len(numbers)}
        within = all(map(math.isfinite, numbers)) and _within(extremes, expected)
        if within and not self._figure_holds(extremes, expected.get("figure")):
            why = f"the page says {expected['figure']}, measured {self.measured_text(extremes)}"
            return Verdict.of(False, self.basis, extremes, why)
        return Verdict.of(within, self.basis, extremes, f"measured {self.measured_text(extremes)}")

    def mutants(self) -> list[Any]:
        """Move the whole interval past either of its bounds."""
        stated = self.document_value
        quoted = _stated(stated.get("figure"))
        others = [{"figure": str(other)} for other in otherwise(quoted)] if quoted else []
        low = stated.get("at_least", stated.get("above"))
        high = stated.get("at_most", stated.get("below"))
        if low is None and high is None:
            return others
        if low is None or high is None:
            bound = high if low is None else low
            return [{"above": bound} if low is None else {"below": bound}, *others]
        width = high - low
        shifted = [{"above": high, "below": high + width}, {"above": low - width, "below": low}]
        return [*shifted, *others]

    def near_misses(self) -> list[Any]:
        """Tighten each bound by its last digit, but one that the page's own figure states."""
        bounds = self.document_value
        return [
            {**bounds, name: _tightened(name, bound)}
            for name, bound in bounds.items()
            if name in _HOLDS and not _is_stated(bound, self.at.figure or "")
        ]

    def slack(self, mutant: Any, measured: Any) -> str:
        """Say how far the bound that is tightened lies from what was measured."""
        own = self.document_value
        moved = [name for name in own if own[name] != mutant.get(name)]
        rooms = (f"{name} {own[name]:g} could be {measured[_EXTREME[name]]:g}" for name in moved)
        return "; ".join(rooms)

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
        stated = self.document_value
        sides = [_EXTREME[name] for name in stated if name in _EXTREME]
        if not stated or len(set(sides)) < len(sides):
            raise FigureError("give one of at_least and above, one of at_most and below, or both")
        low = stated.get("at_least", stated.get("above"))
        high = stated.get("at_most", stated.get("below"))
        if low is not None and high is not None and low > high:
            raise FigureError(f"no number is at least {low:g} and at most {high:g}")

    def _figure_holds(self, extremes: dict[str, Any], figure: str | None) -> bool:
        """Whether what was measured lies within the bounds that the figure states."""
        quoted = _stated(figure)
        if quoted is None:
            return True
        least, greatest = extremes["least"], extremes["greatest"]
        share = share_of(quoted, max(abs(least), abs(greatest)), in_percent(self.read))
        room = interval_of(quoted, share)
        return room.hold(least) and room.hold(greatest)


def _stated(figure: str | None) -> Quoted | None:
    """Read the bounds that a figure states; None where it names something else.

    Raises:
        FallingRangeError: They are exchanged, so that nothing lies between them.
    """
    try:
        quoted = read_quoted(figure or "")
    except FallingRangeError:
        raise
    except FigureError:
        return None
    return None if quoted.how == ROUNDED else quoted


def _within(extremes: dict[str, Any], stated: dict[str, Any]) -> bool:
    return all(
        _HOLDS[name](extremes[_EXTREME[name]], bound)
        for name, bound in stated.items()
        if name in _HOLDS
    )


def _tightened(name: str, bound: float) -> float:
    number = Decimal(str(bound).removesuffix(".0"))
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
