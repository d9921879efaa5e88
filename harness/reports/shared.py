"""What several reports share: sections of a run, summary lines, locations, explanations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from harness.documents import State
from harness.results.cause_groups import own_specs
from harness.results.run import DocumentSummary, Result, Run
from harness.results.verdict_matrix import Fate, Matrix, MatrixRow
from harness.texts.plain import presentable
from harness.texts.visible import short
from harness.verdicts import OUTCOMES, ExitCode, Outcome, Word


@dataclass(frozen=True)
class Section:
    """One document with its claims, line after line."""

    document: DocumentSummary
    claims: list[Result]

    @cached_property
    def counts(self) -> Counter[str]:
        """Claims by outcome."""
        return Counter(claim.outcome for claim in self.claims)


def sections(run: Run) -> list[Section]:
    """Gather a run's claims by document, the project's own last; those without any are left out."""
    listed = {document.spec: document for document in run.documents}
    found: dict[str, list[Result]] = {spec: [] for spec in listed}
    for claim in run.claims:
        spec = claim.id.partition("/")[0]
        listed.setdefault(spec, DocumentSummary(spec, claim.document, spec, 0))
        found.setdefault(spec, []).append(claim)
    own = own_specs(run)
    return [
        Section(listed[spec], sorted(claims, key=lambda claim: claim.lines[0]))
        for spec, claims in sorted(found.items(), key=lambda item: item[0] in own)
        if claims
    ]


def occurring(labels: Container[str]) -> list[Outcome]:
    """List the outcomes with these labels, in the order of the table of outcomes."""
    return [outcome for outcome in OUTCOMES if outcome.label in labels]


def partly_judged(run: Run) -> Iterator[str]:
    """Say which specs were judged in part, and what of them was not looked at; a line each."""
    for section in sections(run):
        absent = sum(claim.anchor == State.ABSENT for claim in section.claims)
        blocked = sum(claim.verdict == Word.BLOCKED for claim in section.claims)
        document, total = section.document, len(section.claims)
        parts = [f"{blocked} of {claim_count(total)} blocked"] if blocked else []
        if absent:
            parts.append(f"not anchored: {document.document} is not at hand")
        if parts:
            yield f"in part: {document.spec}: {'; '.join(parts)}"


def gap_lines(run: Run) -> list[str]:
    """Say what was asked for and could not be looked at, and what would help; a line each."""
    code = f"; exit {run.exit_code}" if run.exit_code == ExitCode.NOT_LOOKED_AT else ""
    return list(dict.fromkeys(f"{gap.said}; {gap.help}{code}" for gap in run.gaps))


_PLURALS = {"erratum": "errata", "drift": "drifted"}


def claim_count(number: int) -> str:
    """Write a number of claims, such as ``1 claim`` or ``2 claims``."""
    return f"{number} claim{'' if number == 1 else 's'}"


def closing_line(run: Run) -> str:
    """Write the numbers, the time and the stack."""
    stopped = "" if run.complete else "; interrupted"
    device = run.stack.get("device", "none")
    where = run.stack["name"] if device == "none" else f"{run.stack['name']}, {device}"
    counts = listed_counts(run.counts)
    return f"{claim_count(len(run.claims))}: {counts} in {run.seconds:.0f} s on {where}{stopped}"


def listed_counts(counts: Mapping[str, int]) -> str:
    """Write numbers of claims by outcome, such as ``2 confirmed, 1 erratum``."""
    return ", ".join(
        f"{count} {_PLURALS.get(label, label) if count > 1 else label}"
        for label, count in counts.items()
    )


def _turn(matrix: Matrix, index: int) -> str:
    """Name the stack with which a verdict turns, and what came with it."""
    came = ", ".join(matrix.differences(index))
    return matrix.columns[index].name + f" ({came})" * bool(came)


def matrix_line(matrix: Matrix) -> str:
    """Write the numbers of claims by fate, drifted ones by release."""
    parts = []
    for fate, count in matrix.fates.items():
        releases = ", ".join(f"{number} with {name}" for name, number in matrix.drifts.items())
        parts.append(f"{count} {fate}{f' ({releases})' if fate is Fate.DRIFTED else ''}")
    stacks = f"{len(matrix.columns)} stack{'' if len(matrix.columns) == 1 else 's'}"
    return f"{claim_count(len(matrix.rows))} on {stacks}: {', '.join(parts)}"


def disagreement(matrix: Matrix, row: MatrixRow) -> str:
    """Say how a claim's verdicts differ from what its spec records."""
    wrong = [
        f"{cell.outcome} on {column.name}"
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if cell.outcome_entry.exit_code
    ]
    recorded = f"recorded since {row.recorded}" if row.recorded else "recorded of no release"
    turns = f"turns with {', '.join(_turn(matrix, turn) for turn in row.turns)}"
    return f"{recorded}, {turns if row.turns else row.fate}; {', '.join(wrong)}"


@dataclass(frozen=True, slots=True)
class Location:
    """Some lines of a file that a report points at.

    Args:
        file: Its path below the folder of the run; of a document that lies elsewhere, its name.
        first: First line, counted from 1.
        last: Last line.
        inside: Whether the file lies below the folder of the run.
    """

    file: str
    first: int
    last: int
    inside: bool = True


def document_location(claim: Result, run: Run, span: Sequence[int] = ()) -> Location:
    """Find the lines of a file that state a claim.

    Args:
        claim: The claim.
        run: Its run.
        span: Other lines of the document, first and last.
    """
    spec = claim.id.partition("/")[0]
    path, page = run.paths.get(spec, ""), run.pages.get(spec)
    first, last = (page.file_line(line) if page else line for line in span or claim.told)
    return Location(path or claim.document, first, last, bool(path))


def spec_location(claim: Result) -> Location:
    """Find the line of the spec at which a claim begins."""
    file, _, line = claim.spec.rpartition(":")
    number = int(line) if re.fullmatch("[0-9]{1,9}", line) else 1
    return Location(file or claim.spec, number, number)


def nearest_location(claim: Result, run: Run) -> Location:
    """Find a claim's lines in a file of the repository: the document, or else the spec."""
    found = document_location(claim, run)
    return found if found.inside else spec_location(claim)


def explain(claim: Result) -> str:
    """Explain a claim's verdict in about ten lines of text, the outcome first."""
    claim = presentable(claim)
    return "\n".join([_heading(claim), *(f"  {name:<10}{text}" for name, text in _rows(claim))])


def _heading(claim: Result) -> str:
    spec, _, name = claim.id.partition("/")
    heading = f"{claim.outcome:<9} {spec} / {name}"
    return f"{heading:<60}  {claim.place}"


_ANCHORS = {State.ANCHORED.value: "", State.ABSENT.value: ""}


def _rows(claim: Result) -> list[tuple[str, str]]:
    figure = " ".join(claim.figure.split()) if claim.figure else ""
    rows = [
        ("claim", short(claim.says)),
        ("figure", short(figure)),
        ("measured", short(f"{claim.found}  ({claim.basis})" if claim.basis else claim.found)),
        ("why", claim.why),
        ("anchor", _ANCHORS.get(claim.anchor, claim.anchor)),
        ("spec", claim.spec),
        ("again", claim.again),
    ]
    return [(name, text) for name, text in rows if text]
