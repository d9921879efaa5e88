"""A limit on how long a download may wait."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import Iterator


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Let every network operation inside fail after a while, where it has no limit of its own.

    Args:
        seconds: The longest wait for one operation.
    """
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
