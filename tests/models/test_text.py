"""Tests of harness.models.text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import text
from harness.subject import Unavailable

TEXTS = ["a b c d", "a b"]
NEW = ["나는 인공지능 분야 에 관심이 많으며 가장 좋아합니다. 시맨틱"]


def test_every_word_is_encoded_without_a_limit():
    assert text.vocabulary_sizes(TEXTS) == {"dictionary": 4, "encoded": 4, "highest": 4}


@settings(max_examples=20, deadline=None)
@given(limit=st.integers(1, 9))
def test_a_limit_shortens_the_encoding_and_not_the_dictionary(limit):
    found = text.vocabulary_sizes(TEXTS, num_words=limit)
    assert found["dictionary"] == 4
    assert found["encoded"] == found["highest"] == min(limit - 1, 4)


def test_the_word_for_unknown_words_counts_as_one():
    assert text.vocabulary_sizes(TEXTS, oov_token="?")["dictionary"] == 5


def test_the_dictionary_counts_seventeen_words():
    index = text.word_index()
    assert len(index) == 17
    assert list(index)[:3] == ["인공지능", "가장", "나는"]
    assert sorted(index.values()) == list(range(1, 18))


def test_sentences_are_encoded_as_documented():
    expected = [[3, 1, 4, 5, 6, 7], [1, 8, 9, 10, 11, 2, 12], [13, 14, 15, 16, 2, 17]]
    assert text.encode() == expected


def test_unknown_words_are_left_out():
    assert text.encode(new_texts=["나는 머신러닝이 좋습니다"]) == [[3, 12]]


def test_an_unknown_token_takes_index_one_and_every_unknown_place():
    assert text.word_index(oov_token="<OOV>")["<OOV>"] == 1
    assert text.encode(new_texts=NEW, oov_token="<OOV>") == [[4, 2, 9, 1, 1, 1, 3, 1, 11]]
    assert text.encode(new_texts=["나는 머신러닝이 좋습니다"], oov_token="<OOV>") == [[4, 1, 13]]


def test_four_words_are_unknown_and_the_last_is_not_among_them():
    assert text.unknown_words() == {"positions": [3, 4, 5, 7], "count": 4, "words": 9}


def test_num_words_limits_encoding_and_not_the_dictionary():
    assert text.encode(new_texts=NEW, num_words=4) == [[3, 1, 2]]
    assert len(text.word_index(num_words=4)) == 17


@pytest.mark.parametrize(
    ("given_", "row"),
    [
        ({}, [0, 0, 0, 0, 2, 7, 8]),
        ({"padding": "post"}, [2, 7, 8, 0, 0, 0, 0]),
        ({"maxlen": 5}, [0, 0, 2, 7, 8]),
        ({"maxlen": 5, "truncating": "post"}, [0, 0, 2, 7, 8]),
    ],
)
def test_padding_puts_zeros_where_asked(given_, row):
    assert text.pad(**given_)[0].tolist() == row


def test_truncating_cuts_where_asked():
    assert text.pad(maxlen=5)[1].tolist() == [5, 9, 6, 10, 11]
    assert text.pad(maxlen=5, truncating="post")[1].tolist() == [2, 4, 5, 9, 6]


@given(
    st.lists(st.lists(st.integers(1, 99), max_size=9), min_size=1, max_size=6),
    st.integers(1, 9),
    st.sampled_from(["pre", "post"]),
)
def test_padding_gives_one_length_and_keeps_what_fits(sequences, maxlen, side):
    padded = text.pad(sequences, maxlen, side, side)
    assert padded.shape == (len(sequences), maxlen)
    for row, sequence in zip(padded, sequences, strict=True):
        kept = sequence[-maxlen:] if side == "pre" else sequence[:maxlen]
        assert [index for index in row.tolist() if index] == kept


@pytest.mark.parametrize("corpus", ["sentences", "padding"])
def test_the_dictionary_goes_by_count_and_first_appearance(corpus):
    measured = text.ordering(corpus)
    assert measured["most_frequent_first"]
    assert measured["ties_by_first_appearance"]


@given(st.integers(2, 12))
def test_one_hot_rows_hold_one_one_and_lie_equally_far_apart(words):
    measured = text.one_hot(words)
    assert measured["ones"] == [1] * words
    assert measured["distances"] == [1.414214]
    assert measured["share_of_zeros"] == pytest.approx(1 - 1 / words)


def test_a_release_without_a_tokenizer_is_named(monkeypatch):
    monkeypatch.setattr(keras.preprocessing, "text", object())
    with pytest.raises(Unavailable, match="Tokenizer"):
        text.word_index()


def test_padded_indices_are_int32():
    assert text.pad().dtype == np.int32
