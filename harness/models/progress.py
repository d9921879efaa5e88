"""The line that shows how far an epoch has come."""

from __future__ import annotations

import contextlib
import io
import re

from tensorflow import keras

_ESCAPES = re.compile(r"\x1b\[[\d;]*m|[\b\r]")


def bar(step: int = 103, steps: int = 782) -> str:
    """Print the progress of an epoch and read the counter and the bar.

    Args:
        step: Batches done.
        steps: Batches of the epoch.

    Returns:
        The line up to the end of its bar.
    """
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        keras.utils.Progbar(steps).update(step, finalize=False)
    line = _ESCAPES.sub("", printed.getvalue()).strip()
    counter, _, rest = line.partition(" ")
    return f"{counter} {rest.split(' ')[0]}"
