"""Texts and sequences as Keras prepares them: tokenizers, padding, embeddings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import texts


@given(
    st.lists(st.lists(st.integers(1, 99), max_size=9), min_size=1, max_size=6),
    st.integers(1, 9),
    st.sampled_from(["pre", "post"]),
)
def test_padding_gives_one_length_and_keeps_what_fits(sequences, maxlen, side):
    padded = texts.pad(sequences, maxlen, side, side)
    assert padded.shape == (len(sequences), maxlen)
    for row, sequence in zip(padded, sequences, strict=True):
        kept = sequence[-maxlen:] if side == "pre" else sequence[:maxlen]
        assert [index for index in row.tolist() if index] == kept


@given(st.integers(2, 12))
def test_one_hot_rows_hold_one_one_and_lie_equally_far_apart(words):
    measured = texts.one_hot(words)
    assert measured["ones"] == [1] * words
    assert measured["distances"] == [1.414214]
    assert measured["share_of_zeros"] == pytest.approx(1 - 1 / words)


def test_padded_indices_are_int32():
    assert texts.pad().dtype == np.int32


many = settings(max_examples=150, deadline=None)
ends = st.sampled_from(["pre", "post"])
rows = st.lists(st.lists(st.integers(1, 99), max_size=6), min_size=1, max_size=4)
sentences = st.lists(st.text("aAbB .,'!\t\n가나", max_size=14), max_size=4)
limits = st.none() | st.integers(1, 5)
tokens = st.none() | st.sampled_from(["<OOV>", "a"])


def agree(sides):
    return sides["left"] == sides["right"]


@many
@given(sequences=rows, maxlen=st.none() | st.integers(1, 8), padding=ends, truncating=ends)
def test_keras_pads_and_cuts_like_plain_python(sequences, maxlen, padding, truncating):
    assert agree(texts.pad_sequences(sequences, maxlen, padding, truncating))


@pytest.mark.parametrize(
    ("options", "padded"),
    [
        ({}, [[0, 0, 1], [2, 3, 4], [0, 5, 6]]),
        ({"padding": "post"}, [[1, 0, 0], [2, 3, 4], [5, 6, 0]]),
        ({"maxlen": 2}, [[0, 1], [3, 4], [5, 6]]),
        ({"maxlen": 2, "truncating": "post"}, [[0, 1], [2, 3], [5, 6]]),
    ],
)
def test_both_sides_of_padding_are_what_they_should_be(options, padded):
    sides = texts.pad_sequences(**options)
    assert sides["left"] == sides["right"] == padded


def test_padding_that_ignores_its_length_is_noticed(monkeypatch):
    sequence = keras.preprocessing.sequence
    monkeypatch.setattr(sequence, "pad_sequences", lambda rows, **_: np.zeros((3, 3), int))
    assert not agree(texts.pad_sequences())


@many
@given(fitted=sentences, num_words=limits, oov_token=tokens, encoded=st.none() | sentences)
def test_the_tokenizer_counts_like_plain_python(fitted, num_words, oov_token, encoded):
    assert agree(texts.tokenizer(fitted, num_words, oov_token, encoded))


def test_words_are_ranked_by_count_then_by_first_appearance():
    sides = texts.tokenizer(["c a b", "B, a!"])
    index = {"a": 1, "b": 2, "c": 3}
    expected = {"word_index": index, "sequences": [[3, 1, 2], [2, 1]]}
    assert sides["left"] == sides["right"] == expected


@pytest.mark.parametrize(
    ("num_words", "oov_token", "sequences"),
    [
        (None, None, [[1, 2]]),
        (2, None, [[1]]),
        (None, "<OOV>", [[2, 3, 1]]),
        (3, "<OOV>", [[2, 1, 1]]),
    ],
)
def test_rare_and_unknown_words_are_dropped_or_replaced(num_words, oov_token, sequences):
    sides = texts.tokenizer(["a a b"], num_words, oov_token, ["a b z"])
    assert sides["left"]["sequences"] == sequences
    assert sides["right"]["sequences"] == sequences


def test_a_tokenizer_that_keeps_capitals_is_noticed(monkeypatch):
    made = keras.preprocessing.text.Tokenizer
    monkeypatch.setattr(
        keras.preprocessing.text, "Tokenizer", lambda **given: made(lower=False, **given)
    )
    assert not agree(texts.tokenizer(["A a"]))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=8), st.integers(0, 2**16))
def test_rows_are_equal_just_where_indices_are(indices, seed):
    rows = texts.lookup(indices=indices, seed=seed)
    for one, first in zip(rows, indices, strict=True):
        assert [bool((one == row).all()) for row in rows] == [first == index for index in indices]
    assert abs(rows).max() <= 0.05


def test_the_seed_decides_the_rows():
    first, second = texts.lookup(seed=1), texts.lookup(seed=1)
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, texts.lookup(seed=2))


def test_one_embedding_takes_any_length():
    assert texts.lengths([3, 7]) == [[2, 3, 3], [2, 7, 3]]


def test_an_embedding_may_follow_another_layer():
    expected = {"accepted": True, "exception": None, "output": [2, 8, 3]}
    assert texts.after_another_layer() == expected
