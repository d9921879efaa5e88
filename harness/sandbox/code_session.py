"""Runs the statements of cells one by one, and describes how each of them ended."""

from __future__ import annotations

import builtins
import sys
from time import perf_counter
from types import ModuleType
from typing import Any, Dict, Optional, Tuple

from harness.sandbox.answers import MOST_PICTURES
from harness.sandbox.attempts import Attempts
from harness.sandbox.code_cell import describe_exception, flush_all, full_name
from harness.sandbox.code_namespace import CodeNamespace
from harness.sandbox.deadline import Deadline
from harness.sandbox.event_loop import EventLoop
from harness.sandbox.import_changes import ChangedImports, StandIns
from harness.sandbox.ipython_stand_in import display_functions, stand_ins
from harness.sandbox.open_figures import PYPLOT, close_figures, count_shown
from harness.sandbox.parsed_cell import ParsedCell
from harness.sandbox.shown_values import ShownValues
from harness.sandbox.steps import CONSOLE, EACH, LAST, NEVER, NOTEBOOK, CodeStep

_INTERACTIVITY = {"all": EACH, "none": NEVER}


class CodeSession:
    """The namespaces of a process, and what a notebook gives to code."""

    def __init__(self) -> None:
        self._shown, self._attempts, self._deadline = ShownValues(), Attempts(), Deadline()
        self._loop = EventLoop()
        self._spaces: Dict[str, CodeNamespace] = {}
        self._space = CodeNamespace()
        self._cell: Optional[ParsedCell] = None
        self._result: Optional[Dict[str, Any]] = None
        self._functions = display_functions(self._shown)
        self._given = {"display": self._functions["display"], "get_ipython": self._get_ipython}
        builtins.input = self._attempts.refuse
        StandIns(stand_ins(self._shown, self._get_ipython))
        ChangedImports({
            PYPLOT: lambda module: count_shown(module, self._shown),
            "getpass": lambda module: setattr(module, "getpass", self._attempts.refuse),
            "IPython.core.display_functions": self._show_through_us,
            "IPython.core.display": self._show_through_us,
            "IPython.core.getipython": lambda module: vars(module).update(
                get_ipython=self._get_ipython
            ),
        })  # fmt: skip

    def answer(self, step: CodeStep) -> Dict[str, Any]:
        """Run a statement, and describe how it ended as `StepOutcome` has it."""
        self._shown.pictures, self._shown.html, self._result = 0, step.html, None
        self._attempts.sought.clear()
        raised, cell = self._parsed(step)
        number = 0 if cell is None else len(cell)
        lines = (1, 1)
        started = perf_counter()
        if cell is not None and 0 <= step.at < number:
            lines = cell.lines(step.at)
            raised = self._raised(step, cell)
        if step.front == NOTEBOOK and step.at >= number - 1:
            self._shown.pictures += close_figures()
        seconds = perf_counter() - started
        flush_all()
        self._shown.flush()
        return {
            "lines": lines,
            "number": number,
            "raises": raised,
            "late": self._deadline.passed,
            "result": self._result,
            "pictures": min(self._shown.pictures, MOST_PICTURES),
            "sought": sorted(self._attempts.sought),
            "seconds": seconds,
        }

    def _parsed(self, step: CodeStep) -> Tuple[Optional[Dict[str, Any]], Optional[ParsedCell]]:
        """Parse a cell, unless it is the one that was parsed last."""
        self._deadline.passed = False
        last = self._cell
        if last is not None and (last.source, last.name) == (step.source, step.name):
            return None, last
        try:
            self._cell = ParsedCell(step.source, step.name)
        except Exception as error:  # noqa: BLE001 - Python refuses source in several ways
            return describe_exception(error, step.name), None
        return None, self._cell

    def _raised(self, step: CodeStep, cell: ParsedCell) -> Optional[Dict[str, Any]]:
        """Run a statement, and describe the exception that it raised."""
        try:
            self._enter(step)
            self._deadline.run(step.seconds, lambda: self._run(step, cell))
        except BaseException as error:  # noqa: BLE001 - an exception is an outcome
            return None if self._deadline.passed else describe_exception(error, step.name)
        return None

    def _run(self, step: CodeStep, cell: ParsedCell) -> None:
        space, mode = self._space, _mode(step, cell)
        code, space.flags = cell.compiled(step.at, mode, space.flags)
        value = self._loop.run(code, space.names, step.front == NOTEBOOK)
        if value is not None and mode == "eval" and self._is_shown(step, cell):
            forms = self._shown.forms(value)
            text = self._shown.publish(forms)
            self._result = _result(value, text) if text else None
            space.remember(value)

    def _is_shown(self, step: CodeStep, cell: ParsedCell) -> bool:
        if step.front != NOTEBOOK or cell.is_quiet(step.at):
            return False
        shows = self._interactivity(step.shows)
        return shows == EACH or (shows == LAST and step.at == len(cell) - 1)

    def _interactivity(self, shows: str) -> str:
        """Return what is shown; code may have asked IPython to show every value, or none."""
        shell = getattr(sys.modules.get("IPython.core.interactiveshell"), "InteractiveShell", None)
        asked = vars(shell).get("ast_node_interactivity") if isinstance(shell, type) else None
        own = self._space.shell.ast_node_interactivity
        texts = [it for it in (own, asked) if isinstance(it, str) and it in _INTERACTIVITY]
        return _INTERACTIVITY[texts[0]] if texts else shows

    def _enter(self, step: CodeStep) -> None:
        """Make a step's namespace that of ``__main__``, and give its code what its front has."""
        space = self._spaces.get(step.namespace)
        if space is None:
            first = self._spaces.get(step.within) if step.within else None
            space = CodeNamespace(None if first is None else first.names)
            self._spaces[step.namespace] = space
        self._space, sys.modules["__main__"] = space, space.module
        names = vars(builtins)
        if step.front == NOTEBOOK:
            names.update(self._given)
            if step.at == 0:
                space.begin_cell(step.source, step.executed)
        else:
            for name, value in self._given.items():
                if names.get(name) is value:
                    del names[name]
        if step.front == CONSOLE and sys.displayhook is sys.__displayhook__:
            sys.displayhook = self._prompt

    def _prompt(self, value: Any) -> None:
        """Show a value as Python's own prompt does."""
        if value is not None:
            builtins._ = None  # type: ignore[attr-defined]
            text = repr(value)
            sys.stdout.write(text + "\n")
            builtins._ = value  # type: ignore[attr-defined]
            self._result = _result(value, text)

    def _get_ipython(self) -> Any:
        return self._space.shell

    def _show_through_us(self, module: ModuleType) -> None:
        names = vars(module)
        names.update({name: it for name, it in self._functions.items() if name in names})


def _mode(step: CodeStep, cell: ParsedCell) -> str:
    if step.front == CONSOLE and step.shows != NEVER:
        return "single"
    return "eval" if cell.is_expression(step.at) else "exec"


def _result(value: Any, text: str) -> Dict[str, Any]:
    return {"of": full_name(type(value)), "length": len(text)}
