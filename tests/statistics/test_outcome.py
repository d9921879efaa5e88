"""One documented figure among the runs of several seeds: error rates, nominal beside actual."""

from math import inf, isfinite, nan
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.statistics.outcome import judge_outcome, ordinal
from harness.verdicts import Basis, Word
from tests.statistics.worlds import WORLDS, log_normal

TRIALS = 600
LOSSES = st.floats(1e-4, 10.0)


def words(world, figure, size, trials=TRIALS):
    random = Random(size)
    for _ in range(trials):
        runs = [world(random) for _ in range(size)]
        said = figure * world(random)
        yield judge_outcome((said, said), runs).verdict.word


def share(found, word):
    found = list(found)
    return found.count(word) / len(found)


@pytest.mark.parametrize("size", [8, 16, 32])
@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_true_figures_are_refuted_at_about_the_rate_that_is_named(world, size):
    """600 trials of a rate of 5 % lie within 2.7 points of it in 99.8 % of all cases."""
    assert share(words(world, 1.0, size), Word.REFUTED) <= 0.05 + 0.015 + 0.027


def test_a_loss_that_is_half_too_large_is_noticed_with_16_seeds():
    assert share(words(log_normal, 1.5, 16), Word.REFUTED) >= 0.95 - 0.027


def test_an_offset_that_is_said_to_be_noticed_is_noticed_in_nine_of_ten_cases():
    random, noticed = Random(5), 0
    for _ in range(TRIALS):
        runs = [log_normal(random) for _ in range(16)]
        offset = judge_outcome((1.0, 1.0), runs).offset
        said = log_normal(random) * (1 + offset)
        noticed += judge_outcome((said, said), runs).verdict.word is Word.REFUTED
    assert 0.86 <= noticed / TRIALS <= 0.95


def test_runs_that_differ_too_much_decide_nothing():
    runs = [0.001, 0.004, 0.016, 0.064, 0.001, 0.004, 0.016, 0.064]
    found = judge_outcome((0.008, 0.008), runs)
    assert found.verdict.word is Word.UNDECIDED
    assert "would be seen" in found.verdict.why


@pytest.mark.parametrize("lost", [nan, inf])
def test_a_run_that_diverged_decides_nothing(lost):
    verdict = judge_outcome((1.0, 1.0), [1.0] * 8 + [lost]).verdict
    assert (verdict.word, verdict.why) == (
        Word.UNDECIDED,
        "1 of 9 runs end in no finite number",
    )


@pytest.mark.parametrize(("figure", "word"), [(2.0, Word.CONFIRMED), (2.1, Word.REFUTED)])
def test_runs_that_all_agree_are_judged_exactly(figure, word):
    verdict = judge_outcome((figure, figure), [2.0] * 8).verdict
    assert (verdict.word, verdict.basis) == (word, Basis.EXACT)


def test_seven_runs_are_too_few():
    assert judge_outcome((1.0, 1.0), [1.0, 1.1] * 3 + [1.2]).verdict.word is Word.UNDECIDED


@given(st.lists(LOSSES, min_size=8, max_size=12, unique=True), LOSSES, st.floats(0.1, 100.0))
def test_a_change_of_unit_changes_no_verdict(runs, figure, unit):
    verdict = judge_outcome((figure, figure), runs)
    other = judge_outcome((figure * unit, figure * unit), [run * unit for run in runs])
    assert other.percentile == pytest.approx(verdict.percentile, abs=1e-6)
    near_an_end = any(abs(figure / end - 1) < 1e-9 for end in (verdict.low, verdict.high))
    assert near_an_end or other.verdict.word is verdict.verdict.word


@given(st.lists(LOSSES, min_size=8, max_size=12, unique=True), LOSSES, st.floats(0.0, 0.5))
def test_a_figure_with_fewer_digits_is_never_refuted_where_one_with_more_is_not(runs, figure, half):
    sharp = judge_outcome((figure, figure), runs).verdict.word
    rounded = judge_outcome((figure * (1 - half), figure * (1 + half)), runs).verdict.word
    assert sharp is Word.REFUTED or rounded is not Word.REFUTED


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0th"), (1, "1st"), (11, "11th"), (42, "42nd"), (93, "93rd"), (62, "62nd")]
)  # fmt: skip
def test_a_percentile_is_written_as_a_place_in_an_order(number, text):
    assert ordinal(number) == text


def test_the_reason_names_percentile_runs_and_what_would_be_seen():
    random = Random(3)
    runs = [log_normal(random) for _ in range(16)]
    why = judge_outcome((0.00275, 0.00275), runs).verdict.why
    assert why.startswith("typical, ")
    assert "percentile of 16 runs; an error above" in why


@given(st.lists(st.floats(-10, 10), max_size=12), st.floats(-10, 10))
def test_what_is_kept_of_a_finding_is_finite(runs, figure):
    numbers = judge_outcome((figure, figure), runs).numbers
    assert all(map(isfinite, numbers.values()))
    assert "percentile" not in numbers or numbers["low"] < numbers["high"]


def test_a_finding_that_judged_nothing_has_no_numbers():
    assert judge_outcome((1.0, 1.0), [1.0, 2.0]).numbers == {}


def test_runs_that_all_agree_have_no_percentile():
    numbers = judge_outcome((1.0, 1.0), [2.0] * 8).numbers
    assert numbers == {"low": 2.0, "high": 2.0, "offset": 0.0, "relative": False}
