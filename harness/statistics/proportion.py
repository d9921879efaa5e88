"""How far a rate may be from the counted share (Clopper and Pearson, Biometrika 26, 1934)."""

from __future__ import annotations

CONFIDENCE = 0.95
"""Of each bound by itself."""


def highest_rate(count: int, trials: int) -> float:
    """Return the upper bound of a rate.

    Args:
        count: How often it happened.
        trials: How often it could have.
    """
    from scipy.special import betaincinv

    return float(betaincinv(count + 1, trials - count, CONFIDENCE)) if count < trials else 1.0


def lowest_rate(count: int, trials: int) -> float:
    """Return the lower bound of a rate.

    Args:
        count: How often it happened.
        trials: How often it could have.
    """
    return 1 - highest_rate(trials - count, trials)
