"""Numbers and arrays as NumPy prints them."""

from __future__ import annotations

from typing import Any

import numpy as np


def float32(value: float = 0.5) -> float:
    """Print a number of single precision and read it again.

    Args:
        value: The number.

    Returns:
        The number that the shortest digits stand for that tell it from its neighbours in
        float32; the same number, if it has just these digits.
    """
    return float(str(np.float32(value)))


def scalar(value: float = 0.5) -> str:
    """Write a number of single precision as a notebook shows the last value of a cell.

    Args:
        value: The number.
    """
    return repr(np.float32(value))


def matrix(rows: int = 100, columns: int = 2, seed: int = 0) -> dict[str, Any]:
    """Print a matrix of zeros and uniform numbers.

    Args:
        rows: Rows.
        columns: Columns; all but the last hold zeros.
        seed: Seed of the last column.

    Returns:
        `lines`, `elided`, whether some are left out, and the most `decimals` of a number.
    """
    values = np.zeros((rows, columns))
    values[:, -1] = np.random.RandomState(seed).rand(rows)
    text = str(values)
    numbers = text.replace("[", " ").replace("]", " ").replace("...", " ").split()
    return {
        "lines": len(text.splitlines()),
        "elided": "..." in text,
        "decimals": max(len(number.partition(".")[2]) for number in numbers),
    }
