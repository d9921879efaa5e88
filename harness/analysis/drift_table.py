"""The releases that specs hold responsible for drift, and the recorded stacks on either side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.claims import Claim, Spec
from harness.claims.releases import Packages, is_reached, package_text, release_order
from harness.results.release_changes import ReleaseChange, Turn
from harness.results.verdict_matrix import Matrix, MatrixRow, StackColumn
from harness.verdicts import Word

_Change = tuple[Turn, Packages]


def release_changes(specs: Sequence[Spec], matrix: Matrix) -> list[ReleaseChange]:
    """List the releases that changed claims, by package and release.

    Args:
        specs: The specs.
        matrix: The verdicts of their claims on every recorded stack.
    """
    rows = {row.id: row for row in matrix.rows}
    found: dict[tuple[str, str], list[tuple[Turn, MatrixRow]]] = {}
    for spec in specs:
        for claim in spec.claims:
            for turn, since in dict.fromkeys(_changes(claim)):
                found.setdefault(since, []).append((turn, rows[f"{spec.name}/{claim.id}"]))
    order = sorted(found, key=lambda since: (since[0], release_order(since[1])))
    return [_release(since, found[since], matrix.columns) for since in order]


def _changes(claim: Claim) -> Iterator[tuple[Turn, tuple[str, str]]]:
    """List what releases did to a claim, as its spec records it."""
    if claim.appears:
        yield Turn.BRINGS, _pair(claim.appears.since)
    if claim.drift:
        yield Turn.BREAKS, _pair(claim.drift.since)
        if claim.drift.until:
            yield Turn.MENDS, _pair(claim.drift.until)
    for reason in (claim.erratum, claim.drift, claim.appears):
        for item in reason.later if reason else ():
            yield Turn.CHANGES, _pair(item.since)


def _pair(since: Packages) -> tuple[str, str]:
    ((package, release),) = since.items()
    return package, release


def _release(
    since: tuple[str, str], turns: list[tuple[Turn, MatrixRow]], columns: Sequence[StackColumn]
) -> ReleaseChange:
    package, release = since
    have = [index for index, column in enumerate(columns) if package in column.packages]
    have.sort(key=lambda index: release_order(columns[index].packages[package]))
    after = [i for i in have if is_reached({package: release}, columns[i].packages)]
    before = [index for index in have if index not in after]
    sides = (before, after)
    return ReleaseChange(
        package=package_text(package),
        release=release,
        claims={
            turn: tuple(row.id for other, row in turns if other is turn)
            for turn in Turn
            if any(other is turn for other, _ in turns)
        },
        before=_stack(columns[before[-1]], package) if before else "",
        after=_stack(columns[after[0]], package) if after else "",
        unseen=tuple(
            dict.fromkeys(row.id for _, row in turns if not all(_seen(row, s) for s in sides))
        ),
    )


def _stack(column: StackColumn, package: str) -> str:
    return f"{column.packages[package]} on {column.name}"


def _seen(row: MatrixRow, indices: Sequence[int]) -> bool:
    return any(row.cells[index].word in (Word.CONFIRMED, Word.REFUTED) for index in indices)
