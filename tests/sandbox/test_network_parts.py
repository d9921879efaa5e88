"""What a network is made of, and how two of them differ."""

from types import SimpleNamespace

import pytest

from harness.sandbox.network_parts import differing_parts, parts_of_network


def layer(kind="Dense", module="keras.src.layers.core.dense", weights=((2, 1), (1,)), **settings):
    made = type(kind, (), {"__module__": module})()
    made.get_config = lambda: {"name": "dense_7", "dtype": "float32", **settings}
    made.weights = [SimpleNamespace(shape=shape) for shape in weights]
    return made


def network(*layers, parameters=3):
    return parts_of_network(SimpleNamespace(layers=layers, count_params=lambda: parameters))


def test_names_and_input_layers_say_nothing_of_what_is_computed():
    inside = network(layer("InputLayer"), layer(units=1))
    assert inside["layers"] == [
        {"class": "Dense", "settings": {"units": 1}, "weights": [[2, 1], [1]]}
    ]
    assert differing_parts(inside, network(layer(units=1))) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ((layer(units=2),), "layer 1: units 2, not 1"),
        ((layer("LSTM", units=1),), "layer 1: LSTM, not Dense"),
        ((layer(units=1, weights=[(2, 1)]),), "layer 1: weights [[2, 1]], not [[2, 1], [1]]"),
        ((layer(units=1), layer(units=1)), "2 layers, not 1"),
        ((layer(module="page", units=1),), "layer 1: its own, not Dense"),
    ],
)
def test_what_differs_is_named_by_its_layer(other, said):
    assert differing_parts(network(layer(units=1)), network(*other)) == [said]


def test_another_number_of_parameters_is_a_difference():
    other = network(layer(units=1), parameters=4)
    assert differing_parts(network(layer(units=1)), other) == ["4 parameters, not 3"]


def test_a_cell_of_the_authors_own_is_known_by_the_weights_of_its_layer():
    mine, theirs = layer("RNN", units=1, cell="Mine"), layer("RNN", units=1, cell="Theirs")
    assert differing_parts(network(mine), network(theirs)) != []
    mine.cell, theirs.cell = layer("Mine", "page"), layer("Theirs", "ours.models")
    assert differing_parts(network(mine), network(theirs)) == []


def test_a_layer_of_the_authors_own_is_known_by_its_weights_alone():
    mine, theirs = layer("Mine", "page", units=1), layer("Theirs", "ours.models", width=1)
    assert differing_parts(network(mine), network(theirs)) == []


def test_a_cell_that_does_not_say_how_it_was_made_stops_nothing():
    def refused():
        raise NotImplementedError

    mine = layer("RNN", units=1)
    mine.cell = type("Mine", (), {"__module__": "page", "get_config": refused})()
    mine.get_config = lambda: {"units": 1, "cell": mine.cell.get_config()}
    assert network(mine)["layers"][0]["settings"] == {"units": 1}
