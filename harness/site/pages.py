"""The pages of the site, rendered one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from harness.reports.finding_groups import FindingGroup, findings_of, own_lines
from harness.reports.headline import headline
from harness.reports.matrix_report import matrix_page
from harness.reports.shared import (
    Section,
    closing_line,
    gap_lines,
    matrix_line,
    occurring,
    sections,
)
from harness.reports.templating import render
from harness.results.run import Result
from harness.results.site_data import Curve, Provenance, SiteData
from harness.results.verdict_matrix import MatrixCell, MatrixRow
from harness.site.addresses import Addresses, Pages
from harness.site.drawing import missing_charts
from harness.site.plots import curve_svg, timings_svg
from harness.site.search_index import index_files, kinds_of
from harness.site.seed_panels import random_pages
from harness.site.trend import trend
from harness.texts.plain import presentable

MENU = {
    "index.html": "Overview",
    "matrix.html": "Stacks",
    "curves.html": "Training logs",
    "random.html": "Random results",
    "benchmarks.html": "Benchmarks",
    "environment.html": "Environment",
}
FINDINGS_A_PAGE, MATRIX_ROWS_A_PAGE, LOGS_A_PAGE = 200, 500, 25

MOST_DRAWN = 50
"""Logs, and panels of random results, that are drawn; a chart takes longer than its page."""


@dataclass(frozen=True, slots=True)
class ClaimDetails:
    """One claim in full.

    Args:
        claim: What the run found of it.
        provenance: Where its evidence is from; None where its spec is not at hand.
        stacks: Recorded stacks, one after the other, with one and the same result: their names,
            what was found, and the days it was measured.
        files: The evidence files that hold it, as a shell pattern; empty where none does.
    """

    claim: Result
    provenance: Provenance | None
    stacks: Sequence[tuple[list[str], MatrixCell, list[str]]]
    files: str


class Site:
    """The pages that are made from one run and what is recorded beside it.

    Args:
        data: What they are made from.

    Attributes:
        no_charts: Why the pages have no charts; empty where they have, or where none belong there.
    """

    def __init__(self, data: SiteData) -> None:
        data = presentable(data)
        self._data = data
        self._sections = sections(data.run)
        self._places = Addresses(self._sections)
        drawn = data.recorded.curves or data.timings or data.recorded.random
        self.no_charts = missing_charts() if drawn else ""
        self._rows = {row.id: row for row in data.recorded.matrix.rows}

    def files(self) -> Iterator[tuple[str, str]]:
        """Write every file of the site.

        Yields:
            Its name and its text.
        """
        yield from self._overview()
        for section in self._sections:
            yield from self._document(section)
            yield from self._claims(section)
        yield from self._matrix()
        yield from self._curves()
        yield from self._random()
        yield "benchmarks.html", self._benchmarks()
        yield "environment.html", self._environment()
        yield from index_files(self._sections, self._places)

    def _overview(self) -> Iterator[tuple[str, str]]:
        run, runs = self._data.run, self._data.runs
        shared = {
            "run": run,
            "sections": self._sections,
            "shown": occurring(run.counts),
            "gaps": gap_lines(run),
            "own": own_lines(run),
            "closing": closing_line(run),
            "steps": trend(runs),
            "ever": occurring(set().union(*(some.counts for some in runs))),
            "kinds": kinds_of(self._sections),
        }
        for page, groups in self._findings():
            first = page.number == 1
            template = "overview.html" if first else "findings.html"
            title = headline(run) if first else f"Findings {page.range}"
            context = {**shared, "groups": groups, "pages": page}
            yield page.file, self._render(template, "index.html", title, **context)

    def _findings(self) -> Iterator[tuple[Pages, list[FindingGroup]]]:
        """Divide the findings among pages, of which the overview is the first."""
        listed = [
            (group, cause, claim)
            for group in findings_of(self._data.run)
            for cause in group.causes
            for claim in cause.claims
        ]
        pages = Pages("findings", len(listed), FINDINGS_A_PAGE, first="index.html")
        for page, some in pages.split(listed):
            yield (
                page,
                [
                    replace(
                        group,
                        causes=[
                            replace(cause, claims=[claim for *_, claim in claims])
                            for cause, claims in groupby(same, key=itemgetter(1))
                        ],
                    )
                    for group, same in groupby(some, key=itemgetter(0))
                ],
            )

    def _document(self, section: Section) -> Iterator[tuple[str, str]]:
        document, origins = section.document, self._data.recorded.origins
        for page, claims in self._places.document_pages(section).split(section.claims):
            context = {
                "section": section,
                "claims": claims,
                "pages": page,
                "shown": occurring(section.counts),
                "columns": self._data.recorded.matrix.columns,
                "rows": self._rows,
                "origin": origins.get(document.spec) if page.number == 1 else None,
                "annotated": self._data.annotated.get(document.document, ""),
            }
            yield page.file, self._render("document.html", "", document.title, **context)

    def _claims(self, section: Section) -> Iterator[tuple[str, str]]:
        for page, claims in self._places.claim_pages(section).split(section.claims):
            title = f"{section.document.title}: claims {page.range}"
            context = {
                "section": section,
                "details": [self._details(claim) for claim in claims],
                "pages": page,
                "run": self._data.run,
                "annotated": self._data.annotated.get(section.document.document, ""),
            }
            yield page.file, self._render("claims.html", "", title, **context)

    def _details(self, claim: Result) -> ClaimDetails:
        provenance = self._data.recorded.provenance.get(claim.id)
        row = self._rows.get(claim.id)
        stacks = self._stacks(row, provenance) if row else []
        return ClaimDetails(claim, provenance, stacks, self._files(provenance))

    def _files(self, provenance: Provenance | None) -> str:
        recorded = self._data.recorded
        days = provenance.days if provenance else ()
        names = [c.name for c, day in zip(recorded.matrix.columns, days, strict=False) if day]
        joined = f"{{{','.join(names)}}}" if len(names) > 1 else "".join(names)
        return f"{recorded.folder}/{joined}.json" if names else ""

    def _stacks(
        self, row: MatrixRow, provenance: Provenance | None
    ) -> list[tuple[list[str], MatrixCell, list[str]]]:
        """Join stacks, one after the other, on which the same was found."""
        columns = self._data.recorded.matrix.columns
        days = provenance.days if provenance else ("",) * len(columns)
        found = zip(columns, row.cells, days, strict=True)
        return [
            ([column.name for column, *_ in same], cell, sorted({day for *_, day in same if day}))
            for cell, group in groupby(found, key=itemgetter(1))
            for same in [list(group)]
        ]

    def _matrix(self) -> Iterator[tuple[str, str]]:
        matrix = self._data.recorded.matrix
        pages = Pages("matrix", len(matrix.rows), MATRIX_ROWS_A_PAGE)
        title = matrix_line(matrix) if matrix.columns else "No recorded stacks"
        for page, rows in pages.split(matrix.rows):
            context = self._context("matrix.html", places=self._places, pages=page, rows=rows)
            yield page.file, matrix_page(matrix, title, context)

    def _curves(self) -> Iterator[tuple[str, str]]:
        curves = list(enumerate(self._data.recorded.curves, 1))
        pages = Pages("curves", len(curves), LOGS_A_PAGE)
        for page, some in pages.split(curves):
            drawn = [(curve, self._drawn(number, curve)) for number, curve in some]
            context = {"curves": drawn, "pages": page}
            yield page.file, self._render("curves.html", "curves.html", "Training logs", **context)

    def _random(self) -> Iterator[tuple[str, str]]:
        titles = {part.document.spec: part.document.title for part in self._sections}
        most = 0 if self.no_charts else MOST_DRAWN
        for page, context in random_pages(self._data.recorded.random, most):
            context["titles"] = titles
            yield page.file, self._render("random.html", "random.html", "Random results", **context)

    def _drawn(self, number: int, curve: Curve) -> str:
        drawn = number <= MOST_DRAWN and not self.no_charts
        return curve_svg(curve, f"log-{number}") if drawn else ""

    def _benchmarks(self) -> str:
        timings = self._data.timings
        groups = timings.groups.items() if timings else ()
        drawn = []
        for number, (group, some) in enumerate(groups, 1):
            name = f"group-{number}"
            drawing = "" if self.no_charts else timings_svg(some, group or "Benchmarks", name)
            drawn.append((group, some, drawing))
        context = {"timings": timings, "groups": drawn}
        return self._render("benchmarks.html", "benchmarks.html", "Benchmarks", **context)

    def _environment(self) -> str:
        recorded = self._data.recorded
        context = {"run": self._data.run, "stacks": recorded.stacks, "folder": recorded.folder}
        return self._render("environment.html", "environment.html", "Environment", **context)

    def _render(self, template: str, current: str, title: str, **context: Any) -> str:
        return render(template, title=title, **self._context(current, **context))

    def _context(self, current: str, **context: Any) -> dict[str, Any]:
        shared = {"layout": "site.html", "menu": MENU, "current": current}
        return {**shared, "no_charts": self.no_charts, "places": self._places, **context}
