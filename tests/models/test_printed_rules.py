"""What documents say of Python, of printed lines and of texts in Keras."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.models import printed_rules


@given(st.floats(0, 1, width=32))
def test_shortest_digits_stand_for_their_number(value):
    assert np.float32(printed_rules.float32(value)) == np.float32(value)


def test_digits_beyond_single_precision_are_noticed():
    assert printed_rules.float32(0.22828916) == 0.22828916
    assert printed_rules.float32(0.123456789) != 0.123456789


@pytest.mark.parametrize("text", ["pass", "# a comment", "-x", "model.add(1)"])
def test_python_parses(text):
    assert printed_rules.parses(text) == {"parses": True, "exception": None}


@pytest.mark.parametrize("text", ["-" * 75, "f(", "In [2]:\nx"])
def test_text_that_is_not_python_does_not_parse(text):
    measured = printed_rules.parses(text)
    assert measured["parses"] is False
    assert measured["exception"] == "SyntaxError"


@pytest.mark.parametrize(("minor", "passes"), [(9, True), (100, False), (3, True)])
def test_text_passes_some_older_releases_and_fails_some_newer_ones(minor, passes):
    assert printed_rules.as_text(minor) == {"left": passes, "right": not passes}


@given(st.integers(10, 99))
def test_text_is_right_for_two_digits(minor):
    compared = printed_rules.as_text(minor)
    assert compared["left"] is compared["right"]


@given(st.integers(0, 9), st.integers(0, 50))
def test_tuples_are_compared_part_by_part(major, minor):
    compared = printed_rules.as_tuples(major, minor)
    assert compared["left"] is compared["right"]


@pytest.mark.parametrize("layer", ["SimpleRNN", "LSTM", "GRU"])
def test_a_recurrent_layer_depends_on_order_and_context(layer):
    assert printed_rules.order_dependence(layer) == {"context": True, "order": True, "place": True}


@pytest.mark.parametrize("layer", ["Embedding", "Dense"])
def test_a_layer_that_treats_words_alone_depends_on_neither(layer):
    assert printed_rules.order_dependence(layer) == {
        "context": False,
        "order": False,
        "place": False,
    }


def test_a_convolution_depends_on_the_words_in_its_window():
    assert printed_rules.order_dependence("Conv1D")["order"]


@pytest.mark.parametrize("step", [3, 103])
def test_the_line_begins_with_the_counter_and_holds_a_bar(step):
    counter, bar = printed_rules.bar(step).split(" ")
    assert counter == f"{step}/782"
    assert len(bar) >= 20
    assert "ETA" not in bar


def test_the_header_names_the_three_columns():
    header = printed_rules.header()
    assert header == header.strip()
    for name in ("Layer (type)", "Output Shape", "Param #"):
        assert name in header


@pytest.mark.parametrize("parameters", [7, 4908])
def test_the_total_counts_the_parameters_asked_for(parameters):
    total = printed_rules.total(parameters)
    assert total.replace(",", "").startswith(f"Total params: {parameters}")
