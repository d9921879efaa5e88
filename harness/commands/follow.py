"""Find where each claim stands in its document today."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import (
    CHANGED,
    OK,
    documents_option,
    examples,
    misuse,
    specs_argument,
    write,
)
from harness.console import print_lines

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.claims.digests import Follower, Mention
    from harness.documents import Anchor, Document

_Found = list[tuple["Mention", "Anchor"]]
_LONGEST = 6
"""Changed lines of one passage that are shown."""


@click.command(
    "follow",
    epilog=examples(
        "follow --documents documents",
        "follow --write documents/page.md",
        "follow keras-recurrent --documents documents --against v1.0",
    ),
)
@specs_argument
@documents_option
@click.option("--write", "writing", is_flag=True, help="Write digests and moved lines into specs.")
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="CLAIM",
    help="With --write: the reworded passage of this claim still means the same.",
)
@click.option(
    "--against",
    metavar="FILE|REVISION",
    help="The document as it was, to show which words changed: a file, a folder, a git revision.",
)
def follow_command(
    specs: tuple[Path, ...],
    documents: Path | None,
    writing: bool,
    accepted: tuple[str, ...],
    against: str | None,
) -> None:
    """Find where each claim stands in its document today.

    Claims are followed to where their lines moved; words and figures that changed are shown.

    Exit code: 1 if a passage was reworded, is misquoted, or has vanished, or if it is unknown
    where lines without a claim stand now.
    """
    from harness.claims.digests import anchored, followers
    from harness.commands.targets import find_targets

    lost = False
    targets = find_targets(specs)
    _check(accepted, writing, [target.spec for target in targets if target.spec])
    for target in targets:
        spec = target.spec
        if spec is None:
            misuse(f"no spec in specs/ is about {target.document}")
        document = target.read(documents)
        found = anchored(spec, document)
        before = _previous(document, against)
        unknown = [item for item in followers(spec, found) if item.now is None]
        shown = (*_lost(spec, document, found, before), *_unknown(spec, unknown))
        print_lines([_counts(spec, document), *shown])
        if writing:
            write(spec.file, _with_digests(spec, document, accepted))
        lost |= any(anchor.state.lost and m.name not in accepted for m, anchor in found)
        lost |= bool(unknown)
    sys.exit(CHANGED if lost else OK)


def _check(accepted: tuple[str, ...], writing: bool, specs: list[Spec]) -> None:
    """Refuse names of no claim, and --accept where nothing is written."""
    if accepted and not writing:
        misuse("--accept is for --write")
    known = {claim.id for spec in specs for claim in spec.claims}
    for name in accepted:
        if name not in known:
            from harness.claims.subject_check import nearest

            misuse("; ".join(filter(None, [f"no claim {name!r}", nearest(name, known)])))


def _with_digests(spec: Spec, document: Document, accepted: tuple[str, ...]) -> str:
    from harness.claims import SpecErrors
    from harness.claims.digests import with_digests

    try:
        return with_digests(spec, document, accepted)
    except SpecErrors as errors:
        misuse(str(errors))


def _previous(document: Document, against: str | None) -> Document | None:
    from harness.documents import DocumentError
    from harness.documents.previous import previous_copy

    try:
        return previous_copy(document, against) if against else None
    except DocumentError as error:
        misuse(str(error))


def _counts(spec: Spec, document: Document) -> str:
    """Write how many claims stand where."""
    from collections import Counter

    from harness.documents import State
    from harness.engine.judging import places

    counts = Counter(anchor.state for anchor in places(spec, document).values())
    return f"{spec.name}: {', '.join(f'{counts[s]} {s}' for s in State if counts[s])}"


def _lost(spec: Spec, document: Document, found: _Found, before: Document | None) -> Iterator[str]:
    """Show each passage that a person has to look at: what the spec says, and the document now."""
    known = {
        line
        for mention, anchor in found
        if mention.at.digest and not anchor.state.lost
        for line in range(anchor.lines[0], anchor.lines[1] + 1)
    }
    for mention, anchor in found:
        if anchor.state.lost:
            name, place = mention.name, f"{document.name}:{anchor.lines[0]}"
            claim = f"{spec.name}/{name}  {place}  {spec.file}:{spec.lines.get(name, 1)}"
            yield f"  {anchor.state:<9}  {claim}"
            yield from (f"    {row}" for row in _rows(mention, anchor, document, known, before))


def _unknown(spec: Spec, unknown: Sequence[Follower]) -> Iterator[str]:
    """Name the lines without a digest that the passages around them do not locate."""
    from harness.claims.yaml import Yaml

    places = Yaml(spec.file).places if unknown else {}
    for item in unknown:
        place = f"{spec.document}:{item.span[0]}  {spec.file}:{places[item.path][0]}"
        yield f"  unknown    {spec.name}/{item.name}  {place}"
        yield f"    lines came or went around {_lines(item.span)}: write where it stands now"


def _rows(
    mention: Mention, anchor: Anchor, document: Document, known: set[int], before: Document | None
) -> Iterator[str]:
    from harness.documents import State
    from harness.documents.previous import word_diff
    from harness.engine.judging import misquotation

    span = mention.at.span
    if anchor.state is State.MISQUOTED:
        yield misquotation(anchor)
    if anchor.state is State.VANISHED:
        yield f"it stood in {_lines(span)}"
    if anchor.state is State.REWORDED and mention.at.figure is not None:
        yield f"its figure still stands: {' '.join(mention.at.figure.split())}"
    if before is not None and _is_source(mention, before):
        now = "" if anchor.state is State.VANISHED else document.passage(anchor.lines)
        yield from word_diff(before.passage(span), now).splitlines()
    elif anchor.state is not State.VANISHED:
        yield from _new_lines(anchor, document, known)


def _is_source(mention: Mention, before: Document) -> bool:
    """Whether a copy of the document is the one that the claim was written from."""
    return before.digest(mention.at.span) == mention.at.digest


def _new_lines(anchor: Anchor, document: Document, known: set[int]) -> Iterator[str]:
    """Show lines as they are now, those left out that other claims find unchanged."""
    first, last = anchor.lines[0], min(anchor.lines[1], len(document.lines))
    wrong = anchor.misprint
    shown = [first + wrong.line] if wrong and wrong.document else list(range(first, last + 1))
    shown = [line for line in shown if line not in known] or shown
    for line in shown[:_LONGEST]:
        yield f"line {line}: {document.lines[line - 1].strip()}"
    if len(shown) > _LONGEST:
        yield f"and {len(shown) - _LONGEST} lines more"


def _lines(span: tuple[int, int]) -> str:
    return f"line {span[0]}" if span[0] == span[1] else f"lines {span[0]}-{span[1]}"
