"""Version numbers compared as text and as numbers."""

from __future__ import annotations


def as_text(minor: int = 100, minimum: int = 20) -> dict[str, bool]:
    """Compare releases 0.MINOR and 0.MINIMUM as text, and as numbers.

    Args:
        minor: Second part of the release at hand.
        minimum: Second part of the oldest release that will do.

    Returns:
        Whether the release will do: `left` by its text, `right` by its numbers.
    """
    return {"left": f"0.{minor}" >= f"0.{minimum}", "right": minor >= minimum}


def as_tuples(major: int = 3, minor: int = 5) -> dict[str, bool]:
    """Compare a release with 3.5 as tuples of numbers, and part by part.

    Args:
        major: First part of the release at hand.
        minor: Second part.

    Returns:
        Whether it is 3.5 or later: `left` by the tuples, `right` by the parts.
    """
    later = major > 3 or (major == 3 and minor >= 5)
    return {"left": (major, minor) >= (3, 5), "right": later}
