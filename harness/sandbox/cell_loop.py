"""The loop of the process that runs printed code: it reads requests and sends answers.

Its answers are not trusted: another process checks them. Printed code may replace any function or
module, so the loop keeps its own references to all that it uses.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any, Callable, Dict, Optional

from harness.sandbox.code_cell import execute_piece
from harness.sandbox.code_session import CodeSession
from harness.sandbox.steps import CodeStep

_FAILED = 70
_WITHDRAWN = ("harness", "json", "ast")

START = "<start>"
"""The name of the code that runs before the first piece, in which `importlib` is bound."""


def serve(requests: int, send: Callable[[bytes], object]) -> None:
    """Answer requests until there are no more.

    Args:
        requests: The descriptor from which they are read.
        send: Sends a line.
    """
    sys.path[:] = [path for path in sys.path if path]
    _withdraw()
    own, ask, leave, run = os.getpid(), os.getpid, os._exit, execute_piece
    start, as_step = CodeSession, CodeStep
    session: Optional[CodeSession] = None
    read, load, dump = os.fdopen(requests, "rb").readline, json.loads, json.dumps
    namespaces: Dict[bool, Dict[str, Any]] = {
        True: {"importlib": importlib},
        False: {"__name__": "__main__", "__builtins__": __builtins__},
    }
    while True:
        line = read()
        if not line:
            return
        request = load(line)
        identity, name = request["id"], request["name"]
        if "step" in request:
            session = session or start()
            answer = session.answer(as_step(request["source"], name, **request["step"]))
        else:
            answer = run(name, request["source"], namespaces[name == START])
        if ask() != own:
            leave(_FAILED)  # this is a child that the code forked
        send(dump({"id": identity, **answer}).encode() + b"\n")
        word = load(read() or b"{}").get("word")
        send(dump({"id": identity, "word": word}).encode() + b"\n")


def _withdraw() -> None:
    """Forget the modules that this process works with, so that code imports fresh ones."""
    for name in list(sys.modules):
        if name.partition(".")[0] in _WITHDRAWN:
            del sys.modules[name]
