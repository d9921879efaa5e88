"""Results of mutation: which altered documents each claim refutes, and which it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Survivor:
    """An altered document that its claim does not notice.

    Args:
        says: What the altered document says.
        found: The verdict on it, with what was measured.
    """

    says: str
    found: str


@dataclass(frozen=True, slots=True)
class MutationResult:
    """The mutants of one claim: documents altered in what they state.

    Args:
        id: ``SPEC/ID``.
        kind: The claim's kind.
        spec: File and line of the claim.
        mutants: How many altered documents were judged.
        survivors: Those that the claim does not notice.
        excuse: The reason that the spec gives for them; empty where there is none.
        unexamined: Why nothing could be judged; empty where something was.
    """

    id: str
    kind: str
    spec: str
    mutants: int = 0
    survivors: tuple[Survivor, ...] = ()
    excuse: str = ""
    unexamined: str = ""

    @property
    def killed(self) -> int:
        """How many mutants the claim notices."""
        return self.mutants - len(self.survivors)

    @property
    def excused(self) -> int:
        """How many survivors have a written reason."""
        return len(self.survivors) if self.excuse else 0

    @property
    def defect(self) -> bool:
        """Whether a mutant survives without a reason, or every mutant survives."""
        return bool(self.survivors) and (not self.excuse or not self.killed)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one kind, or of all.

    Args:
        name: The kind.
        claims: Claims whose mutants were judged.
        mutants: How many were.
        killed: How many were noticed.
        excused: How many were not, for a written reason.
        survivors: How many were not, without one.
    """

    name: str
    claims: int
    mutants: int
    killed: int
    excused: int
    survivors: int


def tallies(examinations: Sequence[MutationResult]) -> list[Tally]:
    """Count by kind, and all together at the end."""
    examined = [item for item in examinations if not item.unexamined]
    kinds = sorted({item.kind for item in examined})
    found = [_tally(kind, [item for item in examined if item.kind == kind]) for kind in kinds]
    return [*found, _tally("all", examined)]


def _tally(name: str, items: Sequence[MutationResult]) -> Tally:
    mutants, killed = sum(item.mutants for item in items), sum(item.killed for item in items)
    excused = sum(item.excused for item in items)
    return Tally(name, len(items), mutants, killed, excused, mutants - killed - excused)
