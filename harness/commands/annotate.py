"""Show a reader's own copy of a document with every line marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import loaded, misuse, specs_in, write
from harness.console import say_line

if TYPE_CHECKING:
    from harness.analysis.annotator import VerdictSource
    from harness.claims import Spec
    from harness.documents import Document
    from harness.results.annotation import Annotation

_LATEST = Path("reports/latest")


@click.command("annotate")
@click.argument("document", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="What to write, .html or .md.  [default: reports/latest/NAME.html]",
)
@click.option(
    "--spec",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Its spec; by default those in specs/ that name a document like this.",
)
@click.option(
    "--run",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The run that the verdicts come from; by default the latest that knows every claim.",
)
@click.option("--recorded", is_flag=True, help="Take the verdicts from the recorded evidence.")
def command(
    document: Path, out: Path | None, files: tuple[Path, ...], run: Path | None, recorded: bool
) -> None:
    """Show your copy of DOCUMENT with each line marked, and what was found beside it.

    Nothing is measured: the verdicts are those of the latest run, or of the recorded evidence.
    """
    out = out or _LATEST / f"{document.stem}.html"
    if run and recorded:
        misuse("--run and --recorded are two sources of verdicts; give one")
    if out.suffix not in (".html", ".md"):
        misuse(f"{out}: a document is annotated as .html or as .md")
    if out.exists() and out.samefile(document):
        misuse(f"{out} is the document itself; name another file with --out")
    copy, encoding = _read(document)
    specs = list(_about(document, files))
    found = _annotation(copy, encoding, specs, None if recorded else _run(run, specs))
    write(out, _text(found, out))
    _print(found, out)


def _read(path: Path) -> tuple[Document, str]:
    from harness.documents import DocumentError
    from harness.documents.decoding import read_any_encoding

    try:
        return read_any_encoding(path)
    except DocumentError as error:
        misuse(str(error))


def _about(document: Path, files: tuple[Path, ...]) -> list[Spec]:
    """Load the specs of a document; of those that do not mention its name, not one is parsed."""
    name = document.name
    found = files or tuple(file for file in specs_in(()) if _may_mention(file, name))
    specs = [spec for spec in (loaded(found) if found else []) if files or spec.document == name]
    if not specs:
        misuse(f"no spec in specs/ is about {name}; name one with --spec, or write one")
    return specs


def _may_mention(file: Path, name: str) -> bool:
    from harness.claims.yaml import LARGEST_SPEC
    from harness.texts.reading import read_text

    try:
        return name in read_text(file, LARGEST_SPEC)
    except (OSError, UnicodeDecodeError):
        return True  # loading it says in one message what is wrong


def _run(file: Path | None, specs: list[Spec]) -> VerdictSource | None:
    """Choose the run: the one that was named, or the latest if it judged all of this."""
    from harness.analysis.annotator import VerdictSource, speaks_of
    from harness.results.record import RunError, read_run

    latest = _LATEST / "run.json"
    if file is None and not latest.is_file():
        return None
    try:
        run = VerdictSource(file or latest, read_run(file or latest))
    except RunError as error:
        if file is None:
            say_line(f"the latest run is left aside: {error}", err=True)
            return None
        misuse(str(error))
    if file is None and not speaks_of(run.run, specs):
        say_line(f"{latest} is left aside: it lacks claims as they stand now", err=True)
        return None
    return run


def _annotation(
    document: Document, encoding: str, specs: list[Spec], run: VerdictSource | None
) -> Annotation:
    from harness.analysis.annotator import NoVerdictsError, annotate
    from harness.evidence.store import StoreError
    from harness.stacks.choice import EVIDENCE

    try:
        return annotate(document, specs, EVIDENCE, run, encoding)
    except (StoreError, NoVerdictsError) as error:
        misuse(str(error))


def _text(annotation: Annotation, out: Path) -> str:
    from harness.reports.annotated import annotated_html, annotated_markdown

    return (annotated_markdown if out.suffix == ".md" else annotated_html)(annotation, out.parent)


def _print(annotation: Annotation, out: Path) -> None:
    from harness.reports.shared import annotation_line

    for line in (annotation.source, annotation_line(annotation), str(out)):
        say_line(line)
