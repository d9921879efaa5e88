"""An order between two random results: A is below B, seed by seed."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from harness.statistics.succession import Succession
from harness.verdicts import Basis, Verdict, Word


def judge_ranking(
    smaller: Sequence[float], larger: Sequence[float], margin: float = 0.0, share: float = 0.5
) -> Verdict:
    """Judge whether one result is below another in more than a share of all seeds.

    Args:
        smaller: The result that is said to be smaller, one figure a seed.
        larger: The other one, with the same seeds.
        margin: By how much it must be smaller at least, relative to the larger one.
        share: Share of seeds beyond which it is the rule.
    """
    pairs = list(zip(smaller, larger, strict=True))
    lost = sum(not (isfinite(a) and isfinite(b)) for a, b in pairs)
    if lost:
        why = f"{lost} of {len(pairs)} pairs end in no finite number"
        return Verdict(Word.UNDECIDED, Basis.ORDERING, [*pairs], why)
    return judged_by(Succession(tuple(b - a > margin * abs(b) for a, b in pairs), share))


def judged_by(found: Succession) -> Verdict:
    """Judge a rule by how often it was followed, seed after seed."""
    measured = list(found.happened)
    if found.shown:
        why = f"so in {found.text}; shown after {found.shown}"
        return Verdict(Word.CONFIRMED, Basis.ORDERING, measured, why)
    if found.disproved:
        why = f"so in {found.text} only; disproved after {found.disproved}"
        return Verdict(Word.REFUTED, Basis.ORDERING, measured, why)
    why = f"so in {found.text}, which decides nothing; more seeds would"
    return Verdict(Word.UNDECIDED, Basis.ORDERING, measured, why)
