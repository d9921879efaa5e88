"""What ``get_ipython()`` returns: a shell that code may configure, and that does nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Dict, List

from harness.sandbox import pretty

_DO_NOTHING = (
    "run_line_magic", "run_cell_magic", "magic", "system", "run_cell", "enable_gui", "set_hook",
    "enable_matplotlib", "register_magics", "register_magic_function", "set_custom_exc",
    "showtraceback", "safe_execfile", "enable_pylab", "set_next_input", "find_line_magic",
)  # fmt: skip


class ZMQInteractiveShell:
    """The shell of a notebook's kernel; libraries tell a notebook by the name of this class.

    Args:
        names: The names of the session.
    """

    ast_node_interactivity = "last_expr"

    def __init__(self, names: Dict[str, Any]) -> None:
        self.user_ns = self.user_global_ns = names
        self.kernel = SimpleNamespace(shell=self)
        self.config: Dict[str, Any] = {"IPKernelApp": {}}
        self.display_formatter = SimpleNamespace(
            formatters={kind: _Formatter() for kind in _Formatter.KINDS},
            active_types=list(_Formatter.KINDS),
        )
        self.display_formatter.formatters["text/plain"] = _TextFormatter()
        self.events = SimpleNamespace(register=_nothing, unregister=_nothing, trigger=_nothing)
        self.input_transformers_post: List[Any] = []
        self.input_transformers_cleanup: List[Any] = []
        self.ast_transformers: List[Any] = []
        self.execution_count, self.colors = 1, "NoColor"
        for name in _DO_NOTHING:
            setattr(self, name, _nothing)

    def getoutput(self, *_arguments: Any, **_named: Any) -> List[str]:
        """Return what a command of the system would print: nothing."""
        return []

    def push(self, names: Dict[str, Any], *_arguments: Any, **_named: Any) -> None:
        """Bind names in the session."""
        self.user_ns.update(names)


ZMQInteractiveShell.__module__ = "ipykernel.zmqshell"


class _Formatter:
    KINDS = ("text/plain", "text/html", "text/latex", "text/markdown", "image/png", "image/svg+xml")

    def __init__(self) -> None:
        self.enabled = True
        self.type_printers: Dict[Any, Any] = {}

    def for_type(self, kind: Any, function: Any = None) -> Any:
        """Remember how a class is shown; classes by their names are passed over."""
        if function is None or isinstance(kind, str):
            return self.type_printers.get(kind)
        return self.type_printers.update({kind: function})

    def for_type_by_name(self, *_arguments: Any) -> None:
        """Pass over a class that is known by its name alone."""

    def pop(self, kind: Any, default: Any = None) -> Any:
        """Forget how a class is shown."""
        return self.type_printers.pop(kind, default)


class _TextFormatter(_Formatter):
    def __init__(self) -> None:
        super().__init__()
        self.type_printers = pretty.PRINTERS


def _nothing(*_arguments: Any, **_named: Any) -> None:
    return
