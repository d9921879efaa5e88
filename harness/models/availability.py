"""The error of a measurement that lacks its data or an optional package."""

from __future__ import annotations


class Unavailable(RuntimeError):  # noqa: N818 - a state of this machine, not a mistake
    """Something that a subject needs is not at hand; the message says what, and how to get it."""
