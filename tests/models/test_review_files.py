"""Tests of harness.models.review_files."""

import io
import json
import pickle
import re
import socket
import tarfile
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models import review_files
from harness.models.review_files import patience, read_archive
from harness.subject import Unavailable

RANKS = {"a": 1, "film": 2, "good": 3, "br": 4, "it's": 5}
TEXTS = {
    "aclImdb/train/neg/0_1.txt": "A film!",
    "aclImdb/train/pos/9_9.txt": "It's  a GOOD film<br />unknown",
    "aclImdb/train/pos/10_9.txt": "good",
    "aclImdb/test/pos/1_8.txt": "film",
    "aclImdb/test/neg/1_2.txt": "a,a",
    "aclImdb/train/unsup/1_0.txt": "film film",
}
REVIEWS = st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=6), min_size=2, max_size=6)


@pytest.fixture(autouse=True)
def _fresh_cache():
    review_files.load_reviews.cache_clear()
    yield
    review_files.load_reviews.cache_clear()


@pytest.fixture
def folder(tmp_path):
    with tarfile.open(tmp_path / "aclImdb_labelled.tar.xz", "w:xz") as archive:
        for name, text in TEXTS.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    (tmp_path / "imdb_word_index.json").write_text(json.dumps(RANKS), encoding="utf-8")
    return tmp_path


@pytest.fixture
def arrays(folder):
    return review_files.encode_reviews(
        folder / "aclImdb_labelled.tar.xz", folder / "imdb_word_index.json"
    )


def test_positive_reviews_come_first_by_file_name(arrays):
    assert list(arrays["x_train"]) == [[3], [5, 1, 3, 2, 4], [1, 2]]
    assert arrays["y_train"].tolist() == [1, 1, 0]


def test_the_second_half_is_kept_apart(arrays):
    assert list(arrays["x_test"]) == [[2], [1, 1]]
    assert arrays["y_test"].tolist() == [1, 0]


def test_texts_are_loaded_where_there_is_no_archive_of_arrays(folder, monkeypatch):
    monkeypatch.setenv("HARNESS_DATA", str(folder))
    (x_train, y_train), (x_test, _) = review_files.load_reviews(num_words=6)
    assert sorted(x_train, key=len) == [[1, 2], [1, 4, 5], [1, 2, 4, 2, 5, 2]]
    assert sorted(y_train) == [0, 1, 1]
    assert len(x_test) == 2


def test_the_timeout_holds_inside_and_is_restored_afterwards():
    before = socket.getdefaulttimeout()
    with patience(3):
        assert socket.getdefaulttimeout() == 3
    assert socket.getdefaulttimeout() == before


def test_a_silent_server_times_out():
    server = socket.create_server(("127.0.0.1", 0))
    connect = socket.create_connection
    with server, patience(0.2), connect(server.getsockname()) as connection:  # noqa: SIM117
        with pytest.raises(TimeoutError):
            connection.recv(1)


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
    ours = review_files.read_reviews(path, num_words)
    theirs = _by_keras(monkeypatch, path, num_words)
    for (x_ours, y_ours), (x_theirs, y_theirs) in zip(ours, theirs, strict=True):
        assert x_ours.shape == x_theirs.shape
        assert x_ours.tolist() == x_theirs.tolist()
        np.testing.assert_array_equal(y_ours, y_theirs)


def test_an_archive_that_has_the_marks_already_gives_the_same_reviews(tmp_path):
    train, test = [[7, 1, 2], [60]], [[4], [5, 5]]
    marked = [[[1, *(index + 3 for index in review)] for review in part] for part in (train, test)]
    (plain, _), (plain_test, _) = review_files.read_reviews(
        _write(tmp_path / "plain.npz", train, test), 50
    )
    (same, _), (same_test, _) = review_files.read_reviews(
        _write(tmp_path / "marked.npz", *marked), 50
    )
    assert same.tolist() == plain.tolist()
    assert same_test.tolist() == plain_test.tolist()


def test_reviews_are_loaded_once(monkeypatch, tmp_path):
    _write(tmp_path / "imdb.npz", [[5], [6, 7]], [[20000], [6, 7]])
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    assert review_files.load_reviews() is review_files.load_reviews()


def _fail_to_fetch(**_):
    raise Exception("URL fetch failure")


@pytest.mark.parametrize("folder", [None, "empty"])
def test_the_error_for_missing_reviews_says_how_to_get_them(monkeypatch, tmp_path, folder):
    monkeypatch.delenv("HARNESS_DATA", raising=False)
    if folder:
        monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    monkeypatch.setattr(keras.datasets.imdb, "load_data", _fail_to_fetch)
    with pytest.raises(Unavailable, match="HARNESS_DATA"):
        review_files.load_reviews()


def test_without_a_folder_keras_loads(monkeypatch):
    monkeypatch.delenv("HARNESS_DATA", raising=False)
    pair = (np.array([[1]], object), np.array([1]))
    monkeypatch.setattr(keras.datasets.imdb, "load_data", lambda **_: (pair, pair))
    assert review_files.load_reviews() == (pair, pair)


class _Payload:
    def __reduce__(self):
        return print, ("run by a pickle",)


@given(lists=st.lists(st.lists(st.integers(0, 99)), min_size=1, max_size=5))
def test_lists_and_numbers_are_read(tmp_path_factory, lists):
    path = tmp_path_factory.mktemp("archive") / "some.npz"
    numbers = np.arange(6).reshape(2, 3)
    np.savez_compressed(path, lists=_objects([*lists, []]), numbers=numbers)
    arrays = read_archive(path)
    assert arrays["lists"].tolist() == [*lists, []]
    np.testing.assert_array_equal(arrays["numbers"], numbers)


def test_arrays_in_fortran_order_are_read(tmp_path):
    numbers = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    np.savez(tmp_path / "some.npz", numbers=numbers)
    np.testing.assert_array_equal(read_archive(tmp_path / "some.npz")["numbers"], numbers)


def _archive_naming(path, core, lists):
    # up to protocol 3 a pickle names modules in plain lines, so that a name can be exchanged
    pickled = pickle.dumps(_objects(lists), protocol=3)
    renamed = re.sub(rb"numpy\._?core\.", core.encode() + b".", pickled)
    header = io.BytesIO()
    description = {"descr": "|O", "fortran_order": False, "shape": (len(lists),)}
    np.lib.format.write_array_header_1_0(header, description)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lists.npy", header.getvalue() + renamed)
    return renamed


@pytest.mark.parametrize("core", ["numpy.core", "numpy._core"])
def test_either_name_of_numpys_core_is_read(tmp_path, core):
    path = tmp_path / "some.npz"
    assert core.encode() + b".multiarray" in _archive_naming(path, core, [[1], [2, 3]])
    assert read_archive(path)["lists"].tolist() == [[1], [2, 3]]


def test_a_pickle_that_asks_for_a_function_is_refused(tmp_path, capsys):
    np.savez(tmp_path / "some.npz", lists=_objects([_Payload(), []]))
    with pytest.raises(pickle.UnpicklingError, match="print"):
        read_archive(tmp_path / "some.npz")
    assert capsys.readouterr().out == ""


def test_the_users_file_is_never_handed_to_the_keras_loader(monkeypatch, tmp_path):
    path = _write(tmp_path / "imdb.npz", [[5], [6, 7]], [[5], [6, 7]])
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    monkeypatch.setattr(keras.datasets.imdb, "load_data", _fail_to_fetch)
    (x_train, _), _ = review_files.load_reviews()
    assert len(x_train) == 2
    assert path.exists()
