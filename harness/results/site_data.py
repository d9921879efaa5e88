"""The data that the site shows: runs, recorded evidence, benchmarks and annotated pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.results.origin import Origin
from harness.results.run import Run
from harness.results.seed_results import SeedResults
from harness.results.timings import Timings
from harness.results.verdict_matrix import Matrix
from harness.verdicts.tolerance import half_unit, within


@dataclass(frozen=True, slots=True)
class RecordedReason:
    """Why a claim is expected not to hold, as its spec records it.

    Args:
        word: The expectation: erratum, drift or not yet.
        releases: Such as ``since 2.16``; empty for an erratum.
        why: The reason in one sentence.
        truth: What is measured instead; empty where the spec leaves it open.
    """

    word: str
    releases: str
    why: str
    truth: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the evidence of a claim is from, and what its spec records.

    Args:
        reads: Dotted path to the claim's part of the evidence; empty for all of it.
        key: Key of the request; empty where the document alone decides.
        source: Digest of the subject's source today; empty as for ``key``.
        days: Day of the measurement on each column of the matrix, ISO 8601; empty where there
            is none.
        reasons: What the spec records.
    """

    reads: str
    key: str
    source: str
    days: tuple[str, ...]
    reasons: tuple[RecordedReason, ...]


@dataclass(frozen=True, slots=True)
class LogColumn:
    """One column of a training log.

    Args:
        name: Such as ``val_loss``.
        printed: The figures as the document prints them, one an epoch.
        measured: The measured figures by the name of the stack, the oldest first.
    """

    name: str
    printed: tuple[str, ...]
    measured: Mapping[str, tuple[float, ...]]

    @property
    def halves(self) -> list[float]:
        """Half a unit in the last printed place of each figure."""
        return [float(half_unit(text)) for text in self.printed]

    def agrees(self, epoch: int, value: float) -> bool:
        """Whether a measured figure rounds to the printed one; epochs count from 0."""
        text = self.printed[epoch]
        return within(value, text, half_unit(text))


@dataclass(frozen=True, slots=True)
class Curve:
    """A training log beside what was measured.

    Args:
        id: ``SPEC/ID`` of the claim.
        says: One sentence: what the document says.
        place: The document and its line.
        columns: The log's columns.
        found: What was found on each recorded stack, by its name.
    """

    id: str
    says: str
    place: str
    columns: tuple[LogColumn, ...]
    found: Mapping[str, str]


@dataclass(frozen=True)
class RecordedEvidence:
    """What specs and recorded evidence add to a run.

    Args:
        folder: The folder of evidence files, relative to the project.
        matrix: Every claim on every recorded stack.
        provenance: By the id of the claim.
        curves: The training logs.
        stacks: What each recorded stack was made of, oldest first.
        origins: Where each document was written, by the name of its spec.
        random: Claims about random results, with their runs.
    """

    folder: str
    matrix: Matrix
    provenance: Mapping[str, Provenance]
    curves: Sequence[Curve]
    stacks: Sequence[Mapping[str, str]]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    random: SeedResults = field(default_factory=SeedResults)


NO_EVIDENCE = RecordedEvidence("", Matrix((), ()), {}, (), ())
"""What a run is shown with where its specs and the evidence are not at hand."""


@dataclass(frozen=True)
class SiteData:
    """Everything that the pages of the site show.

    Args:
        runs: The runs, oldest first; the last is the one that is shown.
        recorded: What specs and recorded evidence add.
        timings: A run of the benchmarks; None where there is none.
        annotated: Address of each document's annotated page, by the document's file name.
    """

    runs: Sequence[Run]
    recorded: RecordedEvidence = NO_EVIDENCE
    timings: Timings | None = None
    annotated: Mapping[str, str] = field(default_factory=dict)

    @property
    def run(self) -> Run:
        """The newest run."""
        return self.runs[-1]
