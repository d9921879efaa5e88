"""A changed number makes its claim weaker, stronger or another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.verdicts import Effect, Weaker, effect


@pytest.mark.parametrize(
    ("way", "before", "after", "expected"),
    [
        (Weaker.MORE, 0.1, 0.2, Effect.WEAKER),
        (Weaker.MORE, None, 0.2, Effect.WEAKER),
        (Weaker.MORE, 0.2, None, Effect.STRONGER),
        (Weaker.LESS, 50, 25, Effect.WEAKER),
        (Weaker.LESS, 25, 50, Effect.STRONGER),
        (Weaker.MORE_OR_NONE, 1.0, None, Effect.WEAKER),
        (Weaker.MORE_OR_NONE, None, 1.0, Effect.STRONGER),
        (Weaker.LESS_OR_NONE, 0.0, -1.0, Effect.WEAKER),
        (Weaker.NARROWER, [1, 8], [2, 8], Effect.WEAKER),
        (Weaker.NARROWER, [1, 8], [1, 16], Effect.STRONGER),
        (Weaker.NARROWER, [1, 8], [4, 16], Effect.RESTATED),
        (Weaker.NARROWER, [1, 8], [0, 4], Effect.RESTATED),
        (Weaker.NARROWER, [1, 8], [1, 2, 3], Effect.RESTATED),
        (Weaker.NARROWER, [1, 8], ["a", "b"], Effect.RESTATED),
        (Weaker.MORE, "a", "b", Effect.RESTATED),
        (None, 1, 2, Effect.RESTATED),
    ],
)
def test_a_changed_term_weakens_a_claim_or_not(way, before, after, expected):
    assert effect(way, before, after) is expected


@given(st.sampled_from([None, *Weaker]), *[st.none() | st.integers()] * 2)
def test_what_weakens_one_way_strengthens_the_other(way, before, after):
    opposite = {Effect.WEAKER: Effect.STRONGER, Effect.STRONGER: Effect.WEAKER}
    numbers = before is not None and after is not None
    if before != after and not (numbers and way is Weaker.NARROWER):
        there, back = effect(way, before, after), effect(way, after, before)
        assert back is opposite.get(there, there)


BOUNDS = st.lists(st.integers(0, 9), min_size=2, max_size=2).map(sorted)


@given(BOUNDS, BOUNDS)
def test_a_law_of_fewer_numbers_is_weaker_and_one_of_more_is_stronger(before, after):
    old, new = (set(range(low, high + 1)) for low, high in (before, after))
    way = Effect.STRONGER if old <= new else Effect.WEAKER if new < old else Effect.RESTATED
    assert effect(Weaker.NARROWER, before, after) is way
