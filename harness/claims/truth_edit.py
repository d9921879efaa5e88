"""Rewrites the truth of an erratum or a drift in its spec, with as many digits as before."""

from __future__ import annotations

import re
from decimal import Decimal

from harness.claims.claim import Claim
from harness.claims.spec import Spec
from harness.claims.yaml import Yaml
from harness.printed.scalars import FigureError
from harness.verdicts.tolerance import fractional_digits, printed_number

_SCALAR = re.compile(r"(?P<quote>[\"']?)(?P<number>[-+.,\deE]+)(?P=quote)")


class TruthError(Exception):
    """A truth that cannot be reprinted; the text says why and what to do."""


def with_truth(spec: Spec, claim: Claim, key: str, measured: float) -> str:
    """Write a measured number as the truth of a claim, and change nothing else in the spec.

    Args:
        spec: The spec, as it stands in its file.
        claim: One of its claims.
        key: The key that has the truth: ``erratum``, ``drift`` or ``appears``.
        measured: What was measured.

    Returns:
        The spec's new text.

    Raises:
        TruthError: The truth there is no number.
    """
    index = spec.claims.index(claim)
    yaml = Yaml(spec.file)
    place = yaml.place_of(("claims", index, key, "truth"))
    text, offset = yaml.text, yaml.offset(place)
    found = _SCALAR.match(text, offset)
    if found is None:
        raise TruthError(str(yaml.error(place, "the truth is no number; write it by hand")))
    number = in_the_digits_of(found["number"], measured)
    return f"{text[:offset]}{found['quote']}{number}{found['quote']}{text[found.end() :]}"


def in_the_digits_of(printed: str, measured: float) -> str:
    """Write a number as another one was printed: as many places, separators and exponent alike.

    Raises:
        TruthError: What was printed is no number, or has no place for what was measured.
    """
    try:
        number = printed_number(printed)
    except FigureError as error:
        raise TruthError(str(error)) from error
    places, separator = fractional_digits(number), "," if "," in printed else ""
    if number.is_whole and measured != int(measured):
        raise TruthError(f"{printed} is a whole number, and {measured} is none")
    value = Decimal(measured)  # exact: 0.15 is a little less than it says
    if number.notation == "e":
        return f"{value:.{places}e}".replace("e", "E" if "E" in printed else "e")
    return f"{value:{separator}.{places}f}"
