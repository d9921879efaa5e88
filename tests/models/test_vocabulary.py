import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import vocabulary

TEXTS = ["a b c d", "a b"]


@pytest.fixture(autouse=True)
def _needs_a_tokenizer():
    keras = pytest.importorskip("tensorflow").keras
    if not hasattr(keras.preprocessing, "text"):
        pytest.skip("this release has no Tokenizer")


def test_every_word_is_encoded_without_a_limit():
    assert vocabulary.sizes(TEXTS) == {"dictionary": 4, "encoded": 4, "highest": 4}


@settings(max_examples=20, deadline=None)
@given(limit=st.integers(1, 9))
def test_a_limit_shortens_the_encoding_and_not_the_dictionary(limit):
    found = vocabulary.sizes(TEXTS, num_words=limit)
    assert found["dictionary"] == 4
    assert found["encoded"] == found["highest"] == min(limit - 1, 4)


def test_a_word_for_unknown_ones_is_one_more():
    assert vocabulary.sizes(TEXTS, oov_token="?")["dictionary"] == 5
