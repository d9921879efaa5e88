"""Counts and closes the figures that code has drawn with matplotlib, as a notebook does."""

from __future__ import annotations

import functools
import sys
from types import ModuleType
from typing import Any

PYPLOT = "matplotlib.pyplot"


def close_figures() -> int:
    """Close all open figures, if matplotlib was imported, and return how many there were."""
    pyplot: Any = sys.modules.get(PYPLOT)
    try:
        number = len(pyplot.get_fignums())
        if number:
            pyplot.close("all")
    except Exception:  # noqa: BLE001 - code may have replaced it by anything, or still imports it
        return 0
    return number


def count_shown(pyplot: ModuleType, shown: Any) -> None:
    """Have ``plt.show()`` count figures and close them; there is no screen.

    Args:
        pyplot: The module.
        shown: Its `pictures` are counted.
    """

    @functools.wraps(vars(pyplot)["show"])
    def show(*_arguments: Any, **_named: Any) -> None:
        shown.pictures += close_figures()

    vars(pyplot)["show"] = show
