"""Shows values as a notebook does: as text, as HTML, or as a picture that is only counted."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any, Callable, Dict, Optional, TextIO

from harness.sandbox.pretty import pretty

TEXT, HTML_TEXT = "text/plain", "text/html"
CLEARED, CLEARED_LATER = "\x1b[H\x1b[2J", "\x1b[2J\x1b[H"
"""What clears a terminal: at once, or once something follows."""

_DRAWN = ("_repr_png_", "_repr_jpeg_", "_repr_svg_")
_MIME_OF_PICTURES = ("image/", "application/vnd.plotly", "application/vnd.vega")
_CANARY = "_ipython_canary_method_should_not_exist_"


class ShownValues:
    """Writes values to standard output, in one order with what is printed.

    Attributes:
        html: Whether a value that has an HTML form is shown in it.
        pictures: How many pictures were shown since this was last 0.
    """

    def __init__(self) -> None:
        self.html, self.pictures = False, 0
        self._stream: TextIO = sys.stdout

    def display(
        self,
        *values: Any,
        raw: bool = False,
        clear: bool = False,
        display_id: Any = None,
        **_options: Any,
    ) -> Optional[DisplayHandle]:
        """Show values: what a notebook gives to code under this name.

        Args:
            values: What is shown.
            raw: Whether the values are dictionaries of their forms.
            clear: Whether what was shown so far is cleared.
            display_id: A name under which they can be shown anew, or True for any name.
        """
        if clear:
            self.clear_output(wait=True)
        for value in values:
            self.publish(value if raw else self.forms(value))
        if display_id is None:
            return None
        return DisplayHandle(self, os.urandom(16).hex() if display_id is True else display_id)

    def clear_output(self, wait: bool = False) -> None:
        """Clear what was shown, at once or when something follows."""
        self.write(CLEARED_LATER if wait else CLEARED)

    def publish(self, forms: Optional[Dict[str, Any]]) -> str:
        """Show a value by its forms, and return its text."""
        if forms is None:
            return ""
        if any(str(kind).startswith(_MIME_OF_PICTURES) for kind in forms):
            self.pictures += 1
        text = forms.get(HTML_TEXT) if self.html else None
        text = forms.get(TEXT) if text is None else text
        if text is None:
            return ""
        text = _printable(text)
        self.write(text + "\n")
        return text

    def forms(self, value: Any) -> Optional[Dict[str, Any]]:
        """Return the forms of a value by their MIME types; None if it showed itself."""
        shows = _method(value, "_ipython_display_")
        if shows is not None:
            shows()
            return None
        found: Dict[str, Any] = {}
        bundle = _method(value, "_repr_mimebundle_")
        if bundle is not None:
            made = bundle(include=None, exclude=None)
            found.update((made[0] if isinstance(made, tuple) else made) or {})
        if any(_method(value, name) is not None for name in _DRAWN) or _is_figure(value):
            found.setdefault("image/png", None)
        html = _method(value, "_repr_html_") if self.html and HTML_TEXT not in found else None
        if html is not None:
            found[HTML_TEXT] = html()
        if TEXT not in found:
            found[TEXT] = pretty(value)
        return found

    def write(self, text: str) -> None:
        """Write text after all that was printed."""
        if sys.stdout is not self._stream and hasattr(sys.stdout, "flush"):
            sys.stdout.flush()
        self._stream.write(text)

    def flush(self) -> None:
        """Write what waits, even where code has replaced standard output."""
        with contextlib.suppress(Exception):
            self._stream.flush()


class DisplayHandle:
    """A place where a value was shown, and can be shown anew."""

    def __init__(self, shown: Optional[ShownValues] = None, display_id: str = "") -> None:
        self._shown, self.display_id = shown, display_id

    def display(self, value: Any, **options: Any) -> None:
        """Show a value here."""
        if self._shown is not None:
            self._shown.display(value, **options)

    update = display

    def __repr__(self) -> str:
        return "<DisplayHandle display_id={}>".format(self.display_id)


DisplayHandle.__module__ = "IPython.core.display_functions"


def _method(value: Any, name: str) -> Optional[Callable[..., Any]]:
    """Return a method of a value, unless it is a class, or claims to have any method."""
    if isinstance(value, type):
        return None
    try:
        if getattr(value, _CANARY, None) is not None:
            return None
        found = getattr(value, name, None)
    except Exception:  # noqa: BLE001 - the value's class may do anything
        return None
    return found if callable(found) else None


def _is_figure(value: Any) -> bool:
    figure = getattr(sys.modules.get("matplotlib.figure"), "Figure", None)
    return isinstance(figure, type) and isinstance(value, figure)


def _printable(text: Any) -> str:
    return str.encode(str(text), "utf-8", "replace").decode()
