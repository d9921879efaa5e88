"""Distributions of what training ends with, from which true and false figures are drawn."""

from collections.abc import Callable
from random import Random

World = Callable[[Random], float]
"""Draws what one run ends with."""


def log_normal(random: Random) -> float:
    """A loss whose logarithm is normal, with a coefficient of variation of 10 %."""
    return 0.00275 * 2.718281828 ** random.gauss(0, 0.1)


def heavy_tailed(random: Random) -> float:
    """A loss whose logarithm has the tails of Student's t with five degrees of freedom."""
    chi = sum(random.gauss(0, 1) ** 2 for _ in range(5))
    return 0.00275 * 2.718281828 ** (0.1 * random.gauss(0, 1) / (chi / 5) ** 0.5)


def two_modes(random: Random) -> float:
    """A network that finds the solution in three of four runs, and ends at twice the loss else."""
    return log_normal(random) * (1 if random.random() < 0.75 else 2)


def signed(random: Random) -> float:
    """A prediction, which may be negative."""
    return random.gauss(0.1, 0.2)


WORLDS = {
    "log-normal": log_normal,
    "heavy tails": heavy_tailed,
    "two modes": two_modes,
    "signed": signed,
}
