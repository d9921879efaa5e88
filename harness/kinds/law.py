"""A statement about all configurations, searched for a counterexample."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from harness.claims.claim import Claim
from harness.claims.strict import Sentence, Strict
from harness.claims.subject_check import whole_subject
from harness.claims.values import value_text
from harness.documents import FigureError
from harness.evidence import Evidence, Request, Search
from harness.verdicts import Basis, Verdict, Weaker

Bounds = Annotated[list[int], Field(min_length=2, max_length=2)]


class Integers(Strict):
    """Whole numbers between two bounds, both included."""

    integers: Bounds


class Floats(Strict):
    """Finite numbers between two bounds, both included."""

    floats: Annotated[list[float], Field(min_length=2, max_length=2)]


class OneOf(Strict):
    """One of the values listed."""

    one_of: Annotated[list[bool | int | float | str | None], Field(min_length=1)]


class Text(Strict):
    """Text over an alphabet; any text where none is given."""

    text: str
    longest: int = Field(40, ge=0)


class Lists(Strict):
    """Lists whose items come from another domain."""

    lists: Domain
    sizes: Bounds = Field(default_factory=lambda: [0, 8])


Domain = Integers | Floats | OneOf | Text | Lists


class Law(Claim):
    """The two sides that a subject returns are equal for all arguments.

    The subject returns ``{"left": ..., "right": ...}``; arguments in ``for_all`` are generated,
    those in ``given`` are fixed. The edges of each domain are tried first. What is judged is the
    largest difference found. Under ``wrong`` the subject may give, by what is wrong with a formula,
    how far the left side is from what that formula says; ``harness mutate --laws`` lists those
    that the examples refute.
    """

    basis = Basis.LAW
    weaker: ClassVar[Mapping[str, Weaker]] = {
        "examples": Weaker.LESS,
        "within": Weaker.MORE,
        "for_all.*.integers": Weaker.NARROWER,
        "for_all.*.floats": Weaker.NARROWER,
    }

    takes_value: ClassVar[bool] = False
    kind: Literal["law"]
    states: Sentence = Field(description="The law in our own words.")
    for_all: Annotated[dict[str, Domain], Field(min_length=1)]
    examples: int = Field(100, ge=1, le=10_000)
    also: list[dict[str, Any]] = Field(
        default_factory=list, description="Arguments that are tried first, such as the document's."
    )
    within: float = Field(0.0, ge=0, description="Largest allowed difference.")

    @property
    def request(self) -> Request:
        """The search request; the tolerance in it decides what counts as a counterexample."""
        domains = {name: domain.model_dump() for name, domain in self.for_all.items()}
        search = Search(domains, self.examples, self.within, self.also)
        return Request(whole_subject(self.subject or ""), self.given, search)

    @cached_property
    def document_value(self) -> Any:
        """The stated difference between the two sides: none."""
        return 0

    def compare(self, expected: Any, measured: Any) -> Verdict:
        """Confirm if at least one example was tried and none is a counterexample."""
        if not measured["examples"]:
            return Verdict.error("no example was examined")
        counterexample = measured["counterexample"]
        why = f"smallest counterexample: {value_text(counterexample)}" if counterexample else ""
        holds = counterexample is None and abs(measured["difference"] - expected) <= self.within
        return Verdict.of(holds, self.basis, measured, why or "the sides differ otherwise")

    def mutants(self) -> list[Any]:
        """State that the sides differ by more than rounding explains."""
        step = max(1.0, 3 * self.within)
        return [step, -step]

    def near_misses(self) -> list[Any]:
        """State that the sides differ by one, where the tolerance is as wide as that."""
        return [1, -1] if self.within >= 1 else []

    @property
    def hollow(self) -> str:
        """A law that is tried with one set of arguments is none."""
        if self.examples > 1 and not all(map(_is_single, self.for_all.values())):
            return ""
        return "it is tried with a single set of arguments"

    def agreeing_value(self, evidence: Evidence | None) -> Any:
        """No statement about all examples agrees with a counterexample.

        Raises:
            LookupError: Always.
        """
        del evidence
        raise LookupError("no law agrees with a counterexample")

    def measured_text(self, measured: Any) -> str:
        """Say how many examples were tried, or show the counterexample."""
        if measured["counterexample"]:
            return value_text(measured["counterexample"])
        return f"no counterexample in {measured['examples']} examples"

    def check_figure(self) -> None:
        """Check that no argument is both generated and given, nor tried but not generated."""
        if both := self.for_all.keys() & self.given.keys():
            raise FigureError(f"{', '.join(sorted(both))} cannot be both given and generated")
        if unknown := {name for named in self.also for name in named} - self.for_all.keys():
            raise FigureError(f"'also' names {', '.join(sorted(unknown))}, not in 'for_all'")


def _is_single(domain: Domain) -> bool:
    """Whether a domain holds one value alone."""
    match domain:
        case Integers(integers=[low, high]) | Floats(floats=[low, high]):
            return low == high
        case OneOf(one_of=values):
            return len(values) == 1
        case Text(longest=longest):
            return longest == 0
        case Lists(lists=items, sizes=[least, most]):
            return least == most and (most == 0 or _is_single(items))
    return False
