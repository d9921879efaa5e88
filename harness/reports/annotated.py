"""A reader's copy of a document as one self-contained page, each line with its mark."""

from __future__ import annotations

import os
from collections import Counter
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from harness.documents.language import language
from harness.reports.marked_lines import cleaned, laid_out, severity, statuses
from harness.reports.sentences import annotation_line
from harness.reports.templating import render
from harness.results.annotation import Annotation, Note
from harness.verdicts import OUTCOMES, Outcome

_SCRIPT = Path(__file__).parent / "templates" / "annotated.js"
_FEW = 2
"""So many claims of one outcome at one line are shown one by one, more of them together."""


def annotated_html(annotation: Annotation, folder: Path) -> str:
    """Write the page: the document's lines, what was found beside them, and a list of findings.

    Only the page's own script may run, told by its digest: whatever the document holds is text.

    Args:
        annotation: The document, and what is known of its lines.
        folder: Where the page will stand, so that its links reach the evidence.
    """
    lines = laid_out(annotation)
    annotation = cleaned(annotation)
    counts = Counter(note.claim.outcome for note in annotation.notes)
    return render(
        "annotated.html",
        title=annotation_line(annotation),
        annotation=annotation,
        lines=lines,
        statuses=statuses(lines),
        counts=counts,
        shown=[outcome for outcome in OUTCOMES if counts[outcome.label]],
        language=language("\n".join(annotation.document.lines)),
        walk=_walk(annotation.findings),
        gathered=_gathered,
        link=lambda file, line: f"{quote(os.path.relpath(file, folder))}#L{line}",
        script=_SCRIPT.read_text(encoding="utf-8"),
    )


def _walk(findings: list[Note]) -> dict[str, tuple[str, str]]:
    """Name the finding before and the one after each, by the claim's id."""
    ids = [note.claim.id for note in findings]
    around = ["", *ids, ""]
    return {name: (around[index], around[index + 2]) for index, name in enumerate(ids)}


def _gathered(notes: list[Note]) -> list[tuple[Outcome, list[Note]]]:
    """Sort a line's notes: findings one by one, the worst first; then the rest by outcome."""
    ordered = sorted(notes, key=lambda note: (not note.finding, severity(note.claim.follows)))
    found: list[tuple[Outcome, list[Note]]] = []
    for (finding, outcome), group in groupby(ordered, lambda n: (n.finding, n.claim.follows)):
        same = list(group)
        alone = finding or len(same) <= _FEW
        found += [(outcome, [note]) for note in same] if alone else [(outcome, same)]
    return found
