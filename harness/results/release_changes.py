"""Releases of packages, with the claims that each of them changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """What a release did to a claim."""

    BREAKS = "breaks"
    BRINGS = "brings"
    MENDS = "mends"
    CHANGES = "changes what is measured of"


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """One release of a package.

    Args:
        package: As readers know it, such as ``NumPy``.
        release: The first one with the change.
        claims: ``SPEC/ID`` of the claims, by what it did to them.
        before: The nearest recorded stack without the change, with its version; empty for none.
        after: The nearest recorded stack with it; empty for none.
        unseen: Claims that no recorded stack shows on both sides.
    """

    package: str
    release: str
    claims: dict[Turn, tuple[str, ...]]
    before: str
    after: str
    unseen: tuple[str, ...]

    @property
    def name(self) -> str:
        """Such as ``Keras 3.3``."""
        return f"{self.package} {self.release}"
