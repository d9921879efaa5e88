"""What every chart of a page has in common: SVG in it, colours that its style sheet knows."""

from __future__ import annotations

import io
import re
import warnings
from contextlib import AbstractContextManager
from html import escape
from typing import TYPE_CHECKING, Any

from harness.results.frames import ExtraError, require

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, QUIET = "#1b1f24", "#8c959f"
SERIES = ("#0550ae", "#a33c00", "#116329", "#8a2a6b", "#0f5f6b", "#7a4a00", "#5a32a3", "#a40e26")
"""The style sheet knows each of these, and has another for dark pages."""


_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": QUIET,
    "grid.alpha": 0.3,
    "grid.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "font.size": 9,
    "legend.frameon": False,
}


def missing_charts() -> str:
    """Say what is not installed that charts need; nothing where all is."""
    try:
        require("matplotlib.figure", "charts")
    except ExtraError as error:
        return str(error)
    return ""


def drawing_settings(name: str) -> AbstractContextManager[None]:
    """Make matplotlib draw as these pages do; ids within a drawing depend on its name alone."""
    from matplotlib import rc_context

    return rc_context({**_SETTINGS, "svg.hashsalt": name})


def inline_svg(figure: Figure, name: str, title: str, text: str) -> str:
    """Write a figure as part of a page, with a name, a description and no style sheet."""
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with warnings.catch_warnings():
        # text stays text, and the reader's browser has the glyphs that matplotlib lacks
        warnings.filterwarnings("ignore", r"Glyph .* missing from font")
        figure.savefig(buffer, format="svg", transparent=True, metadata=nothing)
    drawing = buffer.getvalue()
    drawing = drawing[drawing.index("<svg") :]
    drawing = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r' style="([^"]*)"', _attributes, drawing)
    # a marker's colour is that of its use: the style sheet does not reach what is used
    drawing = re.sub(r'(<path id="m[^>]*?) stroke="[^"]*"', r"\1", drawing)
    drawing = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", drawing)
    size = re.search(r'viewBox="[^"]*"', drawing)
    assert size is not None  # matplotlib always writes one
    label = f'aria-labelledby="{name}-title {name}-text"'
    head = f'<svg class="plot" {size[0]} role="img" {label}>'
    head += f'<title id="{name}-title">{escape(title)}</title>'
    head += f'<desc id="{name}-text">{escape(text)}</desc>'
    return head + drawing[drawing.index(">") + 1 :]


def _attributes(style: re.Match[str]) -> str:
    """Turn declarations into attributes: a page's policy forbids styles in elements."""
    pairs = (part.split(":", 1) for part in style[1].split(";") if ":" in part)
    return "".join(_attribute(name.strip(), value.strip()) for name, value in pairs)


def _attribute(name: str, value: str) -> str:
    if name == "font":
        size = re.search(r"[\d.]+px", value)
        return f' font-size="{size[0]}"' if size else ""
    return "" if name == "font-family" else f' {name}="{value}"'
