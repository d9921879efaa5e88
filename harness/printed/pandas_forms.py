"""Form rules of pandas, and of the Python on which it runs."""

from __future__ import annotations

import re
from typing import List, Optional

from harness.printed.rewriting import (
    Nodes,
    Remaining,
    arguments,
    both_calls,
    called,
    either,
    is_call,
    representation,
    without_argument,
)
from harness.printed.tokens import FIGURE, STRING, Token
from harness.printed.trees import Group, Node, elements_of, flat, joined_text

_GONE = {
    "Timestamp": ("freq", "offset", "tz"),
    "DatetimeIndex": ("tz",),
    "PeriodIndex": ("freq",),
    "CategoricalDtype": ("categories_dtype",),
}
"""Arguments that only some releases write."""

_NEVER_GONE = {"tz": "None"}
"""Of those, what they are where they may be left out; any value of the others may."""

_RANGES = ("RangeIndex", "range")
_LISTS = ("Int64Index", "Index", "")
_VIEWS = ("dict_keys", "dict_values", "dict_items", "odict_keys", "odict_values", "odict_items")
_MOMENT = re.compile(r"'(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)(?:\.(\d+?)0*)?'")
_TEXT_TYPE = re.compile(r"'?[|<>=]?[SU](\d+)'?")
_SMALL = re.compile(r"[0-9]{1,9}")
_LONGEST = 10_000


def gone_argument(left: Node, right: Node, _name: str) -> Remaining:
    """An argument is no longer written, or only now."""
    calls = sides = both_calls(left, right, called(left))
    for name in _GONE.get(called(left), ()) if calls else ():
        said = [arguments(side).get(name) for side in sides]
        if (said[0] is None) == (said[1] is None):
            continue
        value = joined_text(said[0] or said[1] or [])
        if value == _NEVER_GONE.get(name, value):
            sides = [without_argument(side, name)[0] for side in sides]  # type: ignore[misc]
    return None if sides == calls else (list(sides[:1]), list(sides[1:]))


def range_index(left: Node, right: Node, _name: str) -> Remaining:
    """Numbers at equal steps are written as a range."""
    ranges = [_range(node) for node in (left, right)]
    listed = [_listed(node) for node in (left, right)]
    one, other = (ranges[0], listed[1]) if ranges[0] else (ranges[1], listed[0])
    return ([], []) if one is not None and other is not None and one == other else None


def _range(node: Node) -> Optional[List[int]]:
    """List the numbers of a range; None for anything else, or one that is long or empty."""
    if not isinstance(node, Group) or not is_call(node, *_RANGES):
        return None
    texts = [joined_text(element[-1:]) for element in elements_of(node)[0]]
    if len(texts) not in (2, 3) or not all(map(_SMALL.fullmatch, texts)):
        return None
    bounds = [int(text) for text in texts]
    numbers = range(*bounds) if bounds[-1] else ()
    return list(numbers) if numbers and len(numbers) <= _LONGEST else None


def _listed(node: Node) -> Optional[List[int]]:
    """List the whole numbers of a list, or of an index of integers; None for anything else."""
    if not isinstance(node, Group) or node.name not in _LISTS:
        return None
    if is_call(node, *_LISTS):
        types = joined_text(arguments(node).get("dtype", []))
        inner = node.inside[0] if node.inside and types in ("'int64'", "'int32'") else None
    else:
        inner = node
    if not isinstance(inner, Group) or inner.opening.text != "[":
        return None
    texts = [joined_text(element) for element in elements_of(inner)[0]]
    return [int(text) for text in texts] if all(map(_SMALL.fullmatch, texts)) else None


def category_quotes(left: Node, right: Node, _name: str) -> Remaining:
    """Categories of text are written with quotes."""
    sides = [node for node in (left, right) if isinstance(node, Group)]
    if [side.name + side.opening.text for side in sides] != ["[", "["]:
        return None
    tokens = [list(flat(side.inside)) for side in sides]
    quoted = [[t for t in side if t.kind == STRING] for side in tokens]
    if bool(quoted[0]) == bool(quoted[1]):
        return None
    plain = tokens[0] if quoted[1] else tokens[1]
    texts = ["".join(map(_unquoted, side)) for side in tokens]
    is_text = not any(token.kind == FIGURE for token in plain)
    return ([], []) if is_text and texts[0] == texts[1] else None


def _unquoted(token: Token) -> str:
    text = token.text[1:-1] if token.kind == STRING else token.text
    return "".join(text.split())


def dictionary_view(left: Node, right: Node, _name: str) -> Remaining:
    """What a dictionary holds is a view, no list."""
    return either(left, right, _viewed)


def _viewed(node: Node) -> Optional[Nodes]:
    is_view = isinstance(node, Group) and is_call(node, *_VIEWS) and len(node.inside) == 1
    return node.inside if is_view else None  # type: ignore[union-attr]


def time_digits(left: Node, right: Node, _name: str) -> Remaining:
    """A time is written with other zeros at its end."""
    found = [_MOMENT.fullmatch(node.text) for node in (left, right)]
    if not all(found):
        return None
    parts = [(match.group(1), match.group(2) or "0") for match in found if match]
    return ([], []) if parts[0] == parts[1] else None


def text_width(left: Node, right: Node, name: str) -> Remaining:
    """Text is Unicode, no longer bytes."""
    found = [_TEXT_TYPE.fullmatch(node.text) for node in (left, right)]
    widths = [match.group(1) if match else "" for match in found]
    return ([], []) if name == "dtype" and widths[0] and widths[0] == widths[1] else None


def shown_function(left: Node, right: Node, _name: str) -> Remaining:
    """A notebook shows the arguments of a function, too."""
    found = [representation(node, "function") for node in (left, right)]
    sides = [group.inside if group else [] for group in found]
    if not all(nodes[1:] for nodes in sides):
        return None
    ours, theirs = (called(nodes[1]).rpartition(".")[2] for nodes in sides)
    is_shown = any(isinstance(nodes[-1], Group) for nodes in sides)
    return ([], []) if ours == theirs and is_shown else None
