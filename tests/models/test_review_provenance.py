"""Where the reviews come from, and the loader of Keras with download, checksum and cache."""

import hashlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from tensorflow import keras

from harness.models import review_files, review_provenance
from harness.subject import Unavailable


@pytest.fixture(autouse=True)
def _fresh_cache(monkeypatch):
    monkeypatch.delenv("HARNESS_DATA", raising=False)
    review_files.load_reviews.cache_clear()
    yield
    review_files.load_reviews.cache_clear()


def _write(path):
    parts = {}
    for part in ("train", "test"):
        reviews = np.empty(3, dtype=object)
        reviews[:] = [[5], [6, 7], [20000, 4, 4]]
        parts |= {"x_" + part: reviews, "y_" + part: np.array([0, 1, 1])}
    np.savez(path, **parts)
    return hashlib.sha256(path.read_bytes()).hexdigest()


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        self.server.asked.append(self.path)


@pytest.fixture
def server(tmp_path):
    served = tmp_path / "served"
    served.mkdir()
    checksum = _write(served / "imdb.npz")
    handler = partial(_Handler, directory=str(served))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.asked, server.checksum = [], checksum
        server.address = f"http://127.0.0.1:{server.server_port}/imdb.npz"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def keras_from(monkeypatch, tmp_path):
    """Have Keras' own loader fetch from a server into a folder of the test."""

    (tmp_path / "keras").mkdir()  # where there is none, Keras writes to a folder of all users

    def turn(address, checksum):
        names = keras.datasets.imdb.load_data.__globals__
        real = names["get_file"]

        def get_file(**given):
            here = {"origin": address, "file_hash": checksum, "cache_subdir": "datasets"}
            return real(**{**given, **here}, cache_dir=str(tmp_path / "keras"))

        monkeypatch.setitem(names, "get_file", get_file)
        monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))

    return turn


def test_keras_asks_for_a_checksum():
    facts = review_provenance.archive_facts()
    assert facts["origin"].endswith("/imdb.npz")
    assert len(facts["sha256"]) == 64


def test_reviews_are_fetched_once_and_kept(server, keras_from):
    keras_from(server.address, server.checksum)
    (reviews, _), _ = review_files.load_reviews(num_words=10)
    assert sorted(map(len, reviews)) == [2, 3, 4]
    review_files.load_reviews.cache_clear()
    review_files.load_reviews(num_words=10)
    assert server.asked == ["/imdb.npz"]


def test_a_file_with_another_checksum_is_refused(server, keras_from):
    keras_from(server.address, "0" * 64)
    with pytest.raises(Unavailable, match="HARNESS_DATA") as caught:
        review_files.load_reviews()
    assert "file hash" in str(caught.value.__cause__)


def test_without_a_network_the_message_says_what_to_do(keras_from):
    keras_from("http://127.0.0.1:9/imdb.npz", "0" * 64)
    with pytest.raises(Unavailable, match=r"put imdb.npz.* into a folder .*HARNESS_DATA"):
        review_files.load_reviews()


def test_an_archive_of_keras_own_is_original(server, keras_from, monkeypatch):
    keras_from(server.address, server.checksum)
    facts = {"origin": server.address, "sha256": server.checksum}
    monkeypatch.setattr(review_provenance, "archive_facts", lambda: facts)
    found = review_provenance.provenance()
    assert found == {"origin": "original", "file": "imdb.npz", "sha256": server.checksum}


def test_an_archive_with_another_checksum_is_rebuilt(monkeypatch, tmp_path):
    checksum = _write(tmp_path / "imdb.npz")
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    found = review_provenance.provenance()
    assert found == {"origin": "rebuilt", "file": "imdb.npz", "sha256": checksum}


def test_reviews_made_from_texts_are_rebuilt(monkeypatch, tmp_path):
    monkeypatch.setenv("HARNESS_DATA", str(tmp_path))
    (tmp_path / "aclImdb_labelled.tar.xz").touch()
    monkeypatch.setattr(review_provenance, "load_reviews", lambda: None)
    assert review_provenance.provenance() == {"origin": "rebuilt", "file": "texts", "sha256": None}
