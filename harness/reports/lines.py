"""An annotated document line by line: marks, brackets, and the figures within each line."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from harness.documents import Span
from harness.documents.standing import where
from harness.documents.statements import statements
from harness.reports.annotation import Annotation, Note, Passage
from harness.verdicts import Outcome

_JOINERS = "\u200c\u200d"
_NOT_CLAIM, _NAKED = "·", "○"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line.

    Args:
        text: What is shown.
        code: ``U+XXXX`` where a character that is invisible, or would act, is shown by its name.
        outcome: What follows from the claim whose figure this is; None beside figures.
    """

    text: str
    code: str = ""
    outcome: Outcome | None = None


@dataclass
class Line:
    """One line of an annotated document.

    Args:
        number: Counted from 1.
        text: The line.
        states: Whether it states something that could be checked.
        notes: The claims whose passage begins here.
        also: The claims that speak of this line from elsewhere.
        spans: Passages of several lines, this one among them, and their claims' outcomes.
        reason: Why nothing here is a claim, at the first line of which that is said.
        skipped: Whether the spec says that nothing here is a claim.
        quotes: First and last offset of each figure in this line, and the claim's outcome.
    """

    number: int
    text: str
    states: bool = True
    notes: list[Note] = field(default_factory=list)
    also: list[Note] = field(default_factory=list)
    spans: list[tuple[Span, Outcome]] = field(default_factory=list)
    reason: str = ""
    skipped: bool = False
    quotes: list[tuple[int, int, Outcome]] = field(default_factory=list)

    @property
    def claimed(self) -> bool:
        """Whether any claim speaks of this line."""
        return bool(self.notes or self.also or self.spans)

    @property
    def naked(self) -> bool:
        """Whether nothing is said of a line that states something."""
        return self.states and not (self.claimed or self.skipped)

    @property
    def status(self) -> str:
        """One word for what is said of the line; empty where it states nothing."""
        if self.claimed:
            return "claimed"
        return "naked" if self.naked else "not a claim" if self.skipped else ""

    @property
    def mark(self) -> str:
        """The mark of a line without a claim."""
        return {"naked": _NAKED, "not a claim": _NOT_CLAIM}.get(self.status, "")

    @property
    def outcomes(self) -> list[tuple[Outcome, int]]:
        """What follows from the claims that begin here, the worst first, and how many there are."""
        counted = Counter(note.claim.follows for note in [*self.notes, *self.also])
        return sorted(counted.items(), key=lambda pair: severity(pair[0]))

    @property
    def bracket(self) -> str:
        """The stroke beside the lines of a passage."""
        begins = any(first == self.number for (first, _), _ in self.spans)
        ends = any(last == self.number for (_, last), _ in self.spans)
        through = any(first < self.number < last for (first, last), _ in self.spans)
        if begins or ends:
            return "├" if through or (begins and ends) else "┌" if begins else "└"
        return "│" if through else ""

    @property
    def stroke(self) -> Outcome | None:
        """The outcome whose colour the bracket has."""
        follows = [outcome for _, outcome in self.spans]
        return min(follows, key=severity) if follows else None

    @property
    def pieces(self) -> list[Piece]:
        """The line cut where a figure begins or ends, invisible characters shown by name."""
        edges = {0, len(self.text), *(edge for a, b, _ in self.quotes for edge in (a, b))}
        found: list[Piece] = []
        for start, end in pairwise(sorted(edges)):
            over = [outcome for a, b, outcome in self.quotes if a <= start and end <= b]
            found += _visible(self.text[start:end], min(over, key=severity) if over else None)
        return found


def laid_out(annotation: Annotation) -> list[Line]:
    """Lay a document out: a line for each of its lines, with everything said of it."""
    texts = annotation.document.lines
    stating = statements(texts)
    lines = [Line(number, text, number in stating) for number, text in enumerate(texts, 1)]
    for (first, last), reason in annotation.not_claims:
        covered = [line for line in lines[first - 1 : last] if line.text.strip()]
        for line in covered:
            line.skipped = True
        if covered:
            covered[0].reason = reason
    for note in annotation.placed:
        lines[note.lines[0] - 1].notes.append(note)
        for passage in note.passages:
            _place(lines, note, passage)
    return lines


def _place(lines: list[Line], note: Note, passage: Passage) -> None:
    first, last = passage.lines
    covered = lines[first - 1 : last]
    follows = note.claim.follows
    for line in covered if last > first else ():
        line.spans.append((passage.lines, follows))
    for line in covered[:1]:
        line.also += [] if note in (*line.notes, *line.also) else [note]
    for line, start, end in _quoted(covered, passage.figure):
        line.quotes.append((start, end, follows))


def _quoted(lines: list[Line], figure: str | None) -> Iterator[tuple[Line, int, int]]:
    """Find a figure in some lines: the part of it that each line holds."""
    found = where(figure, "\n".join(line.text for line in lines)) if figure else None
    offset = 0
    for line in lines if found else ():
        assert found is not None
        start, end = max(found[0] - offset, 0), min(found[1] - offset, len(line.text))
        if start < end:
            yield line, start, end
        offset += len(line.text) + 1


def severity(outcome: Outcome) -> tuple[int, bool, bool]:
    """Order outcomes: what needs a person first, what is confirmed last."""
    return -outcome.exit_code, not outcome.finding, outcome.pytest == "passed"


def statuses(lines: list[Line]) -> dict[str, int]:
    """Count the lines by what is said of them."""
    counted: dict[str, int] = defaultdict(int)
    for line in lines:
        counted[line.status] += 1
    return {name: counted[name] for name in ("claimed", "not a claim", "naked")}


def _visible(text: str, outcome: Outcome | None) -> Iterator[Piece]:
    start = 0
    for position, character in enumerate(text):
        if _hidden(character):
            if start < position:
                yield Piece(text[start:position], "", outcome)
            yield Piece(_picture(character), f"U+{ord(character):04X}", outcome)
            start = position + 1
    if start < len(text):
        yield Piece(text[start:], "", outcome)


def _hidden(character: str) -> bool:
    """Whether a character is not seen, or acts on what stands beside it."""
    if character.isprintable() or character == "\t" or character in _JOINERS:
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨{code:04X}⟩"
