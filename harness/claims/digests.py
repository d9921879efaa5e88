"""Digests of passages, written into a spec without touching anything else in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harness.claims.claim import At
from harness.claims.spec import Spec
from harness.claims.yaml import Path_, Yaml
from harness.documents import Document, State, anchor
from harness.documents.document import Span

_LINES = re.compile(r"\[\s*\d+\s*,\s*\d+\s*\]|\d+")
_DIGEST = re.compile(r"(?P<before>digest:\s*)[0-9a-f]{8}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that a spec names, and where the spec names it."""

    path: Path_
    at: At


def passages(spec: Spec) -> Iterator[Passage]:
    """List every passage of a spec, in the order in which a spec names them."""
    for index, declared in enumerate(spec.declares):
        yield Passage(("declares", index), declared)
    for index, claim in enumerate(spec.claims):
        yield Passage(("claims", index, "at"), claim.at)
        for position, at in enumerate(getattr(claim, "against", [])):
            yield Passage(("claims", index, "against", position), at)


def with_digests(spec: Spec, document: Document) -> str:
    """Write the digest of every passage that stands where the spec says, or has moved.

    Passages that were reworded or have vanished keep what they have: they need a person.

    Returns:
        The spec's new text.
    """
    text = spec.file.read_text(encoding="utf-8")
    yaml = Yaml(spec.file)
    starts = _line_starts(text)
    for passage in reversed(list(passages(spec))):
        found = anchor(document, passage.at.span, passage.at.digest or "", passage.at.figure)
        if found.state in (State.ANCHORED, State.MOVED):
            line, column = yaml.places[*passage.path, "lines"]
            offset = starts[line - 1] + column - 1
            text = _rewritten(text, offset, found.lines, document.digest(found.lines), passage.at)
    return text


def _rewritten(text: str, offset: int, span: Span, digest: str, at: At) -> str:
    lines = _LINES.match(text, offset)
    assert lines is not None
    span_text = f"[{span[0]}, {span[1]}]" if "[" in lines.group() else str(span[0])
    rest = text[lines.end() :]
    if at.digest is None:
        gap = ", " if _in_braces(text, offset) else f"\n{_indent(text, offset)}"
        return f"{text[:offset]}{span_text}{gap}digest: {digest}{rest}"
    return text[:offset] + span_text + _DIGEST.sub(rf"\g<before>{digest}", rest, count=1)


def _in_braces(text: str, offset: int) -> bool:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return "{" in line or not line.strip().startswith(("lines:", "- lines:"))


def _indent(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    return " " * (text.index("lines:", start) - start)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
