import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models.naming import automatic_names

kinds = ["SimpleRNN", "Dense", "Embedding", "Dropout"]


def test_the_first_model_and_layer_have_no_number():
    assert automatic_names() == [{"model": "sequential", "layers": ["simple_rnn"]}]


def test_every_kind_is_counted_through_the_session():
    cells = [["SimpleRNN"], ["SimpleRNN", "SimpleRNN", "Dense"]]
    assert automatic_names(cells) == [
        {"model": "sequential", "layers": ["simple_rnn"]},
        {"model": "sequential_1", "layers": ["simple_rnn_1", "simple_rnn_2", "dense"]},
    ]


def test_a_wrapped_layer_uses_up_a_name_too():
    cells = [[["Bidirectional", "LSTM"]], ["LSTM"]]
    assert [cell["layers"] for cell in automatic_names(cells)] == [["bidirectional"], ["lstm_1"]]


def test_a_layer_alone_in_a_list_is_a_layer():
    assert automatic_names([[["SimpleRNN"]]]) == automatic_names([["SimpleRNN"]])


def test_names_continue_after_those_of_the_session():
    before = {"sequential": 16, "embedding": 2, "lstm": 1}
    assert automatic_names([["Embedding", "LSTM"]], before) == [
        {"model": "sequential_16", "layers": ["embedding_2", "lstm_1"]}
    ]


def test_a_used_up_wrapper_uses_up_nothing_else():
    before = {"bidirectional": 2, "time_distributed": 1}
    cells = [[["Bidirectional", "SimpleRNN"], ["TimeDistributed", "Dense"]], ["Dense"]]
    assert [cell["layers"] for cell in automatic_names(cells, before)] == [
        ["bidirectional_2", "time_distributed_1"],
        ["dense_1"],
    ]


@settings(max_examples=5, deadline=None)
@given(st.dictionaries(st.sampled_from(["simple_rnn", "dropout"]), st.integers(1, 4)))
def test_the_next_number_is_how_many_came_before(before):
    (cell,) = automatic_names([["SimpleRNN", "Dropout"]], before)
    expected = [
        f"{name}_{before[name]}" if name in before else name for name in ("simple_rnn", "dropout")
    ]
    assert cell["layers"] == expected


@settings(max_examples=5, deadline=None)
@given(st.lists(st.lists(st.sampled_from(kinds), max_size=3), max_size=3))
def test_no_name_occurs_twice_in_a_session(cells):
    measured = automatic_names(cells)
    given_names = [name for cell in measured for name in [cell["model"], *cell["layers"]]]
    assert len(set(given_names)) == len(given_names)


def test_the_session_is_left_fresh():
    automatic_names([["Dense"]], {"dense": 3})
    assert keras.layers.Dense(1).name == "dense"


@pytest.mark.parametrize("cell", [["Bidirectional"], [["Dense", "LSTM"]], [["Dropout", "A", "B"]]])
def test_a_wrapper_takes_one_layer_and_another_layer_none(cell):
    with pytest.raises((ValueError, LookupError)):
        automatic_names([cell])


@pytest.mark.parametrize(
    ("cells", "before"), [([["NoSuchLayer"]], {}), ([["Dense"]], {"no_such_counter": 1})]
)
def test_an_unknown_layer_or_counter_is_an_error(cells, before):
    with pytest.raises(LookupError):
        automatic_names(cells, before)


def test_recurrent_layers_can_be_stacked():
    (found,) = automatic_names([["Embedding", "LSTM", "LSTM", "Dense"]], {"lstm": 3})
    assert found["layers"] == ["embedding", "lstm_3", "lstm_4", "dense"]
