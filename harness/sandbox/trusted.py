"""How a worker knows that printed code may run without containment where it cannot be contained.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import os

VARIABLE = "HARNESS_TRUSTED"
"""The environment variable that the client of a worker sets, or clears, whatever it inherited."""


def is_trusted() -> bool:
    """Whether the user of the process that started this one trusts printed code."""
    return os.environ.get(VARIABLE) == "1"
