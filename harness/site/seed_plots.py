"""Charts of random results: figures, logs and orders of documents beside the runs of seeds."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING

from harness.results.seed_results import SeedCurve, SeedEffect, SeedFigure
from harness.site.drawing import INK, SERIES, drawing_settings, inline_svg
from harness.statistics.contrast import Contrast, Scale
from harness.verdicts.tolerance import half_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_RUNS, _SAID = SERIES[0], SERIES[1]
_WIDE = 8
"""Figures that span more than this factor have a logarithmic axis."""
_LANES = (0.0, 0.45, -0.45, 0.22, -0.22)
"""Heights of dots that would else hide each other."""


def strips_svg(figures: Sequence[SeedFigure], title: str, name: str) -> str:
    """Draw documented figures among their runs, each on an axis of its own.

    Args:
        figures: The figures, one at the least.
        title: What they are.
        name: Begins every id within the drawing.
    """
    from matplotlib.figure import Figure

    with drawing_settings(name):
        height = 0.1 + 0.8 * len(figures)
        drawing = Figure(figsize=(9.6, height))
        drawing.subplots_adjust(
            left=0.02, right=0.98, bottom=0.25 / height, top=1 - 0.25 / height, hspace=1.35
        )
        rows = drawing.subplots(len(figures), squeeze=False)[:, 0]
        for axes, figure in zip(rows, figures, strict=True):
            _strip(axes, figure)
        text = (
            "A row for each figure: dots are the runs of its seeds, the bar is where one further "
            "run falls in 95 % of all cases, the line is the figure of the document."
        )
        return inline_svg(drawing, name, title, text)


def _strip(axes: Axes, figure: SeedFigure) -> None:
    claim, measured = figure.claim, figure.claim.measured
    runs = [run for run in figure.runs if isfinite(run)]
    low, high = measured.get("low"), measured.get("high")
    if low is not None and high is not None:
        axes.fill_betweenx([-0.8, 0.8], low, high, color=_RUNS, alpha=0.15, linewidth=0)
    heights = [_LANES[number % len(_LANES)] for number in range(len(runs))]
    axes.plot(runs, heights, "o", color=_RUNS, markersize=4, alpha=0.7)
    said = sum(figure.ends) / 2
    axes.plot([said, said], [-1, 1], color=_SAID, linewidth=2.2)
    margin = measured.get("margin")
    if margin is not None:
        shown = _within(said, margin, ratios=min(runs, default=0) > 0)
        axes.plot(shown, [0, 0], color=_SAID, linewidth=1.2, marker="|")
    shown = [*runs, said, *(end for end in (low, high) if end is not None)]
    _scale_of(axes, "x", shown)
    axes.set_ylim(-1.05, 1.05)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.tick_params(labelsize=8)
    verdict = f"{claim.outcome_entry.mark} {claim.outcome}"
    heading = (
        f"{claim.name}: {figure.printed} · {verdict} · {len(figure.runs)} seeds, {claim.stack}"
    )
    axes.set_title(heading, loc="left", fontsize=9, pad=3)


def _within(said: float, margin: float, *, ratios: bool) -> list[float]:
    """Return the ends of what is about a figure."""
    return [said / (1 + margin), said * (1 + margin)] if ratios else [said - margin, said + margin]


def band_svg(curve: SeedCurve, name: str) -> str:
    """Draw a documented log in the band of the runs of several seeds.

    Args:
        curve: The log.
        name: Begins every id within the drawing.
    """
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    with drawing_settings(name):
        drawing = Figure(figsize=(9.6, 2.9))
        drawing.subplots_adjust(left=0.07, right=0.99, bottom=0.28, top=0.96)
        axes = drawing.subplots()
        measured = curve.claim.measured
        said = list(map(float, curve.printed))
        epochs = list(range(1, len(said) + 1))
        low, middle, high = (measured.get(key, ()) for key in ("low", "median", "high"))
        if low and high:
            label = "95 % of further runs, as a whole"
            axes.fill_between(epochs, low, high, color=_RUNS, alpha=0.18, linewidth=0, label=label)
        if middle:
            axes.plot(epochs, middle, color=_RUNS, linewidth=1.5, label="median of the seeds")
        halves = [float(half_unit(text)) for text in curve.printed]
        axes.errorbar(
            epochs, said, halves, fmt="o", markersize=3, color=_SAID, capsize=2, label="documented"
        )
        _scale_of(axes, "y", [*said, *low, *middle, *high])
        axes.set_xlabel("epoch")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid()
        drawing.legend(loc="lower center", ncols=3)
        text = f"Documented points in the band of {measured['seeds']} seeds, with their median."
        return inline_svg(drawing, name, curve.claim.says, text)


def forest_svg(effects: Sequence[SeedEffect], title: str, name: str) -> str:
    """Draw orders and tendencies, one a row: each seed as a dot, their median and their range.

    Args:
        effects: What is drawn, on one scale, one at the least.
        title: What it is.
        name: Begins every id within the drawing.
    """
    from matplotlib.figure import Figure

    scale = effects[0].contrast.scale
    with drawing_settings(name):
        height = 0.75 + 0.46 * len(effects)
        drawing = Figure(figsize=(9.6, height))
        drawing.subplots_adjust(left=0.38, right=0.85, bottom=0.6 / height, top=1 - 0.1 / height)
        axes = drawing.subplots()
        axes.axvline(effects[0].contrast.zero, color=INK, linewidth=1)
        for row, effect in enumerate(effects):
            _effect(axes, row, effect)
        labels = [f"{effect.claim.name}\n{effect.compared}" for effect in effects]
        axes.set_yticks(range(len(effects)), labels, fontsize=8)
        axes.set_ylim(len(effects) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        values = [value for effect in effects for value in _shown(effect.contrast)]
        _scale_of(axes, "x", values, logarithmic=scale is Scale.RATIO)
        axes.set_xlabel(scale.value)
        axes.grid(axis="x")
        text = (
            "Dots are seeds, the square is their median and the line their range; the claim holds "
            "right of the upright line, or of the mark where it asks for a margin."
        )
        return inline_svg(drawing, name, title, text)


def _effect(axes: Axes, row: int, effect: SeedEffect) -> None:
    found, claim = effect.contrast, effect.claim
    if found.ends and found.middle is not None:
        axes.plot(found.ends, [row, row], color=_RUNS, linewidth=1.3)
        axes.plot(
            found.values, [row] * len(found.values), "o", color=_RUNS, markersize=4, alpha=0.4
        )
        axes.plot([found.middle], [row], "s", color=_RUNS, markersize=6)
    if found.beyond != found.zero:
        axes.plot([found.beyond] * 2, [row - 0.33, row + 0.33], color=_SAID, linewidth=2.2)
    verdict = f"{claim.outcome_entry.mark} {claim.outcome}\n{found.followed} of {found.seeds} seeds"
    axes.text(1.02, row, verdict, transform=axes.get_yaxis_transform(), va="center", fontsize=8)


def _shown(found: Contrast) -> list[float]:
    return [*found.values, found.zero, found.beyond]


def _scale_of(
    axes: Axes, which: str, values: Sequence[float], *, logarithmic: bool | None = None
) -> None:
    """Give an axis a scale, and a few ticks with plain numbers.

    Args:
        axes: The chart.
        which: Its axis, ``x`` or ``y``.
        values: What is shown along it.
        logarithmic: Whether its scale is; by default where positive figures span much.
    """
    from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator

    wide = min(values) > 0 and max(values) > _WIDE * min(values)
    scale = "log" if (wide if logarithmic is None else logarithmic) else "linear"
    axes.set(**{f"{which}scale": scale})
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)) if wide else MaxNLocator(7))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter("{x:g}")
