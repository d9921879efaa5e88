"""Changes of a claim's terms: whether it asks for less, for more, or for something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from harness.results.run import Result
from harness.texts.visible import short
from harness.verdicts import Effect, Weaker, effect

_WAYS = {way.value for way in Weaker}
_RECORDED = ("erratum", "drift", "appears", "not_reproducible")
_TRUTHS = ("truth", "later")


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term of a claim that has another value now.

    Args:
        name: Its keys, joined by dots.
        before: Its value before; None where it was not given.
        after: Its value now.
        effect: Whether the claim is weaker, stronger or another one by it.
    """

    name: str
    before: Any
    after: Any
    effect: Effect

    def __str__(self) -> str:
        before, after = (_shown(value) for value in (self.before, self.after))
        return f"{self.name}: {before} → {after} ({self.effect})"


def changed_terms(base: Result, head: Result, weaker: Mapping[str, str]) -> list[TermChange]:
    """List the changes of a claim's terms, leaving out those of its wording.

    Args:
        base: The claim's result before.
        head: The claim's result now.
        weaker: Which way the terms of its kind weaken it, by patterns of their names.
    """
    found = list(_restated(base, head))
    if base.terms is None or head.terms is None:
        found += _flags(base, head)
    else:
        found += _recorded(base.terms, head.terms)
        found += _own(base.terms, head.terms, weaker)
    return [change for change in found if change.effect is not Effect.REWORDED]


def _restated(base: Result, head: Result) -> Iterator[TermChange]:
    """Compare what every claim has: its subject, arguments, figure, expectation and basis."""
    pairs = [
        ("kind", base.kind, head.kind),
        ("subject", base.subject, head.subject),
        ("figure", base.figure, head.figure),
        ("basis", base.basis, head.basis) if base.basis and head.basis else ("basis", None, None),
    ]
    if base.figure == head.figure:
        pairs.append(("expected", base.expected, head.expected))
    for name, before, after in pairs:
        if before != after:
            yield TermChange(name, before, after, Effect.RESTATED)
    given = _flat(base.given, "given"), _flat(head.given, "given")
    for name, before, after in _differences(*given):
        yield TermChange(name, before, after, Effect.RESTATED)


def _flags(base: Result, head: Result) -> Iterator[TermChange]:
    """Compare what a record without terms still says."""
    for name in ("erratum", "drift"):
        before, after = getattr(base, name), getattr(head, name)
        if before != after:
            yield TermChange(name, before, after, Effect.WEAKER if after else Effect.STRONGER)


def _recorded(base: Mapping[str, Any], head: Mapping[str, Any]) -> Iterator[TermChange]:
    """Compare what the spec records of a claim that does not simply hold."""
    for name in _RECORDED:
        before, after = base.get(name), head.get(name)
        if before is None or after is None:
            if before != after:
                way = Effect.WEAKER if before is None else Effect.STRONGER
                yield TermChange(name, _why(before), _why(after), way)
            continue
        for key in sorted(before.keys() | after.keys()):
            if (key in before, before.get(key)) != (key in after, after.get(key)):
                yield _part(name, key, before, after)


def _part(name: str, key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> TermChange:
    """Compare one key of an erratum or a drift; where its truth is gone, less is checked."""
    if key == "why":
        way = Effect.REWORDED
    elif key in _TRUTHS and key not in after:
        way = Effect.WEAKER
    elif key in _TRUTHS and key not in before:
        way = Effect.STRONGER
    else:
        way = Effect.RESTATED
    return TermChange(f"{name}.{key}", before.get(key), after.get(key), way)


def _own(
    base: Mapping[str, Any], head: Mapping[str, Any], weaker: Mapping[str, str]
) -> Iterator[TermChange]:
    """Compare the terms of the kind, and how the claim is measured."""
    flat = (
        _flat({key: value for key, value in terms.items() if key not in _RECORDED})
        for terms in (base, head)
    )
    for name, before, after in _differences(*flat):
        if name.endswith(".why"):
            continue
        yield TermChange(name, before, after, effect(_way(name, weaker), before, after))


def _way(name: str, weaker: Mapping[str, str]) -> Weaker | None:
    if name == "slow":
        return Weaker.MORE
    ways = (way for pattern, way in weaker.items() if fnmatchcase(name, pattern))
    return next((Weaker(way) for way in ways if way in _WAYS), None)


def _differences(
    base: Mapping[str, Any], head: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    for name in sorted(base.keys() | head.keys()):
        if base.get(name) != head.get(name):
            yield name, base.get(name), head.get(name)


def _flat(value: Any, name: str = "") -> dict[str, Any]:
    """Name every value that is no mapping by its keys, joined by dots."""
    if not isinstance(value, dict) or ("." in name and not value):
        return {name: value}
    found: dict[str, Any] = {}
    for key, item in value.items():
        found |= _flat(item, f"{name}.{key}" if name else key)
    return found


def _why(recorded: Mapping[str, Any] | None) -> str | None:
    return None if recorded is None else str(recorded.get("why", "recorded"))


def _shown(value: Any) -> str:
    return "none" if value is None else short(" ".join(str(value).split()), 80)
