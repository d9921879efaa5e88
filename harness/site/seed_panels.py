"""What the page of random results shows: a drawing with its table, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from harness.results.seed_results import SeedCurve, SeedEffect, SeedFigure, SeedResults
from harness.site.addresses import Pages
from harness.site.seed_plots import band_svg, forest_svg, strips_svg
from harness.statistics.contrast import Scale

ROWS_A_PANEL, PANELS_A_PAGE = 16, 10

_Row = SeedFigure | SeedCurve | SeedEffect
_T = TypeVar("_T")
_EFFECTS = {
    Scale.RATIO: "Orders, as ratios",
    Scale.SHARE: "Orders of figures that may be negative",
    Scale.RISE: "Tendencies over the epochs",
}


@dataclass(frozen=True, slots=True)
class SeedPanel:
    """One drawing and its table.

    Args:
        spec: Name of the spec that its claims are of.
        sort: ``figures``, ``curve`` or ``effects``.
        title: Its heading.
        rows: What it shows, one at the least; just one log.
    """

    spec: str
    sort: str
    title: str
    rows: Sequence[_Row]

    def drawn(self, name: str) -> str:
        """Draw it as SVG; the name begins every id within."""
        figures = [row for row in self.rows if isinstance(row, SeedFigure)]
        effects = [row for row in self.rows if isinstance(row, SeedEffect)]
        if figures:
            return strips_svg(figures, self.title, name)
        if effects:
            return forest_svg(effects, self.title, name)
        return "".join(band_svg(row, name) for row in self.rows if isinstance(row, SeedCurve))


def random_pages(random: SeedResults, most: int) -> Iterator[tuple[Pages, dict[str, Any]]]:
    """Divide random results among pages.

    Args:
        random: The results.
        most: How many panels are drawn.

    Yields:
        A page, and what its template shows.
    """
    panels = list(enumerate(panels_of(random), 1))
    pages = Pages("random", len(panels), PANELS_A_PAGE)
    for page, some in pages.split(panels):
        drawn = [(panel, panel.drawn(f"random-{n}") if n <= most else "") for n, panel in some]
        unmeasured = random.unmeasured if page.number == page.last else {}
        documents = [(spec, list(same)) for spec, same in groupby(drawn, key=_spec_of)]
        yield page, {"documents": documents, "pages": page, "unmeasured": unmeasured}


def _spec_of(pair: tuple[SeedPanel, str]) -> str:
    return pair[0].spec


def panels_of(results: SeedResults) -> list[SeedPanel]:
    """Divide random results into panels, document after document."""
    by_spec: dict[str, list[_Row]] = {}
    rows: list[_Row] = [*results.figures, *results.curves, *results.effects]
    for row in rows:
        by_spec.setdefault(row.claim.id.partition("/")[0], []).append(row)
    return [panel for spec, rows in by_spec.items() for panel in _panels(spec, rows)]


def _panels(spec: str, rows: Sequence[_Row]) -> Iterator[SeedPanel]:
    figures = [row for row in rows if isinstance(row, SeedFigure)]
    title = "Documented figures among their runs"
    yield from (SeedPanel(spec, "figures", title, some) for some in _split(figures))
    for row in rows:
        if isinstance(row, SeedCurve):
            yield SeedPanel(spec, "curve", row.claim.name, [row])
    effects = [row for row in rows if isinstance(row, SeedEffect)]
    for scale, title in _EFFECTS.items():
        alike = [row for row in effects if row.contrast.scale is scale]
        yield from (SeedPanel(spec, "effects", title, some) for some in _split(alike))


def _split(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (rows[at : at + ROWS_A_PANEL] for at in range(0, len(rows), ROWS_A_PANEL))
