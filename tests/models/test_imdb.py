"""Tests of harness.models.imdb."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import imdb
from harness.subject import Unavailable

REVIEWS = st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=6), min_size=2, max_size=6)
needs_reviews = pytest.mark.skipif(
    not any(
        (Path(os.environ.get("HARNESS_DATA") or "/nowhere") / name).is_file()
        for name in ("imdb.npz", "aclImdb_labelled.tar.xz")
    ),
    reason="the reviews are not at hand; name their folder in HARNESS_DATA",
)


@pytest.fixture(autouse=True)
def _fresh_cache():
    imdb.load.cache_clear()
    yield
    imdb.load.cache_clear()


def _objects(items):
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


def _write(path, train, test):
    labels = [np.arange(len(part)) % 2 for part in (train, test)]
    np.savez(
        path, x_train=_objects(train), y_train=labels[0], x_test=_objects(test), y_test=labels[1]
    )
    return path


def _by_keras(monkeypatch, path, num_words):
    # the checksum of a made-up archive is not the one that the loader asks for
    loader = keras.datasets.imdb.load_data
    monkeypatch.setitem(loader.__globals__, "get_file", lambda *_, **__: str(path))
    return loader(num_words=num_words)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(train=REVIEWS, test=REVIEWS, num_words=st.integers(3, 64))
def test_reviews_are_read_as_keras_reads_them(
    monkeypatch, tmp_path_factory, train, test, num_words
):
    # NumPy stacks lists of one length, and Keras with it: one review differs in length
    train, test = [*train, [1] * 7], [*test, [1] * 7]
    path = _write(tmp_path_factory.mktemp("reviews") / "imdb.npz", train, test)
    ours = imdb.read_reviews(path, num_words)
    theirs = _by_keras(monkeypatch, path, num_words)
    for (x_ours, y_ours), (x_theirs, y_theirs) in zip(ours, theirs, strict=True):
        assert x_ours.shape == x_theirs.shape
        assert x_ours.tolist() == x_theirs.tolist()
        np.testing.assert_array_equal(y_ours, y_theirs)


def test_an_archive_that_has_the_marks_already_gives_the_same_reviews(tmp_path):
    train, test = [[7, 1, 2], [60]], [[4], [5, 5]]
    marked = [[[1, *(index + 3 for index in review)] for review in part] for part in (train, test)]
    (plain, _), (plain_test, _) = imdb.read_reviews(_write(tmp_path / "plain.npz", train, test), 50)
    (same, _), (same_test, _) = imdb.read_reviews(_write(tmp_path / "marked.npz", *marked), 50)
    assert same.tolist() == plain.tolist()
    assert same_test.tolist() == plain_test.tolist()


@pytest.fixture
def made_up(monkeypatch, tmp_path):
    train = [[5] * length for length in (3, 9, 600, 20)]
    _write(tmp_path / "imdb.npz", train, [[20000], [6, 7]])
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))


@pytest.mark.usefixtures("made_up")
def test_sizes_come_from_the_named_folder():
    measured = imdb.sizes()
    assert measured["x_train"] == measured["y_train"] == [4]
    assert measured["x_test"] == [2]
    assert (measured["smallest_index"], measured["largest_index"]) == (1, 10)
    assert set(measured["first_lengths"]) <= {4, 10, 601, 21}


@pytest.mark.usefixtures("made_up")
def test_labels_are_counted():
    assert imdb.balance()["train"] == {"positive": 2, "negative": 2, "share": 0.5}


@pytest.mark.usefixtures("made_up")
def test_a_review_is_padded_in_front():
    lengths = imdb.sizes()["first_lengths"]
    measured = imdb.padding(1)
    assert measured["length"] == lengths[1]
    assert measured["padded_length"] == 500


@pytest.mark.usefixtures("made_up")
def test_reviews_are_loaded_once():
    assert imdb.load() is imdb.load()


def test_the_users_file_is_never_handed_to_the_keras_loader(monkeypatch, tmp_path):
    path = _write(tmp_path / "imdb.npz", [[5], [6, 7]], [[5], [6, 7]])
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    monkeypatch.setattr(keras.datasets.imdb, "load_data", _fail_to_fetch)
    assert imdb.sizes()["x_train"] == [2]
    assert path.exists()


def _fail_to_fetch(**_):
    raise Exception("URL fetch failure")


@pytest.mark.parametrize("folder", [None, "empty"])
def test_missing_reviews_name_the_way_to_get_them(monkeypatch, tmp_path, folder):
    monkeypatch.delenv("HARNESS_DATA", raising=False)
    if folder:
        monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    monkeypatch.setattr(keras.datasets.imdb, "load_data", _fail_to_fetch)
    with pytest.raises(Unavailable, match="HARNESS_DATA"):
        imdb.load()


def test_without_a_folder_keras_loads(monkeypatch):
    monkeypatch.delenv("HARNESS_DATA", raising=False)
    pair = (np.array([[1]], object), np.array([1]))
    monkeypatch.setattr(keras.datasets.imdb, "load_data", lambda **_: (pair, pair))
    assert imdb.load() == (pair, pair)


@pytest.mark.parametrize(("length", "zeros"), [(218, 282), (189, 311), (500, 0), (600, 0)])
def test_a_shorter_review_gets_its_zeros_in_front(length, zeros):
    measured = imdb.padded_review([9999] * length)
    assert measured["padded_length"] == 500
    assert measured["leading_zeros"] == zeros
    assert measured["trailing_zeros"] == 0


def test_numpy_prints_fourteen_zeros_a_line():
    measured = imdb.padded_review([9999] * 218)
    assert measured["zeros_a_line"] == [14] * 20 + [2]
    assert measured["full_lines"] == 20


def test_post_padding_puts_the_zeros_behind():
    measured = imdb.padded_review([9999] * 218, padding="post")
    assert (measured["leading_zeros"], measured["trailing_zeros"]) == (0, 282)


def test_the_network_has_322881_parameters():
    summary = imdb.summary()
    assert [layer["parameters"] for layer in summary["layers"]] == [320000, 2080, 784, 17]
    assert summary["total_parameters"] == 322881
    assert summary["memory"]["total"] == "1.23 MB"


@needs_reviews
def test_the_real_reviews_have_the_documented_sizes():
    measured = imdb.sizes()
    assert measured["x_train"] == measured["x_test"] == [25000]
    assert measured["first_lengths"] == [218, 189]
    assert imdb.balance()["train"]["share"] == 0.5
