"""Reads YAML 1.2 with the place of every value; no other module uses the YAML parser."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from harness.claims.errors import SpecError, SpecErrors
from harness.texts.reading import read_text

LARGEST_SPEC = 4 * 2**20
"""Bytes that a spec may have: thousands of claims, parsed in about a second."""

_DEEPEST = 40
"""How deep values may be nested; the deepest array of a document needs less."""

_LONGEST = 1000
"""Characters of a number; Python refuses to write whole numbers of a few thousand digits."""

KeyPath = tuple[str | int, ...]
Position = tuple[int, int]

_BREAKS = re.compile("[\u0085\u2028\u2029]")
"""Characters that end a line for the parser but not in an editor."""

_ESCAPED_HALF = re.compile(r"\\(u|U0000)[dD][89a-fA-F]")
"""An escape for half of a surrogate pair, which UTF-8 itself cannot hold."""

_HALF = re.compile("[\ud800-\udfff]")

_CORE: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"null|Null|NULL|~|"), lambda _: None),
    (re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?\.(inf|Inf|INF)"), lambda text: float(text.replace(".", ""))),
    (re.compile(r"\.(nan|NaN|NAN)"), lambda _: float("nan")),
)
"""Plain scalars that are not text: the core schema of YAML 1.2, section 10.3.2."""


class Yaml:
    """A parsed YAML file.

    Values are built from the parser's events, which have places, so that deep nesting and aliases
    are refused before they cost time or memory.

    Args:
        file: The file, as the user named it.

    Raises:
        SpecErrors: The file cannot be read, is no YAML, or uses what specs may not.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.places: dict[KeyPath, Position] = {(): (1, 1)}
        self.keys: dict[KeyPath, Position] = {}
        self.errors: list[SpecError] = []
        self.text = _file_text(file)
        self._halves = _ESCAPED_HALF.search(self.text) is not None
        self.value = self._parse(self.text)
        if self.errors:
            raise SpecErrors(self.errors)

    def error(self, place: Position, message: str, hint: str = "") -> SpecError:
        """Locate a mistake in this file."""
        return SpecError(str(self.file), *place, message, hint)

    def _report(self, event: Event, message: str, hint: str = "") -> None:
        self.errors.append(self.error(_place(event), message, hint))

    def place_of(self, path: KeyPath, *, key: bool = False) -> Position:
        """Find the place of a value, or of the nearest value around it."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def offset(self, place: Position) -> int:
        """Return the offset in ``text`` of a place."""
        return self._starts[place[0] - 1] + place[1] - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def _parse(self, text: str) -> Any:
        try:
            return self._document(YAML(typ="safe").parse(text))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            message = f"not YAML: {error.problem or error.context}"
            raise SpecErrors([self.error(place, message)]) from error
        except YAMLError as error:
            message = f"not YAML: {str(error).splitlines()[0]}"
            raise SpecErrors([self.error((1, 1), message)]) from error

    def _document(self, events: Iterator[Event]) -> Any:
        value, documents = None, 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
            elif isinstance(event, NodeEvent):
                value = self._value(event, events, ())
            if documents > 1:
                message = "a second document begins here"
                raise SpecErrors([self.error(_place(event), message, "one file is one spec")])
        return value

    def _value(self, event: Event, events: Iterator[Event], path: KeyPath) -> Any:
        self.places[path] = _place(event)
        if len(path) > _DEEPEST:
            raise SpecErrors([self.error(_place(event), "nested too deeply for a spec")])
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        if isinstance(event, AliasEvent):
            message = f"'*{event.anchor}' repeats another value"
            self._report(event, message, "specs have no anchors; write the value out")
            return None
        assert isinstance(event, ScalarEvent)
        return self._scalar(event)

    def _mapping(self, events: Iterator[Event], path: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, CollectionEndEvent):
                break
            key, place = self._key(event, events, path), _place(event)
            value = self._value(next(events), events, (*path, key))
            if key in found:
                hint = f"it stands in line {self.keys[*path, key][0]} already"
                self.errors.append(self.error(place, f"duplicate key {key!r}", hint))
                continue
            self.keys[*path, key] = place
            found[key] = value
        return found

    def _key(self, event: Event, events: Iterator[Event], path: KeyPath) -> str:
        if isinstance(event, ScalarEvent):
            return self._text(event) if self._halves else str(event.value)
        self._report(event, "a key is a word, not a list or a mapping")
        self._value(event, events, (*path, "?"))
        return "?"

    def _sequence(self, events: Iterator[Event], path: KeyPath) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, CollectionEndEvent):
                break
            found.append(self._value(event, events, (*path, len(found))))
        return found

    def _scalar(self, event: ScalarEvent) -> Any:
        if event.tag is not None and event.tag != "!":
            message = f"specs have no tags such as {event.tag}"
            self._report(event, message)
        text = self._text(event) if self._halves else str(event.value)
        if not event.implicit[0]:
            return text
        for pattern, convert in _CORE:
            if pattern.fullmatch(text):
                return convert(text) if len(text) <= _LONGEST else self._too_long(event, text)
        return text

    def _too_long(self, event: ScalarEvent, text: str) -> None:
        message = f"a number of {len(text):,} characters"
        hint = f"one has at most {_LONGEST:,}; quote it if it is text"
        self._report(event, message, hint)

    def _text(self, event: ScalarEvent) -> str:
        text = str(event.value)
        if _HALF.search(text):
            message = "half of a surrogate pair is no character"
            self._report(event, message, "write the character itself")
        return text


def _file_text(file: Path) -> str:
    def fail(message: str, hint: str = "", place: Position = (1, 1)) -> SpecErrors:
        return SpecErrors([SpecError(str(file), *place, message, hint)])

    try:
        text = read_text(file, LARGEST_SPEC)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        hint = "save the file in that encoding"
        raise fail(f"not UTF-8: {error.reason}", hint, (line, column)) from error
    except OSError as error:
        most = f"a spec has at most {LARGEST_SPEC // 2**20} MB; split it"
        hint = most if error.errno == errno.EFBIG else ""
        raise fail(error.strerror or str(error), hint) from error
    if not text.isascii() and (found := _BREAKS.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        name = f"U+{ord(found[0]):04X}"
        hint = f'in quotes, write "\\u{ord(found[0]):04x}"'
        raise fail(f"{name} ends a line for some programs and not for others", hint, (line, column))
    return text


def _place(event: Event) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1
