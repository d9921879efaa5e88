"""Places in documents as specs write them: lines, figure, column and digest."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from harness.claims.strict import Strict
from harness.documents import Passage, PrintedColumn, Span

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{8}$")]


def _ordered(lines: int | tuple[int, int]) -> int | tuple[int, int]:
    if isinstance(lines, tuple) and lines[0] > lines[1]:
        raise ValueError("the first line comes before the last")
    return lines


LAST_LINE = 10_000_000
"""Largest line number that a spec may name."""

_Line = Annotated[int, Field(ge=1, le=LAST_LINE)]
Lines = Annotated[
    _Line | Annotated[tuple[_Line, _Line], Field(strict=False)], AfterValidator(_ordered)
]
"""One line, or the first and the last line of a passage, counted from 1."""


class Located(Strict):
    """Lines of a document, written in a spec as one number or as two."""

    lines: Lines

    @property
    def span(self) -> Span:
        """First and last line."""
        return (self.lines, self.lines) if isinstance(self.lines, int) else self.lines


class At(Located):
    """Where a document states a claim."""

    figure: str | None = Field(None, description="The figure, exactly as printed there.")
    column: str | None = Field(
        None, description="Label printed before each number of 'expected', such as val_loss."
    )
    digest: Digest | None = Field(None, description="Written by `harness follow --write`.")

    def passage(self, columns: tuple[PrintedColumn, ...] = ()) -> Passage:
        """Describe the passage to find in the document.

        Args:
            columns: Figures that must stand in the lines one after the other.
        """
        return Passage(self.span, self.digest or "", self.figure, columns)
