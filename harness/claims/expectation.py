"""What a spec expects of a claim that does not simply hold: erratum, drift, and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, JsonValue, model_validator

from harness.claims.cause import Edits
from harness.claims.releases import PackageRelease, Packages, is_later, is_reached
from harness.claims.strict import Slug, Strict
from harness.verdicts import Expectation, Severity

_Why = Annotated[str, Field(description="What is wrong, in one sentence; or its cause says it.")]


class LaterTruth(Strict):
    """What is measured from a later release on."""

    since: PackageRelease
    truth: JsonValue


class Reason(Strict):
    """Why a claim does not hold, what a reader suffers from that, and how it is mended."""

    cause: Slug | None = Field(None, description="One of the spec's ``causes``; says the rest.")
    why: _Why = ""
    severity: Severity = Field(Severity.WRONG, strict=False, description="What a reader suffers.")
    repair: Edits = Field(
        default_factory=list, description="The smallest repair: changes of lines, or a sentence."
    )

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if len(self.why) < 8:
            raise ValueError("'why' says in a sentence what is wrong; or name a 'cause' that does")
        return self


class _Measured(Reason):
    """What is measured where a claim does not hold."""

    truth: JsonValue = None
    later: list[LaterTruth] = Field(
        default_factory=list, description="What is measured from later releases on."
    )

    def truths_on(self, packages: Packages) -> list[JsonValue]:
        """List what the spec says is measured on a stack: one value or none."""
        reached = [item.truth for item in self.later if is_reached(item.since, packages)]
        own = [self.truth] if "truth" in self.model_fields_set else []
        return [*own, *reached][-1:]

    @property
    def only_truth(self) -> bool:
        """Whether the spec says that the same is measured on every release."""
        return "truth" in self.model_fields_set and not self.later

    @property
    def truths(self) -> list[JsonValue]:
        """Every value that the spec says is measured on some release."""
        own = [self.truth] if "truth" in self.model_fields_set else []
        return [*own, *(item.truth for item in self.later)]


class Erratum(_Measured):
    """A known defect of a document."""

    truth: JsonValue = Field(None, description="What is measured instead; checked as strictly.")


class NotReproducible(Reason):
    """A figure that the printed code cannot bring back, because it draws without a seed."""

    severity: Severity = Field(Severity.UNCLEAR, strict=False, description="What a reader suffers.")
    spread: str = Field(description="Path into the evidence: the figures of several runs.")


class _Turn(_Measured):
    """A release that changed whether a claim holds."""

    severity: Severity = Field(Severity.STALE, strict=False, description="What a reader suffers.")


class Drift(_Turn):
    """A known change: true before a release of a package, false from it on."""

    since: PackageRelease = Field(description="The package and first release that break the claim.")
    until: PackageRelease | None = Field(
        None, description="The first release on which it holds again."
    )
    truth: JsonValue = Field(None, description="What is measured since; checked as strictly.")

    def covers(self, packages: Packages) -> bool:
        """Whether the claim is broken on a stack."""
        mended = self.until is not None and is_reached(self.until, packages)
        return is_reached(self.since, packages) and not mended

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        same = self.until is not None and self.until.keys() == self.since.keys()
        if self.until is not None and same and not is_later(self.until, self.since):
            raise ValueError("a drift begins before it ends")
        return self


class Appears(_Turn):
    """A known beginning: false before a release of a package, true from it on."""

    since: PackageRelease = Field(
        description="The package and first release on which the claim holds."
    )
    truth: JsonValue = Field(None, description="What is measured before; checked as strictly.")


KEYS = {
    Expectation.ERRATUM: "erratum",
    Expectation.DRIFT: "drift",
    Expectation.NOT_YET: "appears",
    Expectation.NOT_REPRODUCIBLE: "not_reproducible",
}
"""The key of a claim that says each of these."""


FORMER_KEYS = {
    "truth_since": 'write a list: later: [{since: {keras: "3.0"}, truth: ...}]',
    "legacy": 'it goes: a release names its package now, so that since: {keras: "3.0"} is not '
    "reached with Keras 2, and since: {tensorflow: ...} is",
}
"""Keys of before, and what to write in their place."""


@dataclass(frozen=True, slots=True)
class Expectations:
    """Everything that a spec expects of one claim beside that it holds.

    Args:
        erratum: Set where the document is wrong on every release.
        drift: Set where a release broke the claim.
        appears: Set where a release made it true.
        not_reproducible: Set where the printed code draws the figure without a seed.
    """

    erratum: Erratum | None
    drift: Drift | None
    appears: Appears | None
    not_reproducible: NotReproducible | None

    @property
    def given(self) -> dict[Expectation, Reason]:
        """Those that the spec gives."""
        every = {
            Expectation.ERRATUM: self.erratum,
            Expectation.DRIFT: self.drift,
            Expectation.NOT_YET: self.appears,
            Expectation.NOT_REPRODUCIBLE: self.not_reproducible,
        }
        return {key: item for key, item in every.items() if item is not None}

    def check(self) -> None:
        """Check that the expectations fit together.

        Raises:
            ValueError: They do not.
        """
        drift, appears = self.drift, self.appears
        whole = [self.erratum, self.not_reproducible, drift or appears]
        if sum(item is not None for item in whole) > 1:
            raise ValueError(
                "a claim has an erratum, or is not reproducible, or drifts or appears: one of them"
            )
        if drift is None or appears is None or drift.since.keys() != appears.since.keys():
            return
        if not is_later(drift.since, appears.since):
            raise ValueError("a claim appears before it drifts")

    def on(self, packages: Packages) -> Expectation:
        """Say what is expected on a stack.

        Args:
            packages: The version of each of its packages.
        """
        if self.erratum:
            return Expectation.ERRATUM
        if self.not_reproducible:
            return Expectation.NOT_REPRODUCIBLE
        if self.appears and not is_reached(self.appears.since, packages):
            return Expectation.NOT_YET
        if self.drift and self.drift.covers(packages):
            return Expectation.DRIFT
        return Expectation.HOLDS

    def truths(self, expectation: Expectation, packages: Packages) -> list[JsonValue]:
        """List what the spec says is measured instead on a stack: one value or none."""
        reason = self.given[expectation]
        return reason.truths_on(packages) if isinstance(reason, _Measured) else []

    @property
    def all_truths(self) -> list[JsonValue]:
        """Every value that the spec says is measured instead on some release."""
        given = self.given.values()
        return [truth for item in given if isinstance(item, _Measured) for truth in item.truths]
