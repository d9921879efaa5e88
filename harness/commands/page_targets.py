"""Which documents `harness check` looks at: those that are named, and those below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.commands import misuse
from harness.texts.reading import is_folder

SUFFIXES = (".ipynb", ".md", ".rst", ".py")
"""How the names of documents end; text without marks of code is looked at where it is named."""

_YAML = (".yaml", ".yml")
_NO_DOCUMENTS = {"node_modules", "site-packages", "build", "dist", "_build"}
"""Folders of what was installed or built; those whose names begin with a dot are left out, too."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of what is to be checked.

    Args:
        number: Which part, from 1.
        of: How many parts there are.
    """

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``I/N``, or say what is wrong with it."""
        number, slash, of = text.partition("/")
        if not (slash and number.isdecimal() and of.isdecimal()):
            misuse(f"--shard {text}: write it as I/N, such as 1/4")
        if not 1 <= int(number) <= int(of):
            misuse(f"--shard {text}: shards of {of} are 1/{of} to {of}/{of}")
        return cls(int(number), int(of))


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A document that is to be checked.

    Args:
        path: Its path.
        named: Whether an argument names it, rather than its folder.
    """

    path: Path
    named: bool


def find_pages(arguments: Sequence[Path], shard: Shard = Shard()) -> list[PageTarget]:
    """List what is to be checked, sorted by path, or say which argument names nothing.

    Args:
        arguments: Documents and folders; without any, the current folder is meant.
        shard: The part of them that is asked for.
    """
    found: dict[Path, PageTarget] = {}
    for argument in arguments or (Path(),):
        targets = _below(argument) if is_folder(argument) else [_named(argument)]
        if not targets:
            misuse(f"{argument}: no documents below it; they end in {', '.join(SUFFIXES)}")
        for target in targets:
            key = target.path.resolve()
            found[key] = target if target.named else found.get(key, target)
    ordered = sorted(found.values(), key=lambda target: target.path.as_posix())
    return ordered[shard.number - 1 :: shard.of]


def _named(path: Path) -> PageTarget:
    if path.suffix in _YAML:
        misuse(f"{path} is a spec, no document; 'harness verify {path}' measures its claims")
    try:
        path.stat()
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        said = "is not there" if missing else getattr(error, "strerror", None) or str(error)
        misuse(f"{path} {said}" if missing else f"{path}: {said}")
    return PageTarget(path, named=True)


def _below(folder: Path) -> list[PageTarget]:
    return [PageTarget(path, named=False) for path in _walk(folder)]


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if _may_hold_documents(Path(root, name))]
        for name in files:
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(root, name)


def _may_hold_documents(folder: Path) -> bool:
    hidden = folder.name.startswith(".") or folder.name in _NO_DOCUMENTS
    return not hidden and not (folder / "pyvenv.cfg").exists()
