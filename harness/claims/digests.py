"""Writes lines and digests of passages into a spec, and changes nothing else in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from harness.claims.at import At
from harness.claims.claim import Claim
from harness.claims.errors import SpecErrors
from harness.claims.spec import Spec
from harness.claims.yaml import KeyPath, Yaml
from harness.documents import Anchor, Document, Passage, Span, State, anchor_all
from harness.documents.alignment import Followed

_LINES = re.compile(r"\[\s*\d+\s*,\s*\d+\s*\]|\d+")
_DIGEST = re.compile(r"(?P<before>digest:\s*)[0-9a-f]{8}-[0-9a-f]{8}")
_IN_BRACES = re.compile(r"(?:\s|#[^\n]*\n)*[,}]")
"""What follows lines between braces, where keys stand in a row."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that a spec names, and where the spec names it.

    Args:
        claim: The claim that rests on it; None for a code block or a declaration.
        path: Where in the spec it is named.
        at: What the spec says there.
        passage: What must be found in the document.
    """

    claim: Claim | None
    path: KeyPath
    at: At
    passage: Passage

    @property
    def name(self) -> str:
        """The claim's id, or the key of the spec that names the passage."""
        return self.claim.id if self.claim else ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Follower:
    """Lines that a spec names without a digest: ``not_claims`` and repairs.

    Args:
        path: Where in the spec they are named.
        span: The lines, as named there.
        now: Where they stand, located by the anchored passages around them; None where those moved
            apart.
    """

    path: KeyPath
    span: Span
    now: Span | None

    @property
    def name(self) -> str:
        """The keys of the spec that name the lines."""
        return ".".join(map(str, self.path[:-1]))


def mentions(spec: Spec) -> Iterator[Mention]:
    """List every passage of a spec, in its order: declared releases, code blocks, claims."""
    for index, declared in enumerate(spec.declares):
        yield Mention(None, ("declares", index), declared, declared.passage())
    for index, block in enumerate(spec.code.blocks if spec.code else ()):
        yield Mention(None, ("code", "blocks", index), block, block.passage())
        for position, at in enumerate(block.prints):
            yield Mention(None, ("code", "blocks", index, "prints", position), at, at.passage())
    for index, claim in enumerate(spec.claims):
        own, *others = claim.passages
        yield Mention(claim, ("claims", index, "at"), own, own.passage(claim.columns))
        for position, at in enumerate(others):
            yield Mention(claim, ("claims", index, "against", position), at, at.passage())
        if claim.up_to is not None:  # a part of its block, which is not what the claim is about
            yield Mention(None, ("claims", index, "up_to"), claim.up_to, claim.up_to.passage())


def anchored(spec: Spec, document: Document | None) -> list[tuple[Mention, Anchor]]:
    """Find every passage of a spec in its document.

    Args:
        spec: The spec.
        document: Its document; None where it is absent.
    """
    named = list(mentions(spec))
    known = {mention.at.span: mention.at.digest for mention in named if mention.at.digest}
    # a claim and the code block that it is about have the same lines: one digest does for both
    passages = [
        replace(m.passage, digest=m.passage.digest or known.get(m.at.span, "")) for m in named
    ]
    return list(zip(named, anchor_all(document, passages), strict=True))


def followers(spec: Spec, named: Sequence[tuple[Mention, Anchor]]) -> list[Follower]:
    """Locate lines without a digest by the anchored passages around them, a repair by its block.

    Args:
        spec: The spec.
        named: Its passages, and where each stands.
    """
    pairs = [(mention.at.span, anchor.lines) for mention, anchor in named if not anchor.state.lost]
    followed = Followed(pairs)
    moves = {
        line: line + anchor.lines[0] - mention.at.span[0]
        for mention, anchor in named
        if "blocks" in mention.path and not anchor.state.lost
        for line in range(mention.at.span[0], mention.at.span[1] + 1)
    }
    found = [
        Follower(("not_claims", index, "lines"), item.span, followed.now(item.span))
        for index, item in enumerate(spec.not_claims)
    ]
    for index, repair in enumerate(spec.code.repairs if spec.code else ()):
        span, now = (repair.line, repair.line), moves.get(repair.line)
        path = ("code", "repairs", index, "line")
        found.append(Follower(path, span, (now, now) if now else followed.now(span)))
    return found


def with_digests(spec: Spec, document: Document, accepted: Collection[str] = ()) -> str:
    """Write the digest of every passage that stands where the spec says, or has moved.

    Lines without a digest move with the passages around them. Passages that were reworded or have
    vanished, and lines between passages that moved apart, stay as they are: a person must decide.
    A code block and the claims that have its lines are written together or not at all.

    Args:
        spec: The spec.
        document: Its document.
        accepted: Claims whose reworded passages a person has read and found to say the same.

    Returns:
        The spec's new text.

    Raises:
        SpecErrors: Lines are written in a way that is not understood here.
    """
    yaml = Yaml(spec.file)
    text = yaml.text
    settled = list(_settled(anchored(spec, document), accepted))
    found: dict[KeyPath, tuple[Span, At | None]] = {
        (*mention.path, "lines"): (anchor.lines, mention.at) for mention, anchor in settled
    }
    found |= {item.path: (item.now, None) for item in followers(spec, settled) if item.now}
    for path in sorted(found, key=lambda path: yaml.places[path], reverse=True):
        place = yaml.places[path]
        if not _LINES.match(text, yaml.offset(place)):
            message = "these lines cannot be rewritten; write them as 5 or as [5, 9]"
            raise SpecErrors([yaml.error(place, message)])
        text = _rewritten(text, yaml.offset(place), *found[path], document)
    return text


def _settled(
    named: Sequence[tuple[Mention, Anchor]], accepted: Collection[str]
) -> Iterator[tuple[Mention, Anchor]]:
    """Choose the passages whose place is known, or was accepted."""
    blocks = {m.at.span for m, _ in named if "blocks" in m.path}
    read = {m.at.span for m, _ in named if m.name in accepted} & blocks
    lost = [
        anchor.state.lost
        and not (anchor.state is State.REWORDED and (m.name in accepted or m.at.span in read))
        for m, anchor in named
    ]
    held = {m.at.span for (m, _), out in zip(named, lost, strict=True) if out} & blocks
    for (mention, anchor), out in zip(named, lost, strict=True):
        if not out and mention.at.span not in held:
            yield mention, anchor


def _rewritten(text: str, offset: int, span: Span, at: At | None, document: Document) -> str:
    lines = _LINES.match(text, offset)
    assert lines is not None
    first, last = span
    span_text = f"[{first}, {last}]" if "[" in lines.group() else f"{first}"
    rest = text[lines.end() :]
    if at is None:
        return text[:offset] + span_text + rest
    digest = document.digest(span)
    if at.digest is None:
        gap = ", " if _IN_BRACES.match(rest) else f"\n{_indent(text, offset)}"
        return f"{text[:offset]}{span_text}{gap}digest: {digest}{rest}"
    return text[:offset] + span_text + _DIGEST.sub(rf"\g<before>{digest}", rest, count=1)


def _indent(text: str, offset: int) -> str:
    """Return the blanks in front of the key whose value stands at a place."""
    *_, line = text[:offset].split("\n")
    return " " * line.index("lines:")
