"""Modules that stand in for IPython where it is not installed: what notebooks import of it."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional

from harness.sandbox.notebook_shell import ZMQInteractiveShell
from harness.sandbox.pretty import pretty
from harness.sandbox.shown_values import DisplayHandle, ShownValues

_VERSION = (8, 37, 0)
_FORMS = {
    "HTML": "text/html", "Markdown": "text/markdown", "Latex": "text/latex", "Math": "text/latex",
    "SVG": "image/svg+xml", "JSON": "application/json", "Javascript": "application/javascript",
    "Pretty": "text/plain", "Code": "text/html", "GeoJSON": "application/geo+json",
    "Image": "image/png", "Video": "text/html", "IFrame": "text/html", "Audio": "text/html",
    "YouTubeVideo": "text/html", "FileLink": "text/html", "FileLinks": "text/html",
}  # fmt: skip
_OF_LIB = ("Audio", "IFrame", "YouTubeVideo", "FileLink", "FileLinks", "Code")


class DisplayObject:
    """Data that is shown in a form of its own, and as text by the name of its class."""

    kind = "text/plain"

    def __init__(
        self, data: Any = None, url: Any = None, filename: Any = None, **options: Any
    ) -> None:
        self.data, self.url, self.filename, self.metadata = data, url, filename, options

    def __repr__(self) -> str:
        return "<{0.__module__}.{0.__name__} object>".format(type(self))

    def _repr_mimebundle_(self, **_options: Any) -> Dict[str, Any]:
        if self.kind == "text/plain" or isinstance(self.data, str):
            return {self.kind: self.data}
        return {self.kind: None}


DisplayObject.__module__ = "IPython.core.display"


def stand_ins(
    shown: ShownValues, shell: Callable[[], Optional[ZMQInteractiveShell]]
) -> Dict[str, Dict[str, Any]]:
    """Return the names of each module.

    Args:
        shown: What `display` shows by.
        shell: What `get_ipython` returns.
    """
    kinds = {name: _kind(name, form) for name, form in _FORMS.items()}
    functions: Dict[str, Any] = {
        **display_functions(shown),
        "DisplayHandle": DisplayHandle,
        "publish_display_data": lambda data, *_rest, **_named: shown.display(data, raw=True),
        "set_matplotlib_formats": _nothing,
        "set_matplotlib_close": _nothing,
    }
    everything = {
        **kinds,
        **functions,
        "DisplayObject": DisplayObject,
        "TextDisplayObject": DisplayObject,
    }
    top = {
        "get_ipython": shell, "display": functions["display"], "version_info": _VERSION,
        "__version__": ".".join(map(str, _VERSION)), "embed": _nothing, "start_ipython": _nothing,
    }  # fmt: skip
    shells = {"InteractiveShell": _shell_class(shell), "ExecutionResult": object}
    return {
        "IPython": top, "IPython.display": everything, "IPython.core": {},
        "IPython.core.display": everything, "IPython.core.display_functions": functions,
        "IPython.core.getipython": {"get_ipython": shell},
        "IPython.core.interactiveshell": shells, "IPython.core.magic": _magics(),
        "IPython.core.pylabtools": {}, "IPython.lib": {}, "IPython.utils": {},
        "IPython.lib.pretty": {"pretty": pretty, "pprint": lambda value: shown.display(value)},
        "IPython.lib.display": everything,
    }  # fmt: skip


def display_functions(shown: ShownValues) -> Dict[str, Any]:
    """Return the functions by which code shows values, by their names in IPython."""

    def update_display(value: Any, **options: Any) -> None:
        shown.display(value, **{**options, "display_id": None})

    return {
        **dict.fromkeys(("display", "display_html", "display_markdown"), shown.display),
        "clear_output": shown.clear_output,
        "update_display": update_display,
    }


def _kind(name: str, form: str) -> type:
    kind = type(name, (DisplayObject,), {"kind": form})
    kind.__module__ = (
        "IPython.lib.display"
        if name in ("Audio", "IFrame", "YouTubeVideo", "FileLink", "FileLinks", "Code")
        else "IPython.core.display"
    )
    return kind


def _shell_class(shell: Callable[[], Any]) -> type:
    return type("InteractiveShell", (), {
        "__module__": "IPython.core.interactiveshell", "ast_node_interactivity": "last_expr",
        "instance": staticmethod(shell), "initialized": staticmethod(lambda: True),
    })  # fmt: skip


def _magics() -> Dict[str, Any]:
    """Return decorators that leave functions and classes as they are."""
    names = ("magics_class", "line_magic", "cell_magic", "line_cell_magic", "register_line_magic",
             "register_cell_magic", "register_line_cell_magic", "needs_local_scope")  # fmt: skip
    return {**dict.fromkeys(names, _unchanged), "Magics": object}


def _unchanged(decorated: Any = None) -> Any:
    return decorated if callable(decorated) else _unchanged


def _nothing(*_arguments: Any, **_named: Any) -> None:
    return
