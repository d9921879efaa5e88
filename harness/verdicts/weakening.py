"""Decides whether a changed number makes a claim weaker or stronger."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Weaker(StrEnum):
    """In which direction a number weakens its claim; ``…_OR_NONE`` also when it is removed."""

    LESS = "less"
    MORE = "more"
    LESS_OR_NONE = "less or none"
    MORE_OR_NONE = "more or none"
    NARROWER = "narrower"


class Effect(StrEnum):
    """How a changed term affects its claim."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    RESTATED = "restated"
    REWORDED = "reworded"


def effect(way: Weaker | None, before: Any, after: Any) -> Effect:
    """Decide how a changed term affects its claim.

    Args:
        way: Which change weakens the claim; None where the kind does not say.
        before: Its old value; None where it was not given.
        after: Its new value, a different one; None where it is not given.
    """
    if way is None:
        return Effect.RESTATED
    if before is None or after is None:
        none_is_weak = way in (Weaker.LESS_OR_NONE, Weaker.MORE_OR_NONE)
        return Effect.WEAKER if (after is None) == none_is_weak else Effect.STRONGER
    if way is Weaker.NARROWER:
        return _of_bounds(before, after)
    if not all(isinstance(value, (int, float)) for value in (before, after)):
        return Effect.RESTATED
    rises = way in (Weaker.MORE, Weaker.MORE_OR_NONE)
    return Effect.WEAKER if (after > before) == rises else Effect.STRONGER


def _of_bounds(before: Any, after: Any) -> Effect:
    """Judge a changed interval: a smaller one is weaker, one that only moved is another law."""
    if not (_is_interval(before) and _is_interval(after)):
        return Effect.RESTATED
    if after[0] <= before[0] and before[1] <= after[1]:
        return Effect.STRONGER
    inside = before[0] <= after[0] and after[1] <= before[1]
    return Effect.WEAKER if inside else Effect.RESTATED


def _is_interval(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(bound, (int, float)) for bound in value)
    )
