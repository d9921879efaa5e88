"""A line of a document in pieces: what is seen, and what would not be, or would act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.texts.visible import HIDDEN, is_needed
from harness.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line.

    Args:
        text: What is shown.
        code: ``U+XXXX`` where a character that is invisible, or would act, is shown by its name.
        outcome: Outcome of the claim whose figure this is; None outside figures.
    """

    text: str
    code: str = ""
    outcome: Outcome | None = None


def pieces_of(text: str, begin: int, end: int, outcome: Outcome | None) -> Iterator[Piece]:
    """Cut a part of a line at what is not seen, or acts on what stands beside it."""
    start = begin
    for found in HIDDEN.finditer(text, begin, end):
        position = found.start()
        if is_needed(text, position):
            continue
        if start < position:
            yield Piece(text[start:position], "", outcome)
        yield Piece(_picture(found[0]), f"U+{ord(found[0]):04X}", outcome)
        start = position + 1
    if start < end:
        yield Piece(text[start:end], "", outcome)


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨{code:04X}⟩"
