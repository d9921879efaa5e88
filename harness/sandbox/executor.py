"""The process that runs printed code: requests in, answers out.

It needs Python 3.8 and the standard library alone. Nothing that it answers is trusted: another
process checks it. What it needs itself, it holds on to from before the first piece of code, as
code may put anything in the place of anything.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any, Callable, Dict, Sequence

from harness.sandbox.code_cell import execute

_FAILED = 70
_WITHDRAWN = ("harness", "json", "ast")


def serve(requests: int, send: Callable[[bytes], object]) -> None:
    """Answer requests until there are no more.

    Args:
        requests: Where they can be read.
        send: Sends a line.
    """
    sys.path[:] = [path for path in sys.path if path]
    _withdraw()
    own, ask, leave, run = os.getpid(), os.getpid, os._exit, execute
    read, load, dump, lines = os.read, json.loads, json.dumps, _Lines(requests)
    namespaces: Dict[bool, Dict[str, Any]] = {
        True: {"importlib": importlib},
        False: {"__name__": "__main__", "__builtins__": __builtins__},
    }
    while True:
        line = lines.next(read)
        if not line:
            return
        request = load(line)
        identity, name = request["id"], request["name"]
        answer = run(name, request["source"], namespaces[name == START])
        if ask() != own:
            leave(_FAILED)  # a child of the code that came back from it
        send(dump({"id": identity, **answer}).encode() + b"\n")
        word = load(lines.next(read) or b"{}").get("word")
        send(dump({"id": identity, "word": word}).encode() + b"\n")


def _withdraw() -> None:
    """Keep the modules that this process works with to itself: code that imports gets others."""
    for name in list(sys.modules):
        if name.partition(".")[0] in _WITHDRAWN:
            del sys.modules[name]


START = "<start>"
"""The name of the code that imports what must be there before the first piece."""


def importing(modules: Sequence[str]) -> str:
    """Write the code that imports modules."""
    return "".join("importlib.import_module({!r})\n".format(module) for module in modules)


class _Lines:
    """Lines read from a descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._rest = descriptor, b""

    def next(self, read: Callable[[int, int], bytes]) -> bytes:
        """Wait for the next line; nothing where there are no more."""
        while b"\n" not in self._rest:
            data = read(self._descriptor, 1 << 16)
            if not data:
                return b""
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        return line
