"""List the lines of a document that no claim covers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import CHANGED, OK, documents_option, examples, specs_argument
from harness.console import print_lines

if TYPE_CHECKING:
    from harness.analysis.line_coverage import Coverage
    from harness.claims import Spec
    from harness.documents import Document


@click.command(
    "coverage",
    epilog=examples("coverage --documents documents", "coverage documents/page.md --reasons"),
)
@specs_argument
@documents_option
@click.option("-v", "--reasons", is_flag=True, help="Show what is marked as not a claim, and why.")
def coverage_command(specs: tuple[Path, ...], documents: Path | None, reasons: bool) -> None:
    """List the lines of a document that no claim covers.

    Counted are the lines that state something: code, what it prints, numbers, names of interfaces.
    Each is claimed, marked as not a claim (with a reason), or naked (neither). A document that is
    named by its path is read there; the document of a spec is looked for in --documents.

    Exit code: 1 if a document has more naked lines than its spec admits, or fewer.
    """
    from harness.analysis.line_coverage import coverage
    from harness.commands.targets import find_targets

    kept = True
    for target in find_targets(specs):
        document = target.read(documents)
        found = coverage(target.spec, document)
        kept &= found.kept
        shown = _reasons(target.spec, document) if reasons else ()
        print_lines([*_summary(found, target.spec), *shown])
    sys.exit(OK if kept else CHANGED)


def _summary(found: Coverage, spec: Spec | None) -> Iterator[str]:
    numbers = f"{len(found.claimed)} claimed, {len(found.not_claims)} not a claim"
    yield f"{found.document}: {numbers}, {len(found.naked)} naked"
    if spec is None:
        yield "  no spec is about it; begin one in specs/"
    elif found.naked:
        yield f"  naked: {', '.join(_ranges(found.naked))}"
    if len(found.naked) < found.allowed:
        yield f"  {spec and spec.file} admits {found.allowed}: write 'naked: {len(found.naked)}'"


def _reasons(spec: Spec | None, document: Document) -> Iterator[str]:
    """Show each passage that is said to be no claim; mark those whose figures could be checked."""
    from harness.analysis.line_coverage import doubts

    for doubt in doubts(spec, document) if spec else ():
        if doubt.lines:
            yield f"  {', '.join(_ranges(doubt.lines))}: {doubt.reason}"
        if doubt.figures:
            yield f"    ? figures in {', '.join(_ranges(doubt.figures))}: could one be a claim?"


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield f"{run[0]}-{run[-1]}" if run[1:] else str(run[0])
