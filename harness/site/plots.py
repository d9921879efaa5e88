"""Charts as SVG within a page: the same bytes every time, colours from the style sheet."""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Sequence
from contextlib import AbstractContextManager
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any

from harness.results.frames import ExtraError, require
from harness.results.site_data import Curve, LogColumn
from harness.results.timings import Timing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, QUIET = "#1b1f24", "#8c959f"
SERIES = ("#0550ae", "#a33c00", "#116329", "#8a2a6b", "#0f5f6b", "#7a4a00", "#5a32a3", "#a40e26")
"""The style sheet knows each of these, and has another for dark pages."""

_DASHES = ("-", "--", "-.", ":")
_MARKERS = ("", "", "", "", "x", "+", "1", "2")
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": QUIET,
    "grid.alpha": 0.3,
    "grid.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 9,
    "legend.frameon": False,
}


def missing_charts() -> str:
    """Say what is not installed that charts need; nothing where all is."""
    try:
        require("matplotlib.figure", "charts")
    except ExtraError as error:
        return str(error)
    return ""


def curve_svg(curve: Curve, name: str) -> str:
    """Draw a training log: documented figures with their rounding, measured ones as lines.

    Args:
        curve: The log.
        name: Begins every id within the drawing.
    """
    from matplotlib.figure import Figure

    with settings(name):
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

    with settings(name):
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


def settings(name: str) -> AbstractContextManager[None]:
    """Make matplotlib draw as these pages do; ids within a drawing depend on its name alone."""
    from matplotlib import rc_context

    return rc_context({**_SETTINGS, "svg.hashsalt": name})


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
    return {"label": timing.label, **{key: 1000 * value for key, value in milliseconds.items()}}


def inline_svg(figure: Figure, name: str, title: str, text: str) -> str:
    """Write a figure as part of a page, with a name, a description and no style sheet."""
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with warnings.catch_warnings():
        # text stays text, and the reader's browser has the glyphs that matplotlib lacks
        warnings.filterwarnings("ignore", r"Glyph .* missing from font")
        figure.savefig(buffer, format="svg", transparent=True, metadata=nothing)
    drawing = buffer.getvalue()
    drawing = drawing[drawing.index("<svg") :]
    drawing = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r' style="([^"]*)"', _attributes, drawing)
    # a marker's colour is that of its use: the style sheet does not reach what is used
    drawing = re.sub(r'(<path id="m[^>]*?) stroke="[^"]*"', r"\1", drawing)
    drawing = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", drawing)
    size = re.search(r'viewBox="[^"]*"', drawing)
    assert size is not None  # matplotlib always writes one
    label = f'aria-labelledby="{name}-title {name}-text"'
    head = f'<svg class="plot" {size[0]} role="img" {label}>'
    head += f'<title id="{name}-title">{escape(title)}</title>'
    head += f'<desc id="{name}-text">{escape(text)}</desc>'
    return head + drawing[drawing.index(">") + 1 :]


def _attributes(style: re.Match[str]) -> str:
    """Turn declarations into attributes: a page's policy forbids styles in elements."""
    pairs = (part.split(":", 1) for part in style[1].split(";") if ":" in part)
    return "".join(_attribute(name.strip(), value.strip()) for name, value in pairs)


def _attribute(name: str, value: str) -> str:
    if name == "font":
        size = re.search(r"[\d.]+px", value)
        return f' font-size="{size[0]}"' if size else ""
    return "" if name == "font-family" else f' {name}="{value}"'
