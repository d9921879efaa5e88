"""What an interface does, as prose states it."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.kinds.value import exactly
from harness.printed.scalars import FigureError
from harness.verdicts import Verdict


class Behaviour(Claim):
    """A statement in prose about what an interface does.

    Its figure is the name, or the few words of code, that the statement is about; what must be
    measured stands under ``expected``.
    """

    kind: Literal["behaviour"]
    states: OwnWords

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if equal in value and in type."""
        return exactly(expected, measured)

    def check_figure(self) -> None:
        """Check that something is expected; the figure is a name and is not compared."""
        if not self._has_expected:
            raise FigureError("a behaviour says under 'expected' what must be measured")
