"""Writes exceptions as pages print them."""

from __future__ import annotations

import re
from typing import Any, Mapping, Sequence, Tuple

_HEADER = re.compile(r"\s*(\w[\w.]*)?(\s*Traceback \(most recent call last\):?\s*)")
_PLACE = re.compile(r" \(<(?:lines \d+-\d+|cell \d+)>, line \d+\)$")
"""Where a syntax is wrong, as it is named when a block is run; a page names its own cell."""


def page_traceback(found: Mapping[str, Any], printed: Sequence[Tuple[int, str]]) -> str:
    """Write an exception as the page writes its own; the frames between are no result.

    Args:
        found: The exception's ``type`` and ``message``.
        printed: Lines of the page with their numbers.
    """
    message = _PLACE.sub("", found["message"])
    last = f"{found['type']}: {message}" if message else found["type"]
    before = ""
    for _, text in printed:
        if header := _HEADER.fullmatch(text):
            named = f"{before}\n{found['type']}" if header[1] else ""
            return f"{named}{header[2]}\n{last}"
        before = text
    return last
