"""Form rules of Python, NumPy and pandas."""

from __future__ import annotations

import ast
import re
from typing import Optional

from harness.printed.rewriting import (
    Nodes,
    Remaining,
    arguments,
    called,
    either,
    elements_in_a_row,
    is_call,
    representation,
    unnamed,
    with_inside,
    without_argument,
    without_commas,
)
from harness.printed.tables import COLUMN_DTYPE
from harness.printed.tokens import COMMA, FIGURE, RULER, SIGN, STRING, WORD, Token
from harness.printed.trees import Group, Node, elements_of, joined_text, only_node

_SCALAR = re.compile(
    r"(?:np|numpy)\.(?:float|int|uint|complex|longdouble|clongdouble|bool|str|bytes|half)\w*"
)
_LONG = re.compile(r"'[-+]?(?:[.0-9e+-]+|inf|nan)'")
_ALIASES = {"M": "ME", "Q": "QE", "A": "YE", "Y": "YE", "H": "h", "T": "min", "S": "s", "L": "ms"}
_LONGEST = 10_000
_TYPOGRAPHIC = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_INTS = {"int32", "int64"}
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
    if is_call(left, *_INDEX) and is_call(right, *_INDEX) and called(left) != called(right):
        return unnamed(left), unnamed(right)
    return None


def estimator_defaults(left: Node, right: Node, _name: str) -> Remaining:
    """Parameters of an estimator that have their defaults are not written."""
    if not isinstance(left, Group) or not is_call(right, left.name) or not left.name:
        return None
    written, shown = arguments(left), arguments(right)  # type: ignore[arg-type]
    elements = elements_of(left)[0]
    if not set(written) - set(shown) or len(written) != len(elements):
        return None
    kept: Nodes = []
    at = left.opening
    for element in (it for it in elements if it[0].text in shown):
        kept += [*([Token(COMMA, ",", at.line, at.column)] if kept else []), *element]
    return [with_inside(left, kept)], [right]


def ordered_dict(left: Node, right: Node, _name: str) -> Remaining:
    """An OrderedDict is written as a dict."""
    if not (is_call(left, "OrderedDict") and is_call(right, "OrderedDict")):
        return None
    inner, other = (
        (only_node(n.inside) or n) if isinstance(n, Group) else n for n in (left, right)
    )
    pairs, others = _items(inner), _items(other)
    if pairs is not None and others is None:
        return pairs, [*other.inside] if isinstance(other, Group) else [other]
    if others is not None and pairs is None:
        return [*inner.inside] if isinstance(inner, Group) else [inner], others
    return None


def _items(node: Node) -> Optional[Nodes]:
    """Write a list of pairs as what is inside a dictionary; None if it is none."""
    if not isinstance(node, Group) or node.opening.text != "[":
        return None
    found: Nodes = []
    for element in elements_of(node)[0]:
        pair = elements_of(element[0])[0] if element and isinstance(element[0], Group) else []
        if len(pair) != 2:
            return None
        at = node.opening
        found += [Token(COMMA, ",", at.line, at.column)] if found else []
        found += [*pair[0], Token(SIGN, ":", at.line, at.column), *pair[1]]
    return found


def elided_shape(left: Node, right: Node, _name: str) -> Remaining:
    """An elided array tells its shape."""
    if not (is_call(left, "array") and is_call(right, "array")):
        return None
    sides = [node for node in (left, right) if isinstance(node, Group)]
    has = ["shape" in arguments(side) for side in sides]
    if has[0] == has[1] or not all("..." in side.text for side in sides):
        return None
    return without_argument(sides[0], "shape"), without_argument(sides[1], "shape")


def bool_dtype(left: Node, right: Node, _name: str) -> Remaining:
    """The type of an array of truth values is not written."""
    if not (is_call(left, "array") and is_call(right, "array")):
        return None
    sides = [node for node in (left, right) if isinstance(node, Group)]
    types = [joined_text(arguments(side).get("dtype", [])) for side in sides]
    if sorted(types) != ["", "bool"]:
        return None
    return without_argument(sides[0], "dtype"), without_argument(sides[1], "dtype")


def integer_width(left: Node, right: Node, name: str) -> Remaining:
    """An integer type of pandas has another width."""
    if is_call(left, "dtype") and is_call(right, "dtype"):
        texts = {joined_text(elements_in_a_row(node)).strip("'") for node in (left, right)}
        return ([], []) if texts == _INTS else None
    is_type = name == COLUMN_DTYPE or (name == "dtype" and left.text[:1] == right.text[:1] == "'")
    types = [node.text.strip("'") for node in (left, right)]
    return ([], []) if is_type and _INTS.issuperset(types) else None


def integer_dtype(left: Node, right: Node, _name: str) -> Remaining:
    """The integer type of an array is the platform's own, which is not written."""
    if not (is_call(left, "array") and is_call(right, "array")):
        return None
    sides = [node for node in (left, right) if isinstance(node, Group)]
    types = {joined_text(arguments(side).get("dtype", [])) for side in sides}
    if len(types) != 2 or not types <= {"", *_INTS}:
        return None
    return without_argument(sides[0], "dtype"), without_argument(sides[1], "dtype")


def masked_array(left: Node, right: Node, _name: str) -> Remaining:
    """The arrays of a masked array are written with commas."""
    if not (is_call(left, "masked_array") and is_call(right, "masked_array")):
        return None
    sides = [arguments(node) for node in (left, right) if isinstance(node, Group)]
    commas = ["," in joined_text(side.get("data", [])) for side in sides]
    if sides[0].keys() != sides[1].keys() or commas[0] == commas[1]:
        return None
    values = [[without_commas(n) for name in sides[0] for n in side[name]] for side in sides]
    return values[0], values[1]


def string_dtype(left: Node, right: Node, name: str) -> Remaining:
    """Text has a type of its own."""
    kinds = {left.text.strip("'\""), right.text.strip("'\"")}
    is_type = name.lower() in ("dtype", "dtypes", COLUMN_DTYPE)
    return ([], []) if is_type and kinds == {"object", "str"} else None


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
    inside = node.inside if isinstance(node, Group) and node.opening.text == "<" else []
    return list(inside[:-2]) if len(inside) > 2 and inside[-2].text == "at" else []


def shown_class(left: Node, right: Node, _name: str) -> Remaining:
    """A notebook shows a class as its name."""
    found = either(left, right, _name_of_class)
    words = [side[0] for side in found] if found else []
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
    rulers = isinstance(left, Token) and isinstance(right, Token)
    if not rulers or left.kind != RULER or right.kind != RULER:  # type: ignore[union-attr]
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
