"""What libraries call the objects that they draw: matplotlib, seaborn and their like."""

from __future__ import annotations

import re
from typing import Optional

from harness.printed.rewriting import Nodes, Remaining, called, elements_in_a_row, is_call
from harness.printed.tokens import ADDRESS, FIGURE, Token
from harness.printed.trees import Group, Node, elements_of

DRAWN_CLASS = re.compile(
    r"(?:matplotlib|mpl_toolkits|seaborn|PIL|plotly|graphviz|pydot|bokeh|IPython\.(?:core|lib)\.display)"
    r"\.[\w.]+$|(?:Figure|Text|Annotation|(?:Bar|Errorbar|Stem)?Container|\w*Axes(?:Subplot|Image|3D)?)$"
)
"""Names of their classes; since matplotlib 3 some have no module."""

_RENAMED = {"AxesSubplot": "Axes", "Axes3DSubplot": "Axes3D", "PolarAxesSubplot": "PolarAxes",
            "Container": "BarContainer"}  # fmt: skip
_TEXTS = ("Text", "Annotation")
_OBJECT = re.compile(r"<a list of \d+ [\w. ]+ objects?>|<(?P<name>[\w.]+)(?![\w.])[^<>\n]*>")
_AROUND = re.compile(
    r"\s+|[\[\](){},:]|array(?=\()|OrderedDict(?=\()|dtype=(?:object|'object'|'O')|None"
    r"|'[^'\n]*'(?=:)"
)
"""What stands around drawn objects in lists, arrays, tuples and dictionaries."""

_LONGEST = 1_000_000


def names_drawn_objects(text: str) -> bool:
    """Whether a text holds nothing but the names of drawn objects, in whatever container.

    ``Text(0, 0.5, 'x')`` is more: what it says can be compared.

    Args:
        text: The text; of several lines, too.
    """
    at, found = 0, False
    while at < len(text) <= _LONGEST:
        named = _drawn_at(text, at)
        around = named or _AROUND.match(text, at)
        if around is None:
            return False
        found, at = found or bool(named), around.end()
    return found


def _drawn_at(text: str, at: int) -> "Optional[re.Match[str]]":
    """Match the name of a drawn object at a place."""
    found = _OBJECT.match(text, at)
    name = found.group("name") if found else ""
    return found if name is None or DRAWN_CLASS.match(name) else None


def drawn_object(left: Node, right: Node, _name: str) -> Remaining:
    """A drawn object is called otherwise; some releases tell what it shows as well."""
    nodes = (left, right)
    ours, theirs = _class(left), _class(right)
    if not ours or ours != theirs:
        return None
    if not any(map(_has_address, nodes)) and _written(left) == _written(right):
        return None
    said = [_said(node) for node in nodes]
    if any(_has_address(node) and not shown for node, shown in zip(nodes, said)):
        return [], []
    return said[0], said[1]


def drawn_list(left: Node, right: Node, _name: str) -> Remaining:
    """A list of drawn objects tells how many there are, or each of them."""
    numbers = [_said(node) if _is_list(node) else [] for node in (left, right)]
    lists = [_counted(node) for node in (left, right)]
    if bool(numbers[0]) == bool(numbers[1]):
        return None
    sides = [number or count for number, count in zip(numbers, lists)]
    return (sides[0], sides[1]) if all(sides) else None


def _class(node: Node) -> str:
    """Return the class of a drawn object as it is called today; empty for anything else."""
    if is_call(node, *_TEXTS):
        return called(node)
    inside = _within(node)
    if not inside or not DRAWN_CLASS.match(inside[0].text):
        return "BarContainer" if _is_list(node) and "Patch" in node.text else ""
    name = inside[0].text.rpartition(".")[2]
    return _RENAMED.get(name, name)


def _within(node: Node) -> Nodes:
    is_angle = isinstance(node, Group) and node.opening.text == "<"
    return node.inside if is_angle else []  # type: ignore[union-attr]


def _written(node: Node) -> str:
    inside = _within(node)
    return inside[0].text if inside else called(node)


def _is_list(node: Node) -> bool:
    return [inner.text for inner in _within(node)[:3]] == ["a", "list", "of"]


def _has_address(node: Node) -> bool:
    return any(inner.kind == ADDRESS for inner in _within(node) if isinstance(inner, Token))


def _said(node: Node) -> Nodes:
    """Return what is told of an object: how many parts a container has, else all but its class."""
    if is_call(node, *_TEXTS):
        return elements_in_a_row(node)
    inside = _within(node)
    if _is_list(node) or "artists" in node.text:
        return [inner for inner in inside if isinstance(inner, Token) and inner.kind == FIGURE]
    end = len(inside) - 2 * _has_address(node)
    begin = 1 + any(inner.text in (":", "object") for inner in inside[1:2])
    return inside[begin:end]


def _counted(node: Node) -> Nodes:
    """Return the number of the objects in a list of them, as a figure; empty for anything else."""
    if not isinstance(node, Group) or node.opening.text != "[" or node.head:
        return []
    elements = elements_of(node)[0]
    if not all(len(element) == 1 and _class(element[0]) for element in elements):
        return []
    return [Token(FIGURE, str(len(elements)), node.opening.line, node.opening.column)]
