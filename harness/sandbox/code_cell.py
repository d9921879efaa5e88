"""Runs a piece of printed code as a notebook runs a cell, and describes how it ended."""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
import warnings
from typing import Any, Dict, List, Optional

from harness.sandbox.answers import MOST_CAUSES, MOST_MESSAGE, MOST_TEXT, MOST_WARNINGS
from harness.sandbox.event_loop import EventLoop
from harness.sandbox.notebook_shell import ZMQInteractiveShell
from harness.sandbox.parsed_cell import AWAITS

_HIGHEST_LINE = 10**9
_AWAITING = EventLoop()
_compile, _exec, _eval = compile, exec, eval  # a cell may replace builtins


def execute_piece(name: str, source: str, namespace: Dict[str, Any]) -> Dict[str, Any]:
    """Run a cell; the value of a last expression is printed, as a notebook shows it.

    Args:
        name: The file name in tracebacks.
        source: Python.
        namespace: The names of the session.

    Returns:
        ``raises``: None, or the exception's type, message, line of the source, missing name or
        module, and causes; ``warns``: the texts of warnings; ``result``: None, or the class of the
        last expression's value and how many characters its text has.
    """
    warned: List[str] = []

    def remember(message: Any, category: Any, *_rest: Any, **_named: Any) -> None:
        lines = _text(message).splitlines()
        told = "{}: {}".format(_name(category), lines[0] if lines else "")[:MOST_TEXT]
        if told not in warned and len(warned) < MOST_WARNINGS:
            warned.append(told)

    warnings.showwarning = remember
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    flush, streams, describe = _flush, (sys.stdout, sys.stderr), describe_exception
    result: Optional[Dict[str, Any]] = None
    raised: Optional[Dict[str, Any]] = None
    try:
        result = _execute(name, source, namespace)
    except BaseException as error:  # noqa: BLE001 - an exception is the outcome of a cell
        raised = describe(error, name)
    for stream in (*streams, sys.stdout, sys.stderr):
        flush(stream)
    return {"raises": raised, "warns": warned[:MOST_WARNINGS], "result": result}


def _execute(name: str, source: str, namespace: Dict[str, Any]) -> Optional[Dict[str, Any]]:
    tree: Any = _compile(source, name, "exec", ast.PyCF_ONLY_AST | AWAITS)
    _give(tree, namespace)
    quiet = source.rstrip().endswith(";")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    code = _compile(tree, name, "exec", AWAITS)
    if _AWAITING.awaits(code):
        _AWAITING.run(code, namespace)
    else:
        _exec(code, namespace)
    if isinstance(last, ast.Expr):
        code = _compile(ast.Expression(last.value), name, "eval", AWAITS)
        awaits = _AWAITING.awaits(code)
        value = _AWAITING.run(code, namespace) if awaits else _eval(code, namespace)
        if value is not None and not quiet:
            text = repr(value)
            print(text)  # noqa: T201 - a notebook shows it
            return {"of": full_name(type(value)), "length": len(text)}
    return None


def _give(tree: ast.AST, namespace: Dict[str, Any]) -> None:
    """Give code that names them what a notebook gives, unless it has them already."""
    given = {"display": _display, "get_ipython": lambda: ZMQInteractiveShell(namespace)}
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in named.intersection(given):
        if not hasattr(builtins, name):
            namespace.setdefault(name, given[name])


def _display(*values: Any, **_options: Any) -> None:
    for value in values:
        print(repr(value))  # noqa: T201 - a notebook shows it


def flush_all() -> None:
    """Write all that code has printed, whatever it made of its streams."""
    for stream in (sys.stdout, sys.stderr):
        _flush(stream)


def describe_exception(error: BaseException, name: str) -> Dict[str, Any]:
    """Describe an exception: its type, message, line, missing name and causes.

    Args:
        error: The exception.
        name: The file name of the cell whose line is meant.
    """
    line = _attribute(error, "lineno") if issubclass(type(error), SyntaxError) else None
    trace = _attribute(error, "__traceback__")
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    missing = _attribute(error, "name")
    return {
        "type": _name(type(error)),
        "message": " ".join(_text(error).split())[:MOST_MESSAGE],
        "line": line if type(line) is int and 0 < line < _HIGHEST_LINE else None,
        "missing": None if missing is None else _text(missing)[:MOST_TEXT],
        "causes": _causes(error)[:MOST_CAUSES],
    }


def _causes(error: BaseException) -> List[str]:
    """List the types of an exception and of its causes, its own first."""
    names: List[str] = []
    cause: Optional[BaseException] = error
    while cause is not None and len(names) < 9:
        names.append(_name(type(cause)))
        reason = _attribute(cause, "reason")
        if issubclass(type(reason), BaseException):
            names.append(_name(type(reason)))
        origins = [_attribute(cause, name) for name in ("__cause__", "__context__")]
        cause = next((it for it in origins if issubclass(type(it), BaseException)), None)
    return names


def _name(kind: Any, attribute: str = "__name__") -> str:
    """Return a class's own name, even if its metaclass defines another."""
    try:
        return _plain(str(type.__dict__[attribute].__get__(kind)))[:MOST_TEXT]
    except Exception:  # noqa: BLE001 - a cell may have replaced it by anything
        return "unknown"


def full_name(kind: Any) -> str:
    """Return a class's name with that of its module; a builtin's without."""
    module = _name(kind, "__module__")
    return "{}{}".format("" if module == "builtins" else module + ".", _name(kind))[:MOST_TEXT]


def _attribute(error: BaseException, name: str) -> Any:
    try:
        return getattr(error, name, None)
    except BaseException:  # noqa: BLE001 - a property that a cell defines may raise anything
        return None


def _text(value: Any) -> str:
    """Return a cell's value as text without lone surrogates."""
    try:
        return _plain(str(value))
    except BaseException:  # noqa: BLE001 - a class that a cell defines may raise anything
        return "(its text cannot be had)"


def _plain(text: str) -> str:
    return str.encode(text, "utf-8", "replace").decode()


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except BaseException:  # noqa: BLE001 - a cell may have replaced it by anything
        return
