"""Outputs of many figures, as Python, NumPy and pandas lay them out, for timing comparisons."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence


def drawn_figures(count: int) -> list[float]:
    """Draw figures between 0 and 1, the same each time."""
    chance = random.Random(1)
    return [chance.random() for _ in range(count)]


def _array(figures: Sequence[float]) -> str:
    return "array([" + ",\n       ".join(map(repr, figures)) + "])"


def _lines(figures: Sequence[float]) -> str:
    return "\n".join(f"loss: {figure:.6f}" for figure in figures)


def _frame(figures: Sequence[float]) -> str:
    header = "     " + "".join(f"{f'c{number}':>10}" for number in range(10))
    rows = (figures[place : place + 10] for place in range(0, len(figures), 10))
    body = (f"{n:<5}" + "".join(f"{f:>10.6f}" for f in row) for n, row in enumerate(rows))
    return "\n".join([header, *body])


PRINTOUTS: dict[str, Callable[[Sequence[float]], str]] = {
    "array": _array,
    "list": lambda figures: repr(list(figures)),
    "lines": _lines,
    "frame": _frame,
}
"""Ways to print figures."""
