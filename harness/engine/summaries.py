"""Summaries of documents and kinds for the run record."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from pathlib import Path

from harness.claims import Claim, Spec
from harness.results.run import DocumentSummary, KindSummary


def describe_document(spec: Spec, documents: Path | None) -> DocumentSummary:
    """Summarise a spec's document.

    Args:
        spec: The spec.
        documents: Folder of the documents; None where they are not at hand.
    """
    place = spec.beside or (documents and documents / spec.document)
    return DocumentSummary(
        spec=spec.name,
        document=spec.document,
        title=spec.title,
        not_claims=len(spec.not_claims),
        not_claim_lines=sum(last - first + 1 for first, last in (n.span for n in spec.not_claims)),
        path=_below_here(place) if place else "",
    )


def describe_kinds(specs: Sequence[Spec]) -> dict[str, KindSummary]:
    """Summarise the kinds of claim that occur in specs, by name."""
    found = {claim.kind: type(claim) for spec in specs for claim in spec.claims}
    return {name: _kind(found[name]) for name in sorted(found)}


def _kind(kind: type[Claim]) -> KindSummary:
    title, _, text = (inspect.getdoc(kind) or kind.__name__).partition("\n\n")
    weaker = {name: str(way) for name, way in kind.weaker.items()}
    return KindSummary(" ".join(title.split()), " ".join(text.split()), weaker)


def _below_here(path: Path) -> str:
    """Name a file as the repository does; empty where it is missing or lies elsewhere."""
    here, file = Path.cwd().resolve(), path.resolve()
    return file.relative_to(here).as_posix() if file.is_file() and here in file.parents else ""
