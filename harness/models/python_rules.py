"""Rules of Python and NumPy: syntax, versions as text, printed numbers."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from harness.models.sides import two_sides


def parses(source: str = "pass") -> dict[str, Any]:
    """Test whether Python can parse a piece of source, without running it.

    Args:
        source: One or more lines.

    Returns:
        `parses`, and `exception`, the type name of the error, or None.
    """
    try:
        ast.parse(source)
    except SyntaxError as error:
        return {"parses": False, "exception": type(error).__name__}
    return {"parses": True, "exception": None}


def as_text(minor: int = 100, minimum: int = 20) -> dict[str, bool]:
    """Test by text (`left`) and by numbers (`right`) whether 0.MINOR is at least 0.MINIMUM.

    Args:
        minor: Second part of the tested release.
        minimum: Second part of the oldest release that is accepted.
    """
    return {"left": f"0.{minor}" >= f"0.{minimum}", "right": minor >= minimum}


def as_tuples(major: int = 3, minor: int = 5) -> dict[str, Any]:
    """Test by tuples (`left`) and part by part (`right`) whether a release is 3.5 or later.

    Args:
        major: First part of the tested release.
        minor: Second part.
    """
    later = major > 3 or (major == 3 and minor >= 5)
    wrong = {
        "as text": f"{major}.{minor}" >= "3.5",
        "by the first part alone": major >= 3,
        "by the second part alone": minor >= 5,
        "both parts at least as large": major >= 3 and minor >= 5,
        "later, not equal": (major, minor) > (3, 5),
        "as a decimal fraction": float(f"{major}.{minor}") >= 3.5,
    }
    return two_sides((major, minor) >= (3, 5), later, wrong)


def float32(value: float = 0.5) -> float:
    """Print a number of single precision and read it again.

    Args:
        value: The number.

    Returns:
        The number that the shortest digits stand for that tell it from its neighbours in
        float32; the same number, if it has just these digits.
    """
    return float(str(np.float32(value)))


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
