"""Whether Python takes a piece of source."""

from __future__ import annotations

import ast
from typing import Any


def parses(source: str = "pass") -> dict[str, Any]:
    """Parse a piece of source without running it.

    Args:
        source: One or more lines.

    Returns:
        `parses`, and `exception`, the type name of what is wrong or None.
    """
    try:
        ast.parse(source)
    except SyntaxError as error:
        return {"parses": False, "exception": type(error).__name__}
    return {"parses": True, "exception": None}
