"""Runs code that awaits, in one event loop that lives on, as a notebook's kernel has it."""

from __future__ import annotations

import contextvars
import sys
from importlib import import_module
from types import CodeType
from typing import Any, Dict, Optional

_AWAITS = 0x80  # inspect.CO_COROUTINE
_eval = eval  # a cell may replace builtins


class EventLoop:
    """An event loop that is made once something needs it.

    Code that does not await runs within it, too, once it has imported asyncio: its tasks go on
    while later code runs.
    """

    def __init__(self) -> None:
        self._loop: Any = None

    @staticmethod
    def awaits(code: CodeType) -> bool:
        """Whether code awaits at its outermost level."""
        return bool(code.co_flags & _AWAITS)

    def run(self, code: CodeType, names: Dict[str, Any], within: bool = True) -> Any:
        """Run code.

        Args:
            code: It may await at its outermost level.
            names: The names of its session.
            within: Whether it finds the event loop running.

        Returns:
            The value of an expression.
        """
        if not self.awaits(code) and not (within and "asyncio.base_events" in sys.modules):
            return _eval(code, names)
        if self._loop is None or self._loop.is_closed():
            asyncio = import_module("asyncio")
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        ending = _Ending(code, names)
        try:
            self._loop.run_until_complete(ending.reach())
        finally:
            ending.keep_variables()
        if ending.error is not None:
            raise ending.error
        return ending.value


class _Ending:
    """How code ends that runs in a task; a coroutine cannot raise StopIteration."""

    def __init__(self, code: CodeType, names: Dict[str, Any]) -> None:
        self._code, self._names = code, names
        self._context: Optional[contextvars.Context] = None
        self.value: Any = None
        self.error: Optional[BaseException] = None

    async def reach(self) -> None:
        try:
            value = _eval(self._code, self._names)
            self.value = await value if EventLoop.awaits(self._code) else value
        except Exception as error:  # noqa: BLE001 - it is raised again
            self.error = error
        finally:
            self._context = contextvars.copy_context()

    def keep_variables(self) -> None:
        """Set what the task set in a context of its own, such as NumPy's print options."""
        for variable, value in (self._context or {}).items():
            if variable.get(None) is not value:
                variable.set(value)
