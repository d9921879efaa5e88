"""An annotated document line by line: marks, brackets, and the figures within each line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise

from harness.documents import Span, State
from harness.documents.quoting import where
from harness.documents.statements import statements
from harness.reports.line_pieces import Piece, pieces_of
from harness.results.annotation import AnchoredPassage, Annotation, Note
from harness.texts.plain import presentable
from harness.texts.visible import one_line
from harness.verdicts import Outcome, outcome_named

_NOT_CLAIM, _NAKED = "·", "○"


@dataclass
class MarkedLine:
    """One line of an annotated document.

    Args:
        number: Counted from 1.
        text: The line.
        states: Whether it states something that could be checked.
        spoken: Whether a passage of its spec has this line.
        notes: The claims whose passage begins here.
        also: The claims that speak of this line from elsewhere.
        bracket: The stroke beside the lines of passages that have several.
        stroke: The outcome whose colour the bracket has: the worst of these passages' claims.
        reason: Why nothing here is a claim, at the first line of which that is said.
        skipped: Whether the spec says that nothing here is a claim.
        quotes: First and last offset of each figure in this line, and its worst claim's outcome.
    """

    number: int
    text: str
    states: bool = True
    spoken: bool = False
    notes: list[Note] = field(default_factory=list)
    also: list[Note] = field(default_factory=list)
    bracket: str = ""
    stroke: Outcome | None = None
    reason: str = ""
    skipped: bool = False
    quotes: dict[Span, Outcome] = field(default_factory=dict)

    @property
    def claimed(self) -> bool:
        """Whether the spec speaks of this line."""
        return self.spoken or bool(self.notes or self.also or self.stroke)

    @property
    def naked(self) -> bool:
        """Whether the line states something but is not covered by the spec."""
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
        """Outcomes of the claims that begin on this line, the worst first, with their numbers."""
        counted = Counter(note.result.outcome for note in [*self.notes, *self.also])
        pairs = [(outcome_named(label), count) for label, count in counted.items()]
        return sorted(pairs, key=lambda pair: severity(pair[0]))

    @property
    def pieces(self) -> list[Piece]:
        """The line cut where a figure begins or ends, invisible characters shown by name."""
        opens: dict[int, list[Outcome]] = defaultdict(list)
        closes: dict[int, list[Outcome]] = defaultdict(list)
        for (start, end), outcome in self.quotes.items():
            opens[start].append(outcome)
            closes[end].append(outcome)
        found: list[Piece] = []
        active: Counter[Outcome] = Counter()
        for start, end in pairwise(sorted({0, len(self.text), *opens, *closes})):
            active.update(opens[start])
            active.subtract(closes[start])
            found += pieces_of(self.text, start, end, _worst(active))
        return found


def laid_out(annotation: Annotation) -> list[MarkedLine]:
    """Lay a document out: a line for each of its lines, with everything said of it."""
    texts = annotation.document.lines
    stating = statements(texts)
    lines = [
        MarkedLine(number, text, number in stating, number in annotation.claimed)
        for number, text in enumerate(texts, 1)
    ]
    for (first, last), reason in annotation.not_claims:
        covered = [line for line in lines[first - 1 : last] if line.text.strip()]
        for line in covered:
            line.skipped = True
        if covered:
            covered[0].reason = one_line(reason)
    _place(lines, annotation.placed)
    return lines


def _place(lines: list[MarkedLine], notes: list[Note]) -> None:
    """Put notes to their lines; figures are looked for as the document prints them."""
    spans: dict[Span, Outcome] = {}

    @lru_cache(maxsize=1)  # most claims of a passage follow each other
    def joined(span: Span) -> tuple[str, list[int]]:
        texts = [line.text for line in lines[span[0] - 1 : span[1]]]
        begins = accumulate((len(text) + 1 for text in texts), initial=0)
        return "\n".join(texts), list(begins)[:-1]

    for note in notes:
        shown, entry = presentable(note), note.result.outcome_entry
        lines[note.lines[0] - 1].notes.append(shown)
        said = {note.lines[0]}
        for passage in note.passages:
            first, last = passage.lines
            if passage.state is State.VANISHED:
                continue
            if last > first:
                spans[passage.lines] = _worse(spans.get(passage.lines), entry)
            if first not in said and first <= len(lines):
                lines[first - 1].also.append(shown)
            said.add(first)
            for number, start, end in _quoted(passage, *joined(passage.lines)):
                quotes = lines[number - 1].quotes
                quotes[start, end] = _worse(quotes.get((start, end)), entry)
        _mark_differences(lines, note, entry)
    _draw_brackets(lines, spans)


def _mark_differences(lines: list[MarkedLine], note: Note, entry: Outcome) -> None:
    """Mark what the document prints and its code does not, where this copy prints it, too."""
    compared = note.result.compared
    for item in compared.differences[: compared.differing] if compared else ():
        place = item.column, item.column + len(item.printed)
        for line in lines[max(item.line - 1, 0) : item.line]:
            if item.printed and line.text[slice(*place)] == item.printed:
                line.quotes[place] = _worse(line.quotes.get(place), entry)


def _draw_brackets(lines: list[MarkedLine], spans: dict[Span, Outcome]) -> None:
    """Go through the lines once, with the passages that are open."""
    begins: dict[int, list[Outcome]] = defaultdict(list)
    ends: dict[int, list[Outcome]] = defaultdict(list)
    for (first, last), outcome in spans.items():
        begins[first].append(outcome)
        ends[last].append(outcome)
    active: Counter[Outcome] = Counter()
    for line in lines:
        opened, closed = begins[line.number], ends[line.number]
        through = active.total() > len(closed)
        active.update(opened)
        line.stroke = _worst(active)
        active.subtract(closed)
        if opened or closed:
            one = "┌" if opened else "└"
            line.bracket = "├" if through or (opened and closed) else one
        elif through:
            line.bracket = "│"


def _worst(active: Counter[Outcome]) -> Outcome | None:
    """Choose the worst of the outcomes that there are any of."""
    return min((outcome for outcome, n in active.items() if n > 0), key=severity, default=None)


def _worse(known: Outcome | None, other: Outcome) -> Outcome:
    return other if known is None else min(known, other, key=severity)


def severity(outcome: Outcome) -> tuple[int, bool, bool]:
    """Order outcomes: what needs a person first, what is confirmed last."""
    return -outcome.exit_code, not outcome.finding, outcome.pytest == "passed"


def statuses(lines: list[MarkedLine]) -> dict[str, int]:
    """Count the lines that state something by what is said of them."""
    counted = Counter(line.status for line in lines if line.states)
    return {name: counted[name] for name in ("claimed", "not a claim", "naked")}


def _quoted(
    passage: AnchoredPassage, text: str, begins: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """Find a figure in the lines of its passage.

    Args:
        passage: The passage with its figure.
        text: Its lines, joined.
        begins: The offset in the text at which each line begins.

    Yields:
        The number of each line that holds a part of it, and where that begins and ends.
    """
    found = where(passage.figure, text) if passage.figure else None
    if found is None:
        return
    index = bisect_right(begins, found[0]) - 1
    for begin, following in pairwise([*begins[index:], len(text) + 1]):
        if begin >= found[1]:
            return
        start, end = max(found[0] - begin, 0), min(found[1], following - 1) - begin
        if start < end:
            yield passage.lines[0] + index, start, end
        index += 1
