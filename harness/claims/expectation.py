"""What a spec expects of a claim that does not simply hold: erratum, drift, appears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

from harness.evidence.facts import LAST_KERAS_2, LEGACY, minor_release
from harness.verdicts import Expectation

Release = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}$")]
Sentence = Annotated[str, StringConstraints(min_length=8)]


class Strict(BaseModel):
    """A frozen model that knows every one of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class _Measured(Strict):
    """What is measured where a claim does not hold."""

    why: Sentence
    truth: JsonValue = None
    truth_since: dict[Release, JsonValue] = Field(
        default_factory=dict, description="What is measured from later releases on, by release."
    )

    def truths_on(self, release: str) -> list[JsonValue]:
        """List what the spec says is measured on a release: one value or none."""
        later = [since for since in self.truth_since if self.reached(since, release)]
        if later:
            return [self.truth_since[max(later, key=minor_release)]]
        return [self.truth] if "truth" in self.model_fields_set else []

    @property
    def only_truth(self) -> bool:
        """Whether the spec says that the same is measured on every release."""
        return "truth" in self.model_fields_set and not self.truth_since

    @property
    def truths(self) -> list[JsonValue]:
        """Every value that the spec says is measured on some release."""
        own = [self.truth] if "truth" in self.model_fields_set else []
        return [*own, *self.truth_since.values()]

    def reached(self, since: str, release: str) -> bool:
        """Whether a release is this one or a later one.

        Args:
            since: The first release of a change.
            release: A release such as ``2.21.0``, or ``2.21.0-legacy`` with Keras 2 in its place.
        """
        shown = LAST_KERAS_2 if release.endswith(LEGACY) else release
        return minor_release(shown) >= minor_release(since)


class Erratum(_Measured):
    """A known defect of a document."""

    why: Sentence = Field(description="What is wrong, in one sentence.")
    truth: JsonValue = Field(None, description="What is measured instead; checked as strictly.")


class _Turn(_Measured):
    """A release that changed whether a claim holds."""

    legacy: bool = Field(
        False, description="Whether newer releases show it with Keras 2 in its place, too."
    )

    def reached(self, since: str, release: str) -> bool:
        """Whether a release is this one or a later one, as it is, or as it shows Keras."""
        return super().reached(since, release.removesuffix(LEGACY) if self.legacy else release)


class Drift(_Turn):
    """A known change: true before a release, false from it on."""

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
        if self.until is not None and minor_release(self.until) <= minor_release(self.since):
            raise ValueError("a drift begins before it ends")
        return self


class Appears(_Turn):
    """A known beginning: false before a release, true from it on."""

    since: Release = Field(description="First TensorFlow release on which the claim holds.")
    why: Sentence = Field(description="What was different before, in one sentence.")
    truth: JsonValue = Field(None, description="What is measured before; checked as strictly.")


@dataclass(frozen=True, slots=True)
class Expectations:
    """Everything that a spec expects of one claim beside that it holds.

    Args:
        erratum: Set where the document is wrong on every release.
        drift: Set where a release broke the claim.
        appears: Set where a release made it true.
    """

    erratum: Erratum | None
    drift: Drift | None
    appears: Appears | None

    @property
    def given(self) -> dict[str, Erratum | Drift | Appears]:
        """Those that the spec gives, by their key."""
        every = {"erratum": self.erratum, "drift": self.drift, "appears": self.appears}
        return {key: item for key, item in every.items() if item is not None}

    def check(self) -> None:
        """Check that the expectations fit together.

        Raises:
            ValueError: They do not.
        """
        drift, appears = self.drift, self.appears
        if self.erratum and (drift or appears):
            raise ValueError("a claim has an erratum, or it drifts or appears, not both")
        if drift and appears and minor_release(drift.since) <= minor_release(appears.since):
            raise ValueError("a claim appears before it drifts")

    def on(self, release: str) -> Expectation:
        """Say what is expected on a release.

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

    def reason(self, expectation: Expectation) -> Erratum | Drift | Appears:
        """Return the erratum, drift or appears that an expectation comes from."""
        keys = {
            Expectation.ERRATUM: "erratum",
            Expectation.DRIFT: "drift",
            Expectation.NOT_YET: "appears",
        }
        return self.given[keys[expectation]]
