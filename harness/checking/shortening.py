"""Shortens the training of a page: one epoch, ten steps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from harness.checking.source_edits import (
    SourceEdit,
    insertions,
    placed_nodes,
    replacement,
    with_edits,
)
from harness.evidence.scopes import chain_of

_EPOCHS, _STEPS = 1, 10
_TRAINS = re.compile(r"\w*(?:fit|train|learn)\w*|\w*epochs?", re.I)
_CAPPED = {
    **dict.fromkeys(
        ("epochs", "nb_epoch", "n_epochs", "num_epochs", "max_epochs", "n_epoch"), _EPOCHS
    ),
    **dict.fromkeys(
        ("steps_per_epoch", "validation_steps", "samples_per_epoch", "max_steps"), _STEPS
    ),
}
"""What keywords of a training are capped at; the number of epochs comes first."""

_EPOCH = re.compile(r"_*(?:\w*_)?(?:epochs?|ep)(?:_\w+)?_*", re.I)
_STEP = re.compile(r"_*(?:\w*_)?(?:steps?|iterations?|iter|it|batch_idx|episode)(?:_\w+)?_*", re.I)
_UPDATES = frozenset(
    {"apply_gradients", "backward", "step", "minimize", "train_step", "train_on_batch", "fit"}
    | {"assign_sub", "train_batch", "train_one_epoch", "train"}
)
"""What a loop calls that trains."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """A source whose training is short.

    Args:
        source: The source, with as many lines.
        lines: The lines where a training was shortened.
    """

    source: str
    lines: tuple[int, ...]


def short_training(source: str) -> Shortened:
    """Cap the epochs and steps of ``fit`` and of loops that train.

    Args:
        source: The source; what Python does not take stays as it is.
    """
    edits = {edit for node in placed_nodes(source) for edit in _caps(node)}
    lines = tuple(sorted({edit.line for edit in edits}))
    return Shortened(with_edits(source, edits) if edits else source, lines)


def _caps(node: ast.AST) -> Iterator[SourceEdit]:
    if isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.For | ast.AsyncFor):
        yield from _loop(node)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _TRAINS.fullmatch(node.name):
        yield from _defaults(node.args)


def _call(node: ast.Call) -> Iterator[SourceEdit]:
    """Cap a call that trains: by keywords, or by their places in ``fit`` of Keras."""
    name = (chain_of(node.func) or [getattr(node.func, "attr", "")])[-1]
    words = {word.arg: word.value for word in node.keywords if word.arg}
    if not _TRAINS.fullmatch(name) or name.startswith("plot"):
        return
    places = {"fit": {"epochs": 3}, "fit_generator": {"steps_per_epoch": 1, "epochs": 2}}
    for word, place in places.get(name, {}).items() if isinstance(node.func, ast.Attribute) else ():
        if len(node.args) > place and isinstance(node.args[place], ast.Constant):
            words.setdefault(word, node.args[place])
    begun = words.get("initial_epoch")
    for word, value in words.items():
        most = _CAPPED.get(word)
        if most and not (begun and most == _EPOCHS):
            yield from _capped(value, most)


def _capped(value: ast.expr, most: int) -> Iterator[SourceEdit]:
    if isinstance(value, ast.Starred):
        return
    if not isinstance(value, ast.Constant):
        yield from insertions(value, f"min({most}, ", ")")
    elif type(value.value) is int and value.value > most:
        yield replacement(value, str(most))


def _defaults(given: ast.arguments) -> Iterator[SourceEdit]:
    every = [*given.posonlyargs, *given.args]
    pairs = [*zip(reversed(every), reversed(given.defaults), strict=False)]
    pairs += [
        (name, value)
        for name, value in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        if value
    ]
    for name, value in pairs:
        if name.arg in _CAPPED and isinstance(value, ast.Constant):
            yield from _capped(value, _CAPPED[name.arg])


def _loop(node: ast.For | ast.AsyncFor) -> Iterator[SourceEdit]:
    """Cut the range of a loop over epochs, or over steps that train."""
    target = (
        node.target.elts[0]
        if isinstance(node.target, ast.Tuple) and node.target.elts
        else node.target
    )
    name = target.id if isinstance(target, ast.Name) else ""
    most = (
        _EPOCHS if _EPOCH.fullmatch(name) else _STEPS if _STEP.fullmatch(name) or name == "_" else 0
    )
    if not most or (most == _STEPS and not _trains(node)):
        return
    for inner in ast.walk(node.iter):
        if isinstance(inner, ast.Call) and chain_of(inner.func) == ["range"]:
            if not _is_short(inner, most):
                yield from insertions(inner, "", f"[:{most}]")
            return


def _is_short(called: ast.Call, most: int) -> bool:
    first = (
        called.args[0].value if called.args and isinstance(called.args[0], ast.Constant) else None
    )
    return len(called.args) == 1 and isinstance(first, int) and first <= most


def _trains(node: ast.For | ast.AsyncFor) -> bool:
    calls = (
        part.func
        for statement in node.body
        for part in ast.walk(statement)
        if isinstance(part, ast.Call)
    )
    return any(
        (chain_of(called) or [getattr(called, "attr", "")])[-1] in _UPDATES for called in calls
    )
