"""An annotated document as one self-contained page, and as Markdown."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from harness.documents.language import language
from harness.reports.finding_groups import FindingGroup, more_claims, severity_groups
from harness.reports.headline import annotation_line
from harness.reports.line_blocks import line_blocks
from harness.reports.markdown import escaped, markdown_table
from harness.reports.marked_lines import MarkedLine, laid_out, severity, statuses
from harness.reports.shared import occurring
from harness.reports.templating import render
from harness.results.annotation import Annotation, Note
from harness.results.cause_groups import CauseGroup, alone
from harness.texts.plain import presentable
from harness.texts.visible import inert, one_line
from harness.verdicts import Outcome

_SCRIPT = Path(__file__).parent / "templates" / "annotated.js"
_FEW = 2
"""So many claims of one outcome at one line are shown one by one, more of them together."""


def annotated_html(annotation: Annotation, folder: Path) -> str:
    """Write the page: the document's lines, what was found beside them, and a list of findings.

    The page's own script alone may run, by its digest: what the document holds is text.

    Args:
        annotation: The document, and what is known of its lines.
        folder: Where the page will stand, so that its links reach the evidence.
    """
    lines = laid_out(annotation)
    blocks = list(line_blocks(lines, annotation.blocks))
    annotation = _cleaned(annotation)
    counts = Counter(note.result.outcome for note in annotation.notes)
    return render(
        "annotated.html",
        title=annotation_line(annotation),
        annotation=annotation,
        blocks=blocks,
        groups=finding_list(annotation),
        statuses=statuses(lines),
        counts=counts,
        shown=occurring(counts),
        language=language("\n".join(annotation.document.lines)),
        heads={c.first.id: c for c in annotation.causes if c.claims[1:]},
        alone=alone,
        walk=_walk(annotation),
        gathered=_gathered,
        outcomes_on_stacks=outcomes_on_stacks,
        link=lambda file, line: f"{quote(os.path.relpath(file, folder))}#L{line}",
        script=_SCRIPT.read_text(encoding="utf-8"),
    )


def _cleaned(annotation: Annotation) -> Annotation:
    """Clean what is said about a document; its lines stay as they are."""
    document = replace(annotation.document, name=one_line(annotation.document.name))
    return replace(
        annotation,
        document=document,
        title=presentable(annotation.title),
        source=presentable(annotation.source),
        notes=presentable(annotation.notes),
        not_claims=presentable(annotation.not_claims),
    )


def finding_list(annotation: Annotation) -> list[FindingGroup]:
    """List what a reader wants to see first: what is new or astray, then causes by severity."""
    known = {claim.id for cause in annotation.causes for claim in cause.claims}
    astray = [alone(n.result) for n in annotation.findings if n.result.id not in known]
    first = FindingGroup("new", "new", "not as the spec has it", astray)
    return [*([first] if astray else []), *severity_groups(annotation.causes)]


def _walk(annotation: Annotation) -> dict[str, tuple[str, str]]:
    """Name the finding before and the one after each, by the claim's id; repeats are left out."""
    every = [note.result.id for note in annotation.findings]
    ids = [name for name in every if name not in annotation.repeats]
    around = ["", *ids, ""]
    return {name: (around[index], around[index + 2]) for index, name in enumerate(ids)}


def _gathered(notes: list[Note]) -> list[tuple[Outcome, list[Note]]]:
    """Sort a line's notes: findings one by one, the worst first; then the rest by outcome."""
    ordered = sorted(
        notes, key=lambda note: (not note.finding, severity(note.result.outcome_entry))
    )
    found: list[tuple[Outcome, list[Note]]] = []
    for (finding, outcome), group in groupby(
        ordered, lambda n: (n.finding, n.result.outcome_entry)
    ):
        same = list(group)
        alone = finding or len(same) <= _FEW
        found += [(outcome, [note]) for note in same] if alone else [(outcome, same)]
    return found


_MOST = 3


def annotated_markdown(annotation: Annotation, folder: Path) -> str:
    """Write the document as fenced text with a gutter, each finding after the line it is about.

    Args:
        annotation: The document, and what is known of its lines.
        folder: Where the file will stand, so that its links reach the evidence.
    """
    lines = laid_out(annotation)
    return inert("\n".join(_parts(_cleaned(annotation), lines, folder)) + "\n")


def _parts(annotation: Annotation, lines: list[MarkedLine], folder: Path) -> Iterator[str]:
    used = occurring({note.result.outcome for note in annotation.notes})
    legend = [f"{outcome.mark} {outcome.label}" for outcome in used]
    counts = ", ".join(f"{count} {name}" for name, count in statuses(lines).items())
    yield f"# {escaped(annotation_line(annotation))}\n"
    yield f"{escaped(annotation.document.name)}: {escaped(annotation.source)}\n"
    yield f"Lines: {counts}. Marks: {', '.join([*legend, '· not a claim', '○ naked'])}.\n"
    for group in finding_list(annotation):
        yield f"## {group.title}: {group.meaning} ({group.counted})\n"
        for cause in group.causes:
            mark = cause.first.outcome_entry.mark
            more = f" ({more_claims(cause)})" if cause.claims[1:] else ""
            said = escaped(cause.why or cause.first.found, 400)
            yield f"- {mark} line {cause.first.line_text}: {said}{more}"
        yield ""
    if annotation.vanished:
        yield "## Not in this copy\n"
        for note in annotation.vanished:
            yield from _finding(note, annotation.repeats, folder)
    yield "## Document\n"
    yield from _document(lines, annotation.repeats, folder)
    yield "## Claims\n"
    yield from _claims(annotation)
    yield "\n## Not claims\n"
    rows = [[f"{first} to {last}", reason] for (first, last), reason in annotation.not_claims]
    yield from markdown_table(["lines", "why nothing there is a claim"], rows)


def _document(
    lines: list[MarkedLine], repeats: Mapping[str, CauseGroup], folder: Path
) -> Iterator[str]:
    """Quote the lines; a fence is longer than any run of its characters within."""
    longest = max((len(run) for line in lines for run in re.findall("`+", line.text)), default=0)
    fence = "`" * max(3, longest + 1)
    width = len(str(len(lines)))
    open_ = False
    for line in lines:
        if not open_:
            yield f"{fence}text"
        open_ = True
        yield _quoted(line, width)
        if findings := [note for note in line.notes if note.finding]:
            yield f"{fence}\n"
            open_ = False
            for note in findings:
                yield from _finding(note, repeats, folder)
    if open_:
        yield f"{fence}\n"


def _quoted(line: MarkedLine, width: int) -> str:
    marks = "".join(outcome.mark for outcome, _ in line.outcomes[:_MOST]) or line.mark
    text = "".join(f"<{piece.code}>" if piece.code else piece.text for piece in line.pieces)
    return f"{line.number:>{width}} {line.bracket or ' '}{marks:<{_MOST}} {text}".rstrip()


def _finding(note: Note, repeats: Mapping[str, CauseGroup], folder: Path) -> Iterator[str]:
    """Tell a finding; of a cause that was told before only what differs."""
    claim = note.result
    heading = f"> **{claim.outcome_entry.mark} {claim.outcome}** line {note.lines[0]}"
    heading = f"{heading}, {escaped(claim.id)}"
    if claim.id in repeats:
        first = repeats[claim.id].first
        yield f"{heading}: {escaped(claim.found)}, for the reason of line {first.line_text}\n"
        return
    rows = [
        ("document", f"{claim.says} {note.figure or ''}"),
        ("measured", f"{claim.found} ({claim.basis})" if claim.basis else claim.found),
        ("why", claim.why),
        *(("repair", remedy.brief) for remedy in claim.repair),
        (
            "passage",
            f"{note.lost} since the spec was written" if note.lost else "",
        ),
        ("stacks", outcomes_on_stacks(note)),
    ]
    yield f"{heading}\n>"
    yield from (f"> - {name}: {escaped(text)}" for name, text in rows if text)
    if note.evidence:
        link = f"{quote(os.path.relpath(note.evidence.file, folder))}#L{note.evidence.line}"
        file = escaped(note.evidence.file)
        yield f"> - evidence: [{file}](<{link}>), request {escaped(note.evidence.key)}"
    yield f"> - again: {escaped(claim.again)}\n"


def _claims(annotation: Annotation) -> Iterator[str]:
    rows: list[Sequence[object]] = [
        [note.lines[0], f"{claim.outcome_entry.mark} {claim.outcome}", claim.says, claim.found]
        for note in annotation.placed
        for claim in [note.result]
    ]
    yield from markdown_table(["line", "verdict", "the document says", "measured"], rows)


def outcomes_on_stacks(note: Note) -> str:
    """Write a claim's outcome on each stack in words, equal neighbours together."""
    runs = [
        (label, [name for name, _ in pairs])
        for label, pairs in groupby(note.stacks, key=lambda pair: pair[1])
    ]
    return ", ".join(
        f"{label} on {names[0]}{f' … {names[-1]}' if names[1:] else ''}" for label, names in runs
    )
