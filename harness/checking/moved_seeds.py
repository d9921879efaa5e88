"""Moves every seed that a page sets, so that what rests on one shows itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from harness.checking.source_edits import placed_nodes, replacement, with_edits
from harness.evidence.scopes import chain_of

_FUNCTIONS = frozenset(
    {"seed", "set_seed", "set_random_seed", "manual_seed", "manual_seed_all", "seed_everything"}
    | {"seed_all", "set_global_seed", "fix_seed", "setRNGSeed", "from_seed", "SeedSequence"}
    | {"default_rng", "RandomState", "PRNGKey", "PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"}
    | {"Random", "random.key", "SeedGenerator"}
)
"""Functions and classes whose first argument is a seed; one with a dot is called so."""

_MOST = 2**32
"""NumPy and scikit-learn take no seed from here on."""

_KEYWORDS = re.compile(r"(?:\w+_)?(?:seed|random_state)(?:_value)?|rng|rng_seed|rngs?_?key")
_CONSTANT = re.compile(
    r"_*(?!(?:n|num|max|min|len|total|count)_)(?:[a-z]+_)*(?:seed|random_?state|rng_?seed)"
    r"(?:_(?:value|val|num|number|no|id|int))?_?",
    re.I,
)
"""Names of constants that are seeds; ``seeds`` and ``n_seed`` are none."""


@dataclass(frozen=True, slots=True)
class MovedSeeds:
    """A source whose seeds are others.

    Args:
        source: The source, with as many lines.
        lines: The lines that set a seed.
    """

    source: str
    lines: tuple[int, ...]


def moved_seeds(source: str, by: int = 1, names: Container[str] = ()) -> MovedSeeds:
    """Move every seed of a source.

    Args:
        source: The source; what Python does not take sets no seeds.
        by: By how much.
        names: Further names that hold seeds, such as ``seed_names`` finds.
    """
    edits = {
        replacement(number, str(value + by if value + by < _MOST else max(0, value - by)))
        for number, value in _seeds(source, names)
    }
    lines = tuple(sorted({edit.line for edit in edits}))
    return MovedSeeds(with_edits(source, edits) if edits else source, lines)


def seed_names(source: str) -> frozenset[str]:
    """List the names that a source passes on as seeds, as in ``np.random.seed(number)``.

    Args:
        source: The source.
    """
    values = (value for node in placed_nodes(source) for value in _given(node))
    return frozenset(value.id for value in values if isinstance(value, ast.Name))


def _seeds(source: str, names: Container[str]) -> Iterator[tuple[ast.Constant, int]]:
    for node in placed_nodes(source):
        for value in (*_given(node), *_bound(node, names)):
            first = (
                value.elts[0] if isinstance(value, ast.List | ast.Tuple) and value.elts else value
            )
            if isinstance(first, ast.Constant) and type(first.value) is int:
                yield first, first.value


def _given(node: ast.AST) -> Iterator[ast.expr]:
    """List what is passed on as a seed: to a function, by a keyword, in a dictionary."""
    if isinstance(node, ast.Call):
        chain = chain_of(node.func) or [getattr(node.func, "attr", "")]
        if node.args and (chain[-1] in _FUNCTIONS or ".".join(chain[-2:]) in _FUNCTIONS):
            yield node.args[0]
        yield from (word.value for word in node.keywords if word.arg and _is_keyword(word.arg))
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if (
                isinstance(key, ast.Constant)
                and isinstance(key.value, str)
                and _is_keyword(key.value)
            ):
                yield value
    elif isinstance(node, ast.arguments):
        every = [*node.posonlyargs, *node.args]
        given = list(zip(reversed(every), reversed(node.defaults), strict=False))
        given += [
            (name, value)
            for name, value in zip(node.kwonlyargs, node.kw_defaults, strict=True)
            if value
        ]
        yield from (value for name, value in given if _is_keyword(name.arg))


def _bound(node: ast.AST, names: Container[str]) -> Iterator[ast.expr]:
    """List what is bound to a name that holds a seed."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    if value and isinstance(targets[0], ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = list(zip(targets[0].elts, value.elts, strict=False))
    else:
        pairs = [(target, value) for target in targets if target and value]
    for target, part in pairs:
        name = getattr(target, "id", getattr(target, "attr", ""))
        if name in names or _CONSTANT.fullmatch(name):
            yield part


def _is_keyword(name: str) -> bool:
    return bool(_KEYWORDS.fullmatch(name)) and not name.startswith(("n_", "num_", "max_"))
