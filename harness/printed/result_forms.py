"""Form rules of results that NumPy and SciPy return as named tuples."""

from __future__ import annotations

import re

from harness.printed.rewriting import Nodes, Remaining, arguments, with_inside
from harness.printed.tokens import COMMA, Token
from harness.printed.trees import Group, Node, elements_of

_RESULT = re.compile(r"[A-Z]\w*Result")


def named_result(left: Node, right: Node, _name: str) -> Remaining:
    """A result has the names of its class and of its parts, and was a plain tuple before."""
    if not isinstance(left, Group) or not isinstance(right, Group):
        return None
    if left.name or left.opening.text != "(" or not _RESULT.fullmatch(right.name):
        return None
    values = list(arguments(right).values())
    if len(values) != len(elements_of(left)[0]) or len(values) != len(elements_of(right)[0]):
        return None
    comma = Token(COMMA, ",", right.opening.line, right.opening.column)
    inside: Nodes = [node for value in values for node in (comma, *value)]
    return [left], [with_inside(right, inside[1:], named=False)]
