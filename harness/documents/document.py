"""Documents as lines, with digests of their passages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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
        if span not in self._recent:
            self._recent.clear()  # most claims about one passage follow each other
            self._recent[span] = "\n".join(self.lines[span[0] - 1 : span[1]])
        return self._recent[span]

    def digest(self, span: Span) -> str:
        """Digest some lines: their text, and their wording with every number left out."""
        if span not in self._digests:
            self._digests[span] = self._digest(span[0] - 1, span[1])
        return self._digests[span]

    def places(self, length: int, near: int, around: int | None) -> dict[str, list[int]]:
        """Map both digests of passages of ``length`` lines to the lines where they start.

        Args:
            length: How many lines the passages have.
            near: A line.
            around: How far from that line they may start; None for anywhere.
        """
        if around is None:
            if length not in self._everywhere:
                every = range(len(self.lines) - length + 1)
                self._everywhere[length] = self._places(length, every)
            return self._everywhere[length]
        first, last = max(0, near - 1 - around), near + around
        return self._places(length, range(first, min(last, len(self.lines) - length + 1)))

    @cached_property
    def _everywhere(self) -> dict[int, dict[str, list[int]]]:
        return {}

    @cached_property
    def _recent(self) -> dict[Span, str]:
        return {}

    @cached_property
    def _digests(self) -> dict[Span, str]:
        return {}

    def _places(self, length: int, starts: range) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for first in starts:
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


def find_document(name: str, folder: Path | None, root: Path | None = None) -> Document | None:
    """Read a document from a folder; None where it is absent.

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
