"""What the arguments of a command name: specs, documents, or folders of either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness.claims import Spec, SpecErrors, load_specs
from harness.claims.loader import is_spec
from harness.claims.yaml import LARGEST_SPEC
from harness.commands import document_of, misuse
from harness.console import say_line
from harness.documents import Document, DocumentError
from harness.texts.reading import is_file, is_folder, read_text

_SPECS = Path("specs")
_YAML = (".yaml", ".yml")


@dataclass(frozen=True)
class SpecTarget:
    """A spec and its document, as far as an argument names them.

    Args:
        spec: The spec; None where no spec of specs/ is about the document.
        document: The copy of the document that was named; None where the spec was.
        missing: The name or path that was given for its document, where there is no file; a name
            is looked for in the folder of the documents, too.
        named: Whether an argument names it, rather than a folder or nothing.
    """

    spec: Spec | None
    document: Path | None = None
    missing: Path | None = None
    named: bool = field(default=True, compare=False)

    def read(self, folder: Path | None) -> Document:
        """Read the document, or say in one message why it cannot be read.

        Args:
            folder: Folder of the documents, for a spec that was named without one.
        """
        if self.missing is not None and self.missing.name != str(self.missing):
            misuse(f"{self.missing} is not there")
        if self.document is None and self.spec is not None:
            return document_of(self.spec, folder)
        try:
            return Document.read(self.document or Path())
        except DocumentError as error:
            misuse(str(error))


def find_targets(arguments: Sequence[Path]) -> list[SpecTarget]:
    """Find the specs and documents that arguments name, or say which of them names neither.

    A file that ends in .yaml is a spec, another file a document, whose spec is looked for in specs/
    by the document's file name. A folder stands for the specs in it, or else for the documents in
    it. Anything else is the name of a spec in specs/, or of a document that one of them is about.

    Args:
        arguments: Arguments of a command; without any, all specs of specs/ are meant.
    """
    if not arguments and not is_folder(_SPECS):
        misuse("no specs: name a file, or keep them in the folder specs/")
    parts = [part for argument in arguments or (_SPECS,) for part in _parts(argument)]
    if not parts:
        misuse("no specs: name a file, or keep them in the folder specs/")
    named = {part: _spec_files(part) for part in parts}
    specs = {
        spec.file.absolute(): spec
        for spec in load_or_list_mistakes(file for files in named.values() for file in files)
    }
    by_name = {argument for argument in arguments if not is_folder(argument)}
    found = [
        replace(target, named=part in by_name)
        for part, files in named.items()
        for target in _targets(part, [specs[file.absolute()] for file in files])
    ]
    copies = {target.spec.file for target in found if target.spec and target.document}
    return [
        target
        for number, target in enumerate(found)
        if target not in found[:number]
        and (target.document or (target.spec and target.spec.file not in copies))
    ]


def load_or_list_mistakes(files: Iterable[Path]) -> list[Spec]:
    """Load spec files, each once, or print every mistake in them and exit with 2."""
    try:
        return load_specs({file.absolute(): file for file in files}.values())
    except SpecErrors as errors:
        for error in errors.errors:
            say_line(str(error), err=True)
        count = len(errors.errors)
        misuse(f"{count} mistake{'s' if count > 1 else ''}; nothing was measured")


def _parts(argument: Path) -> list[Path]:
    """List the files of a folder that are meant by it; anything else stands for itself."""
    if not is_folder(argument):
        return [argument]
    try:
        return _specs_in(argument) or sorted(filter(_may_be_document, argument.iterdir()))
    except OSError as error:
        misuse(f"{argument}: {error.strerror}")


def _may_be_document(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix not in _YAML


def _specs_in(folder: Path) -> list[Path]:
    """List the specs of a folder; YAML files of other tools are left out."""
    return sorted(filter(is_spec, folder.glob("*.yaml")))


def _spec_files(part: Path) -> list[Path]:
    """List the spec files in which the spec of an argument is looked for."""
    if part.suffix in _YAML:
        return [part]
    known = _specs_in(_SPECS)
    by_name = [file for file in known if file.stem == str(part)]
    if by_name and not is_file(part):
        return by_name
    return [file for file in known if _may_mention(file, part.name)]


def _may_mention(file: Path, name: str) -> bool:
    """Whether a file holds a name; other specs are not loaded when a document is looked for."""
    try:
        return name in read_text(file, LARGEST_SPEC)
    except (OSError, UnicodeDecodeError):
        return True  # loading it says in one message what is wrong


def _targets(part: Path, specs: list[Spec]) -> Iterator[SpecTarget]:
    """Pair an argument with those of the specs that it means."""
    copy = None if part.suffix in _YAML or not is_file(part) else part
    missing = part if copy is None else None
    about = [spec for spec in specs if spec.document == part.name]
    if copy is None and not about:
        missing = None
        about = [spec for spec in specs if spec.name == part.name or part.suffix in _YAML]
    if copy is None and not about:
        known = ", ".join(file.stem for file in _specs_in(_SPECS))
        misuse(f"{part} names no file, and no spec is about it; specs/ has {known or 'none'}")
    yield from (SpecTarget(spec, copy, missing) for spec in about)
    if not about:
        yield SpecTarget(None, copy)
