"""Samples of reviews, and classification by counts of words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import review_samples
from harness.models.review_samples import ReviewSample, counting_accuracy, drawn_sample, padded_rows

PAIR = ([[1, number] for number in range(10)], np.arange(10) % 2)


@settings(max_examples=30)
@given(st.integers(0, 10), st.integers(0, 99))
def test_reviews_are_drawn_without_replacement_and_with_their_labels(size, seed):
    sample = drawn_sample((PAIR, PAIR), (size, 10 - size), seed)
    drawn = [review[1] for review in sample.train]
    assert len(set(drawn)) == size
    assert [number % 2 for number in drawn] == sample.y_train.tolist()
    assert len(sample.test) == 10 - size


def test_another_seed_draws_others():
    draws = [drawn_sample((PAIR, PAIR), (5, 5), seed).train for seed in (0, 0, 1)]
    assert draws[0] == draws[1] != draws[2]


@pytest.mark.parametrize(("labels", "chance"), [([0, 1], 0.5), ([1, 1, 1, 0], 0.75), ([0, 0], 1.0)])
def test_chance_is_the_share_of_the_more_frequent_label(labels, chance):
    assert ReviewSample([], np.array([]), [], np.array(labels)).chance == chance


def test_words_that_tell_are_found_by_counting():
    pytest.importorskip("sklearn")
    good, bad = [[1, 7, 9]] * 20, [[1, 8, 9]] * 20
    labels = np.repeat([1, 0], 20)
    assert counting_accuracy(ReviewSample(good + bad, labels, [[7], [8]], np.array([1, 0]))) == 1.0


def test_order_alone_is_not_seen_by_counting():
    pytest.importorskip("sklearn")
    forth, back = [[5, 6]] * 20, [[6, 5]] * 20
    labels = np.repeat([1, 0], 20)
    assert counting_accuracy(ReviewSample(forth + back, labels, forth + back, labels)) == 0.5


def test_zeros_go_where_they_are_asked_for():
    assert padded_rows([[1], [1, 2, 3]], 2).tolist() == [[0, 1], [2, 3]]
    assert padded_rows([[1]], 3, "post").tolist() == [[1, 0, 0]]


def test_a_bag_of_words_is_measured_on_the_reviews_at_hand(monkeypatch):
    pytest.importorskip("sklearn")
    pair = ([[1, 7], [1, 8]] * 10, np.array([1, 0] * 10))
    monkeypatch.setattr(review_samples, "load_reviews", lambda: (pair, pair))
    found = review_samples.bag_of_words(seed=0, train=20, test=20)
    assert found == {"accuracy": 1.0, "chance": 0.5}
