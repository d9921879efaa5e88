"""The search for a counterexample of a law, by Hypothesis, which only laws need."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from harness.evidence import Evidence, Failure, Request, Search

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_FEW = 15
"""Wider ranges of whole numbers are tried near to the least: large sizes cost much, tell little."""

_Measure = Callable[[Request], Evidence]


@dataclass
class _Findings:
    """The results of a search so far."""

    examples: int = 0
    difference: float = 0.0
    counterexample: dict[str, Any] | None = None
    refuted: dict[str, int] = field(default_factory=dict)
    failure: Failure | None = None
    seconds: float = 0.0


class _CounterexampleError(AssertionError):
    """The sides of a law differ."""


@dataclass
class _Trial:
    """A law that is called once for each set of generated arguments.

    Hypothesis draws arguments by the source of `__call__`: another source is another search.
    """

    request: Request
    measure: _Measure
    findings: _Findings = field(default_factory=_Findings)

    def __call__(self, generated: dict[str, Any]) -> None:
        if self.findings.failure is not None:
            return
        arguments = {**self.request.given, **generated}
        evidence = self.measure(Request(self.request.subject, arguments))
        self.findings.seconds += evidence.seconds
        if evidence.failure is not None:
            self.findings.failure = _placed(evidence.failure, arguments)
            return
        self.findings.examples += 1
        self._compare(arguments, evidence.value)

    def _compare(self, arguments: dict[str, Any], sides: dict[str, Any]) -> None:
        assert self.request.search is not None
        within, refuted = self.request.search.within, self.findings.refuted
        for name, distance in sides.pop("wrong", {}).items():
            refuted[name] = refuted.get(name, 0) + (not distance <= within)
        apart = difference(sides["left"], sides["right"])
        if apart > within:
            self.findings.counterexample = {"given": arguments, **sides}
            raise _CounterexampleError
        self.findings.difference = max(self.findings.difference, apart)


def search(request: Request, measure: _Measure) -> Evidence:
    """Try to refute a law; the same request tries the same arguments in the same environment.

    The edges of the domains and what the request names come first, then what Hypothesis generates.
    It takes a few arguments from the constants of loaded modules, so that another installation may
    try others; a counterexample is one everywhere.

    Args:
        request: The law's request; its ``search`` says what to generate.
        measure: _Measures the subject for one set of arguments.

    Returns:
        Evidence whose value holds the number of ``examples``, the largest ``difference`` between
        the sides, the smallest ``counterexample`` or None and, where the subject gives the
        distance of the left side from ``wrong`` formulas, how many examples have ``refuted``
        each of them; blocked without Hypothesis.
    """
    try:
        from hypothesis import HealthCheck, Phase, given, settings
        from hypothesis.strategies import fixed_dictionaries
    except ModuleNotFoundError:
        why = "a law needs Hypothesis; install claims-harness[laws]"
        return Evidence(request, failure=Failure("Unavailable", why, blocked=True))
    assert request.search is not None
    trial = _Trial(request, measure)
    domains = {name: strategy(domain) for name, domain in request.search.for_all.items()}
    for arguments in first_examples(request.search):
        with contextlib.suppress(_CounterexampleError):
            trial(arguments)
    run = settings(
        max_examples=max(1, request.search.examples - trial.findings.examples),
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )(given(fixed_dictionaries(domains))(trial.__call__))
    with contextlib.suppress(_CounterexampleError):
        run()
    found = trial.findings
    names = ["examples", "difference", "counterexample", *(["refuted"] if found.refuted else [])]
    value = None if found.failure else {name: getattr(found, name) for name in names}
    return Evidence(request, value, found.failure, found.seconds)


def strategy(domain: dict[str, Any]) -> SearchStrategy[Any]:
    """Turn a domain of a spec into a Hypothesis strategy.

    Raises:
        ValueError: There is no such domain.
    """
    from hypothesis import strategies as st

    match domain:
        case {"integers": [low, high]}:
            return _sizes(low, high) if high > low + _FEW else st.integers(low, high)
        case {"floats": [low, high]}:
            return st.floats(low, high, allow_nan=False)
        case {"one_of": values}:
            return st.sampled_from(values)
        case {"text": alphabet, "longest": longest}:
            return st.text(alphabet or st.characters(codec="utf-8"), max_size=longest)
        case {"lists": items, "sizes": [least, most]}:
            return st.lists(strategy(items), min_size=least, max_size=most)
    raise ValueError(f"no such domain: {domain}")


def _sizes(low: int, high: int) -> SearchStrategy[int]:
    from hypothesis import strategies as st

    # Hypothesis takes equal branches for one
    near = [st.integers(low, min(high, low + _FEW + more)) for more in range(4)]
    return st.one_of(*near, st.integers(low, high))


def first_examples(request: Search) -> list[dict[str, Any]]:
    """List what is tried in any case: edges of the domains, and arguments that are named.

    Args:
        request: The search. What it names takes the least of every argument that it leaves out.

    Returns:
        The least of all arguments, then each argument at its greatest beside the least of the
        others, then those named.
    """
    edges = {name: _edges(domain) for name, domain in request.for_all.items()}
    least = {name: low for name, (low, _) in edges.items()}
    greatest = [{**least, name: high} for name, (_, high) in edges.items()]
    found: list[dict[str, Any]] = []
    for arguments in [least, *greatest, *({**least, **named} for named in request.also)]:
        if arguments not in found:
            found.append(arguments)
    return found


def _edges(domain: dict[str, Any]) -> tuple[Any, Any]:
    match domain:
        case {"integers": [low, high]} | {"floats": [low, high]}:
            return low, high
        case {"one_of": values}:
            return values[0], values[-1]
        case {"lists": items, "sizes": [least, most]}:
            low, high = _edges(items)
            return [low] * least, [high] * most
    return "", domain["text"][: domain["longest"]]


def difference(left: Any, right: Any) -> float:
    """Return how far two sides are apart: infinitely where they cannot be subtracted.

    Args:
        left: A number, an array of the evidence, or other JSON data.
        right: The same.
    """
    if isinstance(left, dict) and isinstance(right, dict) and "array" in left and "array" in right:
        return difference(left["array"], right["array"])
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        return max(map(difference, left, right), default=0.0)
    if {type(left), type(right)} <= {int, float}:
        apart = abs(left - right)
        return math.inf if math.isnan(apart) else apart
    return 0.0 if type(left) is type(right) and left == right else math.inf


def _placed(failure: Failure, arguments: dict[str, Any]) -> Failure:
    message = f"{failure.message} (with {arguments})"
    return Failure(failure.type, message, failure.blocked, failure.traceback)
