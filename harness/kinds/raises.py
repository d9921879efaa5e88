"""The exception that a call raises."""

from __future__ import annotations

from typing import Any, Literal

from harness.claims.claim import Claim, OwnWords
from harness.documents import FigureError
from harness.evidence import Evidence, Failure
from harness.verdicts import Verdict

_NOTHING = "nothing"


class Raises(Claim):
    """A call that raises an exception of a type, or nothing.

    Its figure is the exception's name as printed; ``expected`` says "nothing" where the document
    says that the call works.
    """

    kind: Literal["raises"]
    states: OwnWords

    def reading(self, figure: Any) -> str:
        """Read the name of an exception, or "nothing"."""
        if not isinstance(figure, str) or not figure.isidentifier():
            raise FigureError(f"{figure!r} is not the name of an exception, nor {_NOTHING!r}")
        return figure

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Judge a call that returned."""
        del measured
        return Verdict.of(expected == _NOTHING, self.basis, _NOTHING, "nothing is raised")

    def judge_against(self, expected: Any, evidence: Any) -> Verdict:
        """Judge a call by how it ended."""
        failure: Failure | None = evidence.failure
        if failure is None or failure.silent:
            return super().judge_against(expected, evidence)
        why = f"raises {failure.type}: {failure.message.splitlines()[0] if failure.message else ''}"
        return Verdict.of(expected == failure.type, self.basis, failure.type, why)

    def mutants(self) -> list[Any]:
        """Name another exception, or none."""
        other = "KeyError" if self.document_value == "ValueError" else "ValueError"
        return [other, "Exception" if self.document_value == _NOTHING else _NOTHING]

    def agreeing_value(self, evidence: Evidence | None) -> str:
        """Name what was raised."""
        name: str = self.judge(evidence).measured
        return name

    def check_figure(self) -> None:
        """Check that an exception is named."""
        self.document_value  # noqa: B018 - reading it is the check
