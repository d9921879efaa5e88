"""What the rows of an embedding that is not trained can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from harness.models.embeddings import WORDS, initializer, lookup

if TYPE_CHECKING:
    from collections.abc import Sequence


def plausible(
    rows: Sequence[Sequence[float]] = ((0.01, -0.05), (0.01, -0.05)),
    indices: Sequence[int] = (1, 1),
) -> dict[str, Any]:
    """Tell whether printed rows can come from one lookup in a fresh embedding.

    Args:
        rows: One printed row for each index.
        indices: What was looked up.

    Returns:
        `inside`, whether every value lies in the range of the default initialiser; `consistent`,
        whether rows are equal just where their indices are; and the `shape` of the rows.
    """
    printed, bounds = np.array(rows), initializer()
    pairs = [(i, j) for i in range(len(indices)) for j in range(i)]
    agreeing = [
        (indices[i] == indices[j]) == bool((printed[i] == printed[j]).all()) for i, j in pairs
    ]
    return {
        "inside": bool(((printed >= bounds["minimum"]) & (printed <= bounds["maximum"])).all()),
        "consistent": all(agreeing),
        "shape": list(printed.shape),
    }


def density(words: int = WORDS, dimensions: int = 3, seed: int = 42) -> dict[str, Any]:
    """Count the zeros and the values in an embedding of every word once.

    Args:
        words: Number of words.
        dimensions: Values a word.
        seed: Seed of the table.

    Returns:
        `zeros` and `values`, counts over the table.
    """
    rows = lookup(words, dimensions, range(words), seed)["rows"]
    return {"zeros": int((rows == 0).sum()), "values": int(rows.size)}
