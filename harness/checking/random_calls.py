"""Which calls draw from a generator that they do not name, and which set a seed."""

from __future__ import annotations

import re

RANDOM_STATE = "the random state"
"""Stands among names for the generators that no name holds: Python's, NumPy's, a framework's."""

_DRAWS = re.compile(
    r"numpy\.random\.[a-z]\w*|random\.[a-z]\w*|(?:tensorflow|tf|keras)(?:\.\w+)*\.random\.\w+"
    r"|torch\.(?:rand\w*|normal|bernoulli|multinomial)|scipy\.stats\.\w+\.rvs|\.rvs"
)
_NAMED = re.compile(r"(?:.*\.)?(?:default_rng|get_state|getstate|stateless_\w+|Generator\b.*)")
_SEEDS = re.compile(
    r"[^.].*\.(?:seed|set_seed|set_random_seed|manual_seed|manual_seed_all|setstate|set_state)"
    r"|(?:set_seed|set_random_seed|manual_seed|seed_everything|seed_all)"
)


def draws_unnamed(origin: str) -> bool:
    """Whether a function draws from a generator that its caller does not name.

    Args:
        origin: Its dotted name from where it is imported, such as ``numpy.random.rand``.
    """
    return bool(_DRAWS.fullmatch(origin)) and not _NAMED.fullmatch(origin) and not sets_seed(origin)


def sets_seed(origin: str) -> bool:
    """Whether a function sets the seed of such a generator.

    Args:
        origin: Its dotted name from where it is imported, such as ``numpy.random.seed``.
    """
    return bool(_SEEDS.fullmatch(origin))
