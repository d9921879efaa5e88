"""A small site that has everything that a page can show."""

from dataclasses import replace

import pytest

from harness.analysis.stack_verdicts import fate_of
from harness.results.origin import Exclusion, ExclusionReason, Naming, Origin, OriginPart
from harness.results.seed_results import SeedClaim, SeedCurve, SeedEffect, SeedFigure, SeedResults
from harness.results.site_data import (
    Curve,
    LogColumn,
    Provenance,
    RecordedEvidence,
    RecordedReason,
    SiteData,
)
from harness.results.timings import Timing, Timings
from harness.results.verdict_matrix import Matrix, MatrixCell, MatrixRow, StackColumn
from harness.statistics.contrast import Contrast
from tests.sample_run import NASTY

STACKS = ("tf2.15", "tf2.16")


def row(claim) -> MatrixRow:
    cells = (
        MatrixCell("confirmed", "confirmed", "42", ""),
        MatrixCell("refuted", "drift", "43", NASTY),
    )
    fate, turns = fate_of([cell.word for cell in cells])
    return MatrixRow(claim.id, claim.document, claim.lines[0], NASTY, cells, turns, fate, "2.16")


def origin(rows) -> Origin:
    excluded = Exclusion("tf2.16", (ExclusionReason(NASTY, rows[:1], NASTY),), (NASTY,))
    return Origin(
        spec="spec-0",
        document="0.txt",
        stacks=STACKS,
        fits=("tf2.15",),
        since={},
        before={"Keras": "3.0"},
        named=(Naming(1, NASTY, device="GPU", why=NASTY),),
        excluded=(excluded,),
        parts=(OriginPart(("tf2.15",), rows[:1]), OriginPart(("tf2.16",), rows[1:2])),
        logs=rows[:1],
        devices=("CPU", "CPU"),
    )


def random_results(claims) -> SeedResults:
    """A result of every kind, with what may be missing of it, and texts that may mean something."""

    def told(kind, measured, claim=claims[0]) -> SeedClaim:
        place = f"{claim.document}:1"
        return SeedClaim(claim.id, kind, NASTY, place, NASTY, 8, "refuted", NASTY, measured)

    runs = (0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, float("nan"))
    spread = {"median": 0.04, "from": 0.01, "to": 0.07, "seeds": 8}
    judged = {**spread, "low": 0.005, "high": 0.4, "percentile": 12.3, "relative": True}
    curve = {"median": [0.5, 0.1], "low": [0.4, 0.05], "high": [0.7, 0.2], "seeds": 20}
    pairs = ([1.0, 2.0], [1.5, 9.0])
    other = claims[1]
    return SeedResults(
        [
            SeedFigure(told("typical", {**judged, "offset": 0.4}), NASTY, (0.01, 0.02), runs),
            SeedFigure(told("about", {**judged, "margin": 0.1}), "0.03", (0.03, 0.03), runs),
            SeedFigure(told("typical", {"seeds": 8}, other), "3", (2.5, 3.5), runs[-1:]),
        ],
        [
            SeedCurve(told("curve", curve), ("0.50", "0.12")),
            SeedCurve(told("curve", {"seeds": 2}, other), ("0.5", "-0.1")),
        ],
        [
            SeedEffect(told("ordering", {"seeds": 2}), NASTY, Contrast.of(*pairs, 0.2)),
            SeedEffect(told("ordering", {"seeds": 1}), "a < b", Contrast.of([-1.0], [2.0], 0.0)),
            SeedEffect(told("ordering", {"seeds": 1}), "a < b", Contrast.of([-1.0], [0.0], 0.0)),
            SeedEffect(
                told("trend", {"seeds": 2}, other), "a rises", Contrast.of_rises([1.0, -0.5])
            ),
        ],
        {claims[2].id: NASTY, "elsewhere/claim": "not recorded"},
    )


@pytest.fixture
def recorded(record) -> RecordedEvidence:
    reasons = (RecordedReason("drift", "since 2.16", NASTY, "43"),)
    columns = tuple(StackColumn(name, f"{name[2:]}.0", "3.0", True) for name in STACKS)
    log = {"tf2.15": (0.5, 0.2501), "tf2.16": (0.7, float("nan"))}
    found = {"tf2.15": "confirmed: 2 of 2 figures agree", "tf2.16": f"drift: {NASTY}"}
    curve = Curve(
        record.claims[0].id, NASTY, "0.txt:1", (LogColumn("loss", ("0.5", "0.250"), log),), found
    )
    rows = tuple(map(row, record.claims))
    return RecordedEvidence(
        folder="reports/evidence",
        matrix=Matrix(columns, rows),
        provenance={
            claim.id: Provenance("layers.0", "a" * 16, "b" * 16, ("2026-01-01", ""), reasons)
            for claim in record.claims
        },
        curves=(curve,),
        stacks=[{"name": name, "python": "3.11", "device": NASTY} for name in STACKS],
        origins={"spec-0": origin(rows)},
        random=random_results(record.claims),
    )


@pytest.fixture
def site_data(record, recorded) -> SiteData:
    older = replace(record, started="2025-12-01T00:00:00+00:00", claims=record.claims[:4])
    timing = Timing(NASTY, "layers", 0.001, 0.002, 0.003, 0.004, 0.1, 9, {"ratio": 1.1})
    timings = Timings("b.json", "2026-01-01T10:00:00", {"processor": NASTY}, (timing,))
    return SiteData((older, record), recorded, timings, {"0.txt": "../0.html"})
