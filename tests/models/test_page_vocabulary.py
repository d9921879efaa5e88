"""The vocabulary that is built from reviews, and kept."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import page_vocabulary, review_files
from harness.subject import Unavailable

GOOD, BAD = "The movie was fine, and I would recommend it. ", "The movie was slow, and I left. "
ARCHIVE = [("train", 1, GOOD), ("train", 0, BAD), ("test", 1, GOOD), ("test", 0, BAD + GOOD * 20)]


@pytest.fixture(autouse=True)
def _small(monkeypatch, tmp_path):
    monkeypatch.setenv("HARNESS_CACHE", str(tmp_path))
    monkeypatch.setattr(page_vocabulary, "labelled_texts", lambda: iter(ARCHIVE))
    for kept in (page_vocabulary.page_encoder, page_vocabulary.encoded_reviews):
        kept.cache_clear()
    yield
    for kept in (page_vocabulary.page_encoder, page_vocabulary.encoded_reviews):
        kept.cache_clear()


@pytest.fixture
def datasets():
    return pytest.importorskip("tensorflow_datasets")


def test_without_the_package_nothing_is_built(monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorflow_datasets", None)
    with pytest.raises(Unavailable, match="tensorflow-datasets"):
        page_vocabulary.page_vocabulary()


def test_without_texts_the_message_names_their_archive(monkeypatch):
    monkeypatch.undo()
    monkeypatch.delenv("HARNESS_DATA", raising=False)
    with pytest.raises(Unavailable, match=r"put aclImdb_labelled.tar.xz into"):
        next(review_files.labelled_texts())


def test_a_vocabulary_is_built_once_and_kept(datasets, monkeypatch, tmp_path):
    first = page_vocabulary.page_encoder()
    page_vocabulary.page_encoder.cache_clear()
    encoder = datasets.deprecated.text.SubwordTextEncoder
    monkeypatch.setattr(encoder, "build_from_corpus", lambda *_, **__: pytest.fail("built again"))
    assert page_vocabulary.page_encoder().subwords == first.subwords
    assert len(list(tmp_path.glob("subwords/*.subwords"))) == 1


def test_other_reviews_have_a_vocabulary_of_their_own(datasets, monkeypatch, tmp_path):
    page_vocabulary.page_encoder()
    page_vocabulary.page_encoder.cache_clear()
    monkeypatch.setattr(page_vocabulary, "labelled_texts", lambda: iter([("train", 0, BAD)] * 5))
    page_vocabulary.page_encoder()
    assert len(list(tmp_path.glob("subwords/*.subwords"))) == 2


@pytest.mark.usefixtures("datasets")
def test_a_text_comes_back_whatever_is_in_it():
    @settings(max_examples=100, deadline=None)
    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def comes_back(text):
        assert page_vocabulary.page_reversible(text) == {"left": text, "right": text}

    comes_back()


@pytest.mark.usefixtures("datasets")
def test_pieces_are_shown_beside_their_indices():
    sample = page_vocabulary.page_sample("The movie was fine")
    assert "".join(sample["pieces"]) == sample["text"] == "The movie was fine"
    assert len(sample["pieces"]) == len(sample["indices"])


@pytest.mark.usefixtures("datasets")
def test_reviews_that_are_longer_are_left_out():
    (train, y_train), (test, y_test) = page_vocabulary.encoded_reviews(60)
    assert (len(train), y_train.tolist()) == (2, [1, 0])
    assert (len(test), y_test.tolist()) == (1, [1])


@pytest.mark.usefixtures("datasets")
def test_the_pages_own_vocabulary_is_blocked_where_it_cannot_be_fetched():
    with pytest.raises(Unavailable, match="subwords8k"):
        page_vocabulary.original_sample()
