"""Gaps of a run: what was asked for and could not be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from harness.claims import Claim, Spec
from harness.documents import State
from harness.results.run import Gap
from harness.verdicts import Word

_FEW = 3
"""Ids of blocked claims that are named, and reasons that are given."""


class Judged(Protocol):
    """The result of a claim, as far as gaps depend on it; see ``Result``."""

    @property
    def id(self) -> str:
        """``SPEC/ID``."""

    @property
    def verdict(self) -> str:
        """One of the five words."""

    @property
    def anchor(self) -> str:
        """How its passage compares with the one the spec was written from."""

    @property
    def why(self) -> str:
        """The reason of the verdict."""


@dataclass(frozen=True)
class Asked:
    """What a user asked for by name; what nobody named may be blocked.

    Args:
        specs: Names of the specs that were named, themselves or by their documents.
        matching: The expression that chose the claims; empty where none did.
        stack: Whether a stack was named.
        slow: Whether slow claims are asked for.
        seeds: Whether claims about many seeds are asked for.
        recorded: Whether recorded evidence is judged, which no stackless claim has.
        folder: The folder of documents that was named; None where none was.
        missing: Documents that were named by a path where there is none, by the name of the spec.
        allowed: How many claims may be blocked, of all; None for none of what was named, and any
            number of the rest.
        known: Ids of the claims that are known to be blocked here.
    """

    specs: Collection[str] = ()
    matching: str = ""
    stack: bool = False
    slow: bool = True
    seeds: bool = False
    recorded: bool = False
    folder: Path | None = None
    missing: Mapping[str, Path] = field(default_factory=dict)
    allowed: int | None = None
    known: Collection[str] = ()


def find_gaps(specs: Sequence[Spec], results: Sequence[Judged], asked: Asked) -> tuple[Gap, ...]:
    """List what was asked for and could not be looked at.

    Args:
        specs: The specs.
        results: The results of those of their claims that were chosen.
        asked: What was asked for by name.
    """
    found: dict[str, list[Judged]] = {spec.name: [] for spec in specs}
    for result in results:
        found[result.id.partition("/")[0]].append(result)
    gaps = [gap for spec in specs for gap in _of_spec(spec, found[spec.name], asked)]
    unseen = {spec for spec, claims in found.items() if claims and all(map(_is_blocked, claims))}
    return (*gaps, *_too_many(specs, results, asked, unseen))


def _of_spec(spec: Spec, claims: Sequence[Judged], asked: Asked) -> Iterator[Gap]:
    """List what of one spec could not be looked at as a whole."""
    if not claims:
        if spec.name in asked.specs:
            parts = ["is about random results"] if asked.seeds else []
            parts += [f"matches -k {asked.matching!r}"] if asked.matching else []
            said = f"no claim of {spec.name} {' and '.join(parts)}: nothing was looked at"
            way = "leave the spec out" + (", or change the expression" if asked.matching else "")
            yield Gap(spec.name, said, way)
        return
    yield from _of_document(spec, claims, asked)
    if all(map(_is_blocked, claims)) and not _has_no_evidence(spec, asked):
        count, of_all = len(claims), len(spec.claims)
        which = f"all its {count} claims are" if count == of_all else f"{count} of its claims are"
        if count == 1:
            which = "its one claim is" if of_all == 1 else "1 of its claims is"
        said = f"nothing of {spec.name} was looked at: {which} blocked ({_reasons(claims)})"
        slow = not asked.slow and any(claim.slow for claim in spec.claims)
        way = "--slow measures slow claims" if slow else "provide what is missing"
        yield Gap(spec.name, said, f"{way}, or ask for other claims")


def _of_document(spec: Spec, claims: Sequence[Judged], asked: Asked) -> Iterator[Gap]:
    """Say that a document was named and is not there, or is not the one of the spec."""
    states = {claim.anchor for claim in claims}
    nothing = "its figures were compared with nothing"
    path = asked.missing.get(spec.name)
    if path and (states == {State.ABSENT} or path.name != str(path)):
        other = nothing if states == {State.ABSENT} else "another copy was read"
        way = "correct the path, or name its folder with --documents"
        yield Gap(spec.name, f"{path} is not there: {other}", way)
    elif states == {State.ABSENT} and spec.beside is not None:
        yield Gap(spec.name, f"{spec.beside} is not there: {nothing}", f"correct {spec.file}")
    elif states == {State.ABSENT} and asked.folder is not None:
        said = f"{spec.document} is not in {asked.folder}: {nothing}"
        yield Gap(spec.name, said, "put it there, or name its folder with --documents")
    elif states == {State.VANISHED}:
        said = f"{spec.document} has none of the lines that {spec.name} speaks of: {nothing}"
        yield Gap(spec.name, said, "'harness follow' shows what the spec was written from")


def _too_many(
    specs: Sequence[Spec], results: Sequence[Judged], asked: Asked, unseen: Collection[str]
) -> Iterator[Gap]:
    """Say that more is blocked of what was asked for than is allowed."""
    by_id = {result.id: result for result in results}
    wanted = [
        by_id[name]
        for spec in specs
        for claim in spec.claims
        if (name := f"{spec.name}/{claim.id}") in by_id and _is_wanted(spec, claim, asked)
    ]
    blocked = [
        result
        for result in wanted
        if _is_blocked(result)
        and result.id not in asked.known
        and result.id.partition("/")[0] not in unseen
    ]
    if len(blocked) > (asked.allowed or 0):
        names = ", ".join(result.id for result in blocked[:_FEW])
        more = f" and {len(blocked) - _FEW} more" if len(blocked) > _FEW else ""
        one = len(wanted) == 1
        of = "the claim that was" if one else f"{len(blocked)} of {len(wanted)} claims that were"
        said = f"{of} asked for {'is' if len(blocked) == 1 else 'are'} blocked"
        said = f"{said} ({_reasons(blocked)}): {names}{more}"
        way = f"--blocked {len(blocked)} allows it, 'harness accept --blocked' for good"
        yield Gap("", said, way)


def _is_wanted(spec: Spec, claim: Claim, asked: Asked) -> bool:
    """Whether a claim counts where it is blocked."""
    if asked.allowed is not None or asked.matching:
        return True
    if asked.recorded and claim.stack_request is None and spec.name not in asked.specs:
        return False
    looked_at = asked.seeds if claim.seeds else asked.slow or not claim.slow
    return (asked.stack or spec.name in asked.specs) and looked_at


def _has_no_evidence(spec: Spec, asked: Asked) -> bool:
    """Whether recorded evidence was asked for of a spec, unnamed, that cannot have any."""
    named = spec.name in asked.specs or asked.matching
    return asked.recorded and not named and all(c.stack_request is None for c in spec.claims)


def _is_blocked(result: Judged) -> bool:
    return result.verdict == Word.BLOCKED


def _reasons(claims: Sequence[Judged]) -> str:
    """Give the most frequent reasons for which claims are blocked."""
    counted = Counter(claim.why for claim in claims).most_common()
    more = f"; and {len(counted) - _FEW} other reasons" if len(counted) > _FEW else ""
    return "; ".join(why for why, _ in counted[:_FEW]) + more
