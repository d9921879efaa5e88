"""What a run record holds beside its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DocumentRecord:
    """What a spec says of its document.

    Args:
        spec: Name of the spec.
        document: File name of the document.
        title: What it is about.
        not_claims: How many passages state nothing to be checked.
        not_claim_lines: How many lines they have; None in an older record.
        path: Where the document lies, where that is below the folder of the run; else empty.
    """

    spec: str
    document: str
    title: str
    not_claims: int
    not_claim_lines: int | None = None
    path: str = ""


@dataclass(frozen=True)
class KindRecord:
    """What a run says of a kind of claim.

    Args:
        title: What such a claim states, in a sentence.
        text: What else there is to know of it; may be empty.
        weaker: Which way its terms weaken a claim, by their dotted names.
    """

    title: str
    text: str
    weaker: dict[str, str]


@dataclass(frozen=True)
class Accepted:
    """A change that a person took into the baseline.

    Args:
        claim: ``SPEC/ID``, or the name of what else changed.
        because: The person's reason.
        date: ISO 8601, the day.
        before: What changed, as it was, by name.
        after: The same, as it is since.
    """

    claim: str
    because: str
    date: str
    before: dict[str, Any]
    after: dict[str, Any]
