"""Claims that no measurement could refute, and claims that no stack decides."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from harness.claims import Claim
from harness.claims.values import as_json, is_number
from harness.evidence import Evidence
from harness.evidence.modules import Imported, is_own, parsed
from harness.evidence.source_digest import reached
from harness.verdicts import Word

_MOST = 10_000
"""Other measurements that are tried on one claim; a claim that can fail does so among the first."""

_OUTSIDE = {"importlib", "os", "pathlib", "runpy", "shutil", "socket", "subprocess"}
"""Modules of Python by which a subject may reach a stack, or something else that it measures."""

_Path = tuple[str | int, ...]


def why_empty(claim: Claim, evidence: Evidence | None) -> str:
    """Say why no measurement could refute a confirmed claim; empty where one could.

    Each measured value that the claim reads is replaced by values far away from it.

    Args:
        claim: The claim.
        evidence: What was measured.
    """
    if claim.hollow:
        return claim.hollow
    # that nothing is raised is refuted by what is raised, not by another value
    if claim.kind in ("runs", "raises") or evidence is None or evidence.failure:
        return ""
    if claim.judge(evidence).word is not Word.CONFIRMED:
        return ""
    tried, measured = 0, claim.measured(evidence)
    # one run of many decides nothing: all are altered alike
    runs = measured if claim.seeds else [measured]
    for alike in islice(zip(*map(_altered, runs), strict=False), _MOST):
        other = list(alike) if claim.seeds else alike[0]
        if claim.compare(claim.document_value, other).word is not Word.CONFIRMED:
            return ""
        tried += 1
    return f"it is confirmed whatever is measured: {tried} other values pass" if tried else ""


def why_alone(claim: Claim) -> str:
    """Say why no stack decides a claim; empty where a stack does."""
    request = claim.request
    if request is None:
        return "the document is compared with itself"
    if claim.stackless:
        return "the project itself is measured"
    if not _is_plain(request.subject):
        return ""
    said = as_json(claim.document_value)
    if said not in (None, True, False) and said in [*_values(request.given)]:
        return "the figure is compared with an argument of its own"
    return "its subject is Python alone, which no stack changes"


def _altered(measured: Any) -> Iterator[Any]:
    """Turn each list round, and put values that lie far away in the place of each one."""
    for path in _lists(measured):
        turned = _value_of(measured, path)[::-1]
        if turned != _value_of(measured, path):
            yield _replaced(measured, path, turned)
    for path in _leaves(measured):
        for other in _far(_value_of(measured, path)):
            yield _replaced(measured, path, other)


def _far(value: Any) -> list[Any]:
    """List values that lie far from a measured one, all finite."""
    if is_number(value):
        return [-value - 1, 1000 * value + 1000, -1000 * value - 1000, 10**12, -(10**12)]
    return [not value] if isinstance(value, bool) else [f"{value}x", 0]


def _leaves(value: Any, path: _Path = ()) -> Iterator[_Path]:
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if key != "dtype":
                yield from _leaves(item, (*path, key))
    else:
        yield path


def _lists(value: Any, path: _Path = ()) -> Iterator[_Path]:
    if isinstance(value, list):
        yield path
    for key, item in value.items() if isinstance(value, dict) else ():
        yield from _lists(item, (*path, key))


def _value_of(value: Any, path: _Path) -> Any:
    """Read the value at a path of keys and positions."""
    for step in path:
        value = value[step]
    return value


def _replaced(value: Any, path: _Path, other: Any) -> Any:
    if not path:
        return other
    copied = value.copy()
    copied[path[0]] = _replaced(value[path[0]], path[1:], other)
    return copied


def _values(value: Any) -> Iterator[Any]:
    """List a value and everything in it."""
    yield value
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _values(item)


@cache
def _is_plain(subject: str) -> bool:
    """Whether nothing that a subject reaches imports more than Python's own modules."""
    package = subject.partition(".")[0]
    try:
        found = {name for place in reached(subject) for name in _imported(*place)}
    except (SyntaxError, ValueError):
        return False
    foreign = {name.partition(".")[0] for name in found if not is_own(name, package)}
    return foreign <= sys.stdlib_module_names - _OUTSIDE


def _imported(module: str, position: int) -> Iterator[str]:
    """List the modules that a statement of a module uses, or imports itself."""
    known = parsed(module)
    for node in ast.walk(known.body[position]):
        if isinstance(node, ast.Name):
            bound = known.bindings.get(node.id, ())
            yield from (item.module for item in bound if isinstance(item, Imported))
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield str(node.module)
