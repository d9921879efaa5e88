"""A chart of how many times as long as their limit benchmarks take."""

from __future__ import annotations

from collections.abc import Sequence

from harness.results.timings import Distance, Timing
from harness.site.drawing import QUIET, SERIES, drawing_settings, inline_svg

_WAYS = ("call", "steps", "arithmetic", "memory")
"""What binds, in the order of their colours and markers; what is not known comes after them."""
_MARKERS = ("o", "s", "D", "^", "x")


def distances_svg(timings: Sequence[Timing], title: str, name: str) -> str:
    """Draw the time of each benchmark over its limit, marked by what binds.

    Args:
        timings: Benchmarks that know their limit.
        title: What they are.
        name: Begins every id within the drawing.
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import LogLocator, NullLocator

    known = [(timing, timing.distance) for timing in timings if timing.distance]
    with drawing_settings(name):
        height = 1.0 + 0.24 * len(known)
        figure = Figure(figsize=(9.6, height))
        figure.subplots_adjust(left=0.4, right=0.98, bottom=0.55 / height, top=1 - 0.45 / height)
        axes = figure.subplots()
        axes.axvline(1, color=QUIET, linewidth=1)
        terms = _by_term(known)
        for binds, group in terms.items():
            number = _WAYS.index(binds) if binds in _WAYS else len(_WAYS)
            rows, ratios = zip(*group, strict=True)
            axes.plot(ratios, rows, _MARKERS[number], color=SERIES[number], markersize=5)
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 3, 5)))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_yticks(range(len(known)), [timing.label for timing, _ in known])
        axes.set_ylim(len(known) - 0.5, -0.5)
        axes.set_xlabel("time over limit")
        axes.grid(axis="x")
        figure.legend(axes.lines[1:], terms, loc="upper center", ncols=5)
        return inline_svg(figure, name, title, "A point each: its time over its limit, which is 1.")


def _by_term(known: Sequence[tuple[Timing, Distance]]) -> dict[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = {}
    for row, (_, distance) in enumerate(known):
        found.setdefault(distance.binds, []).append((row, distance.ratio))
    return found
