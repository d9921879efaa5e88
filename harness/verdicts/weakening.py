"""Whether a claim was made weaker."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Weaker(StrEnum):
    """Which way a number of a claim makes it weaker; "or none" where leaving it out does, too."""

    LESS = "less"
    MORE = "more"
    LESS_OR_NONE = "less or none"
    MORE_OR_NONE = "more or none"
    NARROWER = "narrower"


class Effect(StrEnum):
    """What a changed term does to its claim."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    RESTATED = "restated"
    REWORDED = "reworded"


def effect(way: Weaker | None, before: Any, after: Any) -> Effect:
    """Tell what a changed term does to its claim.

    Args:
        way: Which way it weakens; None where nobody has said.
        before: Its value then; None where it was not given.
        after: Its value now, another one.
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
    """Fewer configurations are a weaker law; an interval that only moved is another law."""
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
