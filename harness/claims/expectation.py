"""What a spec records about a claim that does not simply hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from harness.evidence.facts import LAST_KERAS_2, LEGACY
from harness.verdicts import Expectation

Release = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}$")]
Sentence = Annotated[str, StringConstraints(min_length=8)]


class Strict(BaseModel):
    """A frozen model that knows every one of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Erratum(Strict):
    """A recorded defect of a document."""

    why: Sentence = Field(description="What is wrong, in one sentence.")
    truth: JsonValue = Field(None, description="What is measured instead; checked as strictly.")


class _Turn(Strict):
    """A release that changed what a claim is judged to be."""

    legacy: bool = Field(
        False, description="Whether newer releases show it with Keras 2 in its place, too."
    )

    def reached(self, since: str, release: str) -> bool:
        """Whether a release is this one or a later one.

        Args:
            since: The first release of the change.
            release: A release such as ``2.21.0``, or ``2.21.0-legacy`` with Keras 2 in its place.
        """
        number = release.removesuffix(LEGACY)
        if number != release and not self.legacy:
            number = LAST_KERAS_2
        return _numbers(number) >= _numbers(since)


class Drift(_Turn):
    """A recorded change: true before a release, false from it on."""

    since: Release = Field(description="First TensorFlow release that breaks the claim.")
    until: Release | None = Field(None, description="First release on which it holds again.")
    why: Sentence = Field(description="What changed, in one sentence.")
    truth: JsonValue = Field(None, description="What is measured since; checked as strictly.")

    def covers(self, release: str) -> bool:
        """Whether the claim is broken on a release."""
        mended = self.until is not None and self.reached(self.until, release)
        return self.reached(self.since, release) and not mended

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and _numbers(self.until) <= _numbers(self.since):
            raise ValueError("a drift begins before it ends")
        return self


class Appears(_Turn):
    """A recorded beginning: false before a release, true from it on."""

    since: Release = Field(description="First TensorFlow release on which the claim holds.")
    why: Sentence = Field(description="What was different before, in one sentence.")
    truth: JsonValue = Field(None, description="What is measured before; checked as strictly.")


@dataclass(frozen=True, slots=True)
class Expectations:
    """Everything that a spec records about one claim.

    Args:
        erratum: Set where the document is wrong on every release.
        drift: Set where a release broke the claim.
        appears: Set where a release made it true.
    """

    erratum: Erratum | None
    drift: Drift | None
    appears: Appears | None

    def check(self) -> None:
        """Check that what is recorded fits together.

        Raises:
            ValueError: It does not.
        """
        if self.erratum and (self.drift or self.appears):
            raise ValueError("a claim has an erratum, or it drifts or appears, not both")
        drift, appears = self.drift, self.appears
        if drift and appears and _numbers(drift.since) <= _numbers(appears.since):
            raise ValueError("a claim appears before it drifts")

    def on(self, release: str) -> Expectation:
        """Say what is recorded for a release.

        Args:
            release: Such as ``2.21.0``, or ``2.21.0-legacy`` with Keras 2 in its place.
        """
        if self.erratum:
            return Expectation.ERRATUM
        if self.appears and not self.appears.reached(self.appears.since, release):
            return Expectation.NOT_YET
        if self.drift and self.drift.covers(release):
            return Expectation.DRIFT
        return Expectation.HOLDS

    def reason(self, record: Expectation) -> Erratum | Drift | Appears:
        """Look up why a claim does not hold."""
        reasons = {
            Expectation.ERRATUM: self.erratum,
            Expectation.DRIFT: self.drift,
            Expectation.NOT_YET: self.appears,
        }
        found = reasons[record]
        assert found is not None
        return found


def _numbers(release: str) -> tuple[int, int]:
    major, minor = release.split(".")[:2]
    return int(major), int(minor)
