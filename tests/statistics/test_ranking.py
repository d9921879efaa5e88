"""An order between two random results, decided as soon as the seeds tell."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.statistics.ranking import judge_ranking
from harness.statistics.succession import Succession
from harness.verdicts import Word

TRIALS, SEEDS = 500, 60


def errors(chance, above):
    """Count trials in which some number of seeds shows what is not so."""
    random, found = Random(7), 0
    for _ in range(TRIALS):
        happened = tuple(random.random() < chance for _ in range(SEEDS))
        found += bool(Succession(happened, above).shown)
    return found / TRIALS


@pytest.mark.parametrize("above", [0.5, 0.9])
def test_looking_after_every_seed_shows_what_is_not_so_in_at_most_1_percent(above):
    assert errors(above, above) <= 0.01 + 0.013


@pytest.mark.parametrize(("chance", "above"), [(0.95, 0.5), (1.0, 0.9)])
def test_what_is_the_rule_is_shown(chance, above):
    assert errors(chance, above) >= 0.99


@pytest.mark.parametrize(("above", "seeds"), [(0.5, 8), (0.9, 49)])
def test_where_all_seeds_agree_few_are_enough(above, seeds):
    assert Succession((True,) * 60, above).shown == seeds


def test_the_opposite_is_shown_as_well():
    verdict = judge_ranking([2.0] * 10, [1.0] * 10)
    assert (verdict.word, verdict.why) == (
        Word.REFUTED,
        "so in 0 of 10 seeds only; disproved after 8",
    )


def test_a_margin_has_to_be_kept():
    assert judge_ranking([0.96] * 10, [1.0] * 10).word is Word.CONFIRMED
    assert judge_ranking([0.96] * 10, [1.0] * 10, margin=0.05).word is Word.REFUTED


def test_a_pair_that_diverged_decides_nothing():
    assert judge_ranking([float("nan"), 1.0], [1.0, 2.0]).word is Word.UNDECIDED


@given(st.lists(st.booleans(), max_size=40))
def test_more_seeds_never_take_back_what_was_shown(happened):
    shown = [Succession(tuple(happened[:count])).shown for count in range(len(happened) + 1)]
    first = next((count for count in shown if count), 0)
    assert all(count in (0, first) for count in shown)
    assert shown == sorted(shown)


@given(st.lists(st.booleans(), max_size=40))
def test_nothing_is_shown_and_disproved_at_the_same_number_of_seeds(happened):
    found = Succession(tuple(happened))
    assert not found.shown or found.shown != found.disproved
