"""Arrays, lists, dictionaries and text, as a document prints them."""

from __future__ import annotations

import ast
import re
from typing import Any, List, NamedTuple, Optional, Tuple

from harness.printed.scalars import FigureError, Scalar, read_scalar, unread

_TOKEN = re.compile(
    r"\s*(?:(?P<open>[\[(])|(?P<close>[\])])|(?P<gap>\.\.\.|…)"
    r"|[bu]?(?P<quote>['\"])(?P<words>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)"
    r"|(?P<item>[^\s,\[\]()'\"]+))\s*,?"
)
_DEEPEST = 64
"""Dimensions that an array of NumPy can have."""

_BITS = 3322
"""Bits of a whole number of a thousand digits."""

_WORDS = {"True": True, "False": False, "None": None, "--": None}
"""Elements that are no numbers; a masked one is measured as None."""

_COUNT = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_HEAD = re.compile(
    r"(?:(?:np|numpy|jnp)\.)?(?:array|ndarray|masked_array)\((?:data=)?"
    r"|(?:tf\.|torch\.)?[Tt]ensor\(|TensorShape\(|torch\.Size\("
    r"|<(?:tf\.)?(?:Tensor|Variable)[^\[]*\b(?:numpy|value)=(?:array\()?"
)
_TAIL = re.compile(r"(?:,\s*(?:dtype=[^,()]+|shape=\([^()]*\)|device=[^,()]+)\s*)*\)*>?")
_DTYPE = re.compile(r"\bdtype=(?:[\w.]*\.)?((?:u?int|b?float|bool)\d*)\b")
_SHAPE = re.compile(r"\bshape=\(([\d, ]*)\)")
_SPECIAL = {"nan": "nan", "NaN": "nan", "inf": "inf", "Infinity": "inf", "Inf": "inf"}
_NUMPY = re.compile(r"(?:float|int|uint|bool|str)(?:\d+|_)?|bfloat16")

Nested = List[Any]
"""Elements in nested lists: numbers, text, truth values; ``...`` stands for some left out."""


class PrintedType(NamedTuple):
    """What stands around the elements of an array.

    Args:
        dtype: Its dtype where it is a number's or a truth value's; empty where none is printed.
        shape: Its shape; None where none is printed.
    """

    dtype: str = ""
    shape: Optional[Tuple[int, ...]] = None


def read_array(text: str) -> Nested:
    """Read an array in NumPy's, TensorFlow's or Python's notation, elisions included.

    An array cut off by its document ends in an elision: what follows is not known.

    Raises:
        FigureError: The text is not an array.
    """
    body = _body(text)
    root: Nested = []
    stack = [root]
    position, end = 0, len(body.rstrip())
    while position < end:
        token = _TOKEN.match(body, position)
        if token is None:
            raise FigureError("cannot read {!r} in an array".format(body[position : position + 12]))
        position = token.end()
        _put(token, stack, body)
    if len(stack) != 1 or len(root) != 1 or not isinstance(root[0], list):
        raise FigureError("an array is one pair of brackets; an elision stands for a cut-off end")
    return root[0]


def printed_type(text: str) -> PrintedType:
    """Read what is printed of an array's type: ``dtype=float32``, ``shape=(2, 3)``."""
    start, end = text.find("["), text.rfind("]")
    around = text if start < 0 else text[:start] + text[end + 1 :]
    dtype, shape = _DTYPE.search(around), _SHAPE.search(around)
    sizes = tuple(int(size) for size in re.findall(r"\d+", shape[1])) if shape else None
    return PrintedType(dtype[1] if dtype else "", sizes)


def printed_in_order(array: Any) -> Tuple[List[Scalar], bool]:
    """List the numbers of an array up to its first elision, and say whether there is one."""
    found: List[Scalar] = []
    for item in array if isinstance(array, list) else ():
        if item is ...:
            return found, True
        inner, elided = ([item], False) if isinstance(item, Scalar) else printed_in_order(item)
        found += inner
        if elided:
            return found, True
    return found, False


def read_element(text: str) -> Any:
    """Read one element of an array: a number, a truth value, or None.

    Raises:
        FigureError: It is none of them.
    """
    if text in _WORDS:
        return _WORDS[text]
    number = read_scalar(text)
    if number is None:
        raise unread(text)
    return number


def read_literal(text: str) -> Any:
    """Read a Python literal as a notebook prints it: nested lists, dictionaries, shapes, text.

    Tuples become lists, so that the value is JSON data; nan and inf are numbers, NumPy's scalars
    are what they hold, and another bare word is text.

    Raises:
        FigureError: The text looks like a literal but is none.
    """
    stripped = text.strip()
    count = _COUNT.fullmatch(stripped)
    try:
        tree = ast.parse(stripped.replace(",", "") if count else stripped, mode="eval")
        return _jsonable(ast.literal_eval(_Plain().visit(tree)))
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        if stripped[:1] in "[({'\"":
            raise FigureError("{!r} is not a complete literal".format(stripped[:20])) from None
        return stripped


class _Plain(ast.NodeTransformer):
    """Replaces nan and inf by numbers, and scalars of NumPy by what they hold."""

    def visit_Name(self, node: ast.Name) -> ast.AST:
        special = _SPECIAL.get(node.id)
        return node if special is None else ast.copy_location(ast.Constant(float(special)), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        value = {"True_": True, "False_": False, "nan": float("nan"), "inf": float("inf")}
        is_numpy = isinstance(node.value, ast.Name) and node.value.id in ("np", "numpy")
        return ast.Constant(value[node.attr]) if is_numpy and node.attr in value else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        if len(node.args) == 1 and not node.keywords and _NUMPY.fullmatch(name):
            return self.visit(*node.args)  # type: ignore[no-any-return]
        return node


def _body(text: str) -> str:
    """Take away what stands around the elements of an array."""
    start, end = text.find("["), text.rfind("]")
    head, tail = text[:start].strip(), text[end + 1 :].strip()
    if not _HEAD.fullmatch(head) or not _TAIL.fullmatch(tail):
        return text
    return text[start : end + 1]


def _put(token: "re.Match[str]", stack: List[Nested], text: str) -> None:
    if token["open"]:
        if len(stack) > _DEEPEST:
            raise FigureError("an array of more than {} dimensions".format(_DEEPEST))
        inner: Nested = []
        stack[-1].append(inner)
        stack.append(inner)
    elif token["close"]:
        if len(stack) == 1:
            raise FigureError("a bracket too many in {!r}".format(text[:20]))
        stack.pop()
    elif token["gap"]:
        stack[-1].append(...)
    else:
        words = token["words"]
        stack[-1].append(read_element(token["item"]) if words is None else words)


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, int) and value.bit_length() > _BITS:
        raise ValueError("too many digits")
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise ValueError("no JSON data")
