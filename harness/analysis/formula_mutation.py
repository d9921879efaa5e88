"""Mutation of laws: a wrong formula in place of the right one must be refuted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.claims import Claim
from harness.evidence import Evidence, Request
from harness.results.mutation_result import LawReach, Survivor
from harness.stacks.counterexamples import search
from harness.stacks.stack import Stack

_SECONDS = 300.0
_EXAMPLES = 25
_SUBJECT = "harness.stacks.formula_mutants:examine_law"


@dataclass(frozen=True, slots=True)
class FormulaMutation:
    """What became of the wrong formulas of one law.

    Args:
        mutants: How many were judged.
        survivors: Those that the law does not notice.
        idle: Those that no example tells from the right one.
        untold: Why nothing can be told; empty where something can.
    """

    mutants: int = 0
    survivors: tuple[Survivor, ...] = ()
    idle: tuple[Survivor, ...] = ()
    untold: str = ""


def examine_laws(claims: Iterable[Claim], stack: Stack) -> dict[str, FormulaMutation]:
    """Measure wrong formulas of laws on a live stack, by the key of the law's request.

    Args:
        claims: Claims of any kind; those that are no laws are left out.
        stack: The stack.
    """
    requests = {c.request.key: c.request for c in claims if c.request and c.request.search}
    return {key: _examined(request, stack) for key, request in requests.items()}


def law_reach(claim: Claim, evidence: Evidence | None) -> LawReach | None:
    """Read what the examples of a law covered; None where no law was searched to its end.

    Args:
        claim: A claim of any kind.
        evidence: What was measured.
    """
    search = claim.request.search if claim.request else None
    if search is None or evidence is None or evidence.failure or evidence.value["counterexample"]:
        return None
    domains = (f"{name} {_in_words(domain)}" for name, domain in search.for_all.items())
    found = evidence.value
    return LawReach(found["examples"], tuple(domains), found.get("refuted", {}))


def passing_formulas(law: LawReach | None) -> Iterator[Survivor]:
    """List the wrong formulas that no example of a law refutes.

    Args:
        law: What its examples covered; None where that is not known.
    """
    if law is None:
        return
    for name in law.passes:
        yield Survivor(name, f"none of {law.examples} examples tells it from the law", "")


def _in_words(domain: Mapping[str, Any]) -> str:
    match domain:
        case {"integers": [low, high]} | {"floats": [low, high]}:
            return f"{low:,} to {high:,}"
        case {"one_of": values}:
            return " or ".join(map(str, values))
        case {"text": alphabet, "longest": longest}:
            return f"text of {repr(alphabet) if alphabet else 'any letters'}, up to {longest}"
        case {"lists": items, "sizes": [least, most]}:
            return f"{least} to {most} times ({_in_words(items)})"
    return str(domain)


def _examined(request: Request, stack: Stack) -> FormulaMutation:
    assert request.search is not None
    arguments = _drawn(request)
    if not arguments:
        return FormulaMutation(untold="no arguments can be generated")
    given = {"subject": request.subject, "arguments": arguments, "within": request.search.within}
    evidence = stack.measure(Request(_SUBJECT, given, seconds=_SECONDS))
    if evidence.failure is not None:
        return FormulaMutation(untold=f"{evidence.failure.type}: {evidence.failure.message}")
    found = evidence.value
    alive, idle = (
        tuple(_survivor(row, request) for row in found[name]) for name in ("survivors", "idle")
    )
    none = "" if found["mutants"] else "its subject has no formula of its own that could be wrong"
    return FormulaMutation(found["mutants"], alive, idle, none)


def _drawn(request: Request) -> list[dict[str, Any]]:
    """Generate the arguments that a search tries."""
    found: list[dict[str, Any]] = []

    def note(single: Request) -> Evidence:
        found.append(dict(single.given))
        return Evidence(single, {"left": 0, "right": 0})

    search(request, note)
    step = max(1, -(-len(found) // _EXAMPLES))
    return found[::step]


def _survivor(row: dict[str, Any], request: Request) -> Survivor:
    assert request.search is not None
    within, differ = request.search.within, row["differ"]
    found = "no example tells it from the right formula"
    if differ is not None:
        found = f"the sides differ by {differ:.3g}, within {within:g}"
    return Survivor(row["says"], found, f"{row['function']}, line {row['line']}")
