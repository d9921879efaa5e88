"""Wrong formulas in place of a law's own: run inside a stack, as a subject is."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import CodeType, FrameType, FunctionType
from typing import Any

from harness.sandbox.return_values import json_data
from harness.stacks.counterexamples import difference
from harness.stacks.wrong_formulas import WrongFormula, wrong_formulas

MOST_FORMULAS = 24
"""Wrong formulas that are tried of one law, evenly spread."""

_ROUNDING = 1e-5
"""A side that changes by less, relative to its largest number, has not changed."""

_SURE = 3
"""Examples after which a change of both sides alike is taken for one of their common input."""

_Law = Callable[..., Any]
_Sides = tuple[Any, Any]


@dataclass
class _Tally:
    mutants: int = 0
    idle: list[dict[str, Any]] = field(default_factory=list)
    common: int = 0
    broken: int = 0
    total: int = 0
    survivors: list[dict[str, Any]] = field(default_factory=list)


def examine_law(subject: str, arguments: Sequence[dict[str, Any]], within: float) -> dict[str, Any]:
    """Put wrong formulas into the functions that a law calls, and try whether it notices them.

    A change that raises an exception, or changes both sides alike as one of their common input
    does, is no wrong formula.

    Args:
        subject: The law's, ``module:function``.
        arguments: Those that the law is tried with.
        within: Its tolerance.

    Returns:
        ``mutants``, how many wrong formulas were judged, of ``total`` changes that there are;
        ``common`` and ``broken``, how many were none; ``survivors``, with what each ``says``, the
        ``line`` and ``function``, and by how much the sides ``differ`` at most; and ``idle``, those
        that change neither side in any example: the same formula written otherwise, or one that
        these arguments do not tell from the right one.
    """
    module, _, name = subject.partition(":")
    law: _Law = getattr(importlib.import_module(module), name)
    right = [_sides(law, given) for given in arguments]
    called = _called(law, arguments[0], module.partition(".")[0])
    every = [wrong for function in called for wrong in wrong_formulas(function)]
    tally = _Tally(total=len(every))
    for wrong in every[:: max(1, -(-len(every) // MOST_FORMULAS))]:
        _judge(wrong, law, list(zip(arguments, right, strict=True)), within, tally)
    return dict(vars(tally))


def _judge(
    wrong: WrongFormula,
    law: _Law,
    examples: Sequence[tuple[dict[str, Any], _Sides]],
    within: float,
    tally: _Tally,
) -> None:
    own = wrong.function.__code__
    wrong.function.__code__ = wrong.code
    try:
        differ = _largest(law, examples, within)
    except Exception:  # noqa: BLE001 - what cannot be computed is no formula
        tally.broken += 1
        return
    finally:
        wrong.function.__code__ = own
    if isinstance(differ, str):
        tally.common += 1
        return
    name = wrong.function.__qualname__
    row = {"says": wrong.says, "function": name, "line": wrong.line, "differ": differ}
    if differ is None:
        tally.idle.append(row)
        return
    tally.mutants += 1
    if differ <= within:
        tally.survivors.append(row)


def _largest(
    law: _Law, examples: Sequence[tuple[dict[str, Any], _Sides]], within: float
) -> float | str | None:
    """Return how far the sides are apart at most, None where no side changes, or ``common``."""
    found, alike = None, 0
    for given, (left, right) in examples:
        now = _sides(law, given)
        changed = _differs(left, now[0]), _differs(right, now[1])
        apart = difference(*now)
        if any(changed) and apart > within:
            return apart
        alike += all(changed)
        if alike >= _SURE:
            return "common"
        if any(changed) and not all(changed):
            found = max(found or 0.0, apart)
    return "common" if alike and found is None else found


def _sides(law: _Law, given: dict[str, Any]) -> _Sides:
    sides = json_data(law(**given))
    return sides["left"], sides["right"]


def _differs(before: Any, now: Any) -> bool:
    return difference(before, now) > _ROUNDING * max(_size(before), 1e-30)


def _size(value: Any) -> float:
    if isinstance(value, dict):
        return max(map(_size, value.values()), default=0.0)
    if isinstance(value, list):
        return max(map(_size, value), default=0.0)
    return abs(value) if isinstance(value, (int, float)) else 0.0


def _called(law: _Law, given: dict[str, Any], package: str) -> list[FunctionType]:
    """List the functions of the law's own project that it calls."""
    codes: dict[CodeType, None] = {}

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            codes[frame.f_code] = None

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        law(**given)
    finally:
        sys.setprofile(before)
    modules = [m for name, m in sys.modules.items() if name.partition(".")[0] == package]
    functions = (value for module in modules for value in list(vars(module).values()))
    known = {f.__code__: f for f in functions if isinstance(f, FunctionType)}
    return [known[code] for code in codes if code in known and _is_model(known[code])]


def _is_model(function: FunctionType) -> bool:
    """Whether a function belongs to what is measured, and not to what measures."""
    measures = ("harness.stacks", "harness.subject", "harness.models.law_sides")
    return not function.__module__.startswith(measures)
