"""An annotated document: a reader's copy with the result of each claim beside its lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from harness.documents import Document, Span, State
from harness.results.cause_groups import CauseGroup, causes_of
from harness.results.run import Result


@dataclass(frozen=True, slots=True)
class AnchoredPassage:
    """A passage of a claim, where it stands in this copy.

    Args:
        lines: Its first and last line.
        figure: The figure as printed there; None where there is none.
        state: How it compares with the passage that the spec was written from.
    """

    lines: Span
    figure: str | None
    state: State


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Where the evidence of a claim is recorded.

    Args:
        file: The evidence file of a stack.
        line: The measurement's line in it.
        key: The short name of the request.
    """

    file: str
    line: int
    key: str


@dataclass(frozen=True, slots=True)
class Note:
    """One claim and its result, shown beside its lines.

    Args:
        result: What was found of it, judged for this copy.
        passages: Its passages; the first is the claim's own.
        stacks: Outcome on each recorded stack, oldest first: name and label.
        evidence: Where its evidence is recorded; None where it needs none, or none is kept.
    """

    result: Result
    passages: tuple[AnchoredPassage, ...]
    stacks: tuple[tuple[str, str], ...]
    evidence: EvidenceLine | None

    @property
    def lines(self) -> Span:
        """First and last line of the claim's own passage."""
        return self.passages[0].lines

    @property
    def figure(self) -> str | None:
        """The figure as this copy prints it; None where there is none."""
        return self.passages[0].figure

    @property
    def lost(self) -> str:
        """The state of the claim's passage where a person has to look at it; else empty."""
        return self.result.anchor if State(self.result.anchor).lost else ""

    @property
    def finding(self) -> bool:
        """Whether a reader wants to see this first."""
        entry = self.result.outcome_entry
        return entry.finding or bool(entry.exit_code) or bool(self.lost)


@dataclass(frozen=True)
class Annotation:
    """A document with everything that is known of its lines.

    Args:
        document: The reader's copy.
        title: What it is about.
        source: One sentence: where the verdicts come from.
        notes: A note for each claim, in the order of the spec.
        not_claims: Lines that state nothing to be checked, where they stand now, and why.
        encoding: What the copy was read with.
        claimed: The lines that a spec speaks of, as ``harness coverage`` counts them.
        blocks: First and last line of each code block with what it prints.
    """

    document: Document
    title: str
    source: str
    notes: tuple[Note, ...]
    not_claims: tuple[tuple[Span, str], ...]
    encoding: str = "utf-8"
    claimed: frozenset[int] = frozenset()
    blocks: tuple[Span, ...] = ()

    @cached_property
    def placed(self) -> list[Note]:
        """The notes that have lines in this copy, first line first."""
        last = len(self.document.lines)
        found = [n for n in self.notes if n.lost != State.VANISHED and n.lines[1] <= last]
        return sorted(found, key=lambda note: note.lines[0])

    @cached_property
    def vanished(self) -> list[Note]:
        """The notes whose lines stand nowhere in this copy."""
        here = set(map(id, self.placed))
        return [note for note in self.notes if id(note) not in here]

    @cached_property
    def findings(self) -> list[Note]:
        """What a reader wants to see first: the vanished, then line after line."""
        return [*self.vanished, *(note for note in self.placed if note.finding)]

    @cached_property
    def causes(self) -> list[CauseGroup]:
        """The causes of what its spec, or a person, knows to be wrong, the worst first."""
        return causes_of(note.result for note in self.findings)

    @cached_property
    def repeats(self) -> dict[str, CauseGroup]:
        """The claims that are wrong for a reason which an earlier one gives, by their ids."""
        return {claim.id: cause for cause in self.causes for claim in cause.claims[1:]}
