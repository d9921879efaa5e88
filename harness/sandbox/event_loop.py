"""Runs code that awaits, in one event loop that lives on, as a notebook's kernel has it."""

from __future__ import annotations

import sys
from importlib import import_module
from types import CodeType
from typing import Any, Dict, Optional, Tuple

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
        value, error = self._loop.run_until_complete(_ending(code, names))
        if error is not None:
            raise error
        return value


async def _ending(
    code: CodeType, names: Dict[str, Any]
) -> Tuple[Any, Optional[BaseException]]:  # a coroutine cannot raise StopIteration
    try:
        value = _eval(code, names)
        return (await value if code.co_flags & _AWAITS else value), None
    except Exception as error:  # noqa: BLE001 - it is raised again
        return None, error
