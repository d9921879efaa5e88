"""The losses of a training run as its log prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from harness.claims.claim import Claim
from harness.claims.claim_keys import OwnWords
from harness.claims.mutants import nudged, varied
from harness.claims.strict import Sentence, Strict
from harness.claims.values import is_number, value_text
from harness.documents import PrintedColumn
from harness.printed.intervals import fits
from harness.printed.quoted import ROUNDED, Quoted
from harness.printed.scalars import FigureError, Scalar
from harness.verdicts import Basis, Verdict
from harness.verdicts.tolerance import printed_number


class _Figure(NamedTuple):
    """One figure of a log beside what was measured."""

    name: str
    epoch: int
    printed: Scalar
    measured: Any

    @property
    def agrees(self) -> bool:
        printed = Quoted(self.printed.text, ROUNDED, self.printed)
        return is_number(self.measured) and fits(printed, self.measured)

    def __str__(self) -> str:
        found = f"{self.measured:.6g}" if is_number(self.measured) else value_text(self.measured)
        return f"{self.name} {found} in epoch {self.epoch}, printed {self.printed}"


class Exact(Strict):
    """How far a log is the same on every processor."""

    figures: dict[str, Annotated[int, Field(ge=0)]] = Field(
        description="How many figures of each name, from the first epoch on."
    )
    why: Sentence = Field(description="What makes the later ones differ, in one sentence.")


class History(Claim):
    """A log of epochs that a run reproduces to every printed digit.

    The subject returns a list of numbers for each name under ``expected``, one an epoch. What is
    judged is whether all of them agree, or those that ``exact`` says; how many do is reported.
    """

    basis = Basis.EXACT

    kind: Literal["history"]
    states: OwnWords
    exact: Exact | None = None

    def reading(self, figure: Any) -> dict[str, list[Scalar]]:
        """Read lists of numbers as printed, by name."""
        if not isinstance(figure, dict) or not figure:
            raise FigureError("a history gives a list of figures for each name: {loss: [...]}")
        return {name: _column(name, numbers) for name, numbers in figure.items()}

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if every judged figure agrees to its last digit and no epoch is missing."""
        for name in expected:
            if not isinstance(measured, dict) or not isinstance(measured.get(name), list):
                return Verdict.error(f"no {name} in {value_text(measured)}")
        figures = list(_figures(expected, measured))
        found = {
            "agree": sum(figure.agrees for figure in figures),
            "of": sum(map(len, expected.values())),
        }
        reach = {name: self._reach(name, expected) for name in expected}
        wrong = [str(f) for f in figures if f.epoch <= reach[f.name] and not f.agrees]
        for name, printed in expected.items():
            if len(printed) != len(measured[name]):
                wrong.append(f"{len(measured[name])} epochs of {name}, printed {len(printed)}")
        return Verdict.of(not wrong, self.basis, found, wrong[0] if wrong else "")

    @property
    def columns(self) -> tuple[PrintedColumn, ...]:
        """The printed figures of each column, such as ``val_loss``."""
        said = self.document_value
        return tuple(
            PrintedColumn(name, tuple(map(str, printed))) for name, printed in said.items()
        )

    def mutants(self) -> list[Any]:
        """Vary each column as far as it is judged, and drop the last epoch of all."""
        value = self.document_value
        found = [
            {**value, name: [*other, *printed[reach:]]}
            for name, printed in value.items()
            if (reach := self._reach(name, value))
            for other in varied(printed[:reach])
        ]
        return [*found, {name: printed[:-1] for name, printed in value.items()}]

    def near_misses(self) -> list[Any]:
        """Move each figure that is printed but not judged by its last digit."""
        value = self.document_value
        return [
            {**value, name: [*printed[:epoch], nudged(printed[epoch])[0], *printed[epoch + 1 :]]}
            for name, printed in value.items()
            for epoch in range(self._reach(name, value), len(printed))
        ]

    @property
    def leeway(self) -> str:
        """The reason for which later figures are not judged."""
        return self.survivors or (self.exact.why if self.exact else "")

    def measured_text(self, measured: Any) -> str:
        """Say how many figures agree; the others are counted, not judged."""
        agree, of = measured["agree"], measured["of"]
        rest = "" if agree == of else "; how typical the others are is not judged"
        return f"{agree} of {of} figures agree{rest}"

    def _reach(self, name: str, value: dict[str, list[Scalar]]) -> int:
        return self.exact.figures[name] if self.exact else len(value[name])

    @model_validator(mode="after")
    def _judges_figures_that_are_there(self) -> Self:
        if self.exact is None:
            return self
        reach, lengths = self.exact.figures, {k: len(v) for k, v in self.document_value.items()}
        if reach.keys() != lengths.keys() or any(reach[name] > lengths[name] for name in reach):
            raise ValueError(f"'exact' counts figures of {', '.join(lengths)}, up to all of them")
        if not any(reach.values()):
            raise ValueError("'exact' leaves no figure to be judged")
        return self


def _column(name: str, numbers: Any) -> list[Scalar]:
    if not isinstance(numbers, list) or not numbers:
        raise FigureError(f"{name} is not a list of figures")
    return [printed_number(str(number)) for number in numbers]


def _figures(expected: dict[str, list[Scalar]], measured: Any) -> Iterator[_Figure]:
    for name, printed in expected.items():
        for epoch, pair in enumerate(zip(printed, measured[name], strict=False), 1):
            yield _Figure(name, epoch, *pair)
