"""Results of mutation: which changes each claim notices, and which claims cannot fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change that its claim does not notice.

    Args:
        says: What the changed document, or the changed formula, says.
        found: The verdict on it, with what was measured.
        place: Where it is: line and column of the document, or line of the spec.
        reason: Why it may survive; empty where nothing says so.
    """

    says: str
    found: str
    place: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sampled:
    """Mutants of which only some were judged, evenly spread.

    Args:
        name: What is changed, such as ``rows``.
        judged: How many were judged.
        total: How many there are.
    """

    name: str
    judged: int
    total: int


@dataclass(frozen=True, slots=True)
class LawReach:
    """What the examples of a law cover, and which wrong formulas they tell from the right one.

    Args:
        examples: How many were tried.
        domains: What each generated argument is taken from, in words.
        refuted: How many examples refute each wrong formula, by what is wrong with it.
    """

    examples: int
    domains: tuple[str, ...]
    refuted: Mapping[str, int]

    @property
    def passes(self) -> tuple[str, ...]:
        """The wrong formulas that no example refutes."""
        return tuple(name for name, count in self.refuted.items() if not count)


@dataclass(frozen=True, slots=True)
class MutationResult:
    """The mutants of one claim, and whether it can fail at all.

    Args:
        id: ``SPEC/ID``.
        kind: The claim's kind.
        spec: File and line of the claim.
        mutants: How many mutants were judged; those that are refuted by definition are none.
        survivors: Those that the claim does not notice.
        unexamined: Why nothing could be judged; empty where something was.
        empty: Why no measurement could refute the claim; empty where one could.
        alone: Why no stack can refute it: the document, or its own arguments, decide it alone;
            empty where a stack decides.
        exact: Whether it compares by equality or to the last printed digit, so that every other
            figure is refuted by definition.
        untold: What the evidence cannot tell, such as whether a wrong formula would pass.
        idle: Wrong formulas that no example of a law tells from the right one: either the same
            formula written otherwise, or out of the law's range.
        sampled: Kinds of mutants of which only some were judged.
        differing: Places that differ already, which have no mutants.
        law: What the examples of a law cover; None for other claims.
    """

    id: str
    kind: str
    spec: str
    mutants: int = 0
    survivors: tuple[Survivor, ...] = ()
    unexamined: str = ""
    empty: str = ""
    alone: str = ""
    exact: bool = False
    untold: str = ""
    idle: tuple[Survivor, ...] = ()
    sampled: tuple[Sampled, ...] = ()
    differing: int = 0
    law: LawReach | None = None

    @property
    def killed(self) -> int:
        """How many mutants the claim notices."""
        return self.mutants - len(self.survivors)

    @property
    def excused(self) -> tuple[Survivor, ...]:
        """The survivors with a written reason."""
        return tuple(item for item in self.survivors if item.reason)

    @property
    def unexcused(self) -> tuple[Survivor, ...]:
        """The survivors without one."""
        return tuple(item for item in self.survivors if not item.reason)

    @property
    def defect(self) -> bool:
        """Whether a mutant survives without a reason, or nothing could refute the claim."""
        return bool(self.unexcused or self.empty)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one kind, or of all.

    Args:
        name: The kind.
        claims: Claims that were examined.
        mutants: How many mutants were judged.
        killed: How many were noticed.
        excused: How many were not, for a written reason.
        survivors: How many were not, without one.
        exact: Claims that compare exactly; what they say otherwise is refuted by definition.
        alone: Claims that the document or their own arguments decide alone.
        empty: Claims that no measurement could refute.
        untold: Claims of which the evidence tells nothing.
        idle: Wrong formulas that no example tells from the right one.
    """

    name: str
    claims: int
    mutants: int
    killed: int
    excused: int
    survivors: int
    exact: int
    alone: int
    empty: int
    untold: int
    idle: int


def tallies(examinations: Sequence[MutationResult]) -> list[Tally]:
    """Count by kind, and all together at the end."""
    examined = [item for item in examinations if not item.unexamined]
    kinds = sorted({item.kind for item in examined})
    found = [_tally(kind, [item for item in examined if item.kind == kind]) for kind in kinds]
    return [*found, _tally("all", examined)]


def _tally(name: str, items: Sequence[MutationResult]) -> Tally:
    return Tally(
        name,
        len(items),
        mutants=sum(item.mutants for item in items),
        killed=sum(item.killed for item in items),
        excused=sum(len(item.excused) for item in items),
        survivors=sum(len(item.unexcused) for item in items),
        exact=sum(item.exact for item in items),
        alone=sum(bool(item.alone) for item in items),
        empty=sum(bool(item.empty) for item in items),
        untold=sum(bool(item.untold) for item in items),
        idle=sum(len(item.idle) for item in items),
    )
