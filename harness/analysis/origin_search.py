"""Search for the stack that a document was written on, by recorded evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from harness.claims import Claim, Spec
from harness.claims.releases import Packages, package_text, release_order
from harness.claims.spec import Declared
from harness.results.origin import Exclusion, ExclusionReason, Naming, Origin, OriginPart
from harness.results.verdict_matrix import Matrix, MatrixRow
from harness.verdicts import Word


def origins_of(specs: Sequence[Spec], matrix: Matrix) -> list[Origin]:
    """Find the stacks that documents were written on.

    Args:
        specs: The documents' specs.
        matrix: The verdicts of their claims, and perhaps of others, on every recorded stack.
    """
    rows: dict[str, list[MatrixRow]] = {spec.name: [] for spec in specs}
    for row in matrix.rows:
        if (name := row.id.partition("/")[0]) in rows:
            rows[name].append(row)
    return [_origin_of(spec, replace(matrix, rows=tuple(rows[spec.name]))) for spec in specs]


def _origin_of(spec: Spec, matrix: Matrix) -> Origin:
    """Find the stacks on which everything holds that holds on some stack and not on another.

    Claims that hold everywhere or nowhere show nothing, nor do those blocked on every stack.

    Args:
        spec: The document's spec.
        matrix: The verdicts of its claims on every recorded stack.
    """
    names = tuple(column.name for column in matrix.columns)
    rows = matrix.rows
    telling = [row for row in rows if {Word.CONFIRMED, Word.REFUTED} <= _words(row)]
    named = tuple(map(_naming, spec.declares))
    releases = {at.release for at in named} & set(map(_release, names))
    excluded = tuple(
        exclusion
        for index, name in enumerate(names)
        if (exclusion := _exclusion(index, name, telling, releases, named)) is not None
    )
    out = {exclusion.stack for exclusion in excluded}
    claims = {claim.id: claim for claim in spec.claims}
    since, before = _bounds([claims[row.id.partition("/")[2]] for row in telling], named)
    return Origin(
        spec=spec.name,
        document=spec.document,
        stacks=names,
        fits=tuple(
            name
            for index, name in enumerate(names)
            if name not in out and (_release(name) in releases or _seen(index, telling))
        ),
        since=since,
        before=before,
        named=named,
        excluded=excluded,
        parts=tuple(_parts(telling, names)),
        logs=tuple(row for row in rows if row.kind == "history"),
        devices=tuple(column.device for column in matrix.columns),
    )


def _naming(at: Declared) -> Naming:
    before, device, why = at.before or "", at.device or "", at.why or ""
    return Naming(at.span[0], at.figure, at.release, before, device, why)


def _words(row: MatrixRow) -> set[str]:
    return {cell.word for cell in row.cells}


def _seen(index: int, telling: Sequence[MatrixRow]) -> bool:
    """Whether any telling claim holds there; where all are blocked, the stack fits nothing."""
    return not telling or any(row.cells[index].word == Word.CONFIRMED for row in telling)


def _release(stack: str) -> str:
    return stack.removeprefix("tf").partition("-")[0]


def _exclusion(
    index: int, name: str, telling: Sequence[MatrixRow], releases: set[str], named: Sequence[Naming]
) -> Exclusion | None:
    against = [row for row in telling if row.cells[index].word == Word.REFUTED]
    declared = tuple(_declared(_release(name), releases, named))
    if not against and not declared:
        return None
    return Exclusion(name, tuple(_reasons(against, index)), declared)


def _declared(release: str, releases: set[str], named: Sequence[Naming]) -> Iterator[str]:
    """Say what the document itself says against a release."""
    if releases - {release}:
        yield f"The document names {', '.join(sorted(releases))}."
    for naming in named:
        if naming.before and release_order(release) >= release_order(naming.before):
            yield f"{naming.figure} in line {naming.line}: {naming.why}"


def _reasons(rows: Sequence[MatrixRow], index: int) -> list[ExclusionReason]:
    """Gather claims by what makes them false, so that twelve uses of one argument count once."""

    def why(row: MatrixRow) -> str:
        return row.cells[index].why

    gathered = [(text, tuple(group)) for text, group in groupby(sorted(rows, key=why), key=why)]
    found = [ExclusionReason(text, group, group[0].cells[index].found) for text, group in gathered]
    return sorted(found, key=lambda reason: -len(reason.rows))


def _parts(telling: Sequence[MatrixRow], names: Sequence[str]) -> Iterator[OriginPart]:
    def holds(row: MatrixRow) -> tuple[str, ...]:
        pairs = zip(names, row.cells, strict=True)
        return tuple(name for name, cell in pairs if cell.word == Word.CONFIRMED)

    for stacks, rows in groupby(sorted(telling, key=holds), key=holds):
        yield OriginPart(stacks, tuple(rows))


def _bounds(
    claims: Sequence[Claim], named: Sequence[Naming]
) -> tuple[dict[str, str], dict[str, str]]:
    """Find the releases of packages between which all claims hold, as their specs record them."""
    since = [claim.appears.since for claim in claims if claim.appears]
    before = [claim.drift.since for claim in claims if claim.drift and not claim.drift.until]
    before += [{"tensorflow": naming.before} for naming in named if naming.before]
    return _by_package(since, max), _by_package(before, min)


def _by_package(releases: Sequence[Packages], pick: Callable[..., str]) -> dict[str, str]:
    """Pick one release of each package that is named."""
    names = sorted({name for release in releases for name in release})
    return {
        package_text(name): pick((r[name] for r in releases if name in r), key=release_order)
        for name in names
    }
