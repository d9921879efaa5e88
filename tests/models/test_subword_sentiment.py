"""The document on film reviews cut into subwords, and its bidirectional LSTM."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import subword_sentiment


@pytest.mark.parametrize("words", [100, 8185])
def test_the_embedding_has_64_parameters_a_word(words):
    layers = subword_sentiment.build_sentiment(words).layers
    parameters = [layer.count_params() for layer in layers]
    assert parameters == [64 * words, 66048, 8256, 65]


@pytest.mark.parametrize("term", ["Long Short-Term Memory", "long short-term memory"])
def test_a_hyphen_parts_words(term):
    assert subword_sentiment.initials(term) == "LSTM"


def test_a_batch_is_padded_with_zeros_to_its_own_longest():
    measured = subword_sentiment.padded_batch([3, 5, 2, 4], batch_size=2)
    assert measured["shapes"] == [[2, 5], [2, 4]]
    assert measured["rows"].tolist() == [[1, 2, 3, 0, 0], [1, 2, 3, 4, 5]]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(1, 4))
def test_every_batch_has_the_length_of_its_longest(lengths, batch_size):
    chunks = [lengths[i : i + batch_size] for i in range(0, len(lengths), batch_size)]
    measured = subword_sentiment.padded_batch(lengths, batch_size)
    assert measured["shapes"] == [[len(chunk), max(chunk)] for chunk in chunks]


def test_padding_changes_a_prediction_unless_it_is_masked():
    measured = subword_sentiment.masking()
    assert measured["default"] is False
    assert measured["unmasked"]["difference"] > 1e-3
    assert measured["masked"]["difference"] < 1e-6


def test_the_threshold_on_the_raw_output_is_no_even_chance():
    measured = subword_sentiment.threshold()
    assert measured["activation"] == "linear"
    assert measured["probability"] == pytest.approx(0.6225, abs=5e-5)
    assert measured["output"] == 0


@settings(max_examples=10, deadline=None)
@given(st.floats(0.01, 0.99))
def test_output_and_probability_undo_each_other(probability):
    odds = math.log(probability / (1 - probability))
    measured = subword_sentiment.threshold(output=odds, probability=probability)
    assert measured["probability"] == pytest.approx(probability, abs=1e-5)
    assert measured["output"] == pytest.approx(odds, abs=1e-9)


def test_indices_may_be_floats():
    assert subword_sentiment.float_indices() == {"same": True, "shape": [1, 1]}


def test_a_shuffle_leads_by_less_than_its_buffer():
    measured = subword_sentiment.shuffle_buffer(2000, 100)
    assert measured["permutation"]
    assert 0 < measured["largest_lead"] < 100
    assert measured["largest_delay"] > 0


def test_a_buffer_of_one_shuffles_nothing():
    measured = subword_sentiment.shuffle_buffer(50, 1)
    assert (measured["largest_lead"], measured["largest_delay"]) == (0, 0)


def test_each_word_has_a_vector_of_its_own():
    measured = subword_sentiment.lookup_table(7, 3)
    assert (measured["left"], measured["right"]) == ([7, 3], [7, 3])
    assert measured["trainable"]


def test_a_lookup_costs_less_than_the_product():
    seconds = subword_sentiment.cost()
    assert 0 < seconds["lookup"] < seconds["product"]
