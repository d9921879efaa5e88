"""A claim's verdict in about ten lines of text."""

from __future__ import annotations

from harness.results.run import Result
from harness.texts.plain import presentable
from harness.texts.visible import short


def explain(claim: Result) -> str:
    """Answer first, document before measurement, and how to look again."""
    claim = presentable(claim)
    return "\n".join([_heading(claim), *(f"  {name:<10}{text}" for name, text in _rows(claim))])


def _heading(claim: Result) -> str:
    spec, _, name = claim.id.partition("/")
    heading = f"{claim.outcome:<9} {spec} / {name}"
    return f"{heading:<60}  {claim.place}"


def _rows(claim: Result) -> list[tuple[str, str]]:
    figure = " ".join(claim.figure.split()) if claim.figure else ""
    rows = [
        ("document", short(claim.says)),
        ("figure", short(figure)),
        ("measured", short(f"{claim.found}  ({claim.basis})" if claim.basis else claim.found)),
        ("why", claim.why),
        ("anchor", claim.anchor if claim.anchor not in ("anchored", "not at hand") else ""),
        ("spec", claim.spec),
        ("again", claim.again),
    ]
    return [(name, text) for name, text in rows if text]
