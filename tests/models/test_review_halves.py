import numpy as np
import pytest

from harness.models import imdb, review_halves


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
        review_halves, "load", halves([[1, 5, 6], [1, 7]], [[1, 7], [1, 8], [1, 9]])
    )


def test_the_loader_asks_for_the_archive():
    assert review_halves.origin().endswith("/imdb.npz")


def test_the_loader_is_left_as_it_was():
    names = review_halves.keras.datasets.imdb.load_data.__globals__
    before = names["get_file"]
    review_halves.origin()
    assert names["get_file"] is before


def test_reviews_in_both_halves_are_counted(small):
    measured = review_halves.shared()
    assert measured == {"same_reviews": False, "shared": 1, "share": pytest.approx(1 / 3)}


def test_a_half_is_told_from_its_own_copy(monkeypatch):
    monkeypatch.setattr(review_halves, "load", halves([[1, 5], [1]], [[1, 5], [1]]))
    assert review_halves.shared()["same_reviews"]


def test_labels_are_listed_once(small):
    assert review_halves.labels() == {"train": [0, 1], "test": [0, 1]}


def test_a_review_stands_behind_its_zeros(small):
    measured = review_halves.padded_row(maxlen=5)
    assert measured["row"].tolist() == [0, 0, 1, 5, 6]
    assert measured["largest"] == 6
    assert measured["ends_with_the_review"]


def test_a_review_that_is_cut_does_not_end_the_row_whole(small):
    assert not review_halves.padded_row(maxlen=2)["ends_with_the_review"]


def test_the_halves_come_from_the_loader():
    assert review_halves.load is imdb.load
