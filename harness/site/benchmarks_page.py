"""The page of the benchmarks: times with their spread, and how far each is from its limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.reports.templating import render
from harness.results.timings import Timing, Timings
from harness.site.drawing import missing_charts
from harness.site.limit_charts import distances_svg
from harness.site.plots import timings_svg
from harness.texts.plain import presentable


def benchmarks_page(timings: Timings) -> str:
    """Write one page of its own, with no site around it.

    Args:
        timings: The benchmarks.
    """
    timings = presentable(timings)
    context = benchmarks_context(timings, missing_charts())
    return render("benchmarks.html", layout="base.html", title="Benchmarks", **context)


def benchmarks_context(timings: Timings | None, no_charts: str) -> Mapping[str, Any]:
    """Draw what the page shows.

    Args:
        timings: The benchmarks; None where there are none.
        no_charts: Why nothing is drawn; empty where it is.
    """
    groups = timings.groups if timings else {}
    distances = timings.distances if timings else {}
    return {
        "timings": timings,
        "no_charts": no_charts,
        "limited": _drawn(distances, "limits", no_charts),
        "groups": _drawn(groups, "group", no_charts),
    }


def _drawn(
    groups: Mapping[str, list[Timing]], name: str, no_charts: str
) -> list[tuple[str, list[Timing], str]]:
    draw = distances_svg if name == "limits" else timings_svg
    return [
        (group, some, "" if no_charts else draw(some, group or "Benchmarks", f"{name}-{number}"))
        for number, (group, some) in enumerate(groups.items(), 1)
    ]
