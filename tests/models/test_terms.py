"""Tests of harness.models.terms."""

import pytest
from tensorflow import keras

from harness.models import terms


@pytest.mark.parametrize("term", ["Long Short-Term Memory", "long short term memory"])
def test_capitals_and_hyphens_do_not_count(term):
    assert terms.names("layers.LSTM", term)["same"]


@pytest.mark.parametrize("term", ["Long term short term memory", "Short-Term Memory"])
def test_other_words_are_another_term(term):
    assert not terms.names("layers.LSTM", term)["same"]


def test_the_summary_is_the_first_line_alone():
    assert terms.names("optimizers.SGD", "gradient descent")["summary"].startswith("Gradient")


def test_a_name_without_documentation_spells_nothing_out(monkeypatch):
    monkeypatch.setattr(keras.layers.LSTM, "__doc__", None)
    with pytest.raises(LookupError, match="not documented"):
        terms.names()
