"""Tests of harness.models.keras_texts."""

import pytest
from tensorflow import keras

from harness.models import keras_texts


@pytest.mark.parametrize("step", [3, 103])
def test_the_line_begins_with_the_counter_and_holds_a_bar(step):
    counter, bar = keras_texts.bar(step).split(" ")
    assert counter == f"{step}/782"
    assert len(bar) >= 20
    assert "ETA" not in bar


def test_the_header_names_the_three_columns():
    header = keras_texts.header()
    assert header == header.strip()
    for name in ("Layer (type)", "Output Shape", "Param #"):
        assert name in header


@pytest.mark.parametrize("parameters", [7, 4908])
def test_the_total_counts_the_parameters_asked_for(parameters):
    total = keras_texts.total(parameters)
    assert total.replace(",", "").startswith(f"Total params: {parameters}")


@pytest.mark.parametrize("term", ["Long Short-Term Memory", "long short term memory"])
def test_capitals_and_hyphens_do_not_count(term):
    assert keras_texts.spelled_out("layers.LSTM", term)["same"]


@pytest.mark.parametrize("term", ["Long term short term memory", "Short-Term Memory"])
def test_other_words_are_not_the_term(term):
    assert not keras_texts.spelled_out("layers.LSTM", term)["same"]


def test_the_summary_is_the_first_line_alone():
    assert keras_texts.spelled_out("optimizers.SGD", "gradient descent")["summary"].startswith(
        "Gradient"
    )


def test_a_name_without_documentation_is_an_error(monkeypatch):
    monkeypatch.setattr(keras.layers.LSTM, "__doc__", None)
    with pytest.raises(LookupError, match="not documented"):
        keras_texts.spelled_out()
