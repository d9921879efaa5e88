"""The commands, one file each; this module holds what several of them need."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from harness.console import say_line
from harness.verdicts import ExitCode

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.commands.targets import SpecTarget
    from harness.documents import Document
    from harness.results.verdict_matrix import Matrix

OK, CHANGED, MISUSED = ExitCode.AS_EXPECTED, ExitCode.CHANGED, ExitCode.MISUSED
"""Exit codes."""


class _Folder(click.Path):
    """A folder that exists; an error about an environment variable names the variable."""

    def fail(
        self, message: str, param: click.Parameter | None = None, ctx: click.Context | None = None
    ) -> NoReturn:
        if param and param.name and ctx:
            source = ctx.get_parameter_source(param.name)
            if source is click.core.ParameterSource.ENVIRONMENT:
                message = f"{param.envvar}: {message}"
        super().fail(message, param, ctx)


specs_argument = click.argument(
    "specs", nargs=-1, type=click.Path(path_type=Path), metavar="[SPEC|DOCUMENT]..."
)
documents_option = click.option(
    "--documents",
    type=_Folder(path_type=Path, exists=True, file_okay=False),
    envvar="HARNESS_DOCUMENTS",
    show_envvar=True,
    help="Folder with the documents that the specs are about.",
)
out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports/latest"),
    show_default=True,
    help="Folder for the reports.",
)
json_option = click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write the results for programs; - writes them to standard output.",
)
blocked_option = click.option(
    "--blocked",
    "allowed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Leave exit code 0 where up to N outputs are blocked.",
)
every_block_option = click.option(
    "-v", "--verbose", is_flag=True, help="Show every block, and known findings."
)


def examples(*lines: str) -> str:
    """Lay out command lines for the end of a command's help.

    Args:
        lines: Each without the leading ``harness``.
    """
    return "\n".join(("\b", "Examples:", *(f"  harness {line}" for line in lines)))


def misuse(message: str) -> NoReturn:
    """Print one message about what the user asked for, and exit with 2."""
    say_line(f"harness: {message}", err=True)
    sys.exit(MISUSED)


def write(path: Path, text: str) -> None:
    """Write a file that the user asked for, or say in one message why it cannot be written."""
    from harness.files.writing import write_text

    try:
        write_text(path, text)
    except OSError as error:
        misuse(f"cannot write {path}: {error.strerror}")


def loaded(
    arguments: tuple[Path, ...], documents: Path | None = None, *, strict: bool = False
) -> list[Spec]:
    """Load the specs that the user names, all of specs/ by default, or show every mistake in them.

    Args:
        arguments: Spec files, folders, names of specs, and file names or paths of documents.
        documents: Folder of the documents; by default the one that HARNESS_DOCUMENTS names.
        strict: Whether a difference of form is a difference, too.
    """
    from harness.commands.targets import find_targets

    return specs_of(find_targets(arguments), arguments, documents, strict=strict)


def specs_of(
    found: Sequence[SpecTarget],
    arguments: Sequence[Path],
    documents: Path | None = None,
    *,
    strict: bool = False,
) -> list[Spec]:
    """List the specs of what was named, each once, or say which document has none.

    Args:
        found: What the arguments name.
        arguments: The arguments.
        documents: Folder of the documents; by default the one that HARNESS_DOCUMENTS names.
        strict: Whether a difference of form is a difference, too.
    """
    strange = [target.document for target in found if target.spec is None]
    # a folder of documents may hold others, too
    if named := [path for path in strange if path in arguments or len(strange) == len(found)]:
        misuse(f"no spec in specs/ is about {named[0]}; 'harness check {named[0]}' needs none")
    targets = {target.spec.name: target for target in found if target.spec}
    folder = documents or Path(os.environ.get("HARNESS_DOCUMENTS") or os.devnull)
    return [
        _on_document(target.spec, target.document.parent if target.document else folder, strict)
        for target in targets.values()
        if target.spec
    ]


def _on_document(spec: Spec, folder: Path, strict: bool) -> Spec:
    """Give a spec its document, and say what of it has no effect any more."""
    from harness.documents import DocumentError

    for notice in spec.notices:
        say_line(f"harness: {notice}", err=True)
    try:
        return spec.on_document(folder, strict=strict)
    except DocumentError as error:
        misuse(str(error))


def judged_record(specs: list[Spec]) -> Matrix:
    """Judge claims from the recorded evidence of every stack, or say what is wrong with it."""
    from harness.analysis.stack_verdicts import judge_recorded
    from harness.evidence.store import StoreError
    from harness.stacks.choice import EVIDENCE

    try:
        found = judge_recorded(specs, EVIDENCE)
    except StoreError as error:
        misuse(str(error))
    if not found.columns:
        without_evidence()
    return found


def without_evidence() -> NoReturn:
    """Say that no stack has recorded evidence here, and how it is recorded."""
    from harness.stacks.choice import EVIDENCE

    misuse(
        f"no evidence in {EVIDENCE}; 'tox -e STACK' or 'harness verify --record' writes it "
        "(stackless claims have none)"
    )


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
