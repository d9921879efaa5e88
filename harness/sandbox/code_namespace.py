"""The names of a session, as a notebook, Python's prompt or a script has them."""

from __future__ import annotations

import builtins
from types import ModuleType
from typing import Any, Dict, List, Optional

from harness.sandbox.notebook_shell import ZMQInteractiveShell

_MOST_INPUTS = 10_000


class CodeNamespace:
    """The names of a session; its module is ``__main__`` while its code runs.

    Args:
        names: Names that it begins with.
    """

    def __init__(self, names: Optional[Dict[str, Any]] = None) -> None:
        self.module = ModuleType("__main__")
        self.names = vars(self.module)
        self.names.update(names or {})
        self.names.update(__name__="__main__", __builtins__=builtins)
        self.flags = 0
        """What ``from __future__ import`` switched on."""
        self.shell = ZMQInteractiveShell(self.names)
        self._last: Dict[str, Any] = dict.fromkeys(("_", "__", "___"), "")
        self._inputs: List[str] = []
        self._results: Dict[int, Any] = {}

    def begin_cell(self, source: str, executed: int) -> None:
        """Note a notebook's cell in ``In``.

        Args:
            source: The cell.
            executed: Its execution count; 0 for the one after the last.
        """
        if not self._inputs:
            self._inputs = [""]
            self.names.update(self._last, In=self._inputs, Out=self._results)
        number = executed or len(self._inputs)
        missing = number + 1 - len(self._inputs)
        if missing <= _MOST_INPUTS:
            self._inputs.extend([""] * missing)
            self._inputs[number] = source
        self.shell.execution_count = number

    def remember(self, value: Any) -> None:
        """Note a value that a notebook has shown in ``_``, ``_3`` and ``Out``."""
        own = all(self.names.get(name, it) is it for name, it in self._last.items())
        if own:  # else code uses one of the names itself
            self._last = {"_": value, "__": self._last["_"], "___": self._last["__"]}
            self.names.update(self._last)
        self._results[self.shell.execution_count] = value
        self.names["_{}".format(self.shell.execution_count)] = value
