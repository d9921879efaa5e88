"""Charts of training logs and benchmarks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from harness.results.site_data import Curve, LogColumn
from harness.results.timings import Timing
from harness.site.drawing import INK, SERIES, drawing_settings, inline_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_DASHES = ("-", "--", "-.", ":")
_MARKERS = ("", "", "", "", "x", "+", "1", "2")


def curve_svg(curve: Curve, name: str) -> str:
    """Draw a training log: documented figures with their rounding, measured ones as lines.

    Args:
        curve: The log.
        name: Begins every id within the drawing.
    """
    from matplotlib.figure import Figure

    with drawing_settings(name):
        figure = Figure(figsize=(9.6, 3.1))  # margins by hand: every layout engine draws it twice
        figure.subplots_adjust(left=0.06, right=0.99, bottom=0.27, top=0.9, wspace=0.16)
        for axes, column in zip(_row(figure, len(curve.columns)), curve.columns, strict=True):
            _column(axes, column)
        handles, labels = figure.axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="lower center", ncols=9)
        stacks = ", ".join(curve.found) or "no stack"
        text = f"Documented points with half a unit of their last digit, and lines for {stacks}."
        return inline_svg(figure, name, f"{curve.says}", text)


def timings_svg(timings: Sequence[Timing], title: str, name: str) -> str:
    """Draw the spread of benchmarks: quartiles as a box, the fastest and slowest as whiskers.

    Args:
        timings: The benchmarks.
        title: What they are.
        name: Begins every id within the drawing.
    """
    from matplotlib.figure import Figure

    with drawing_settings(name):
        height = 0.8 + 0.34 * len(timings)
        figure = Figure(figsize=(9.6, height))
        figure.subplots_adjust(left=0.4, right=0.98, bottom=0.55 / height, top=1 - 0.1 / height)
        axes = figure.subplots()
        axes.bxp(
            list(map(_box, timings)),
            orientation="horizontal",
            showfliers=False,
            widths=0.5,
            boxprops={"color": SERIES[0]},
            whiskerprops={"color": SERIES[0]},
            capprops={"color": SERIES[0]},
            medianprops={"color": SERIES[1], "linewidth": 2},
        )
        slowest, fastest = max(t.high for t in timings), min(t.low for t in timings)
        if 0 < fastest < slowest / 30:
            axes.set_xscale("log")
        axes.invert_yaxis()
        axes.set_xlabel("milliseconds a round")
        axes.grid(axis="x")
        text = "A box from the lower to the upper quartile, its median, and whiskers to the ends."
        return inline_svg(figure, name, title, text)


def _row(figure: Figure, columns: int) -> list[Axes]:
    return list(figure.subplots(1, columns, squeeze=False).flat)


def _column(axes: Axes, column: LogColumn) -> None:
    from matplotlib.ticker import MaxNLocator

    epochs = list(range(1, len(column.printed) + 1))
    for number, (stack, values) in enumerate(column.measured.items()):
        axes.plot(
            epochs,
            values,
            _DASHES[number % len(_DASHES)],
            marker=_MARKERS[number % len(_MARKERS)],
            markersize=4,
            color=SERIES[number % len(SERIES)],
            linewidth=1.3,
            label=stack,
        )
    axes.errorbar(
        epochs,
        [float(text) for text in column.printed],
        yerr=column.halves,
        fmt="o",
        markersize=3,
        color=INK,
        elinewidth=1,
        capsize=2,
        label="documented",
    )
    axes.set_title(column.name, loc="left", fontsize=10)
    axes.set_xlabel("epoch")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid()
    _scale(axes, column)


def _scale(axes: Axes, column: LogColumn) -> None:
    """Give figures that span an order of magnitude a logarithmic axis."""
    from matplotlib.ticker import LogLocator, NullLocator

    values = [float(text) for text in column.printed]
    values += chain.from_iterable(column.measured.values())
    values = [value for value in values if math.isfinite(value)]
    if min(values, default=0) > 0 and max(values) > 8 * min(values):
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_locator(NullLocator())


def _box(timing: Timing) -> dict[str, float | str]:
    milliseconds = {
        "whislo": timing.low,
        "q1": timing.first,
        "med": timing.median,
        "q3": timing.third,
        "whishi": timing.high,
    }
    return {"label": timing.name, **{key: 1000 * value for key, value in milliseconds.items()}}
