import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import preprocessing

many = settings(max_examples=150, deadline=None)
ends = st.sampled_from(["pre", "post"])
rows = st.lists(st.lists(st.integers(1, 99), max_size=6), min_size=1, max_size=4)
texts = st.lists(st.text("aAbB .,'!\t\n가나", max_size=14), max_size=4)
limits = st.none() | st.integers(1, 5)
tokens = st.none() | st.sampled_from(["<OOV>", "a"])


def agree(sides):
    return sides["left"] == sides["right"]


@many
@given(sequences=rows, maxlen=st.none() | st.integers(1, 8), padding=ends, truncating=ends)
def test_keras_pads_and_cuts_like_plain_python(sequences, maxlen, padding, truncating):
    assert agree(preprocessing.pad_sequences(sequences, maxlen, padding, truncating))


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
    sides = preprocessing.pad_sequences(**options)
    assert sides["left"] == sides["right"] == padded


def test_padding_that_ignores_its_length_is_noticed(monkeypatch):
    sequence = keras.preprocessing.sequence
    monkeypatch.setattr(sequence, "pad_sequences", lambda rows, **_: np.zeros((3, 3), int))
    assert not agree(preprocessing.pad_sequences())


@many
@given(fitted=texts, num_words=limits, oov_token=tokens, encoded=st.none() | texts)
def test_the_tokenizer_counts_like_plain_python(fitted, num_words, oov_token, encoded):
    assert agree(preprocessing.tokenizer(fitted, num_words, oov_token, encoded))


def test_words_are_ranked_by_count_then_by_first_appearance():
    sides = preprocessing.tokenizer(["c a b", "B, a!"])
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
    sides = preprocessing.tokenizer(["a a b"], num_words, oov_token, ["a b z"])
    assert sides["left"]["sequences"] == sequences
    assert sides["right"]["sequences"] == sequences


def test_a_tokenizer_that_keeps_capitals_is_noticed(monkeypatch):
    made = keras.preprocessing.text.Tokenizer
    monkeypatch.setattr(
        keras.preprocessing.text, "Tokenizer", lambda **given: made(lower=False, **given)
    )
    assert not agree(preprocessing.tokenizer(["A a"]))
