"""The keys that a claim of any kind may have, and what they say together."""

from __future__ import annotations

import ast
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, JsonValue, model_validator

from harness.claims.at import At
from harness.claims.expectation import Appears, Drift, Erratum, Expectations, NotReproducible
from harness.claims.releases import Packages
from harness.claims.strict import Sentence, Slug, Strict
from harness.claims.subject_check import Subject
from harness.verdicts import Expectation

OwnWords = Annotated[Sentence, Field(description="The statement in our own words.")]


class ClaimKeys(Strict):
    """What a spec says of a claim, whatever its kind."""

    measures: ClassVar[bool] = True
    takes_value: ClassVar[bool] = True
    """Whether a claim of this kind may be about the document's own objects."""
    takes_seeds: ClassVar[bool] = False
    """Whether a claim of this kind may be about the runs of several seeds."""

    kind: str
    id: Slug = Field(description="Stable for ever; the pytest id is specs/NAME.yaml::ID.")
    at: At
    states: Sentence | None = Field(None, description="The statement in our own words.")
    subject: Subject | None = Field(
        None, description="module:function; without a dot, a module of harness.models."
    )
    given: dict[str, JsonValue] = Field(default_factory=dict, description="Its arguments.")
    after: Slug | None = Field(
        None, description="A block of the document by its slug: its own objects are the subject."
    )
    up_to: At | None = Field(
        None, description="With `after`: lines of that block; what follows them does not run."
    )
    repaired: bool = Field(
        False, description="With `after`: the blocks run with the repairs of `code` at once."
    )
    value: str | None = Field(
        None, description="With `after`: an expression on the names that exist after that block."
    )
    seeds: int = Field(
        0,
        ge=0,
        le=1000,
        description="How many seeds it is measured with; a subject takes `seed`.",
    )
    sides: dict[Slug, dict[str, JsonValue]] = Field(
        default_factory=dict,
        description="Further sets of arguments, by name: the evidence is an answer for each.",
    )
    stackless: bool = Field(
        False, description="True if its subject needs no TensorFlow; no evidence is kept."
    )
    slow: bool = Field(False, description="Takes minutes: judged from evidence unless asked.")
    read: str = Field(
        "", description="Path into the evidence: layers.0.parameters, layers[0].output_shape[1:]"
    )
    expected: JsonValue = Field(None, description="Only where the figure does not say it.")
    erratum: Erratum | None = None
    drift: Drift | None = None
    appears: Appears | None = None
    not_reproducible: NotReproducible | None = None
    survivors: Sentence | None = Field(
        None, description="Why some changes of the document would go unnoticed by this claim."
    )

    @property
    def passages(self) -> list[At]:
        """Every passage that the claim rests on; its own comes first."""
        return [self.at]

    @property
    def _has_expected(self) -> bool:
        return "expected" in self.model_fields_set

    def expectation_on(self, packages: Packages) -> Expectation:
        """Say what the spec expects on a stack, by the versions of its packages."""
        return self.expectations.on(packages)

    @property
    def expectations(self) -> Expectations:
        """Everything that the spec expects beside that the claim holds."""
        return Expectations(self.erratum, self.drift, self.appears, self.not_reproducible)

    @property
    def subject_text(self) -> str | None:
        """What is measured, for a reader; None where the document alone decides."""
        return self.subject if self.after is None else f"{self.value} after {self.after}"

    @property
    def value_item(self) -> dict[str, Any]:
        """What is asked of the document's own objects."""
        return {"of": self.value}

    @model_validator(mode="before")
    @classmethod
    def _many_seeds_are_slow(cls, keys: Any) -> Any:
        seeds = isinstance(keys, dict) and keys.get("seeds", cls.model_fields["seeds"].default)
        return {**keys, "slow": True} if seeds else keys

    def _check_runs(self) -> None:
        if not (self.seeds or self.sides):
            return
        if self.stackless or not (self.subject or (self.after and not self.sides)):
            raise ValueError("'seeds' and 'sides' are for a claim with a 'subject' on a stack")
        if self.seeds and not self.takes_seeds:
            raise ValueError("a claim of this kind takes no 'seeds'")
        if self.seeds and any("seed" in given for given in (self.given, *self.sides.values())):
            raise ValueError("'seeds' gives the argument 'seed'; leave it out")

    def _check_value(self) -> None:
        if (self.after is None) != (self.value is None):
            raise ValueError("'after' names a block, and 'value' an expression: give both")
        if (self.up_to is not None or self.repaired) and self.after is None:
            raise ValueError("'up_to' and 'repaired' say how far 'after' goes: give 'after', too")
        if self.value is None:
            return
        if not self.takes_value or not self.measures:
            raise ValueError("a claim of this kind takes no 'after' and 'value'")
        if self.subject is not None or self.stackless:
            raise ValueError("a claim is about a subject, or about a 'value' after a block")
        try:
            ast.parse(self.value, mode="eval")
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            raise ValueError(f"'value' is no Python expression: {error.args[0]}") from error

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        self._check_value()
        self._check_runs()
        if self.measures and self.subject is None and self.after is None:
            raise ValueError("a claim of this kind names its subject, or 'after' and 'value'")
        if not self.measures and (self.subject or self.given or self.read):
            raise ValueError("a claim of this kind measures nothing, so it has no subject")
        if self.stackless and (self.slow or self.drift or self.appears):
            raise ValueError("a stackless claim is neither slow, nor does it drift or appear")
        self.expectations.check()
        return self
