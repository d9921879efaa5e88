"""Where a document states a claim."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from harness.claims.expectation import Strict
from harness.documents import Column, Passage, Span

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{8}$")]


def _ordered(lines: int | tuple[int, int]) -> int | tuple[int, int]:
    if isinstance(lines, tuple) and lines[0] > lines[1]:
        raise ValueError("the first line comes before the last")
    return lines


LAST_LINE = 10_000_000
"""So many lines that no document has more."""

_Line = Annotated[int, Field(ge=1, le=LAST_LINE)]
Lines = Annotated[
    _Line | Annotated[tuple[_Line, _Line], Field(strict=False)], AfterValidator(_ordered)
]
"""One line, or the first and the last line of a passage, counted from 1."""


def span_of(lines: int | tuple[int, int]) -> Span:
    """Return the first and the last line of what a spec writes as one line or as two."""
    return (lines, lines) if isinstance(lines, int) else lines


class At(Strict):
    """Where a document states a claim."""

    lines: Lines
    figure: str | None = Field(None, description="The figure, exactly as printed there.")
    column: str | None = Field(
        None, description="What stands before each number of 'expected' there, such as val_loss."
    )
    digest: Digest | None = Field(None, description="Written by `harness follow --write`.")

    @property
    def span(self) -> Span:
        """First and last line."""
        return span_of(self.lines)

    def passage(self, columns: tuple[Column, ...] = ()) -> Passage:
        """Say what must be found in the document.

        Args:
            columns: Figures that must stand in the lines one after the other.
        """
        return Passage(self.span, self.digest or "", self.figure, columns)
