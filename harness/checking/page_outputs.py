"""What a page prints for a block, part by part, and what a run printed for the same parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from harness.checking.execution import BlockCourse, StatementEnding
from harness.documents.block_parts import Block, OutputPiece, PieceKind
from harness.documents.document import Span
from harness.printed.drawn_objects import names_drawn_objects
from harness.printed.parts import Settings
from harness.printed.precision import ULPS
from harness.printed.tracebacks import page_traceback

_EXCEPTION = re.compile(r"\s*(?:\w+\.)*\w*(?:Error|Exception|Warning|Interrupt|Exit|Iteration)\b")
_STEPS = 128
"""Units in the last place by which sums of many doubles may differ between releases."""

_ALONE = ("float", "complex")
"""Classes of values that are no sums of arrays: Python computes them alike in every release."""

_ESTIMATORS = frozenset(("sklearn", "imblearn", "lightgbm", "xgboost"))
"""Libraries that write only the changed parameters of an estimator, since scikit-learn 0.23."""

_LOGGED = re.compile(
    r"\s*(?:(?:WARNING|INFO|ERROR):[\w.]+:|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d+: [IWEF] "
    r"|[IWEF]\d{4} \d\d:\d\d:\d\d|/?(?:[\w.<>-]+/)+[\w.<>-]+\.py:\d+: \w*Warning: )"
)
"""Lines that loggers and warnings write to stderr, which is no output."""

_IMAGE = re.compile(r"\s*(?:!\[|\[!\[|<img\b|\.\. (?:image|figure|plot)::|:\w+:)")
"""Lines that show a picture in Markdown, HTML and reStructuredText."""

_TIMES = re.compile(
    r"\s*(?:CPU times: .*|Wall time: .*|Compiler *: .*|Parser *: .*|\d[\d.]* ?[mµun]?s ± .*"
    r"|.* per loop.*"
    r"|The slowest run took .*|This could mean that an intermediate result .*"
    r"|Populating the interactive namespace from .*|Using matplotlib backend: .*)$"
)
"""Lines that IPython itself prints, for `%time`, `%timeit`, `%pylab` and `%matplotlib`."""


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of what a page prints for a block.

    Args:
        lines: Its lines with their numbers, without those that magics and loggers print.
        times: How many lines these are.
        upto: The line of the document whose statement prints it; None for the whole block.
        pictures: How many pictures the page shows with it.
        error: Whether the page shows an exception.
        whole: Whether all of it is there: nobody cuts what a notebook stores, or doctest compares.
    """

    lines: tuple[tuple[int, str], ...]
    times: int = 0
    upto: int | None = None
    pictures: int = 0
    error: bool = False
    whole: bool = False

    @property
    def written(self) -> list[tuple[int, str]]:
        """Its lines that are not blank."""
        return [(number, text) for number, text in self.lines if text.strip()]

    @property
    def drawn(self) -> bool:
        """Whether it shows pictures, and prints at most what they are called."""
        texts = [text for _, text in self.written]
        return _is_drawn(texts) and bool(self.pictures or texts)

    def printed_here(self, course: BlockCourse) -> str:
        """Return what a run printed for it, an exception that the page shows included.

        Where the page prints no text, such as beside a picture, that of a run does not count.

        Args:
            course: What came of the block in that run.
        """
        found = ""
        for text, begins in self._pieces(course) if self.written else ():
            found += f"\n{text}" if text and begins and found and found[-1] != "\n" else text
        return found

    def statements(self, course: BlockCourse) -> Sequence[StatementEnding]:
        """Return the statements that print it in a run; none for a comment inside a statement."""
        if self.upto is None:
            return course.statements
        before = [item for item in course.statements if item.lines[0] <= self.upto]
        return [item for item in before[-1:] if item.lines[1] <= self.upto]

    def settings(self, course: BlockCourse, imports: Collection[str]) -> Settings:
        """Choose how it is compared: another release may add up in another order.

        Args:
            course: What came of the block.
            imports: The libraries that the page imports, for runs that do not tell of what class
                a shown value is.
        """
        shown = [ending.result["of"] for ending in self.statements(course) if ending.result]
        library = shown[-1].partition(".")[0] if shown else "-"
        estimators = _ESTIMATORS.intersection([library] if library else imports)
        steps = ULPS if library in _ALONE else _STEPS
        return Settings(steps=steps, defaults=bool(estimators), releases=True, whole=self.whole)

    def _pieces(self, course: BlockCourse) -> Iterator[tuple[str, bool]]:
        """List what was printed, and whether it begins a line of its own, as shown values do."""
        for ending in self.statements(course):
            text = ending.output
            size = ending.result["length"] + 1 if ending.result else 0
            start = len(text) - size if 0 < size <= len(text) else len(text)
            yield text[:start], False
            yield text[start:], True
            if ending.raises and self.error:
                yield f"{page_traceback(ending.raises, self.lines)}\n", True
                return  # a notebook ends the cell there


def _is_text(texts: Sequence[str]) -> bool:
    """Whether what stands for a picture is more than its name: such as the text of a formula."""
    return not _is_drawn([text for text in texts if not _IMAGE.match(text)])


def _is_drawn(texts: Sequence[str]) -> bool:
    """Whether texts hold at most what drawn objects and figures are called."""
    return not texts or names_drawn_objects("\n".join(texts))


def printed_parts(block: Block, lines: Sequence[str], *, magic: bool) -> list[PrintedPart]:
    """List the parts of what a page prints for a block; its stderr is none.

    Args:
        block: The block.
        lines: The lines of the document.
        magic: Whether a magic of it may print lines of its own.
    """
    shown = [piece for piece in block.outputs if piece.kind is not PieceKind.STDERR]
    comments = [piece for piece in shown if piece.comment]
    parts = [_part([piece], block, lines, magic=False, upto=_end(piece)) for piece in comments]
    rest = [piece for piece in shown if not piece.comment]
    parts += [_part(rest, block, lines, magic=magic)] if rest else []
    return [part for part in parts if part.written or part.times or part.pictures]


def _part(
    pieces: Sequence[OutputPiece],
    block: Block,
    lines: Sequence[str],
    *,
    magic: bool,
    upto: int | None = None,
) -> PrintedPart:
    merged = block.mark not in ("notebook", "percent")  # such formats do not tell stderr apart
    texts: list[tuple[int, str]] = []
    for piece in pieces:
        if piece.kind is PieceKind.PICTURE and (not _is_text(piece.text(lines))):
            continue
        first, still = (piece.span[0], 1) if piece.span else (block.code[1], 0)
        texts += [(first + n * still, text) for n, text in enumerate(piece.text(lines))]
    apart = [pattern for pattern, holds in ((_TIMES, magic), (_LOGGED, merged)) if holds]
    kept = [item for item in texts if not any(pattern.match(item[1]) for pattern in apart)]
    return PrintedPart(
        tuple(kept),
        len(texts) - len(kept),
        upto,
        sum(piece.kind is PieceKind.PICTURE for piece in pieces),
        any(piece.kind is PieceKind.ERROR for piece in pieces)
        or any(_EXCEPTION.match(text) for _, text in kept),
        block.mark in ("notebook", "prompt"),
    )


def _end(piece: OutputPiece) -> int:
    """Return the last line of the statement that prints what stands in a comment or a text."""
    span: Span = piece.span or (1, 1)
    return span[0] - 2 if piece.kind is PieceKind.STREAM else span[0]
