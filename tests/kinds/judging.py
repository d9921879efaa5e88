"""Claims of one kind, made from their keys alone, and judged."""

from harness.claims.registry import kinds
from harness.evidence import Evidence, Request


def claim_of(kind, figure=None, **keys):
    """Make a claim on line 3; a kind that needs a sentence or a subject is given one."""
    made = kinds()[kind]
    at = {"lines": 3} if figure is None else {"lines": 3, "figure": figure}
    own = {"kind": kind, "id": "a", "at": at}
    if made.measures and "after" not in keys:
        own["subject"] = "m:f"
    if made.model_fields["states"].is_required():
        own["states"] = "it does what it says"
    return made.model_validate(own | keys)


def word(measured, kind, figure=None, **keys):
    """Judge what was measured, and return the verdict's word."""
    return verdict(measured, kind, figure, **keys).word.value


def verdict(measured, kind, figure=None, **keys):
    """Judge what was measured."""
    return claim_of(kind, figure, **keys).judge(Evidence(Request("m:f"), measured))
