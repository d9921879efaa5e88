"""Technical terms as Keras itself spells them out."""

from __future__ import annotations

import re
from typing import Any

from harness.models.api import find


def names(of: str = "layers.LSTM", term: str = "long short-term memory") -> dict[str, Any]:
    """Compare a term with the beginning of a documented name's summary line.

    Args:
        of: Dotted path of a class or function below `tensorflow.keras`.
        term: The term; capitals, and whether a hyphen or a space joins its words, do not count.

    Returns:
        `same`, whether the line begins with it; `summary`, the line.

    Raises:
        LookupError: No such path, or no documentation.
    """
    text = (find(of).__doc__ or "").strip()
    if not text:
        raise LookupError(f"{of} is not documented")
    summary, wanted = text.splitlines()[0], _words(term)
    return {"same": _words(summary)[: len(wanted)] == wanted, "summary": summary}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
