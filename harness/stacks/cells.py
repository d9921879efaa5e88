"""The process that runs printed code, contained, cell after cell as a notebook would.

It needs Python 3.8 and the standard library alone. Its code must not be trusted once a cell has
run: whatever it answers is told apart from what the cell wrote by a word that it was given.
"""

from __future__ import annotations

import ast
import importlib
import json
import linecache
import os
import signal
import sys
import warnings
from typing import Any, Dict, List, Optional

from harness.stacks import containment

_MOST = 400


def main(argument: str) -> None:
    """Contain this process, then answer requests.

    Args:
        argument: JSON data: ``root``, ``requests`` and ``answers`` (file descriptors), ``word``,
            ``limits``, ``files``, ``uid`` and ``modules`` to import before the first request.
    """
    given = json.loads(argument)
    containment.die_with_parent()
    try:
        means = containment.separate()
        means += containment.build_root(given["root"], given["limits"]["disk"], given["files"])
    except (containment.CannotContainError, OSError) as error:
        _answer(given, {"cannot": str(error)})
        os._exit(0)
    child = os.fork()
    if child:
        _keep_only([])
        signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
        os._exit(_code(os.waitpid(child, 0)[1]))  # it ends when all inside have ended
    _first_process(given, means)


def _first_process(given: Dict[str, Any], means: List[str]) -> None:
    """Be the first process of the namespace, with whose end all others end."""
    containment.die_with_parent()
    try:
        containment.enter(given["root"])
        means += containment.limit(given["limits"])
        means += containment.drop_privileges(given["uid"])
        containment.die_with_parent()  # forgotten with the privileges
        means += containment.filter_calls()
    except (containment.CannotContainError, OSError, ValueError) as error:
        _answer(given, {"cannot": str(error)})
        os._exit(0)
    child = os.fork()
    if child == 0:
        _keep_only([given["requests"], given["answers"]])
        serve(given, means)
        os._exit(0)
    containment.hide_memory()
    _keep_only([])
    while True:
        pid, status = os.wait()
        if pid == child:
            os._exit(_code(status))


def serve(given: Dict[str, Any], means: List[str]) -> None:
    """Answer requests until there are no more."""
    sys.path[:] = [path for path in sys.path if path and path != given["home"]]
    for name in given["modules"]:
        importlib.import_module(name)
    _answer(given, {"ready": means})
    namespace: Dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__}
    with os.fdopen(given["requests"], encoding="utf-8") as requests:
        for line in requests:
            request = json.loads(line)
            _answer(given, execute(request["name"], request["source"], namespace))


def execute(name: str, source: str, namespace: Dict[str, Any]) -> Dict[str, Any]:
    """Run a cell; the value of a last expression is printed, as a notebook shows it.

    Args:
        name: The name that stands for a file's in a traceback.
        source: Python.
        namespace: The names of the session.

    Returns:
        ``raises``: None, or the exception's type, message, line of the source, the missing name
        or module, and what it came from; ``warns``: what was warned of.
    """
    warned: List[str] = []

    def remember(message: Any, category: Any, *_rest: Any, **_named: Any) -> None:
        text = "{}: {}".format(category.__name__, str(message).splitlines()[0][:_MOST])
        if text not in warned and len(warned) < 5:
            warned.append(text)

    warnings.showwarning = remember
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    flush, streams = _flush, (sys.stdout, sys.stderr)
    try:
        _execute(name, source, namespace)
        raised: Optional[Dict[str, Any]] = None
    except BaseException as error:  # noqa: BLE001 - whatever a cell raises is its outcome
        raised = _raised(error, name)
    for stream in (*streams, sys.stdout, sys.stderr):
        flush(stream)
    return {"raises": raised, "warns": warned}


def _execute(name: str, source: str, namespace: Dict[str, Any]) -> None:
    tree = ast.parse(source, name)
    quiet = source.rstrip().endswith(";")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
        if value is not None and not quiet:
            print(repr(value))  # noqa: T201 - a notebook shows it


def _raised(error: BaseException, name: str) -> Dict[str, Any]:
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return {
        "type": type(error).__name__,
        "message": " ".join(str(error).split())[:_MOST],
        "line": line,
        "missing": getattr(error, "name", None),
        "causes": _causes(error),
    }


def _causes(error: BaseException) -> List[str]:
    """Name what an exception came from, its own type first."""
    names: List[str] = []
    cause: Optional[BaseException] = error
    while cause is not None and len(names) < 9:
        names.append(type(cause).__name__)
        reason = getattr(cause, "reason", None)
        if isinstance(reason, BaseException):
            names.append(type(reason).__name__)
        cause = cause.__cause__ or cause.__context__
    return names


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except Exception:  # noqa: BLE001 - a cell may have put anything in its place
        return


def _answer(given: Dict[str, Any], answer: Dict[str, Any]) -> None:
    text = json.dumps({"word": given["word"], **answer}) + "\n"
    data = text.encode()
    while data:
        data = data[os.write(given["answers"], data) :]


def _keep_only(descriptors: List[int]) -> None:
    """Close every file but the standard ones and these."""
    last = 3
    for kept in [*sorted(descriptors), 4096]:
        os.closerange(last, kept)
        last = kept + 1


def _code(status: int) -> int:
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
