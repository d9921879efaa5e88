"""Subjects that several claims of a spec share, named once at its head."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, JsonValue

from harness.claims.at import At
from harness.claims.strict import Slug, Strict
from harness.claims.subject_check import Subject

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class SharedSubject(Strict):
    """What is measured for every claim whose ``subject`` is its name."""

    subject: Subject | None = Field(None, description="module:function, as in a claim.")
    given: dict[str, JsonValue] = Field(default_factory=dict, description="Its arguments.")
    after: Slug | None = Field(None, description="A block of the document, as in a claim.")
    up_to: At | None = Field(None, description="Lines of that block, as in a claim.")
    repaired: bool = Field(False, description="Whether it is repaired at once, as in a claim.")
    value: str | None = Field(None, description="An expression, as in a claim.")
    sides: dict[Slug, dict[str, JsonValue]] = Field(
        default_factory=dict, description="Further sets of arguments, as in a claim."
    )
    slow: bool = Field(False, description="Takes minutes, as in a claim.")


class UnknownSubjectError(Exception):
    """A claim names a subject that its spec does not list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no subject {name!r}")
        self.name = name


def with_subject(claim: Mapping[str, Any], subjects: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in what a claim's subject stands for, where the spec names it at its head.

    Args:
        claim: The claim as its spec writes it; its own arguments come before those of the head.
        subjects: The shared subjects as the spec writes them, by name.

    Raises:
        UnknownSubjectError: The spec does not list a subject that the claim names.
    """
    name = claim.get("subject")
    if isinstance(name, str) and name not in subjects and _SLUG.fullmatch(name):
        raise UnknownSubjectError(name)
    shared = subjects.get(name) if isinstance(name, str) else None
    if not isinstance(shared, dict):
        return dict(claim)
    own = {key: value for key, value in claim.items() if key != "subject"}
    parts = [part["given"] for part in (shared, own) if isinstance(part.get("given"), dict)]
    given = {key: value for part in parts for key, value in part.items()}
    return {**shared, **own, **({"given": given} if parts[1:] else {})}
