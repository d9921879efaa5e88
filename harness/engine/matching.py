"""Claims chosen by an expression, in the language of pytest's ``-k``."""

from __future__ import annotations

from collections.abc import Callable

from harness.claims import Claim, Spec
from harness.claims.claim_requests import SEEDS
from harness.claims.subject_check import takes


class MatchError(Exception):
    """An expression that cannot be read."""


Matches = Callable[[Spec, Claim], bool]
"""Says of a spec and one of its claims whether the claim is chosen."""


def matcher(expression: str) -> Matches | None:
    """Make the function that says whether a claim matches; None where all do.

    A word matches where it is part of the claim's id, of its spec's name or of the file's name.

    Args:
        expression: Words with ``and``, ``or``, ``not`` and brackets between; may be empty.

    Raises:
        MatchError: It cannot be read.
    """
    if not expression.strip():
        return None
    from _pytest.mark import expression as language  # takes long to import

    # pytest 8 raises an error of its own
    mistakes = (RecursionError, SyntaxError, getattr(language, "ParseError", SyntaxError))
    try:
        compiled = language.Expression.compile(expression)
    except mistakes as error:
        said = getattr(error, "msg", None) or error
        raise MatchError(f"wrong expression passed to '-k': {expression}: {said}") from error

    def matches(spec: Spec, claim: Claim) -> bool:
        names = [name.lower() for name in (claim.id, spec.name, spec.file.name)]
        return compiled.evaluate(lambda word, /, **_: any(word.lower() in name for name in names))

    return matches


def about_seeds(matches: Matches | None, backend: str) -> Matches:
    """Choose claims about many seeds alone.

    Args:
        matches: Chooses claims; None for all.
        backend: A backend of Keras that stands in for TensorFlow, which is there for what is
            measured with many seeds at once; empty for none.
    """

    def chosen(spec: Spec, claim: Claim) -> bool:
        at_once = not backend or all(takes(r.subject, SEEDS) for r in claim.requests)
        return claim.seeds > 0 and at_once and (matches is None or matches(spec, claim))

    return chosen
