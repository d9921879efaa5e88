"""Synthetic claims of every kind, with what measuring them would find."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.evidence import Failure

PER_FILE = 1000
"""Claims a spec."""

_STATES = {"states": "A statement about a synthetic subject."}
_SUBJECT = "recurrent:plain_layer"


@dataclass(frozen=True, slots=True)
class Example:
    """One claim and its measurement.

    Args:
        keys: The claim as a spec writes it, without its id.
        measured: What its subject answers: a value, or a Failure.
    """

    keys: dict[str, Any]
    measured: Any = None


def example(index: int) -> Example:
    """Make the claim at a position; kinds take turns.

    Most claims hold. Of the counts of parameters every other one is wrong, most of those as an
    erratum; every fifth behaviour is blocked.

    Args:
        index: Position among all claims, from 0.
    """
    turn, kind = divmod(index, len(_KINDS))
    return _KINDS[kind](turn)


def write_specs(count: int, folder: Path) -> list[Path]:
    """Write specs of PER_FILE claims each; a claim's id ends in its position among all.

    Args:
        count: Claims in all.
        folder: Where to write them.

    Returns:
        The files, in order.
    """
    files = []
    for first in range(0, count, PER_FILE):
        file = folder / f"synthetic-{first // PER_FILE:04}.yaml"
        lines = _lines(range(first, min(first + PER_FILE, count)), file.stem)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        files.append(file)
    return files


def _lines(indices: range, name: str) -> Iterator[str]:
    yield "format: harness-spec/1"
    yield f"document: {name}.txt"
    yield f"title: Synthetic claims from {indices.start}"
    yield "claims:"
    for index in indices:
        yield f"  - id: claim-{index}"
        for key, value in example(index).keys.items():
            yield f"    {key}: {json.dumps(value)}"


def _measured(kind: str, turn: int, figure: str | None, **keys: Any) -> dict[str, Any]:
    subject = {"subject": _SUBJECT, "given": {"units": turn + 1}}
    return {"kind": kind, **_at(turn, figure), **subject, **keys}


def _at(turn: int, figure: str | None) -> dict[str, Any]:
    return {"at": {"lines": [turn + 1, turn + 2]} | ({"figure": figure} if figure else {})}


def _parameters(turn: int) -> Example:
    count, keys = 1000 + turn, {}
    if turn % 2:
        count += 1
        if turn % 100 != 1:
            keys = {"erratum": {"why": "The bias is left out.", "truth": count}}
    path = "layers.0.parameters"
    claim = _measured("parameters", turn, f"{1000 + turn:,}", read=path, **keys)
    return Example(claim, {"layers": [{"parameters": count}]})


def _shape(turn: int) -> Example:
    claim = _measured("shape", turn, f"(None, {turn}, 3)", read="output_shape")
    return Example(claim, {"output_shape": [None, turn, 3]})


def _value(turn: int) -> Example:
    return Example(_measured("value", turn, f"[[3, {turn}], [2, 1]]"), [[3, turn], [2, 1]])


def _number(turn: int) -> Example:
    return Example(_measured("number", turn, f"{turn}.0202"), turn + 0.02021)


def _array(turn: int) -> Example:
    claim = _measured("array", turn, f"[[{turn}.5 0.25]\n ...\n [1.5 0.75]]")
    rows = [[turn + 0.5, 0.25], [3.0, 4.0], [1.5, 0.75]]
    return Example(claim, {"array": rows, "dtype": "float32"})


def _behaviour(turn: int) -> Example:
    claim = _measured("behaviour", turn, "SimpleRNN", expected=True, **_STATES)
    blocked = Failure("Unavailable", f"no data set {turn % 3}; download it", blocked=True)
    return Example(claim, blocked if turn % 5 == 0 else True)


def _range(turn: int) -> Example:
    return Example(_measured("range", turn, None, at_least=-1.0, below=1.0, **_STATES), [-0.5, 0.5])


def _ordering(turn: int) -> Example:
    claim = _measured("ordering", turn, None, ascending=["less", "more"], **_STATES)
    return Example(claim, {"less": turn, "more": turn + 1})


def _raises(turn: int) -> Example:
    claim = _measured("raises", turn, "ValueError", **_STATES)
    return Example(claim, Failure("ValueError", "no such rank", traceback="Traceback"))


def _law(turn: int) -> Example:
    domains = {"features": {"integers": [1, 9]}}
    claim = _measured("law", turn, None, for_all=domains, within=1e-5, **_STATES)
    return Example(claim, {"examples": 50, "difference": 1e-7, "counterexample": None})


def _history(turn: int) -> Example:
    claim = _measured("history", turn, None, expected={"loss": ["0.5", f"0.{turn + 1}"]}, **_STATES)
    return Example(claim, {"loss": [0.5, float(f"0.{turn + 1}")]})


def _arithmetic(turn: int) -> Example:
    expression = f"4 * ({turn} + 1)"
    return Example({"kind": "arithmetic", **_at(turn, str(4 * turn + 4)), "expression": expression})


def _agreement(turn: int) -> Example:
    against = [{"lines": turn + 9, "figure": str(turn)}]
    return Example({"kind": "agreement", **_at(turn, str(turn)), "against": against, **_STATES})


_KINDS: tuple[Callable[[int], Example], ...] = (
    _parameters,
    _shape,
    _value,
    _number,
    _array,
    _behaviour,
    _range,
    _ordering,
    _raises,
    _law,
    _history,
    _arithmetic,
    _agreement,
)
