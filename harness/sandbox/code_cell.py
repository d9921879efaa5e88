"""A piece of printed code, run as a notebook runs a cell, and what became of it.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import ast
import linecache
import sys
import warnings
from typing import Any, Dict, List, Optional

from harness.sandbox.answers import MOST_CAUSES, MOST_TEXT, MOST_WARNINGS

_HIGHEST_LINE = 10**9
_compile, _exec, _eval = compile, exec, eval  # code may put anything in the place of a builtin


def execute(name: str, source: str, namespace: Dict[str, Any]) -> Dict[str, Any]:
    """Run a cell; the value of a last expression is printed, as a notebook shows it.

    Args:
        name: The name that stands for a file's in a traceback.
        source: Python.
        namespace: The names of the session.

    Returns:
        ``raises``: None, or the exception's type, message, line of the source, the missing name
        or module, and what it came from; ``warns``: what was warned of; ``result``: None, or the
        class of the value that was printed last and how many characters its text has.
    """
    warned: List[str] = []

    def remember(message: Any, category: Any, *_rest: Any, **_named: Any) -> None:
        lines = _text(message).splitlines()
        told = "{}: {}".format(_name(category), lines[0] if lines else "")[:MOST_TEXT]
        if told not in warned and len(warned) < MOST_WARNINGS:
            warned.append(told)

    warnings.showwarning = remember
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    flush, streams, describe = _flush, (sys.stdout, sys.stderr), _raised
    result: Optional[Dict[str, Any]] = None
    raised: Optional[Dict[str, Any]] = None
    try:
        result = _execute(name, source, namespace)
    except BaseException as error:  # noqa: BLE001 - whatever a cell raises is its outcome
        raised = describe(error, name)
    for stream in (*streams, sys.stdout, sys.stderr):
        flush(stream)
    return {"raises": raised, "warns": warned[:MOST_WARNINGS], "result": result}


def _execute(name: str, source: str, namespace: Dict[str, Any]) -> Optional[Dict[str, Any]]:
    tree: Any = _compile(source, name, "exec", ast.PyCF_ONLY_AST)
    quiet = source.rstrip().endswith(";")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    _exec(_compile(tree, name, "exec"), namespace)
    if isinstance(last, ast.Expr):
        value = _eval(_compile(ast.Expression(last.value), name, "eval"), namespace)
        if value is not None and not quiet:
            text = repr(value)
            print(text)  # noqa: T201 - a notebook shows it
            return {"of": _full_name(type(value)), "length": len(text)}
    return None


def _raised(error: BaseException, name: str) -> Dict[str, Any]:
    line = _asked(error, "lineno") if issubclass(type(error), SyntaxError) else None
    trace = _asked(error, "__traceback__")
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    missing = _asked(error, "name")
    return {
        "type": _name(type(error)),
        "message": " ".join(_text(error).split())[:MOST_TEXT],
        "line": line if type(line) is int and 0 < line < _HIGHEST_LINE else None,
        "missing": None if missing is None else _text(missing)[:MOST_TEXT],
        "causes": _causes(error)[:MOST_CAUSES],
    }


def _causes(error: BaseException) -> List[str]:
    """Name what an exception came from, its own type first."""
    names: List[str] = []
    cause: Optional[BaseException] = error
    while cause is not None and len(names) < 9:
        names.append(_name(type(cause)))
        reason = _asked(cause, "reason")
        if issubclass(type(reason), BaseException):
            names.append(_name(type(reason)))
        cause = _origin(cause)
    return names


def _origin(error: BaseException) -> Optional[BaseException]:
    for name in ("__cause__", "__context__"):
        found = _asked(error, name)
        if issubclass(type(found), BaseException):
            origin: BaseException = found
            return origin
    return None


def _name(kind: Any) -> str:
    """Return a class's own name, whatever its metaclass makes of it."""
    try:
        return _plain(type.__dict__["__name__"].__get__(kind))[:MOST_TEXT]
    except Exception:  # noqa: BLE001 - a cell may have put anything in its place
        return "unknown"


def _full_name(kind: Any) -> str:
    """Return a class's name with that of its module; a builtin's without."""
    try:
        module = _plain(str(type.__dict__["__module__"].__get__(kind)))
    except Exception:  # noqa: BLE001 - a cell may have put anything in its place
        module = "unknown"
    return "{}{}".format("" if module == "builtins" else module + ".", _name(kind))[:MOST_TEXT]


def _asked(error: BaseException, name: str) -> Any:
    try:
        return getattr(error, name, None)
    except BaseException:  # noqa: BLE001 - a property of a cell's own may raise anything
        return None


def _text(value: Any) -> str:
    """Write a value of a cell as text that every encoding has."""
    try:
        return _plain(str(value))
    except BaseException:  # noqa: BLE001 - a cell's own class may raise anything
        return "(its text cannot be had)"


def _plain(text: str) -> str:
    return str.encode(text, "utf-8", "replace").decode()


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except BaseException:  # noqa: BLE001 - a cell may have put anything in its place
        return
