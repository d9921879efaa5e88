"""Tests of harness.models.subwords."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import subwords
from harness.subject import Unavailable

REVIEW = "The movie was slow at first, but the story and the music were worth the wait. "


@pytest.fixture
def datasets(monkeypatch):
    found = pytest.importorskip("tensorflow_datasets")
    monkeypatch.setattr(subwords, "review_texts", lambda count: (REVIEW,) * 5)
    subwords.review_encoder.cache_clear()
    yield found
    subwords.review_encoder.cache_clear()


@pytest.mark.parametrize(
    "subject", [subwords.named_configuration, subwords.reachable, subwords.comes_with]
)
def test_without_the_package_nothing_is_measured(subject, monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorflow_datasets", None)
    with pytest.raises(Unavailable, match="tensorflow-datasets"):
        subject()


@pytest.mark.usefixtures("datasets")
def test_a_text_comes_back_whatever_is_in_it():
    @settings(max_examples=50, deadline=None)
    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def comes_back(text):
        assert subwords.reversible(text) == {"left": text, "right": text}

    comes_back()


@pytest.mark.usefixtures("datasets")
def test_known_text_takes_fewer_indices_than_bytes():
    found = subwords.encoded_and_decoded("the movie and the music")
    assert found["equal"]
    assert len(found["indices"]) < 20


@pytest.mark.usefixtures("datasets")
def test_text_without_pieces_takes_one_index_a_byte():
    sides = subwords.fallback("감동")
    assert sides["left"] == sides["right"]
    assert len(sides["left"]) == 6


@pytest.mark.usefixtures("datasets")
def test_names_and_configurations_are_looked_up():
    assert subwords.named_configuration("imdb_reviews/plain_text") == "plain_text"
    assert subwords.reachable("deprecated.text.SubwordTextEncoder")
    assert not subwords.comes_with("NoSuchEncoder")
    with pytest.raises(ValueError, match="no-such"):
        subwords.named_configuration("imdb_reviews/no-such")
