"""Named parts of an output: what a spec leaves out, or compares with a tolerance."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional, Tuple

from harness.printed.precision import ULPS

TIMES, ADDRESSES, LINES, METRIC, COLUMN = "timing", "address", "line", "metric", "column"

_LINES = re.compile(r"lines? (\d+)(?:-(\d+))?")
_NAMED = re.compile(r"(metric|column) (\S.*)")


class Part(NamedTuple):
    """A part of an output.

    Args:
        kind: ``timing`` or ``address`` for all times or addresses, else ``line``, ``metric`` or
            ``column``.
        name: Name of the metric or of the column.
        lines: First and last line of the document; for ``line`` alone.
    """

    kind: str
    name: str = ""
    lines: Tuple[int, int] = (0, 0)

    @property
    def shown(self) -> str:
        """The part as a spec names it."""
        first, last = self.lines
        if self.kind != LINES:
            return "{} {}".format(self.kind, self.name).rstrip()
        return "line {}".format(first) if first == last else "lines {}-{}".format(first, last)

    def covers(self, line: int, metric: str, column: str) -> bool:
        """Whether a figure lies in it.

        Args:
            line: Line of the figure in the document.
            metric: Name of the metric it is; empty for none.
            column: Name of the column it is in; empty for none.
        """
        if self.kind == LINES:
            return self.lines[0] <= line <= self.lines[1]
        return (self.kind, self.name) in ((METRIC, metric), (COLUMN, column))


class Tolerance(NamedTuple):
    """A tolerance for figures, wider than their digits.

    Args:
        part: What it is for; None for the whole output.
        rtol: Relative tolerance.
        atol: Absolute tolerance.
    """

    part: Optional[Part]
    rtol: float
    atol: float


class Settings(NamedTuple):
    """How two outputs are compared, beyond the default.

    Args:
        ignore: Parts whose figures are not compared; their number and their place still are.
        tolerances: Wider tolerances.
        exact: Whether a difference in the last digit is a difference of value.
        steps: Units in the last place by which numbers with all digits of a double may be apart.
        defaults: Whether a call may leave out arguments here that the document writes, as an
            estimator does whose parameters have their defaults.
        releases: Whether other releases of the libraries may have printed the document, or another
            platform: whole numbers that are floats here, integers of another width, a zero with
            another sign, and tables with other places left out are no other values then.
        whole: Whether the document prints the whole output, as a notebook does: where it breaks off
            within brackets, something is missing.
    """

    ignore: Tuple[Part, ...] = ()
    tolerances: Tuple[Tolerance, ...] = ()
    exact: bool = False
    steps: int = ULPS
    defaults: bool = False
    releases: bool = False
    whole: bool = False

    @property
    def times(self) -> bool:
        """Whether times are left out."""
        return any(part.kind == TIMES for part in self.ignore)


DEFAULT = Settings()


def read_part(text: str) -> Part:
    """Read a part as a spec names it: ``timing``, ``line 43``, ``lines 43-50``, ``metric loss``.

    Raises:
        ValueError: It names no part.
    """
    if text in (TIMES, ADDRESSES):
        return Part(text)
    lines = _LINES.fullmatch(text)
    if lines:
        first, last = int(lines.group(1)), int(lines.group(2) or lines.group(1))
        if first <= last:
            return Part(LINES, lines=(first, last))
    named = _NAMED.fullmatch(text)
    if named:
        return Part(named.group(1), named.group(2))
    raise ValueError(
        "{!r} is no part of an output; name timing, address, line N, lines N-M, metric NAME "
        "or column NAME".format(text)
    )
