"""Coverage: which lines of a document its spec covers, where its passages stand today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harness.claims.digests import anchored, followers
from harness.claims.spec import NotClaim, Spec
from harness.documents import Document, Span, State
from harness.documents.statements import Checkable, looks_like_figures, statements


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lines of one document that state something, by what its spec says of them.

    Args:
        document: The document's file name.
        claimed: Lines of a claim's passage.
        not_claims: Lines that the spec says state nothing to be checked.
        naked: Lines that the spec does not mention.
        allowed: How many naked lines the spec allows.
    """

    document: str
    claimed: frozenset[int]
    not_claims: frozenset[int]
    naked: tuple[int, ...]
    allowed: int = 0

    @property
    def kept(self) -> bool:
        """Whether the number of naked lines is exactly the one the spec allows."""
        return len(self.naked) == self.allowed


@dataclass(frozen=True, slots=True)
class Covered:
    """The lines that a spec speaks of.

    Args:
        claimed: Lines of every passage that it names.
        not_claims: Where the lines stand that it says are no claim; those are left out whose
            place is not known.
    """

    claimed: frozenset[int]
    not_claims: tuple[tuple[Span, NotClaim], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A passage marked ``not_claims`` that a person should look at again.

    Args:
        span: Its first and last line.
        reason: Why the spec marks it so.
        lines: Lines in it that no claim speaks of.
        figures: Those of them, code left out, that print what a measurement could decide.
    """

    span: Span
    reason: str
    lines: tuple[int, ...]
    figures: tuple[int, ...]


def coverage(spec: Spec | None, document: Document) -> Coverage:
    """Sort the lines that state something by what a spec says of them.

    Args:
        spec: The document's spec; None where there is none, so that every such line is naked.
        document: The document.
    """
    stating = frozenset(statements(document.lines))
    found = covered(spec, document) if spec else Covered(frozenset(), ())
    claimed = found.claimed & stating
    skipped = _lines_of((span for span, _ in found.not_claims), len(document.lines)) & stating
    naked = tuple(sorted(stating - claimed - skipped))
    allowed = spec.naked if spec else 0
    return Coverage(document.name, claimed, skipped - claimed, naked, allowed)


def doubts(spec: Spec, document: Document) -> list[Doubt]:
    """List the passages marked ``not_claims``, with what a person should look at again."""
    last, stating, known = len(document.lines), statements(document.lines), covered(spec, document)
    found = []
    for span, item in known.not_claims:
        lines = tuple(sorted((_lines_of([span], last) - known.claimed) & stating.keys()))
        printed = [n for n in lines if stating[n] is not Checkable.CODE]
        figures = tuple(n for n in printed if looks_like_figures(document.lines[n - 1]))
        found.append(Doubt(span, item.reason, lines, figures))
    return found


def covered(spec: Spec, document: Document) -> Covered:
    """Find the lines that a spec speaks of, where they stand today.

    Every passage counts that the spec names: of claims, code blocks, outputs and declarations.
    """
    named = anchored(spec, document)
    spans = (anchor.lines for _, anchor in named if anchor.state is not State.VANISHED)
    now = {item.path: item.now for item in followers(spec, named)}
    not_claims = (
        (span, item)
        for index, item in enumerate(spec.not_claims)
        if (span := now["not_claims", index, "lines"])
    )
    return Covered(_lines_of(spans, len(document.lines)), tuple(not_claims))


def _lines_of(spans: Iterable[Span], end: int) -> frozenset[int]:
    return frozenset(n for first, last in spans for n in range(first, min(last, end) + 1))
