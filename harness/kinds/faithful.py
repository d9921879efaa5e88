"""A network of the document that a function of our model module builds, too."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.subject_check import Subject, check_subject, whole_subject
from harness.documents import FigureError
from harness.evidence import Evidence
from harness.sandbox.network_parts import differing_parts
from harness.verdicts import Verdict

_SAME, _OTHER = "same", "other"
_THROUGH = "harness.sandbox.network_parts:parts_of_network"


class Faithful(Claim):
    """A network that the document's own code builds, and that our model module builds as well.

    ``value`` is the document's network, ``after`` a block. Both are built on the same stack and
    compared layer by layer: class, settings, shapes of the weights, number of parameters. Whatever
    other claims measure of our network holds then of the document's.
    """

    kind: Literal["faithful"]
    model: Subject = Field(description="module:function that returns our network; takes `given`.")

    @property
    def value_item(self) -> dict[str, Any]:
        """What is asked of the document's network, and what builds ours."""
        beside = whole_subject(self.model)
        return {"of": self.value, "through": _THROUGH, "beside": beside, "given": self.given}

    def on_page(self, document: str, code: Any) -> Faithful:
        """Check that the function exists.

        Raises:
            SubjectError: It does not, or it does not take the arguments.
        """
        check_subject(whole_subject(self.model), [*self.given])
        return super().on_page(document, code)

    def reading(self, figure: Any) -> str:
        """Read whether the networks are the same."""
        if figure not in (_SAME, _OTHER):
            raise FigureError(f"{figure!r} is neither {_SAME!r} nor {_OTHER!r}")
        return str(figure)

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if every layer of the one network is that of the other."""
        try:
            found = differing_parts(measured["document"], measured["beside"])
        except (KeyError, TypeError):
            return Verdict.error("the evidence has no two networks")
        word = _OTHER if found else _SAME
        return Verdict.of(word == expected, self.basis, word, "; ".join(found) or "no difference")

    def mutants(self) -> list[Any]:
        """Say the opposite."""
        return [_OTHER if self.document_value == _SAME else _SAME]

    def agreeing_value(self, evidence: Evidence | None) -> str:
        """Say whether the networks are the same."""
        word: str = self.judge(evidence).measured
        return word

    def check_figure(self) -> None:
        """No check: the figure is not compared."""

    @cached_property
    def document_value(self) -> Any:
        """That the networks are the same, unless the spec expects otherwise."""
        return self.reading(self.expected if self._has_expected else _SAME)

    @property
    def statement(self) -> str:
        """That our network is the document's, in one sentence."""
        return self.states or f"{self.model} builds the network {self.value} of the document."
