import io
import json
import tarfile

import pytest

from harness.models import imdb, reviews

RANKS = {"a": 1, "film": 2, "good": 3, "br": 4, "it's": 5}
TEXTS = {
    "aclImdb/train/neg/0_1.txt": "A film!",
    "aclImdb/train/pos/9_9.txt": "It's  a GOOD film<br />unknown",
    "aclImdb/train/pos/10_9.txt": "good",
    "aclImdb/test/pos/1_8.txt": "film",
    "aclImdb/test/neg/1_2.txt": "a,a",
    "aclImdb/train/unsup/1_0.txt": "film film",
}


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
    return reviews.encode_reviews(
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
    imdb.load.cache_clear()
    try:
        (x_train, y_train), (x_test, _) = imdb.load(num_words=6)
    finally:
        imdb.load.cache_clear()
    assert sorted(x_train, key=len) == [[1, 2], [1, 4, 5], [1, 2, 4, 2, 5, 2]]
    assert sorted(y_train) == [0, 1, 1]
    assert len(x_test) == 2
