"""Technical terms as Keras itself spells them out."""

from __future__ import annotations

import re

from harness.models.api import find


def spelled_out(of: str = "layers.LSTM", words: int = 3) -> str:
    """Read the term at the beginning of a documented name's summary line.

    Args:
        of: Dotted path of a class or function below `tensorflow.keras`.
        words: How many words the term has; a hyphen joins words into one.

    Returns:
        The words, as written.

    Raises:
        LookupError: No such path, or no documentation.
    """
    text = (find(of).__doc__ or "").strip()
    if not text:
        raise LookupError(f"{of} is not documented")
    return " ".join(re.findall(r"[\w-]+", text.splitlines()[0])[:words])
