"""A document's lines and their digests."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from harness.documents.standing import composed

Span = tuple[int, int]
"""First and last line, counted from 1, both included."""

_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d*)?(?:[eE][+-]?\d+)?")


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
            DocumentError: The file cannot be read, or is not UTF-8.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise DocumentError(f"{path}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise DocumentError(
                f"{path}: not UTF-8 at byte {error.start}; convert it first"
            ) from error
        return cls(path.name, path, lines_of(text))

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
        wording = " ".join(filter(None, self._wordings[begin:end]))
        return f"{_short(chr(10).join(self._texts[begin:end]))}-{_short('#' + wording)}"

    @cached_property
    def _texts(self) -> list[str]:
        """The lines in one Unicode form, without blanks at their ends."""
        return [composed(line).rstrip() for line in self.lines]

    @cached_property
    def _wordings(self) -> list[str]:
        return [" ".join(_NUMBER.sub("#", line).split()) for line in self._texts]


def lines_of(text: str) -> tuple[str, ...]:
    """Split a text where editors do; other separators that Unicode has do not end a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines if lines[-1] else lines[:-1])


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def find(name: str, folder: Path | None) -> Document | None:
    """Read a document from a folder; None where it is not at hand.

    Raises:
        DocumentError: The file is there but cannot be read.
    """
    if folder is None or not (folder / name).is_file():
        return None
    return Document.read(folder / name)
