"""Rewrites nodes of printed text, so that two looks of the same value can be compared."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional, Tuple

from harness.printed.tokens import COMMA, Token
from harness.printed.trees import Group, Node

Nodes = List[Node]
Remaining = Optional[Tuple[Nodes, Nodes]]
"""What is left to be compared, of the document and here; None where a rule explains nothing."""


def either(left: Node, right: Node, unwrap: Callable[[Node], Optional[Nodes]]) -> Remaining:
    """Unwrap the one side that is wrapped, if the other is not."""
    inner, other = unwrap(left), unwrap(right)
    if inner is not None and other is None:
        return inner, [right]
    if other is not None and inner is None:
        return [left], other
    return None


def with_inside(group: Group, inside: Nodes, named: bool = True) -> Group:
    """Copy a group with something else inside, or without its name."""
    copy = Group(group.head if named else None, group.opening)
    copy.inside = list(inside)
    copy.close(group.closing)
    return copy


def is_call(node: Node, *names: str) -> bool:
    """Whether a node is a call of one of these names."""
    return isinstance(node, Group) and node.opening.text == "(" and node.name in names


def both_calls(left: Node, right: Node, *names: str) -> List[Group]:
    """Return two nodes if both are calls of one of these names; else nothing."""
    found = [node for node in (left, right) if isinstance(node, Group) and is_call(node, *names)]
    return found if len(found) == 2 else []


def elements_in_a_row(node: Node) -> Nodes:
    """List the elements of a group, each but the last followed by its comma."""
    inside: Nodes = node.inside if isinstance(node, Group) else [node]
    last = inside[-1] if inside else None
    return inside[:-1] if isinstance(last, Token) and last.kind == COMMA else inside


def called(node: Node) -> str:
    """Return the name of a call, or the text of a token."""
    return node.name if isinstance(node, Group) else node.text


def unnamed(node: Node) -> Nodes:
    """Return a call without its name; nothing of a token."""
    return [with_inside(node, node.inside, named=False)] if isinstance(node, Group) else []


def arguments(group: Group) -> Dict[str, Nodes]:
    """Read ``name=value`` arguments of a group, commas between them or not."""
    found: Dict[str, Nodes] = {}
    inside = group.inside
    begins = [place - 1 for place, node in enumerate(inside) if place and node.text == "="]
    for place, end in zip(begins, [*begins[1:], len(inside)]):
        value = inside[place + 2 : end]
        if value and value[-1].text == ",":
            value = value[:-1]
        found[inside[place].text] = list(value)
    return found


def without_argument(group: Group, name: str) -> Nodes:
    """Return a group without one argument and the comma after it, or else before it."""
    inside = group.inside
    for place in range(len(inside)):
        if [node.text for node in inside[place : place + 2]] == [name, "="]:
            commas = (at for at in range(place, len(inside)) if inside[at].text == ",")
            end = next(commas, len(inside))
            begin = place - (end == len(inside) and inside[place - 1].text == ",")
            return [with_inside(group, inside[:begin] + inside[end + 1 :])]
    return [group]


def represented(node: Node) -> Nodes:
    """List what an object's representation in angle brackets says; nothing of anything else."""
    return node.inside if isinstance(node, Group) and node.opening.text == "<" else []


def representation(node: Node, *names: str) -> Optional[Group]:
    """Return the group if a node is an object's representation whose first word is one of these."""
    is_one = any(word.text in names for word in represented(node)[:1])
    return node if is_one and isinstance(node, Group) else None


def without_commas(node: Node) -> Node:
    """Copy a node without the commas inside its brackets, as NumPy's str() writes it."""
    if isinstance(node, Token):
        return node
    inside = [without_commas(n) for n in node.inside if not (type(n) is Token and n.kind == COMMA)]
    return with_inside(node, inside)
