"""Form rules: the same values, written otherwise by another release.

A rule looks at two nodes that differ, one of the document and one of what was printed here, and
returns what remains to be compared if it explains the rest; else None. It hides no value, sign,
bracket, operator, row, shape or name: all that remains is still compared. A new rule is one small
function and a line in ``RULES``.
"""

from __future__ import annotations

import ast
import re
from typing import Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

from harness.printed.tokens import COMMA, SIGN, STRING, WORD, Token
from harness.printed.trees import Group, Node, elements_of, first_token

_Nodes = List[Node]
Remaining = Optional[Tuple[_Nodes, _Nodes]]
"""What is left to be compared, of the document and here; None where a rule explains nothing."""

_SCALAR = re.compile(r"(?:np|numpy)\.(?:float|int|uint|complex|longdouble|bool|str|bytes|half)\w*")
_FAMILY = re.compile(r"(?:keras|tensorflow|tf_keras|numpy|pandas|sklearn|scipy)\.")
_DTYPE = re.compile(r"(?:tf\.)?(b?float\d+|u?int\d+|complex\d+|bool|string)")
_LONGEST = 10_000
_INDEX = ("Index", "Int64Index", "Float64Index", "UInt64Index")
_VARIABLES = ("tf.Variable", "KerasVariable", "Variable")


class FormRule(NamedTuple):
    """A way in which the same values are written otherwise.

    Args:
        name: A slug, such as ``numpy-scalar``.
        since: The release that brought the change.
        what: What is written otherwise, in a few words.
        explain: Returns what remains to be compared; it is given the document's node, the node
            here, and the name of the argument or cell whose value they are.
    """

    name: str
    since: str
    what: str
    explain: Callable[[Node, Node, str], Remaining]


def _either(left: Node, right: Node, unwrap: Callable[[Node], Optional[_Nodes]]) -> Remaining:
    """Unwrap the one side that is wrapped, if the other is not."""
    inner, other = unwrap(left), unwrap(right)
    if inner is not None and other is None:
        return inner, [right]
    if other is not None and inner is None:
        return [left], other
    return None


def _with(group: Group, inside: _Nodes, named: bool = True) -> Group:
    """Copy a group with something else inside, or without its name."""
    copy = Group(group.head if named else None, group.opening)
    copy.inside = list(inside)
    copy.close(group.closing or group.opening)
    return copy


def _calls(node: Node, *names: str) -> bool:
    return isinstance(node, Group) and node.opening.text == "(" and node.name in names


def _scalar(node: Node) -> Optional[_Nodes]:
    if isinstance(node, Group):
        is_scalar = node.opening.text == "(" and _SCALAR.fullmatch(node.name) is not None
        return node.inside if is_scalar and len(node.inside) == 1 else None
    if node.text in ("np.True_", "np.False_"):
        truth: Node = node._replace(text=node.text[3:-1], column=node.column + 3)
        return [truth]
    return None


def _numpy_scalar(left: Node, right: Node, _name: str) -> Remaining:
    return _either(left, right, _scalar)


def _numpy_name(left: Node, right: Node, _name: str) -> Remaining:
    names = [_called(node) for node in (left, right)]
    if names[0] != names[1] and len({re.sub(r"^(?:np|numpy)\.", "np.", n) for n in names}) == 1:
        return _unnamed(left), _unnamed(right)
    return None


def _called(node: Node) -> str:
    return node.name if isinstance(node, Group) else node.text


def _unnamed(node: Node) -> _Nodes:
    return [_with(node, node.inside, named=False)] if isinstance(node, Group) else []


def _pandas_index(left: Node, right: Node, _name: str) -> Remaining:
    if _calls(left, *_INDEX) and _calls(right, *_INDEX) and _called(left) != _called(right):
        return _unnamed(left), _unnamed(right)
    return None


def _tensor_shape(left: Node, right: Node, _name: str) -> Remaining:
    def unwrap(node: Node) -> Optional[_Nodes]:
        inner: _Nodes = []
        if isinstance(node, Group) and _calls(node, "TensorShape"):
            inner = node.inside
        return inner if len(inner) == 1 else None

    found = _either(left, right, unwrap)
    if found and all(isinstance(side[0], Group) and not side[0].head for side in found):
        return _elements(found[0][0]), _elements(found[1][0])
    return None


def _elements(node: Node) -> _Nodes:
    """List the elements of a group, each but the last followed by its comma."""
    inside: _Nodes = node.inside if isinstance(node, Group) else [node]
    last = inside[-1] if inside else None
    return inside[:-1] if isinstance(last, Token) and last.kind == COMMA else inside


def _dimension(left: Node, right: Node, _name: str) -> Remaining:
    return _either(
        left, right, lambda n: n.inside if isinstance(n, Group) and _calls(n, "Dimension") else None
    )


def _ordered_dict(left: Node, right: Node, _name: str) -> Remaining:
    """Python 3.12 writes an OrderedDict as a dictionary, before it was a list of pairs."""
    if not (_calls(left, "OrderedDict") and _calls(right, "OrderedDict")):
        return None
    inner, other = (
        n.inside[0] if isinstance(n, Group) and len(n.inside) == 1 else n for n in (left, right)
    )
    pairs, others = _items(inner), _items(other)
    if pairs is not None and others is None:
        return pairs, [*other.inside] if isinstance(other, Group) else [other]
    if others is not None and pairs is None:
        return [*inner.inside] if isinstance(inner, Group) else [inner], others
    return None


def _items(node: Node) -> Optional[_Nodes]:
    """Write a list of pairs as what is inside a dictionary; None if it is none."""
    if not isinstance(node, Group) or node.opening.text != "[":
        return None
    found: _Nodes = []
    for element in elements_of(node.inside)[0]:
        pair = elements_of(element[0].inside)[0] if isinstance(element[0], Group) else []
        if len(pair) != 2:
            return None
        at = first_token(pair[1][0])
        found += [Token(COMMA, ",", at.line, at.column)] if found else []
        found += [*pair[0], Token(SIGN, ":", at.line, at.column), *pair[1]]
    return found


def arguments(group: Group) -> Dict[str, _Nodes]:
    """Read ``name=value`` arguments of a group, commas between them or not."""
    found: Dict[str, _Nodes] = {}
    inside = group.inside
    begins = [
        place
        for place in range(len(inside) - 1)
        if inside[place + 1].text == "=" and type(inside[place]) is Token
    ]
    for place, end in zip(begins, [*begins[1:], len(inside)]):
        value = inside[place + 2 : end]
        if value and type(value[-1]) is Token and value[-1].text == ",":
            value = value[:-1]
        found[inside[place].text] = list(value)
    return found


def _angle(node: Node, *names: str) -> Optional[Group]:
    """Return the group if a node is an object's representation whose first word is one of these."""
    is_angle = isinstance(node, Group) and node.opening.text == "<" and node.inside
    return node if is_angle and node.inside[0].text in names else None  # type: ignore[union-attr,return-value]


def _variable(left: Node, right: Node, _name: str) -> Remaining:
    """TensorFlow's variables, and those of Keras 3: shape, type and values are compared."""
    ours, theirs = _angle(left, *_VARIABLES), _angle(right, *_VARIABLES)
    if ours is None or theirs is None or ours.inside[0].text == theirs.inside[0].text:
        return None
    sides = []
    for group in (ours, theirs):
        said = arguments(group)
        value = said.get("numpy") or said.get("value") or []
        sides.append([*said.get("shape", []), *said.get("dtype", []), *_bare_array(value)])
    names = [_variable_name(group) for group in (ours, theirs)]
    if names[0] and names[1] and names[0] != names[1]:
        return None
    return sides[0], sides[1]


def _variable_name(group: Group) -> str:
    """Return the last part of a variable's name, without the number of its output."""
    path = arguments(group).get("path")
    name = path[-1].text if path else group.inside[1].text.strip("'\"")
    return re.sub(r":\d+$", "", name).rpartition("/")[2]


def _bare_array(value: Sequence[Node]) -> _Nodes:
    """Return an array without its call and its commas, as str() writes it."""
    if len(value) == 1 and isinstance(value[0], Group) and value[0].name == "array":
        value = elements_of(value[0].inside)[0][0]
    return [_without_commas(node) for node in value]


def _without_commas(node: Node) -> Node:
    if isinstance(node, Token):
        return node
    inside = [_without_commas(n) for n in node.inside if not (type(n) is Token and n.kind == COMMA)]
    return _with(node, inside)


def _tensor_id(left: Node, right: Node, _name: str) -> Remaining:
    """Early releases number their tensors: ``id=12``."""
    ours, theirs = _angle(left, "tf.Tensor"), _angle(right, "tf.Tensor")
    if not ours or not theirs or ("id" in arguments(ours)) == ("id" in arguments(theirs)):
        return None
    return _without_argument(ours, "id"), _without_argument(theirs, "id")


def _without_argument(group: Group, name: str) -> _Nodes:
    """Return a group without one argument and the comma after it, or else before it."""
    inside = group.inside
    for place in range(len(inside) - 1):
        if inside[place].text == name and inside[place + 1].text == "=":
            end = place + 2
            while end < len(inside) and inside[end].text != ",":
                end += 1
            begin = place - (place > 0 and end == len(inside) and inside[place - 1].text == ",")
            return [_with(group, inside[:begin] + inside[end + 1 :])]
    return [group]


def _elided_shape(left: Node, right: Node, _name: str) -> Remaining:
    """NumPy 2 adds the shape to an array whose elements are left out."""
    if not (_calls(left, "array") and _calls(right, "array")):
        return None
    sides = [node for node in (left, right) if isinstance(node, Group)]
    has = ["shape" in arguments(side) for side in sides]
    if has[0] == has[1] or not all("..." in side.text for side in sides):
        return None
    return _without_argument(sides[0], "shape"), _without_argument(sides[1], "shape")


def _symbolic_tensor(left: Node, right: Node, _name: str) -> Remaining:
    """Tensors of a network that is not run: shape and type are compared."""
    names = ("KerasTensor", "tf.Tensor")
    ours, theirs = _angle(left, *names), _angle(right, *names)
    if ours is None or theirs is None:
        return None
    said, other = arguments(ours), arguments(theirs)
    if {"numpy", "value"} & {*said, *other} or said.keys() == other.keys():
        return None
    shapes = [[*side.get("shape", [])[:1], *side.get("dtype", [])[:1]] for side in (said, other)]
    return shapes[0], shapes[1]


def _string_dtype(left: Node, right: Node, name: str) -> Remaining:
    """Pandas 3 calls the type of text ``str``, older releases ``object``."""
    kinds = {left.text.strip("'\""), right.text.strip("'\"")}
    return ([], []) if name == "dtype" and kinds == {"object", "str"} else None


def _tensorflow_dtype(left: Node, right: Node, _name: str) -> Remaining:
    names = [_dtype_name(node) for node in (left, right)]
    return ([], []) if names[0] and names[0] == names[1] else None


def _dtype_name(node: Node) -> str:
    """Return the name of a type, however it is written; empty for anything else."""
    group = _angle(node, "dtype")
    if group is not None and len(group.inside) == 3:
        return group.inside[2].text.strip("'\"")
    name = node.text.strip("'\"") if isinstance(node, Token) else ""
    found = _DTYPE.fullmatch(name)
    return found.group(1) if found else ""


def _moved_module(left: Node, right: Node, _name: str) -> Remaining:
    """A class of the same name, in a module that a release has moved."""
    sides = [node.text.strip("'\"") for node in (left, right)]
    if not all(
        isinstance(node, Token) and _FAMILY.match(side) for node, side in zip((left, right), sides)
    ):
        return None
    return ([], []) if sides[0].rpartition(".")[2] == sides[1].rpartition(".")[2] else None


def _keras_object(left: Node, right: Node, _name: str) -> Remaining:
    """Keras 3 writes a layer's name where older releases wrote its address."""
    if not all(isinstance(node, Group) and node.opening.text == "<" for node in (left, right)):
        return None
    old, new = left.inside, right.inside  # type: ignore[union-attr]
    is_old = len(old) == 4 and [node.text for node in old[1:3]] == ["object", "at"]
    is_new = len(new) > 1 and new[1].text == "name"
    return ([], []) if is_old and is_new and old[0].text.rpartition(".")[2] == new[0].text else None


def _quotes(left: Node, right: Node, _name: str) -> Remaining:
    """The same text between other quotes, or with Python 2's mark of a Unicode text."""
    if not all(isinstance(node, Token) and node.kind == STRING for node in (left, right)):
        return None
    if len(left.text) + len(right.text) > _LONGEST:
        return None
    try:
        values = [ast.literal_eval(node.text) for node in (left, right)]
    except (ValueError, SyntaxError):
        return None
    same = type(values[0]) is type(values[1]) and values[0] == values[1]
    return ([], []) if same else None


def _input_shape(left: Node, right: Node, name: str) -> Remaining:
    """Keras 2 writes the shape of an input layer as a list of one shape."""

    def unwrap(node: Node) -> Optional[_Nodes]:
        is_list = isinstance(node, Group) and node.opening.text == "[" and not node.head
        inside = node.inside if is_list else []  # type: ignore[union-attr]
        return inside if len(inside) == 1 and isinstance(inside[0], Group) else None

    return _either(left, right, unwrap) if name == "shape" else None


def _functional(left: Node, right: Node, name: str) -> Remaining:
    classes = {left.text, right.text}
    return ([], []) if name == "type" and classes == {"Model", "Functional"} else None


RULES = (
    FormRule("numpy-scalar", "NumPy 2.0", "the type is written around a number", _numpy_scalar),
    FormRule("numpy-name", "NumPy 2.0", "numpy is called np", _numpy_name),
    FormRule("pandas-index", "pandas 2.0", "there is one class of index", _pandas_index),
    FormRule("tensor-shape", "Keras 3.0", "a shape is a tuple", _tensor_shape),
    FormRule("dimension", "TensorFlow 2.0", "a dimension is a number", _dimension),
    FormRule("ordered-dict", "Python 3.12", "an OrderedDict is written as a dict", _ordered_dict),
    FormRule("variable", "Keras 3.0", "a variable is written otherwise", _variable),
    FormRule("tensor-id", "TensorFlow 2.1", "a tensor has no number", _tensor_id),
    FormRule("elided-shape", "NumPy 2.0", "an elided array tells its shape", _elided_shape),
    FormRule("symbolic-tensor", "Keras 3.0", "a symbolic tensor's look", _symbolic_tensor),
    FormRule("string-dtype", "pandas 3.0", "text has a type of its own", _string_dtype),
    FormRule("tensorflow-dtype", "Keras 3.0", "a type is its name", _tensorflow_dtype),
    FormRule("moved-module", "Keras 2.13", "the class has moved to another module", _moved_module),
    FormRule("keras-object", "Keras 3.0", "a layer is written with its name", _keras_object),
    FormRule("quotes", "Python 3", "other quotes around the same text", _quotes),
    FormRule("input-shape", "Keras 3.0", "an input's shape is no list", _input_shape),
    FormRule("functional", "Keras 2.4", "the class is called Functional", _functional),
)  # fmt: skip
"""All form rules, in the order in which they are tried."""
