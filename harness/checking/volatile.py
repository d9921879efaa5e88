"""Takes out of a comparison what differs by nature: times, dates, versions, paths, memory."""

from __future__ import annotations

import re
from collections import Counter

from harness.printed.output_differences import (
    SUBSTANCE,
    Difference,
    LeftOut,
    OutputComparison,
)

_VERSION = re.compile(r"v?\d+\.\d+(?:\.\d+)*(?:[-+.]?(?:a|b|rc|dev|post|cpu|cu)\w*)*$")
_DATE = re.compile(r"(?:\d{4}-\d\d-\d\d|\d\d:\d\d(?::\d\d)?|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)")
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/](?:[\w.+~ -]+[\\/])+[\w.+~ -]*")


def without_volatile(
    found: OutputComparison, *, clocked: bool
) -> tuple[OutputComparison, Counter[str]]:
    """Take what differs by nature out of a comparison.

    Args:
        found: A document compared with what was printed here.
        clocked: Whether the code asks for a time, a version, a path or the like.

    Returns:
        The comparison, in which that is left out by name, and how much was left out.
    """
    out = [item for item in found.differences if item.kind in SUBSTANCE and _is(item, clocked)]
    if not out:
        return found, Counter()
    left = LeftOut(len(out), "figures", "volatile", out[0].line)
    kept = tuple(item for item in found.differences if item not in out)
    figures = max(0, found.figures - len(out))
    return (
        OutputComparison(figures, found.equal, kept, (*found.left_out, left)),
        Counter(volatile=len(out)),
    )


def _is(found: Difference, clocked: bool) -> bool:
    sides = (found.printed.strip("'\""), found.here.strip("'\""))
    if all(map(_PATH.search, sides)):
        return _PATH.sub("", sides[0]) == _PATH.sub("", sides[1])
    return clocked and any(all(map(shape.match, sides)) for shape in (_VERSION, _DATE))
