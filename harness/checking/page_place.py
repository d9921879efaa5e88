"""Where the code of a page runs: its interpreter, its folder, and what an execution rests on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from harness.checking.execution import AGAIN, ONCE_MORE, OTHER_ARITHMETIC, OTHER_HASH
from harness.checking.interpreters import Interpreter, find_interpreter, stack_of
from harness.checking.page import DocumentPage
from harness.sandbox.steps import CodePlace
from harness.texts.lines import NOTEBOOK
from harness.texts.reading import DOCUMENT, read_text

_PACKAGES = ("site-packages", "dist-packages")
_VARIABLES = {
    OTHER_HASH: (("PYTHONHASHSEED", "1"),),
    AGAIN: (("PYTHONHASHSEED", "2"),),
    ONCE_MORE: (("PYTHONHASHSEED", "3"),),
    OTHER_ARITHMETIC: (
        ("OMP_NUM_THREADS", "1"),
        ("OPENBLAS_NUM_THREADS", "1"),
        ("TF_ENABLE_ONEDNN_OPTS", "0"),
        ("TF_NUM_INTEROP_THREADS", "1"),
        ("TF_NUM_INTRAOP_THREADS", "1"),
    ),
}
"""What the environment says in a run that is not plain, nor one with another seed."""


@dataclass(frozen=True)
class PagePlace:
    """Where the code of a page runs.

    Args:
        page: The page.
        interpreter: Its interpreter.
        named: Whether the user names the interpreter.
    """

    page: DocumentPage
    interpreter: Interpreter
    named: bool = False

    @classmethod
    def of(cls, page: DocumentPage, python: str | None) -> PagePlace:
        """Find out where a page runs.

        Args:
            page: The page.
            python: The interpreter that the user names; None for the usual one.

        Raises:
            InterpreterError: There is none that can run it.
        """
        kernel = None if python else _kernel(page.document.path)
        return cls(page, _interpreter(python, kernel), named=python is not None)

    @property
    def document(self) -> Path:
        """The path of the page."""
        return self.page.document.path

    @cached_property
    def stack(self) -> dict[str, str]:
        """The packages that run it."""
        path, here = Path(self.interpreter.path), Path.cwd()
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        name = str(shown) if self.named else "this environment"
        return {**stack_of(self.interpreter), "name": name}

    def place(self, how: str) -> CodePlace:
        """Return the place of a run.

        Args:
            how: How the page is run.
        """
        found = self.interpreter
        packages = [path for path in found.folders if Path(path).name in _PACKAGES]
        return CodePlace(
            found.path,
            (*packages, *found.sources),
            str(self.page.folder),
            self.page.below,
            variables=_VARIABLES.get(how, ()),
        )

    def but(self, written: Sequence[Path]) -> tuple[str, ...]:
        """Name what in its folder is no input of its code: the page, and what we write.

        Args:
            written: Files that we write.
        """
        folder = self.page.folder
        paths = [path.resolve() for path in (self.document, *written)]
        inside = [path.relative_to(folder) for path in paths if path.is_relative_to(folder)]
        return tuple({part.as_posix() for path in inside for part in (path, *path.parents)})


@lru_cache
def _interpreter(python: str | None, kernel: str | None) -> Interpreter:
    return find_interpreter(python, kernel)


def _kernel(document: Path) -> str | None:
    """Read the name of a notebook's kernel."""
    if document.suffix != NOTEBOOK:
        return None
    about = json.loads(read_text(document, DOCUMENT)).get("metadata")
    spec = about.get("kernelspec") if isinstance(about, dict) else None
    name = spec.get("name") if isinstance(spec, dict) else None
    return name if isinstance(name, str) else None
