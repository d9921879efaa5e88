"""How far two random results are apart, seed by seed, on a scale that charts can share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from statistics import median


class Scale(StrEnum):
    """What is compared."""

    RATIO = "the right one divided by the left one"
    SHARE = "the right one less the left one, as a share of the right one"
    RISE = "how steadily it goes that way: 1 where always, -1 where never"


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two results that are compared, or a tendency, seed by seed.

    Args:
        scale: What each value is.
        values: One a seed; seeds that give no finite one are left out.
        beyond: What the values are above where the claim holds for their seed.
        seeds: How many there are.
    """

    scale: Scale
    values: tuple[float, ...]
    beyond: float
    seeds: int

    @classmethod
    def of(cls, smaller: Sequence[float], larger: Sequence[float], margin: float) -> Contrast:
        """Compare two results: by their ratio where both are positive in all seeds.

        Args:
            smaller: The result that is said to be smaller, one figure a seed.
            larger: The other one, with the same seeds.
            margin: By how much it must be smaller at least, relative to the larger one.
        """
        pairs = list(zip(smaller, larger, strict=True))
        ended = [(a, b) for a, b in pairs if isfinite(a) and isfinite(b)]
        if all(a > 0 and b > 0 for a, b in ended) and margin < 1:
            ratios = tuple(b / a for a, b in ended)
            return cls(Scale.RATIO, ratios, 1 / (1 - margin), len(pairs))
        shares = tuple((b - a) / abs(b) for a, b in ended if b)
        return cls(Scale.SHARE, shares, margin, len(pairs))

    @classmethod
    def of_rises(cls, rises: Sequence[float]) -> Contrast:
        """Take how steadily curves rise, one a seed."""
        return cls(Scale.RISE, tuple(rises), 0.0, len(rises))

    @property
    def zero(self) -> float:
        """The value of no difference."""
        return 1.0 if self.scale is Scale.RATIO else 0.0

    @property
    def followed(self) -> int:
        """In how many seeds the claim holds."""
        return sum(value > self.beyond for value in self.values)

    @property
    def ends(self) -> tuple[float, float] | None:
        """The lowest and the highest value; None where there is none."""
        return (min(self.values), max(self.values)) if self.values else None

    @property
    def middle(self) -> float | None:
        """The median of the values; None where there is none."""
        return median(self.values) if self.values else None
