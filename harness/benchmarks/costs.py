"""What a call costs, from the samples of its blocks, and how two processes compare.

A sample has two times: by the clock, and of the processor. Where other work takes the processor
away, the clock runs on; so a call costs its processor time (of a block, the value that a quarter
of the samples stays below), and the least time that any call waited, which is what it waits by
itself: a call that sleeps or reads does so every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from statistics import median

Samples = Sequence[tuple[float, float]]
"""Seconds by the clock and of the processor, a call each."""

_LEAST = 1e-12


def block_costs(blocks: Sequence[Samples]) -> list[float]:
    """Return the logarithm of what a call costs in seconds, by block of one process.

    Args:
        blocks: The samples of each block.
    """
    waits = [max(0.0, seconds - worked) for block in blocks for seconds, worked in block]
    return [log(max(_lower_quartile(block) + min(waits), _LEAST)) for block in blocks]


def round_numbers(costs: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return the two numbers of a round: the log ratio of head to base, and of base to base.

    Args:
        costs: By process (base, base once more, head), by block.
    """
    base, again, head = costs
    both = [(a + b) / 2 for a, b in zip(base, again, strict=True)]
    return (
        median(h - b for h, b in zip(head, both, strict=True)),
        median(a - b for a, b in zip(again, base, strict=True)),
    )


def _lower_quartile(block: Samples) -> float:
    worked = sorted(worked for _, worked in block)
    return worked[len(worked) // 4]
