"""Show a copy of a document with every line marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.commands import documents_option, examples, misuse, write
from harness.console import say_line

if TYPE_CHECKING:
    from harness.analysis.annotator import VerdictSource
    from harness.claims import Spec
    from harness.documents import Document
    from harness.results.annotation import Annotation
    from harness.results.run import DocumentSummary, Run

_LATEST = Path("reports/latest")
_CHECKED = Path("reports/check/run.json")
"""Where the record of ``harness check`` is looked for."""


@click.command(
    "show",
    epilog=examples(
        "show documents/page.md",
        "show keras-recurrent --documents documents --out page.html",
        "show documents/page.md --recorded --out page.md",
        "show docs/page.ipynb --run reports/check/run.json",
    ),
)
@click.argument("document", type=click.Path(path_type=Path), metavar="DOCUMENT|SPEC")
@documents_option
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
    help="Its spec; by default every spec in specs/ that names a document like this.",
)
@click.option(
    "--run",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The run that the verdicts come from; by default the latest that knows every claim.",
)
@click.option("--recorded", is_flag=True, help="Take the verdicts from the recorded evidence.")
def show_command(
    document: Path,
    documents: Path | None,
    out: Path | None,
    files: tuple[Path, ...],
    run: Path | None,
    recorded: bool,
) -> None:
    """Write your copy of a document with the verdict beside each line.

    Nothing is measured: the verdicts are those of the latest run, or of the recorded evidence; for
    a document without a spec, those of the latest harness check.
    """
    if run and recorded:
        misuse("--run and --recorded are two sources of verdicts; give one")
    checked = None if files or recorded else _checked(document, run)
    path, specs = (document, []) if checked else _found(document, files, documents)
    out = out or _LATEST / f"{path.stem}.html"
    if out.suffix not in (".html", ".md"):
        misuse(f"{out}: a document is shown as .html or as .md")
    if out.exists() and out.samefile(path):
        misuse(f"{out} is the document itself; name another file with --out")
    copy, encoding = _read(path)
    if checked:
        from harness.analysis.checked_annotation import annotate_checked

        found = annotate_checked(copy, *checked, encoding)
    else:
        found = _annotation(copy, encoding, specs, None if recorded else _run(run, specs))
    write(out, _text(found, out))
    _print(found, out)


def _checked(path: Path, file: Path | None) -> tuple[Run, DocumentSummary, str] | None:
    """Find a document that no spec is about in the run that was named, or the latest check."""
    from harness.analysis.annotator import VerdictSource
    from harness.analysis.checked_annotation import checked_document
    from harness.commands.targets import find_targets
    from harness.results.record import RunError, read_run

    name = file or _CHECKED
    if not path.is_file() or not name.is_file():
        return None
    try:
        run = read_run(name)
    except RunError as error:
        if file is None:
            return None
        misuse(str(error))
    found = checked_document(run, path)
    if found is None or (file is None and any(part.spec for part in find_targets((path,)))):
        return None
    return run, found, VerdictSource(name, run).sentence


def _found(
    argument: Path, files: tuple[Path, ...], documents: Path | None
) -> tuple[Path, list[Spec]]:
    """Find the document that is meant, and the specs that are about it."""
    from harness.commands.targets import find_targets, load_or_list_mistakes

    if files:
        return argument, load_or_list_mistakes(files)
    targets = find_targets((argument,))
    specs = [target.spec for target in targets if target.spec]
    if not specs:
        checked = f"'harness check {argument} --out {_CHECKED.parent}'"
        misuse(
            f"no spec in specs/ is about {argument.name}; name one with --spec, or run {checked}"
        )
    if len({spec.document for spec in specs}) > 1:
        misuse(f"{argument} means several documents; name one")
    return targets[0].document or targets[0].read(documents).path, specs


def _read(path: Path) -> tuple[Document, str]:
    from harness.documents import DocumentError
    from harness.documents.decoding import read_any_encoding

    try:
        return read_any_encoding(path)
    except DocumentError as error:
        misuse(str(error))


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
    from harness.reports.headline import annotation_line

    for line in (annotation.source, annotation_line(annotation), str(out)):
        say_line(line)
