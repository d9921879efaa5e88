"""Why claims do not hold: what a reader suffers, and the smallest repair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from harness.claims.at import LAST_LINE
from harness.claims.releases import PackageRelease
from harness.claims.strict import Sentence, Strict
from harness.verdicts import Severity

_KEYS = ("erratum", "drift", "appears", "not_reproducible")


class LineEdit(Strict):
    """A change of one line of the document."""

    line: Annotated[int, Field(ge=1, le=LAST_LINE)]
    of: str = Field("", description="What to replace; empty to put a line before this one.")
    to: str


def _listed(repair: Any) -> Any:
    return repair if isinstance(repair, list) else [repair]


Edits = Annotated[list[LineEdit | Sentence], BeforeValidator(_listed)]
"""The smallest repair: changes of the page's own lines, or a sentence where there are none."""


class SharedCause(Strict):
    """One reason why several claims do not hold; their ``cause`` names it."""

    why: Sentence = Field(description="What is wrong, or what changed, in one sentence.")
    severity: Severity = Field(strict=False, description="What a reader suffers.")
    repair: Edits = Field(
        default_factory=list, description="The smallest repair: changes of lines, or a sentence."
    )
    since: PackageRelease | None = Field(None, description="The package and release that did it.")
    until: PackageRelease | None = Field(None, description="The release that mended it.")


class UnknownCauseError(Exception):
    """A claim names a cause that its spec does not list.

    Args:
        key: The claim's key that names it.
        name: The name.
    """

    def __init__(self, key: str, name: str) -> None:
        super().__init__(f"no cause {name!r}")
        self.key, self.name = key, name


def with_cause(claim: Mapping[str, Any], causes: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in what the causes of a claim say, where the claim does not say it itself.

    Args:
        claim: The claim as its spec writes it.
        causes: The causes as the spec writes them, by name.

    Raises:
        UnknownCauseError: The spec does not list a cause that the claim names.
    """
    whole = dict(claim)
    for key in _KEYS:
        said = claim.get(key)
        name = said.get("cause") if isinstance(said, dict) else None
        if not isinstance(said, dict) or not isinstance(name, str):
            continue
        if name not in causes:
            raise UnknownCauseError(key, name)
        cause = causes[name] if isinstance(causes[name], dict) else {}
        whole[key] = {**{k: v for k, v in cause.items() if key in _TURNS or k not in _WHEN}, **said}
    return whole


_WHEN, _TURNS = ("since", "until"), ("drift", "appears")
