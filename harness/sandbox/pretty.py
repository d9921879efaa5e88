"""The text by which a notebook shows a value; IPython need not be installed."""

from __future__ import annotations

import contextlib
import os
import re
import types
from collections import Counter, OrderedDict, UserList, defaultdict, deque
from importlib import import_module
from typing import Any, Callable, Dict, List

from harness.sandbox.layout import TextLayout

Printer = Callable[[Any, Any, bool], object]
"""Writes a value to a printer; it is told whether the value contains itself."""

_BUILTIN = (None, "builtins", "exceptions", "__builtin__")
_FLAGS = ("IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "UNICODE", "VERBOSE", "DEBUG")


def pretty(value: Any) -> str:
    """Write a value as a notebook does."""
    printer = ValuePrinter()
    printer.pretty(value)
    return printer.whole()


class ValuePrinter(TextLayout):
    """A layout that knows how values are written."""

    def __init__(self) -> None:
        super().__init__()
        self._within: List[int] = []

    def pretty(self, value: Any) -> None:
        """Write a value, and the values in it."""
        identity = id(value)
        cycle = identity in self._within
        self._within.append(identity)
        self.begin_group()
        try:
            _printer_of(value)(value, self, cycle)
        finally:
            self.end_group()
            self._within.pop()

    def call(self, name: str, arguments: Any = (), named: Any = ()) -> None:
        """Write the call of a function; an argument may be text that is written as it is."""
        with self.group(), self.group(len(name) + 1, name + "(", ")"):
            for key, value in self.parts([*(("", it) for it in arguments), *named]):
                if not key:
                    self._argument(value)
                    continue
                with self.group(len(key) + 1, key + "="):
                    self._argument(value)

    def _argument(self, value: Any) -> None:
        if type(value) is _Raw:
            self.text(value.text)
        else:
            self.pretty(value)


class _Raw:
    def __init__(self, text: str) -> None:
        self.text = text


def _printer_of(value: Any) -> Printer:
    if value is None or value is True or value is False:
        return _repr
    kind = _attribute(value, "__class__") or type(value)
    for cls in getattr(kind, "__mro__", (kind,)):
        with contextlib.suppress(TypeError):  # a class need not be hashable
            if cls in PRINTERS:
                return PRINTERS[cls]
        if callable(cls.__dict__.get("_repr_pretty_")):
            return cls._repr_pretty_  # type: ignore[no-any-return]
        if cls is not object and "__repr__" in cls.__dict__ and callable(cls.__repr__):
            return _repr
    return _object


def _attribute(value: Any, name: str, otherwise: Any = None) -> Any:
    try:
        return getattr(value, name, otherwise)
    except Exception:  # noqa: BLE001 - the value's class may do anything
        return otherwise


def _repr(value: Any, p: ValuePrinter, _cycle: bool) -> None:
    with p.group():
        for number, line in enumerate(repr(value).splitlines()):
            if number:
                p.break_()
            p.text(line)


def _object(value: Any, p: ValuePrinter, cycle: bool) -> None:
    kind = _attribute(value, "__class__") or type(value)
    if _attribute(kind, "__repr__") is not object.__repr__:
        _repr(value, p, cycle)
        return
    with p.group(1, "<", ">"):
        p.pretty(kind)
        p.text(" at 0x{:x}".format(id(value)))
        if cycle:
            p.text(" ...")


def _sequence(start: str, end: str) -> Printer:
    def write(value: Any, p: ValuePrinter, cycle: bool) -> None:
        if cycle:
            p.text("{}...{}".format(start, end))
            return
        with p.group(len(start), start, end):
            for part in p.parts(value):
                p.pretty(part)
            if isinstance(value, tuple) and len(value) == 1:
                p.text(",")

    return write


def _set(start: str, end: str) -> Printer:
    sequence = _sequence(start, end)

    def write(value: Any, p: ValuePrinter, cycle: bool) -> None:
        if not len(value) and not cycle:
            p.text(type(value).__name__ + "()")
        elif cycle or len(value) >= p.max_seq_length:
            sequence(value, p, cycle)
        else:
            sequence(_in_order(value), p, cycle)

    return write


def _in_order(values: Any) -> List[Any]:
    for options in ({}, {"key": str}):
        with contextlib.suppress(Exception):
            return sorted(values, **options)  # type: ignore[call-overload,no-any-return]
    return list(values)


def _mapping(start: str, end: str) -> Printer:
    def write(value: Any, p: ValuePrinter, cycle: bool) -> None:
        if cycle:
            p.text("{...}")
            return
        with p.group(len(start), start, end):
            for key in p.parts(value.keys()):
                p.pretty(key)
                p.text(": ")
                p.pretty(value[key])

    return write


def _super(value: Any, p: ValuePrinter, _cycle: bool) -> None:
    with p.group(8, "<super: ", ">"):
        p.pretty(value.__thisclass__)
        p.text(",")
        p.breakable()
        p.pretty(value.__self__)


def _pattern(value: Any, p: ValuePrinter, _cycle: bool) -> None:
    flags = "|".join("re." + name for name in _FLAGS if value.flags & getattr(re, name))
    text = "r" + repr(value.pattern).replace("\\\\", "\\")
    p.call("re.compile", [_Raw(it) for it in (text, flags) if it])


def _type(value: Any, p: ValuePrinter, cycle: bool) -> None:
    if next((kind for kind in type(value).__mro__ if "__repr__" in vars(kind)), type) is not type:
        _repr(value, p, cycle)
        return
    module, name = _attribute(value, "__module__"), _attribute(value, "__qualname__")
    name = name if isinstance(name, str) else type.__dict__["__name__"].__get__(value)
    p.text(name if module in _BUILTIN else "{}.{}".format(module, name))


def _function(value: Any, p: ValuePrinter, _cycle: bool) -> None:
    module, name = value.__module__, _attribute(value, "__qualname__", value.__name__)
    with contextlib.suppress(ValueError):  # a builtin need not tell it
        name += str(import_module("inspect").signature(value))
    p.text("<function {}>".format(name if module in ("", *_BUILTIN) else module + "." + name))


def _exception(value: Any, p: ValuePrinter, _cycle: bool) -> None:
    kind = value.__class__
    name = getattr(kind, "__qualname__", kind.__name__)
    own = kind.__module__ in ("builtins", "exceptions")
    p.call(name if own else "{}.{}".format(kind.__module__, name), getattr(value, "args", ()))


def _call(arguments: Callable[[Any], Any], name: str = "") -> Printer:
    """Make a printer of a call; a function gives positional and named arguments."""

    def write(value: Any, p: ValuePrinter, cycle: bool) -> None:
        given = ([_Raw("...")], ()) if cycle else arguments(value)
        p.call(name or value.__class__.__name__, *given)

    return write


def _maximum(value: Any) -> Any:
    return () if value.maxlen is None else [("maxlen", value.maxlen)]


PRINTERS: Dict[Any, Printer] = {
    tuple: _sequence("(", ")"),
    list: _sequence("[", "]"),
    dict: _mapping("{", "}"),
    set: _set("{", "}"),
    frozenset: _set("frozenset({", "})"),
    super: _super,
    type(re.compile("")): _pattern,
    type: _type,
    types.FunctionType: _function,
    types.BuiltinFunctionType: _function,
    types.SimpleNamespace: _call(lambda it: ((), vars(it).items()), "namespace"),
    BaseException: _exception,
    type(os.environ): _mapping("environ{", "}"),
    types.MappingProxyType: _mapping("mappingproxy({", "})"),
    defaultdict: _call(lambda it: ((it.default_factory, dict(it)),)),
    OrderedDict: _call(lambda it: ([list(it.items())] if it else [],)),
    deque: _call(lambda it: ([list(it)], _maximum(it))),
    Counter: _call(lambda it: ([dict(it.most_common())] if it else [],)),
    UserList: _call(lambda it: ([it.data],)),
}
"""Printers by class; code may add its own (`for_type`)."""
