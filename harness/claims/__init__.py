"""Specs and their claims: loading, expectations, and the base class of kinds."""

from harness.claims.at import At
from harness.claims.claim import Claim
from harness.claims.errors import SpecErrors
from harness.claims.loader import load_spec, load_specs
from harness.claims.registry import kinds
from harness.claims.spec import Spec
from harness.claims.values import value_text

__all__ = [
    "At",
    "Claim",
    "Spec",
    "SpecErrors",
    "kinds",
    "load_spec",
    "load_specs",
    "value_text",
]
