"""Say which lines of a document are spoken of."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import CHANGED, OK, document_of, documents_option, loaded, misuse
from harness.console import print_lines

if TYPE_CHECKING:
    from harness.analysis.coverage import Coverage
    from harness.claims import Spec
    from harness.documents import Document

Pair = tuple["Spec | None", "Document"]


@click.command("coverage")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[SPEC|DOCUMENT]...")
@documents_option
@click.option("-v", "--reasons", is_flag=True, help="Show what is said to be no claim, and why.")
def command(files: tuple[Path, ...], documents: Path | None, reasons: bool) -> None:
    """Say which lines of each document are claimed, are no claim, or are naked.

    Counted are the lines that state something: code, what it prints, numbers, names of interfaces.
    Documents are taken from where they are named, those of specs from --documents.

    Exit code: 1 if a document has more naked lines than its spec admits, or fewer.
    """
    from harness.analysis.coverage import coverage

    kept = True
    for spec, document in _pairs(files, documents):
        found = coverage(spec, document)
        kept &= found.kept
        print_lines([*_summary(found, spec), *(_reasons(spec, document) if reasons else ())])
    sys.exit(OK if kept else CHANGED)


def _pairs(files: tuple[Path, ...], folder: Path | None) -> Iterator[Pair]:
    """Pair each document with its spec; None where no spec of specs/ is about it."""
    named = [path for file in files if not _is_spec(file) for path in _documents_in(file)]
    specs = loaded(tuple(file for file in files if _is_spec(file)))
    if not named:
        yield from ((spec, document_of(spec, folder)) for spec in specs)
        return
    by_name = {spec.document: spec for spec in specs}
    for file in named:
        yield by_name.pop(file.name, None), _read(file)
    if len(named) < len(files):
        yield from ((spec, document_of(spec, folder)) for spec in by_name.values())


def _is_spec(file: Path) -> bool:
    from harness.engine.variables import is_folder

    return file.suffix in (".yaml", ".yml") or (is_folder(file) and any(file.glob("*.yaml")))


def _documents_in(file: Path) -> list[Path]:
    from harness.engine.variables import is_folder

    try:
        files = [path for path in file.iterdir() if path.is_file()] if is_folder(file) else [file]
    except OSError as error:
        misuse(f"{file}: {error.strerror}")
    return sorted(files)


def _read(file: Path) -> Document:
    from harness.documents import Document, DocumentError

    try:
        return Document.read(file)
    except DocumentError as error:
        misuse(str(error))


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
    from harness.analysis.coverage import doubts

    for doubt in doubts(spec, document) if spec else ():
        if doubt.lines:
            yield f"  {', '.join(_ranges(doubt.lines))}: {doubt.reason}"
        if doubt.figures:
            yield f"    ? figures in {', '.join(_ranges(doubt.figures))}: could one be a claim?"


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield f"{run[0]}-{run[-1]}" if run[1:] else str(run[0])
