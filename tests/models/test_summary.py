import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tensorflow import keras

from harness.models.summary import output_shape, summarise

sizes = st.integers(1, 6)


def built(*layers):
    return keras.Sequential([keras.Input(shape=(4,)), *layers])


def test_a_summary_has_names_types_shapes_and_parameters_of_every_layer():
    model = built(keras.layers.Dense(3, name="first"), keras.layers.ReLU(name="second"))
    assert summarise(model)["layers"] == [
        {"name": "first", "type": "Dense", "output_shape": [None, 3], "parameters": 15},
        {"name": "second", "type": "ReLU", "output_shape": [None, 3], "parameters": 0},
    ]


def test_a_summary_has_the_name_and_the_output_shape_of_the_model():
    model = keras.Sequential([keras.Input(shape=(4,)), keras.layers.Dense(3)], name="mine")
    summary = summarise(model)
    assert (summary["name"], summary["output_shape"]) == ("mine", [None, 3])


def test_untrained_statistics_count_as_non_trainable():
    summary = summarise(built(keras.layers.BatchNormalization()))
    assert summary["total_parameters"] == 16
    assert summary["trainable_parameters"] == 8
    assert summary["non_trainable_parameters"] == 8


def test_a_frozen_layer_counts_as_non_trainable():
    summary = summarise(built(keras.layers.Dense(3, trainable=False)))
    assert (summary["trainable_parameters"], summary["non_trainable_parameters"]) == (0, 15)


def test_memory_is_the_text_that_the_release_prints():
    model = built(keras.layers.Dense(64), keras.layers.BatchNormalization())
    assert summarise(model)["memory"] == {
        "total": "2.25 KB",
        "trainable": "1.75 KB",
        "non_trainable": "512.00 B",
    }


def test_memory_is_none_where_the_release_prints_none(monkeypatch):
    model = built(keras.layers.Dense(3))
    monkeypatch.setattr(model, "summary", lambda print_fn: print_fn("Total params: 15"))
    memory = {"total": None, "trainable": None, "non_trainable": None}
    assert summarise(model)["memory"] == memory


def test_memory_is_found_in_coloured_and_boxed_text(monkeypatch):
    model = built(keras.layers.Dense(3))
    printed = "\u2502\x1b[1m Total params: \x1b[0m15 (60.00 B)\u2502"
    monkeypatch.setattr(model, "summary", lambda print_fn: print_fn(printed, line_break=False))
    assert summarise(model)["memory"]["total"] == "60.00 B"


def test_a_model_without_an_input_is_refused():
    model = keras.Sequential([keras.layers.Dense(3)], name="open")
    with pytest.raises(ValueError, match="'open' is not built"):
        summarise(model)


def test_the_shape_of_an_input_layer_is_a_plain_list():
    entry = keras.Input(shape=(2, 10), batch_size=8)
    model = keras.Model(entry, keras.layers.Flatten()(entry))
    assert [row["output_shape"] for row in summarise(model)["layers"]] == [[8, 2, 10], [8, 20]]


def test_several_outputs_have_a_list_of_shapes():
    entry = keras.Input(shape=(4,))
    model = keras.Model(entry, [keras.layers.Dense(1)(entry), keras.layers.Dense(2)(entry)])
    assert summarise(model)["output_shape"] == [[None, 1], [None, 2]]


def test_named_outputs_have_named_shapes():
    entry = keras.Input(shape=(4,))
    outputs = {"mean": keras.layers.Dense(1)(entry), "spread": keras.layers.Dense(2)(entry)}
    assert output_shape(keras.Model(entry, outputs)) == {"mean": [None, 1], "spread": [None, 2]}


def test_a_single_output_in_a_list_has_a_plain_shape():
    entry = keras.Input(shape=(4,))
    assert output_shape(keras.Model(entry, [keras.layers.Dense(1)(entry)])) == [None, 1]


def test_a_scalar_for_every_sample_has_one_axis():
    entry = keras.Input(shape=())
    model = keras.Model(entry, keras.layers.Activation("tanh")(entry))
    assert summarise(model)["output_shape"] == [None]


def test_a_layer_that_occurs_twice_has_its_shape():
    entry, layer = keras.Input(shape=(4,)), keras.layers.Dense(4)
    model = keras.Model(entry, layer(layer(entry)))
    assert [row["output_shape"] for row in summarise(model)["layers"]] == [[None, 4], [None, 4]]


def test_a_layer_outside_of_a_model_has_no_static_shape():
    assert output_shape(keras.layers.Dense(3)) is None


@settings(max_examples=10, deadline=None)
@given(units=st.lists(sizes, min_size=1, max_size=3))
def test_the_parameters_of_the_layers_add_up_to_the_total(units):
    summary = summarise(built(*[keras.layers.Dense(count) for count in units]))
    by_layer = sum(row["parameters"] for row in summary["layers"])
    assert summary["total_parameters"] == by_layer
    assert summary["trainable_parameters"] + summary["non_trainable_parameters"] == by_layer
