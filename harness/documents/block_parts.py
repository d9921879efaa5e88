"""What a reader of documents finds: code blocks, the pieces of their outputs, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.documents.document import Span

_BLANK = "<BLANKLINE>"
"""What doctest writes for a blank line of an output."""


class PieceKind(StrEnum):
    """What a piece of an output is; where a format does not tell, text is a stream."""

    STREAM = "stream"
    RESULT = "result"
    ERROR = "error"
    STDERR = "stderr"
    PICTURE = "picture"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class OutputPiece:
    """A piece of what a document prints for a block.

    Args:
        kind: What it is.
        span: Its lines; None where the document's lines do not show it.
        column: How many characters of each line stand before it: an indentation, a comment's mark.
        comment: Whether it stands in comments, so that its lines are the code's, too.
        data: Its text where no lines show it, such as HTML.
    """

    kind: PieceKind
    span: Span | None
    column: int = 0
    comment: bool = False
    data: str = ""

    @property
    def plain(self) -> Span | None:
        """Its lines, where they hold text and nothing else."""
        drawn = self.kind in (PieceKind.PICTURE, PieceKind.HTML)
        return None if self.comment or drawn else self.span

    def text(self, lines: Sequence[str]) -> list[str]:
        """Return what it prints.

        Args:
            lines: The lines of the document.
        """
        texts = cut_lines(lines, self.span, self.column) if self.span else self.data.splitlines()
        return ["" if text.strip() == _BLANK else text for text in texts]


@dataclass(frozen=True, slots=True)
class Block:
    """A code block as a document marks it.

    Args:
        mark: ``fenced``, ``export``, ``notebook``, ``prompt``, ``directive`` or ``percent``.
        code: Its lines.
        outputs: The pieces of its output, as they stand.
        column: How many characters of each line stand before the code: an indentation, a prompt.
        prompt: How its lines begin: ``>>>``, or empty.
        slug: A name for it that no other block of the document has.
        skipped: The directive that says not to run it; empty where there is none.
        tabs: The tabs that show it, such as ``pytorch``; empty where all do.
        cell: The number of its cell in a notebook, counted from 1; None elsewhere.
        count: The cell's execution count; None where the notebook has none.
        marks: What the document says of the output: ``random``, ``ellipsis``, ``whitespace``,
            ``raises`` (an exception is expected), ``any message`` (its text does not count),
            ``unchecked`` (the author's own tests do not compare it), ``hidden``.
    """

    mark: str
    code: Span
    outputs: tuple[OutputPiece, ...] = ()
    column: int = 0
    prompt: str = ""
    slug: str = ""
    skipped: str = ""
    tabs: tuple[str, ...] = ()
    cell: int | None = None
    count: int | None = None
    marks: tuple[str, ...] = ()

    @property
    def output(self) -> Span | None:
        """The lines that print its output, from first to last, without pictures and comments."""
        spans = [span for piece in self.outputs if (span := piece.plain)]
        return (spans[0][0], spans[-1][1]) if spans else None

    @property
    def printed(self) -> list[Span]:
        """The passages that print its output, without stderr; a blank line parts none."""
        spans: list[Span] = []
        for piece in self.outputs:
            if (span := piece.plain) and piece.kind is not PieceKind.STDERR:
                joins = spans and span[0] <= spans[-1][1] + 2
                spans[-1:] = [(spans[-1][0], span[1])] if joins else [*spans[-1:], span]
        return spans

    def source(self, lines: Sequence[str]) -> list[str]:
        """Return its code without indentation and prompts.

        Args:
            lines: The lines of the document.
        """
        return cut_lines(lines, self.code, self.column)


@dataclass(frozen=True, slots=True)
class Unread:
    """Lines that might be code or output but are read as neither.

    Args:
        span: The lines.
        why: Why not, in a clause.
        piece: What they print, where a mark says that they are an output of code further up.
    """

    span: Span
    why: str
    piece: OutputPiece | None = None


Found = Block | Unread
"""What a reader finds."""

Step = tuple[list[Found], int]
"""What a reader finds at a line, and the next line to read."""


def cut_lines(lines: Sequence[str], span: Span, column: int) -> list[str]:
    """Return some lines without what stands before a column."""
    return [line[column:] for line in lines[span[0] - 1 : span[1]]]


def written(lines: Sequence[str], first: int, last: int) -> Span | None:
    """Return the span from the first to the last line that is not blank; None if all are."""
    numbers = [number for number in range(first, last + 1) if lines[number - 1].strip()]
    return (numbers[0], numbers[-1]) if numbers else None


def indentation(line: str) -> int:
    """Count the blanks at the beginning of a line."""
    return len(line) - len(line.lstrip())


def least_indentation(lines: Sequence[str], span: Span) -> int:
    """Return the smallest indentation of some lines; blank ones do not count."""
    shown = lines[span[0] - 1 : span[1]]
    return min((indentation(line) for line in shown if line.strip()), default=0)


def text_kind(texts: Sequence[str]) -> PieceKind:
    """Tell the text of an exception from other text."""
    shown = any("Traceback (most recent call last)" in text for text in texts)
    return PieceKind.ERROR if shown else PieceKind.STREAM
