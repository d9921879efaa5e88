"""What a claim asks a stack for: one measurement, or one for each seed and set of arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Self

from pydantic import PrivateAttr

from harness.claims.claim_keys import ClaimKeys
from harness.claims.own_objects import own_answer
from harness.claims.subject_check import whole_subject
from harness.evidence import Evidence, Request

SEED, SEEDS = "seed", "seeds"
"""The argument of a subject that several seeds are measured with, one by one or together."""


class ClaimRequests(ClaimKeys):
    """What a claim asks a stack for, and its part of the answers."""

    _asked: tuple[Request, int] | None = PrivateAttr(None)

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """The measurements that this claim needs, on a stack or not.

        They are one for each seed, and for each set of arguments within a seed.
        """
        request = self.request
        if request is None or not (self.seeds or self.sides):
            return () if request is None else (request,)
        sides = [request.given | arguments for arguments in (self.sides or {"": {}}).values()]
        if not self.seeds:
            return tuple(replace(request, given=given) for given in sides)
        return tuple(
            replace(request, given={**given, SEED: seed})
            for seed in range(self.seeds)
            for given in sides
        )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy the claim; what it asks for is no part of the copy, as it may have changed."""
        other = super().model_copy(update=update, deep=deep)
        other.__dict__.pop("requests", None)  # where a cached property keeps its value
        return other

    @property
    def stack_request(self) -> Request | None:
        """The measurement to make on a stack; None for a stackless claim, too."""
        return None if self.stackless else self.request

    @property
    def request(self) -> Request | None:
        """The measurement that this claim needs; None where it needs none.

        Where it needs several, it is what they have in common.
        """
        if self._asked is not None:
            return self._asked[0]
        return Request(whole_subject(self.subject), self.given) if self.subject else None

    def asking(self, request: Request, index: int) -> Self:
        """Copy the claim with the request that it shares with others about the same objects.

        Args:
            request: Asks for the values of several expressions.
            index: Which of them is this claim's.
        """
        other = self.model_copy()
        other._asked = (request, index)
        return other

    def own(self, found: Sequence[Evidence]) -> Evidence | None:
        """Take this claim's evidence out of the answers to its requests.

        Args:
            found: An answer to each of ``requests``, in their order.

        Returns:
            The evidence, whose value is that of the one answer, a value for each of ``sides`` by
            its name, or a list of such values, one a seed; None where nothing was asked.
        """
        if not found:
            return None
        mine = [*map(self._mine, found)]
        if self.seeds or self.sides:
            return self._gathered(mine)
        (only,) = mine
        return only

    def _mine(self, evidence: Evidence) -> Evidence:
        """Take this claim's answer out of that to a request that it shares."""
        if self._asked is None or evidence.failure is not None:
            return evidence
        return own_answer(evidence, self._asked[1])

    def _gathered(self, found: Sequence[Evidence]) -> Evidence:
        seconds = sum(item.seconds for item in found)
        failures = [item for item in found if item.failure is not None]
        if failures:
            worst = min(failures, key=lambda item: item.failure is not None and item.failure.silent)
            return replace(worst, seconds=seconds)
        values = [item.value for item in found]
        if self.sides:
            names, count = list(self.sides), len(self.sides)
            rows = [values[start : start + count] for start in range(0, len(values), count)]
            values = [dict(zip(names, row, strict=True)) for row in rows]
        value: Any = values
        if not self.seeds:
            (value,) = values
        # a record may be filled up with what another backend has
        stack = " and ".join(sorted({item.stack for item in found if item.stack}))
        return replace(found[0], value=value, seconds=seconds, stack=stack)
