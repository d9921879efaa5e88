"""The commands: a file each, offered by its name; what several of them take is here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from harness.console import say_line

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.documents import Document
    from harness.results.matrix import Matrix

OK, CHANGED, MISUSED = range(3)
"""Exit codes."""


class _Folder(click.Path):
    """A folder that is there; a mistake in a variable of the environment names the variable."""

    def fail(
        self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> NoReturn:
        if param and param.name and ctx:
            source = ctx.get_parameter_source(param.name)
            if source is click.core.ParameterSource.ENVIRONMENT:
                message = f"{param.envvar}: {message}"
        super().fail(message, param, ctx)


specs_argument = click.argument("specs", nargs=-1, type=click.Path(path_type=Path))
documents_option = click.option(
    "--documents",
    type=_Folder(path_type=Path, exists=True, file_okay=False),
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


def misuse(message: str) -> NoReturn:
    """End with one message about what the user asked for."""
    say_line(f"harness: {message}", err=True)
    sys.exit(MISUSED)


def write(path: Path, text: str) -> None:
    """Write what was asked for, or say in one message why it cannot be written."""
    from harness.files.writing import write_text

    try:
        write_text(path, text)
    except OSError as error:
        misuse(f"cannot write {path}: {error.strerror}")


def loaded(files: tuple[Path, ...]) -> list[Spec]:
    """Load the specs that the user names, all of specs/ by default, or show every mistake in them.

    Args:
        files: Specs, or folders of them.
    """
    from harness.claims import SpecErrors, load_specs

    found = specs_in(files)
    if not found:
        misuse("no specs: name a file, or keep them in the folder specs/")
    try:
        return load_specs(found)
    except SpecErrors as errors:
        for error in errors.errors:
            say_line(str(error), err=True)
        count = len(errors.errors)
        misuse(f"{count} mistake{'s' if count > 1 else ''}; nothing was measured")


def judged_record(specs: list[Spec]) -> Matrix:
    """Judge claims on every recorded stack, or say what is wrong with the record."""
    from harness.analysis.stack_verdicts import judge_recorded
    from harness.evidence.store import StoreError
    from harness.stacks.choice import EVIDENCE

    try:
        found = judge_recorded(specs, EVIDENCE)
    except StoreError as error:
        misuse(str(error))
    if not found.columns:
        misuse(f"no record in {EVIDENCE}; run tox -e with the name of a stack")
    return found


def document_of(spec: Spec, folder: Path | None) -> Document:
    """Read a spec's document, or say that it is not at hand."""
    document = at_hand(spec, folder)
    if document is None:
        misuse(f"{spec.document} is not at hand; name its folder with --documents")
    return document


def at_hand(spec: Spec, folder: Path | None) -> Document | None:
    """Read a spec's document where it is at hand; None where it is not."""
    from harness.documents import DocumentError

    try:
        return spec.find_document(folder)
    except DocumentError as error:
        misuse(str(error))


def specs_in(files: tuple[Path, ...]) -> list[Path]:
    """List the specs that the user names, all of specs/ by default."""
    found = [path for file in files or _folder() for path in _specs_in(file)]
    return [*{path.absolute(): path for path in found}.values()]


def _folder() -> tuple[Path, ...]:
    return (Path("specs"),) if Path("specs").is_dir() else ()


def _specs_in(file: Path) -> list[Path]:
    from harness.engine.variables import is_folder

    return sorted(file.glob("*.yaml")) if is_folder(file) else [file]
