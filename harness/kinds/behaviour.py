"""What an interface does, as prose states it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from harness.claims.claim import Claim, value_text
from harness.claims.evidence_path import unwrapped
from harness.claims.expectation import Sentence
from harness.claims.mutants import varied
from harness.documents import FigureError
from harness.kinds.value import identical
from harness.verdicts import Verdict


class Behaviour(Claim):
    """A statement in prose about what an interface does.

    Its figure is the name, or the few words of code, that the statement is about; what must be
    measured stands under ``expected``.
    """

    kind: Literal["behaviour"]
    states: Sentence = Field(description="The statement in our own words.")

    def reading(self, figure: Any) -> Any:
        """JSON data stands for itself."""
        return figure

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Equal in value and in type."""
        measured = unwrapped(measured)
        same = identical(expected, measured)
        return Verdict.of(same, self.basis, measured, f"measured {value_text(measured)}")

    def mutants(self) -> list[Any]:
        """Vary the expected value in one place."""
        return varied(self.document_value)

    def check_figure(self) -> None:
        """Check that something is expected; the figure is a name and is not compared."""
        if not self._has_expected:
            raise FigureError("a behaviour says under 'expected' what must be measured")
