"""What one subject measured on one stack."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

WORKER_DIED = "WorkerDied"
"""Type of the failure of a measurement whose worker died or stopped answering."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search for a counterexample: the arguments are generated, not given.

    Args:
        for_all: Domain of each generated argument, by name.
        examples: How many sets of arguments to try.
        within: Largest absolute difference between the two sides that still counts as equal.
        also: Sets of arguments to try in any case, beside the edges of the domains.
    """

    for_all: dict[str, Any]
    examples: int
    within: float
    also: list[dict[str, Any]] = field(default_factory=list)

    @property
    def row(self) -> dict[str, Any]:
        """Everything that is set, as JSON data."""
        found = {"for_all": self.for_all, "examples": self.examples, "within": self.within}
        return {**found, "also": self.also} if self.also else found


@dataclass(frozen=True)
class Request:
    """A measurement that is asked for.

    Args:
        subject: ``module:function``.
        given: Arguments of the function, as JSON data.
        search: Set where the request is about all arguments in a domain.
        seconds: How long the answer may take; the stack's own limit where it is None. It does
            not make two requests different.
    """

    subject: str
    given: dict[str, Any] = field(default_factory=dict)
    search: Search | None = None
    seconds: float | None = field(default=None, compare=False)

    @cached_property
    def key(self) -> str:
        """A short name of the measurement, the same for equal requests."""
        search = self.search and list(self.search.row.values())
        text = json.dumps([self.subject, self.given, search], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Failure:
    """How a measurement ended without a value.

    Args:
        type: Name of the exception.
        message: Its text.
        blocked: Whether something was missing, such as a package, rather than broken.
        traceback: Where it was raised; empty where it is not needed.
    """

    type: str
    message: str
    blocked: bool = False
    traceback: str = ""

    @property
    def silent(self) -> bool:
        """Whether the subject gave no answer: it was blocked, or its worker died."""
        return self.blocked or self.type == WORKER_DIED


@dataclass(frozen=True, slots=True)
class DocumentFailure(Failure):
    """What an expression on a document's own objects raised: an answer, not a lack of one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The answer to a request: a value or a failure.

    Args:
        request: The request.
        value: JSON data; an array is ``{"array": nested lists, "dtype": name}``.
        failure: Set where there is no value.
        seconds: What measuring took.
        stack: The stack that measured it, where it is not the one that a run is about.
    """

    request: Request
    value: Any = None
    failure: Failure | None = None
    seconds: float = 0.0
    stack: str = ""
