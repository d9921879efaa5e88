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
