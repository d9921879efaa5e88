"""A checked document line by line: what came of its code and outputs, beside their lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harness.analysis.code_spans import code_spans
from harness.documents import Document, Span, State
from harness.results.annotation import AnchoredPassage, Annotation, Note
from harness.results.run import DocumentSummary, Result, Run


def checked_document(run: Run, path: Path) -> DocumentSummary | None:
    """Find a document among those that a run checked; None where it is not among them.

    Args:
        run: A run of ``harness check``.
        path: The document.
    """
    found = [item for item in run.documents if item.page and Path(item.page.document) == path]
    same = [item for item in run.documents if item.page and _is_same(item.page.document, path)]
    return next(iter([*found, *same]), None)


def annotate_checked(
    document: Document, run: Run, checked: DocumentSummary, source: str, encoding: str = "utf-8"
) -> Annotation:
    """Put the results of a checked document beside its lines.

    Args:
        document: The document, as it was checked.
        run: The run that checked it.
        checked: The document in that run.
        source: One sentence: where the verdicts come from.
        encoding: What the document was read with.
    """
    results = run.results_of(checked)
    notes = tuple(_note(result, len(document.lines)) for result in results)
    unread = [item for item in (checked.page.unchecked if checked.page else ()) if not item.figure]
    return Annotation(
        document,
        checked.title,
        source,
        notes,
        tuple(((item.lines[0], item.lines[1]), f"not read: {item.why}") for item in unread),
        encoding,
        frozenset(line for result in results for line in _lines(result)),
        code_spans(document),
    )


def _note(result: Result, last: int) -> Note:
    first, end = result.told
    state = State.ANCHORED if end <= last else State.VANISHED
    return Note(result, (AnchoredPassage((first, end), None, state),), (), None)


def _lines(result: Result) -> Iterator[int]:
    """List the lines of a block and its output."""
    spans: list[Span] = [(result.lines[0], result.lines[1])]
    if result.block:
        spans.append((result.block.code[0], result.block.code[1]))
    for first, last in spans:
        yield from range(first, last + 1)


def _is_same(name: str, path: Path) -> bool:
    try:
        return Path(name).resolve() == path.resolve()
    except (OSError, RuntimeError, ValueError):
        return False
