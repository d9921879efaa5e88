"""Form rules of Python, NumPy and pandas."""

from __future__ import annotations

import ast
import re
from typing import List, Optional

from harness.printed.rewriting import (
    Nodes,
    Remaining,
    arguments,
    both_calls,
    called,
    either,
    elements_in_a_row,
    representation,
    represented,
    unnamed,
    with_inside,
    without_argument,
    without_commas,
)
from harness.printed.tables import COLUMN_DTYPE
from harness.printed.tokens import COMMA, FIGURE, RULER, SIGN, STRING, WORD, Token
from harness.printed.trees import Group, Node, elements_of, first_token, joined_text, only_node

_SCALAR = re.compile(
    r"(?:np|numpy)\.(?:float|int|uint|complex|longdouble|clongdouble|bool|str|bytes|half)\w*"
)
_LONG = re.compile(r"'[-+]?(?:[.0-9e+-]+|inf|nan)'")
_ALIASES = {"M": "ME", "Q": "QE", "A": "YE", "Y": "YE", "H": "h", "T": "min", "S": "s", "L": "ms"}
_LONGEST = 10_000
_TYPOGRAPHIC = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_INTS = ["int32", "int64"]
_INDEX = ("Index", "Int64Index", "Float64Index", "UInt64Index")


def numpy_scalar(left: Node, right: Node, _name: str) -> Remaining:
    """The type is written around a number."""
    return either(left, right, _scalar)


def _scalar(node: Node) -> Optional[Nodes]:
    if isinstance(node, Group):
        is_scalar = node.opening.text == "(" and _SCALAR.fullmatch(node.name) is not None
        if not is_scalar or not node.inside:
            return None
        inner, *more = node.inside
        if more:
            return [with_inside(node, node.inside, named=False)] if "complex" in node.name else None
        is_text = isinstance(inner, Token) and _LONG.fullmatch(inner.text) and "long" in node.name
        return [inner._replace(kind=FIGURE, text=inner.text[1:-1])] if is_text else [inner]  # type: ignore[union-attr]
    if node.text in ("np.True_", "np.False_"):
        truth: Node = node._replace(text=node.text[3:-1], column=node.column + 3)
        return [truth]
    return None


def numpy_prefix(left: Node, right: Node, _name: str) -> Remaining:
    """Numpy is called np."""
    ours, theirs = called(left), called(right)
    if ours != theirs and _short(ours) == _short(theirs):
        return unnamed(left), unnamed(right)
    return None


def _short(name: str) -> str:
    return re.sub(r"^numpy\.", "np.", name)


def pandas_index(left: Node, right: Node, _name: str) -> Remaining:
    """There is one class of index."""
    if not both_calls(left, right, *_INDEX) or called(left) == called(right):
        return None
    return unnamed(left), unnamed(right)


def estimator_defaults(left: Node, right: Node, _name: str) -> Remaining:
    """Parameters of an estimator that have their defaults are not written."""
    calls = both_calls(left, right, called(left))
    if not calls or not called(left):
        return None
    written, shown = map(arguments, calls)
    elements = elements_of(calls[0])[0]
    if not set(written) - set(shown) or len(written) != len(elements):
        return None
    kept: Nodes = []
    at = first_token(left)
    for element in (it for it in elements if joined_text(it[:1]) in shown):
        kept += [*([Token(COMMA, ",", at.line, at.column)] if kept else []), *element]
    return [with_inside(calls[0], kept)], [right]


def ordered_dict(left: Node, right: Node, _name: str) -> Remaining:
    """An OrderedDict is written as a dict."""
    held = [only_node(side.inside) for side in both_calls(left, right, "OrderedDict")]
    groups = [node for node in held if isinstance(node, Group)]
    items = [_items(group) for group in groups]
    if {group.opening.text for group in groups} != {"[", "{"} or not all(items):
        return None
    return items[0], items[1]


def _items(group: Group) -> Nodes:
    """Write a list of pairs as what is inside a dictionary; empty if it is neither."""
    if group.opening.text == "{":
        return group.inside
    found: Nodes = []
    at = group.opening
    for element in elements_of(group)[0]:
        pair = only_node(element)
        parts = elements_of(pair)[0] if isinstance(pair, Group) else []
        if len(parts) != 2:
            return []
        found += [Token(COMMA, ",", at.line, at.column)] if found else []
        found += [*parts[0], Token(SIGN, ":", at.line, at.column), *parts[1]]
    return found


def elided_shape(left: Node, right: Node, _name: str) -> Remaining:
    """An elided array tells its shape."""
    sides = both_calls(left, right, "array")
    has = ["shape" in arguments(side) for side in sides]
    if sorted(has) != [False, True] or not all("..." in side.text for side in sides):
        return None
    return without_argument(sides[0], "shape"), without_argument(sides[1], "shape")


def bool_dtype(left: Node, right: Node, _name: str) -> Remaining:
    """The type of an array of truth values is not written."""
    return _without_dtype(left, right, ["bool"])


def _without_dtype(left: Node, right: Node, own: List[str]) -> Remaining:
    """Compare two arrays without their types if each is one of these, or not written."""
    sides = both_calls(left, right, "array")
    types = {joined_text(arguments(side).get("dtype", [])) for side in sides}
    if len(types) != 2 or not types.issubset(["", *own]):
        return None
    return without_argument(sides[0], "dtype"), without_argument(sides[1], "dtype")


def integer_width(left: Node, right: Node, name: str) -> Remaining:
    """An integer type of pandas has another width."""
    types = sorted(joined_text(elements_in_a_row(node)) for node in (left, right))
    if name == COLUMN_DTYPE:
        return ([], []) if types == _INTS else None
    is_type = name == "dtype" or both_calls(left, right, "dtype")
    return ([], []) if is_type and types == ["'{}'".format(one) for one in _INTS] else None


def integer_dtype(left: Node, right: Node, _name: str) -> Remaining:
    """The integer type of an array is the platform's own, which is not written."""
    return _without_dtype(left, right, _INTS)


def masked_array(left: Node, right: Node, _name: str) -> Remaining:
    """The arrays of a masked array are written with commas."""
    sides = [arguments(side) for side in both_calls(left, right, "masked_array")]
    commas = ["," in joined_text(side.get("data", [])) for side in sides]
    if sorted(commas) != [False, True] or sides[0].keys() != sides[1].keys():
        return None
    values = [[without_commas(n) for name in sides[0] for n in side[name]] for side in sides]
    return values[0], values[1]


def string_dtype(left: Node, right: Node, name: str) -> Remaining:
    """Text has a type of its own."""
    kinds = sorted(node.text.strip("'\"") for node in (left, right))
    is_type = name.lower() in ("dtype", "dtypes", COLUMN_DTYPE)
    return ([], []) if is_type and kinds == ["object", "str"] else None


def quotes_of_text(left: Node, right: Node, _name: str) -> Remaining:
    """Other quotes around the same text."""
    if not all(isinstance(node, Token) and node.kind == STRING for node in (left, right)):
        return None
    if len(left.text) + len(right.text) > _LONGEST:
        return None
    try:
        values = [ast.literal_eval(node.text.translate(_TYPOGRAPHIC)) for node in (left, right)]
    except (ValueError, SyntaxError):
        return None
    return ([], []) if values[0] == values[1] else None


def class_word(left: Node, right: Node, _name: str) -> Remaining:
    """The class of a value is written as `<class ...>`, no longer as `<type ...>`."""
    ours, theirs = representation(left, "type", "class"), representation(right, "type", "class")
    if ours is None or theirs is None or ours.inside[0].text == theirs.inside[0].text:
        return None
    return ours.inside[1:], theirs.inside[1:]


def shown_object(left: Node, right: Node, _name: str) -> Remaining:
    """A notebook shows an object without the word `object`."""
    words = [_before_address(node) for node in (left, right)]
    shorter, longer = sorted(words, key=len)
    if len(shorter) != 1 or len(longer) != 2 or longer[1].text != "object":
        return None
    return words[0][:1], words[1][:1]


def _before_address(node: Node) -> Nodes:
    """List what stands before the address of an object; empty for anything else."""
    inside = represented(node)
    return inside[:-2] if joined_text(inside[-2:-1]) == "at" else []


def shown_class(left: Node, right: Node, _name: str) -> Remaining:
    """A notebook shows a class as its name."""
    found = either(left, right, _name_of_class)
    words = [only_node(side) for side in found or ()]
    is_name = all(isinstance(word, Token) and word.kind == WORD for word in words)
    return found if is_name else None


def _name_of_class(node: Node) -> Optional[Nodes]:
    group = representation(node, "class")
    name = group.inside[1] if group and len(group.inside) == 2 else None
    if not isinstance(name, Token) or name.kind != STRING:
        return None
    return [name._replace(kind=WORD, text=name.text[1:-1], column=name.column + 1)]


def ruler(left: Node, right: Node, _name: str) -> Remaining:
    """A ruler of another length, of the same character."""
    if [node.kind for node in (left, right) if isinstance(node, Token)] != [RULER, RULER]:
        return None
    return ([], []) if left.text in right.text or right.text in left.text else None


def time_unit(left: Node, right: Node, name: str) -> Remaining:
    """Dates are counted in microseconds, no longer in nanoseconds."""
    ours, theirs = (n.text.replace(" ", "").replace("[ns", "[us") for n in (left, right))
    is_type = name in ("dtype", COLUMN_DTYPE)
    return ([], []) if is_type and "[us" in ours and ours == theirs else None


def frequency_alias(left: Node, right: Node, name: str) -> Remaining:
    """Frequencies have other letters, such as ME for the end of a month."""
    aliases = [_ALIASES.get(text, text) for text in (n.text.strip("'\"") for n in (left, right))]
    return ([], []) if name.lower() == "freq" and aliases[0] == aliases[1] else None
