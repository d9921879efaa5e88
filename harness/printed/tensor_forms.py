"""Form rules of TensorFlow and Keras."""

from __future__ import annotations

import re
from typing import List, Optional, Sequence

from harness.printed.rewriting import (
    Nodes,
    Remaining,
    arguments,
    either,
    elements_in_a_row,
    is_call,
    representation,
    represented,
    without_argument,
    without_commas,
)
from harness.printed.tokens import Token
from harness.printed.trees import Group, Node, elements_of, joined_text, only_node

_CLASS = re.compile(r"(\w+)\.(?:\w+\.)*([A-Z]\w*)")
_FAMILIES = {"keras": "tensorflow", "tf_keras": "tensorflow"}
_DTYPE = re.compile(r"(?:tf\.)?(b?float\d+|u?int\d+|complex\d+|bool|string)")
_GRADIENT = re.compile(r"(?:Th)?(\w+Backward)\d*")
_VARIABLE = re.compile(r"'(?P<path>[\w./-]+/[\w.-]+)(?P<output>:\d+)?'")
_VARIABLES = ("tf.Variable", "KerasVariable", "Variable")


def shape_class(left: Node, right: Node, _name: str) -> Remaining:
    """A shape is a tuple."""
    found = either(left, right, lambda node: _held(node, "TensorShape"))
    ours, theirs = (only_node(side) for side in found or ([], []))
    if not isinstance(ours, Group) or not isinstance(theirs, Group) or ours.head or theirs.head:
        return None
    return elements_in_a_row(ours), elements_in_a_row(theirs)


def dimension_class(left: Node, right: Node, _name: str) -> Remaining:
    """A dimension is a number."""
    return either(left, right, lambda node: _held(node, "Dimension"))


def _held(node: Node, name: str) -> Optional[Nodes]:
    """Return what a call of this name holds; None of anything else."""
    return node.inside if isinstance(node, Group) and is_call(node, name) else None


def variable_look(left: Node, right: Node, _name: str) -> Remaining:
    """A variable is written otherwise."""
    ours, theirs = representation(left, *_VARIABLES), representation(right, *_VARIABLES)
    if ours is None or theirs is None or ours.inside[0].text == theirs.inside[0].text:
        return None
    sides = []
    for group in (ours, theirs):
        said = arguments(group)
        value = said.get("numpy") or said.get("value") or []
        sides.append([*said.get("shape", []), *said.get("dtype", []), *_bare_array(value)])
    paths = sorted((_variable_path(group) for group in (ours, theirs)), key=len)
    if paths[0] != paths[1][len(paths[1]) - len(paths[0]) :]:
        return None
    return sides[0], sides[1]


def _variable_path(group: Group) -> List[str]:
    """Split a variable's path into its names, without the number of its output and of layers."""
    path = arguments(group).get("path")
    quoted = [node for node in group.inside[1:2] if "'" in node.text]
    text = "".join(node.text for node in path or quoted).strip("'")
    names = re.sub(r":\d+$", "", text).split("/") if text else []
    return [re.sub(r"_\d+$", "", name) for name in names]


def _bare_array(value: Sequence[Node]) -> Nodes:
    """Return an array without its call and its commas, as str() writes it."""
    array = only_node(value)
    if isinstance(array, Group) and is_call(array, "array"):
        value = next(iter(elements_of(array)[0]), [])
    return [without_commas(node) for node in value]


def tensor_id(left: Node, right: Node, _name: str) -> Remaining:
    """A tensor has no number."""
    ours, theirs = representation(left, "tf.Tensor"), representation(right, "tf.Tensor")
    if not ours or not theirs or ("id" in arguments(ours)) == ("id" in arguments(theirs)):
        return None
    return without_argument(ours, "id"), without_argument(theirs, "id")


def symbolic_tensor(left: Node, right: Node, _name: str) -> Remaining:
    """A symbolic tensor's look."""
    names = ("KerasTensor", "tf.Tensor")
    ours, theirs = representation(left, *names), representation(right, *names)
    if ours is None or theirs is None:
        return None
    said, other = arguments(ours), arguments(theirs)
    if {"numpy", "value"} & {*said, *other} or said.keys() == other.keys():
        return None
    common = [name for name in said if name in other and name not in ("shape", "dtype")]
    sides = []
    for side in (said, other):
        rest = [node for name in common for node in side[name]]
        sides.append([*side.get("shape", []), *side.get("dtype", [])[:1], *rest])
    return sides[0], sides[1]


def dataset_class(left: Node, right: Node, _name: str) -> Remaining:
    """The class of a data set begins with an underscore."""
    sides = [represented(node) for node in (left, right)]
    ours, theirs = (joined_text(side[:1]) for side in sides)
    is_same = ours.lstrip("_") == theirs.lstrip("_")
    if ours == theirs or not is_same or not ours.endswith("Dataset"):
        return None
    return sides[0][1:], sides[1][1:]


def tensorflow_dtype(left: Node, right: Node, _name: str) -> Remaining:
    """A type is its name."""
    ours, theirs = _dtype_name(left), _dtype_name(right)
    return ([], []) if ours and ours == theirs else None


def _dtype_name(node: Node) -> str:
    """Return the name of a type, however it is written; empty for anything else."""
    group = representation(node, "dtype")
    if group is not None and len(group.inside) == 3:
        return group.inside[2].text.strip("'\"")
    name = node.text.strip("'\"") if isinstance(node, Token) else ""
    found = _DTYPE.fullmatch(name)
    return found.group(1) if found else ""


def moved_module(left: Node, right: Node, name: str) -> Remaining:
    """The class has moved to another module of its package."""
    if name == "module":  # of an exception, whose class is compared by itself
        roots = [node.text.partition(".")[0] for node in (left, right)]
        families = [_FAMILIES.get(root, root) for root in roots]
        return ([], []) if families[0] == families[1] else None
    if not (isinstance(left, Token) and isinstance(right, Token) and left.kind == right.kind):
        return None
    sides = [_CLASS.fullmatch(node.text.strip("'\"")) for node in (left, right)]
    if not all(sides):
        return None
    packages = [_FAMILIES.get(side.group(1), side.group(1)) for side in sides if side]
    names = [side.group(2) for side in sides if side]
    return ([], []) if packages[0] == packages[1] and names[0] == names[1] else None


def keras_object(left: Node, right: Node, _name: str) -> Remaining:
    """A layer is written with its name."""
    old, new = represented(left), represented(right)
    is_old = "".join(node.text for node in old[1:-1]) in ("objectat", "at")  # a notebook's: at
    is_new = joined_text(new[1:2]) == "name"
    return ([], []) if is_old and is_new and old[0].text.rpartition(".")[2] == new[0].text else None


def listed_shape(left: Node, right: Node, name: str) -> Remaining:
    """An input's shape is no list."""

    def unwrap(node: Node) -> Optional[Nodes]:
        is_list = isinstance(node, Group) and node.opening.text == "[" and not node.head
        inside = node.inside if is_list else []  # type: ignore[union-attr]
        return inside if isinstance(only_node(inside), Group) else None

    return either(left, right, unwrap) if name == "shape" else None


def functional_class(left: Node, right: Node, name: str) -> Remaining:
    """The class is called Functional."""
    classes = sorted((left.text, right.text))
    return ([], []) if name == "type" and classes == ["Functional", "Model"] else None


def gradient_function(left: Node, right: Node, _name: str) -> Remaining:
    """The function of a gradient has another prefix or number."""
    found = [_GRADIENT.fullmatch(node.text) for node in (left, right)]
    names = [match.group(1) if match else "" for match in found]
    return ([], []) if names[0] and names[0] == names[1] else None


def variable_output(left: Node, right: Node, _name: str) -> Remaining:
    """A variable's name does not tell the number of its output."""
    sides = [_VARIABLE.fullmatch(node.text) for node in (left, right)]
    numbered = sorted(bool(side and side.group("output")) for side in sides)
    if not all(sides) or numbered != [False, True]:
        return None
    tokens: Nodes = [
        node._replace(text=_VARIABLE.sub(r"'\g<path>'", node.text))
        for node in (left, right)
        if isinstance(node, Token)
    ]
    return tokens[:1], tokens[1:]
