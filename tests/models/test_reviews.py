"""Tests of harness.models.reviews."""

import os
from pathlib import Path

import numpy as np
import pytest
from tensorflow import keras

from harness.models import review_files, reviews

needs_reviews = pytest.mark.skipif(
    not any(
        (Path(os.environ.get("HARNESS_DATA") or "/nowhere") / name).is_file()
        for name in ("imdb.npz", "aclImdb_labelled.tar.xz")
    ),
    reason="the reviews are not at hand; name their folder in HARNESS_DATA",
)


def halves(train, test):
    pairs = []
    for part in (train, test):
        rows = np.empty(len(part), dtype=object)
        rows[:] = part
        pairs.append((rows, np.arange(len(part)) % 2))
    return lambda *_: tuple(pairs)


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(
        reviews, "load_reviews", halves([[1, 5, 6], [1, 7]], [[1, 7], [1, 8], [1, 9]])
    )


def test_the_loader_asks_for_the_archive():
    assert reviews.origin().endswith("/imdb.npz")


def test_the_loader_is_left_as_it_was():
    names = keras.datasets.imdb.load_data.__globals__
    before = names["get_file"]
    reviews.origin()
    assert names["get_file"] is before


def test_reviews_in_both_halves_are_counted(small):
    measured = reviews.shared()
    assert measured == {"same_reviews": False, "shared": 1, "share": pytest.approx(1 / 3)}


def test_equal_halves_are_noticed(monkeypatch):
    monkeypatch.setattr(reviews, "load_reviews", halves([[1, 5], [1]], [[1, 5], [1]]))
    assert reviews.shared()["same_reviews"]


def test_labels_are_listed_once(small):
    assert reviews.labels() == {"train": [0, 1], "test": [0, 1]}


def test_zeros_come_before_the_review(small):
    measured = reviews.padded_row(maxlen=5)
    assert measured["row"].tolist() == [0, 0, 1, 5, 6]
    assert measured["largest"] == 6
    assert measured["ends_with_the_review"]


def test_a_review_that_is_cut_does_not_end_the_row_whole(small):
    assert not reviews.padded_row(maxlen=2)["ends_with_the_review"]


def test_the_halves_come_from_the_loader():
    assert reviews.load_reviews is review_files.load_reviews


@pytest.fixture(autouse=True)
def _fresh_cache():
    review_files.load_reviews.cache_clear()
    yield
    review_files.load_reviews.cache_clear()


@pytest.fixture
def made_up(monkeypatch, tmp_path):
    (x_train, y_train), (x_test, y_test) = halves(
        [[5] * length for length in (3, 9, 600, 20)], [[20000], [6, 7]]
    )()
    file = tmp_path / "imdb.npz"
    np.savez(file, x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test)
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))


@pytest.mark.usefixtures("made_up")
def test_sizes_come_from_the_named_folder():
    measured = reviews.review_sizes()
    assert measured["x_train"] == measured["y_train"] == [4]
    assert measured["x_test"] == [2]
    assert (measured["smallest_index"], measured["largest_index"]) == (1, 10)
    assert set(measured["first_lengths"]) <= {4, 10, 601, 21}


@pytest.mark.usefixtures("made_up")
def test_labels_are_counted():
    assert reviews.balance()["train"] == {"positive": 2, "negative": 2, "share": 0.5}


@pytest.mark.usefixtures("made_up")
def test_a_review_is_padded_in_front():
    lengths = reviews.review_sizes()["first_lengths"]
    measured = reviews.padding(1)
    assert measured["length"] == lengths[1]
    assert measured["padded_length"] == 500


@pytest.mark.parametrize(("length", "zeros"), [(218, 282), (189, 311), (500, 0), (600, 0)])
def test_a_shorter_review_gets_its_zeros_in_front(length, zeros):
    measured = reviews.padded_review([9999] * length)
    assert measured["padded_length"] == 500
    assert measured["leading_zeros"] == zeros
    assert measured["trailing_zeros"] == 0


def test_numpy_prints_fourteen_zeros_a_line():
    measured = reviews.padded_review([9999] * 218)
    assert measured["zeros_a_line"] == [14] * 20 + [2]
    assert measured["full_lines"] == 20


def test_post_padding_puts_the_zeros_behind():
    measured = reviews.padded_review([9999] * 218, padding="post")
    assert (measured["leading_zeros"], measured["trailing_zeros"]) == (0, 282)


@needs_reviews
def test_the_real_reviews_have_the_documented_sizes():
    measured = reviews.review_sizes()
    assert measured["x_train"] == measured["x_test"] == [25000]
    assert measured["first_lengths"] == [218, 189]
    assert reviews.balance()["train"]["share"] == 0.5
