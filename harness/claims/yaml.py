"""YAML 1.2 with the place of every value; the one file that knows the parser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from harness.claims.errors import SpecError, SpecErrors

LARGEST = 4 * 2**20
"""Bytes that a spec may have: thousands of claims, and parsed in about a second."""

Path_ = tuple[str | int, ...]
Place = tuple[int, int]


class Yaml:
    """A parsed YAML file.

    Args:
        file: The file, as the user named it.

    Raises:
        SpecErrors: The file cannot be read, is no YAML, or uses what specs may not.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.places: dict[Path_, Place] = {(): (1, 1)}
        self.keys: dict[Path_, Place] = {}
        self.errors: list[SpecError] = []
        self._seen: set[int] = set()
        self.value = self._parse(_text(file))
        if self.errors:
            raise SpecErrors(self.errors)

    def error(self, place: Place, message: str, hint: str = "") -> SpecError:
        """Locate a mistake in this file."""
        return SpecError(str(self.file), *place, message, hint)

    def place_of(self, path: Path_, *, key: bool = False) -> Place:
        """Find the place of a value, or of the nearest value around it."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def _parse(self, text: str) -> Any:
        try:
            node = YAML(typ="safe").compose(text)
            return None if node is None else self._construct(node, ())
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            message = f"not YAML: {error.problem or error.context}"
            raise SpecErrors([self.error(place, message)]) from error
        except YAMLError as error:
            message = f"not YAML: {str(error).splitlines()[0]}"
            raise SpecErrors([self.error((1, 1), message)]) from error
        except RecursionError:
            raise SpecErrors([self.error((1, 1), "nested too deeply for a spec")]) from None

    def _construct(self, node: Node, path: Path_) -> Any:
        self.places[path] = _place(node)
        if id(node) in self._seen:
            message = f"'*{node.anchor}' repeats another value"
            hint = "specs have no anchors; write the value out"
            self.errors.append(self.error(_place(node), message, hint))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._construct(item, (*path, i)) for i, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = _place(key_node)
            if not isinstance(key_node, ScalarNode):
                self.errors.append(self.error(place, "a key is a word, not a list or a mapping"))
                continue
            key = str(key_node.value)
            if key in found:
                first = self.keys[*path, key][0]
                hint = f"it stands in line {first} already"
                self.errors.append(self.error(place, f"duplicate key {key!r}", hint))
                continue
            self.keys[*path, key] = place
            found[key] = self._construct(value_node, (*path, key))
        return found

    def _scalar(self, node: ScalarNode) -> Any:
        kind = str(node.tag).rpartition(":")[2]
        if kind in _SCALARS:
            return _SCALARS[kind](node.value)
        if kind not in ("str", "timestamp"):
            self.errors.append(self.error(_place(node), f"specs have no tags such as {node.tag}"))
        return node.value


def _integer(text: str) -> int:
    based = text.lstrip("+-")[:2] in ("0x", "0o")
    return int(text, 0 if based else 10)


def _float(text: str) -> float:
    return float(text.replace(".inf", "inf").replace(".nan", "nan"))


_SCALARS: dict[str, Callable[[str], Any]] = {
    "int": _integer,
    "float": _float,
    "bool": lambda text: text.lower() == "true",
    "null": lambda _: None,
}


def _text(file: Path) -> str:
    def fail(message: str, hint: str = "", place: Place = (1, 1)) -> SpecErrors:
        return SpecErrors([SpecError(str(file), *place, message, hint)])

    try:
        size = file.stat().st_size
        if size > LARGEST:
            hint = f"a spec has at most {LARGEST // 2**20} MB; split it"
            raise fail(f"{size / 2**20:.0f} MB is too large", hint)
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        hint = "save the file in that encoding"
        raise fail(f"not UTF-8: {error.reason}", hint, (line, column)) from error
    except OSError as error:
        raise fail(error.strerror or str(error)) from error


def _place(node: Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1
