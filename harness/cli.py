"""The command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.documents import Document
    from harness.stacks.stack import Stack

_OK, _CHANGED, _MISUSED = range(3)

documents_option = click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="HARNESS_DOCUMENTS",
    help="Folder with the documents that the specs are about.",
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports/latest"),
    show_default=True,
    help="Folder for what is written.",
)
specs_argument = click.argument("specs", nargs=-1, type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claims-harness", prog_name="harness")
def main() -> None:
    """Check whether what machine-learning documents claim is true."""


@main.command()
@specs_argument
@documents_option
@out_option
@click.option(
    "-k", "expression", default="", metavar="EXPR", help="Only claims whose name matches."
)
@click.option("-n", "processes", default=0, metavar="N", help="Number of processes; 0 for none.")
@click.option("-v", "--verbose", is_flag=True, help="Show every claim, and where the time went.")
@click.option(
    "--stack",
    "names",
    default="",
    metavar="NAME,...",
    help="Stacks that tox.ini defines; this environment's own by default.",
)
@click.option(
    "--slow", is_flag=True, help="Measure what takes minutes, too, such as training logs."
)
@click.option("--recorded", is_flag=True, help="Judge from the record; every stack by default.")
@click.option("--record", is_flag=True, help="Write what was measured into the record.")
@click.option("--compare", is_flag=True, help="Compare what was measured with the record.")
def verify(
    specs: tuple[Path, ...],
    documents: Path | None,
    names: str,
    recorded: bool,
    **settings: Any,
) -> None:
    """Measure every claim of SPECS (all of specs/ by default) and say what holds.

    Exit code: 0 every verdict is the recorded one, 1 some verdict changed, 2 a spec or the command
    line is wrong, 3 our machinery broke.
    """
    if recorded and (settings["record"] or settings["compare"]):
        _misuse("--recorded measures nothing that could be recorded or compared")
    stacks = _stacks(names, recorded)
    loaded = _loaded(specs)
    for spec in loaded:
        _at_hand(spec, documents)
    own = not (stacks or settings["processes"])
    stack = _started_stack(loaded) if own else None
    from harness.evidence.store import StoreError
    from harness.verification.session import Options, run_all

    options = Options(documents=documents, recorded=recorded, whole=not specs, **settings)
    try:
        sys.exit(run_all(loaded, options, stacks, stack))
    except StoreError as error:
        _misuse(str(error))


@main.command()
@specs_argument
@out_option
def matrix(specs: tuple[Path, ...], out: Path) -> None:
    """Show the recorded verdict of every claim of SPECS on every stack.

    Exit code: 1 if a verdict is not the recorded one, so a drift that begins elsewhere, too.
    """
    from harness.evidence.store import StoreError
    from harness.reports.matrix_html import matrix_html
    from harness.reports.matrix_text import print_matrix
    from harness.reports.writing import write_text
    from harness.stacks.choice import EVIDENCE
    from harness.verification.matrix import judge_recorded

    try:
        found = judge_recorded(_loaded(specs), EVIDENCE)
    except StoreError as error:
        _misuse(str(error))
    if not found.columns:
        _misuse(f"no record in {EVIDENCE}; run tox -e with the name of a stack")
    write_text(out / "matrix.html", matrix_html(found))
    print_matrix(found, out / "matrix.html")
    sys.exit(found.exit_code)


@main.command(name="list")
@specs_argument
@click.option("--counts", is_flag=True, help="Only the numbers of claims.")
def list_(specs: tuple[Path, ...], counts: bool) -> None:
    """List the claims of SPECS, and count them by document and by kind."""
    from harness.listing import print_claims, print_counts

    loaded = _loaded(specs)
    if not counts:
        print_claims(loaded)
    print_counts(loaded)


@main.command()
def schema() -> None:
    """Print the JSON Schema of specs, for editors."""
    from harness.claims.schema import schema_text

    click.echo(schema_text(), nl=False)


@main.command()
@specs_argument
@documents_option
def coverage(specs: tuple[Path, ...], documents: Path | None) -> None:
    """Say which lines of each document are claimed, are no claim, or are naked.

    Exit code: 1 if any line is naked.
    """
    from harness.claims.coverage import coverage as cover
    from harness.listing import print_coverage

    found = [cover(spec, _document(spec, documents)) for spec in _loaded(specs)]
    print_coverage(found)
    sys.exit(_CHANGED if any(item.naked for item in found) else _OK)


@main.command()
@specs_argument
@documents_option
@click.option("--write", is_flag=True, help="Write digests and moved lines into the specs.")
def anchor(specs: tuple[Path, ...], documents: Path | None, write: bool) -> None:
    """Say where each claim stands in its document today.

    Exit code: 1 if a passage was reworded, is misquoted, or has vanished.
    """
    from harness.claims.digests import with_digests
    from harness.listing import print_anchors
    from harness.reports.writing import write_text
    from harness.verification.judging import place

    lost = False
    for spec in _loaded(specs):
        document = _document(spec, documents)
        places = [place(claim, document) for claim in spec.claims]
        lost |= print_anchors(spec, places)
        if write:
            write_text(spec.file, with_digests(spec, document))
    sys.exit(_CHANGED if lost else _OK)


def _started_stack(specs: list[Spec]) -> Stack:
    """Start the worker before the rest is imported: TensorFlow takes seconds."""
    from harness.stacks.stack import Stack

    stack = Stack()
    if any(claim.request for spec in specs for claim in spec.claims):
        stack.start()
    return stack


def _loaded(files: tuple[Path, ...]) -> list[Spec]:
    """Load the specs that the user names, or show every mistake in them and end."""
    from harness.claims import SpecErrors, load

    found = [path for file in files or _folder() for path in _specs_in(file)]
    if not found:
        _misuse("no specs: name a file, or keep them in the folder specs/")
    try:
        return load(found)
    except SpecErrors as errors:
        click.echo(str(errors), err=True)
        count = len(errors.errors)
        _misuse(f"{count} mistake{'s' if count > 1 else ''}; nothing was measured")


def _stacks(names: str, recorded: bool) -> list[str]:
    from harness.stacks.choice import named
    from harness.stacks.provisioning import StackError

    try:
        return named(names, recorded, Path())
    except StackError as error:
        _misuse(str(error))


def _folder() -> tuple[Path, ...]:
    return (Path("specs"),) if Path("specs").is_dir() else ()


def _specs_in(file: Path) -> list[Path]:
    return sorted(file.glob("*.yaml")) if file.is_dir() else [file]


def _document(spec: Spec, folder: Path | None) -> Document:
    document = _at_hand(spec, folder)
    if document is None:
        _misuse(f"{spec.document} is not at hand; name its folder with --documents")
    return document


def _at_hand(spec: Spec, folder: Path | None) -> Document | None:
    from harness.documents import DocumentError, find

    try:
        return find(spec.document, folder)
    except DocumentError as error:
        _misuse(str(error))


def _misuse(message: str) -> NoReturn:
    click.echo(f"harness: {message}", err=True)
    sys.exit(_MISUSED)
