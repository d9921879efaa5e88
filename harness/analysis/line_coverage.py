"""Coverage: which lines of a document its spec covers."""

from __future__ import annotations

from dataclasses import dataclass

from harness.claims.digests import mentions
from harness.claims.spec import Spec
from harness.documents import Document, Span
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
    last = len(document.lines)
    claimed = _claimed_lines(spec, last) & stating if spec else frozenset()
    spans = [item.span for item in spec.not_claims] if spec else []
    skipped = _lines_of(spans, last) & stating
    naked = tuple(sorted(stating - claimed - skipped))
    allowed = spec.naked if spec else 0
    return Coverage(document.name, claimed, skipped - claimed, naked, allowed)


def doubts(spec: Spec, document: Document) -> list[Doubt]:
    """List the passages marked ``not_claims``, with what a person should look at again."""
    last = len(document.lines)
    claimed, stating = _claimed_lines(spec, last), statements(document.lines)
    found = []
    for item in spec.not_claims:
        lines = tuple(sorted((_lines_of([item.span], last) - claimed) & stating.keys()))
        printed = [n for n in lines if stating[n] is not Checkable.CODE]
        figures = tuple(n for n in printed if looks_like_figures(document.lines[n - 1]))
        found.append(Doubt(item.span, item.reason, lines, figures))
    return found


def _claimed_lines(spec: Spec, last: int) -> frozenset[int]:
    """List the lines of every passage that a claim names, up to the document's last one."""
    return _lines_of([mention.at.span for mention in mentions(spec)], last)


def _lines_of(spans: list[Span], end: int) -> frozenset[int]:
    return frozenset(n for first, last in spans for n in range(first, min(last, end) + 1))
