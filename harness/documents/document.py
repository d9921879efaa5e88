"""A document's lines and their digests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from harness.texts.lines import composed, digest, lines_of, wording_of

Span = tuple[int, int]
"""First and last line, counted from 1, both included."""


class DocumentError(Exception):
    """A document that cannot be read."""


@dataclass(frozen=True)
class Document:
    """A text that states results.

    Args:
        name: The file's name.
        path: Where it stands.
        lines: Its lines without their ends.
    """

    name: str
    path: Path
    lines: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Document:
        """Read a document.

        Raises:
            DocumentError: The file cannot be read, is not UTF-8, or is a broken notebook.
        """
        try:
            lines = lines_of(path)
        except OSError as error:
            raise DocumentError(f"{path}: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise DocumentError(
                f"{path}: not UTF-8 at byte {error.start}; convert it first"
            ) from error
        except ValueError as error:
            raise DocumentError(f"{path}: {error}") from error
        return cls(path.name, path, lines)

    def passage(self, span: Span) -> str:
        """Return the text of some lines."""
        return "\n".join(self.lines[span[0] - 1 : span[1]])

    def digest(self, span: Span) -> str:
        """Digest some lines: their text, and their wording with every number left out."""
        return self._digest(span[0] - 1, span[1])

    @lru_cache(maxsize=64)  # noqa: B019 - a run reads a handful of documents, once
    def places(self, length: int) -> dict[str, list[int]]:
        """Map both digests of every passage of ``length`` lines to the lines where it starts."""
        found: dict[str, list[int]] = {}
        for first in range(len(self.lines) - length + 1):
            for part in self._digest(first, first + length).split("-"):
                found.setdefault(part, []).append(first + 1)
        return found

    def _digest(self, begin: int, end: int) -> str:
        return digest(self._texts[begin:end], self._wordings[begin:end])

    @cached_property
    def _texts(self) -> list[str]:
        return [composed(line) for line in self.lines]

    @cached_property
    def _wordings(self) -> list[str]:
        return [wording_of(line) for line in self._texts]


def find(name: str, folder: Path | None, root: Path | None = None) -> Document | None:
    """Read a document from a folder; None where it is not at hand.

    Args:
        name: Its file name.
        folder: The folder; None where there is none.
        root: What the file must lie in, links followed; the folder itself where it is None.

    Raises:
        DocumentError: The file is there but cannot be read, or lies elsewhere.
    """
    if folder is None:
        return None
    path = folder / name
    try:
        if not path.exists():
            return None
        outside = (root or folder).resolve() not in path.resolve(strict=True).parents
    except (OSError, RuntimeError, ValueError) as error:
        raise DocumentError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if outside:
        raise DocumentError(f"{path}: leads out of {root or folder}; documents lie in there")
    return Document.read(path)
