"""The interface of Keras: what it offers, and what it accepts."""

import warnings

import pytest
from tensorflow import keras

from harness.models import keras_api


def test_the_versions_are_those_of_the_packages():
    measured = keras_api.version()
    assert set(measured) == {"tensorflow", "keras", "numpy", "python"}
    assert measured["keras"] == keras.__version__


@pytest.mark.parametrize(
    ("of", "argument", "value"),
    [
        ("layers.SimpleRNN", "return_sequences", False),
        ("layers.SimpleRNN", "activation", "tanh"),
        ("layers.LSTM", "unit_forget_bias", True),
        ("layers.GRU", "reset_after", True),
        ("layers.Bidirectional", "merge_mode", "concat"),
        ("layers.Embedding", "mask_zero", False),
        ("layers.LayerNormalization", "epsilon", 0.001),
        ("layers.MaxPooling2D", "pool_size", [2, 2]),
        ("optimizers.Adam", "learning_rate", 0.001),
        ("callbacks.EarlyStopping", "patience", 0),
        ("callbacks.ReduceLROnPlateau", "factor", 0.1),
        ("preprocessing.sequence.pad_sequences", "padding", "pre"),
        ("preprocessing.text.Tokenizer", "num_words", None),
    ],
)
def test_a_default_is_read_from_the_signature(of, argument, value):
    assert keras_api.default(of, argument) == value


@pytest.mark.parametrize("argument", ["units", "no_such_argument"])
def test_an_argument_without_a_default_is_an_error(argument):
    with pytest.raises(LookupError, match=f"layers.Dense has no argument '{argument}'"):
        keras_api.default("layers.Dense", argument)


def test_an_inherited_constructor_has_its_defaults():
    assert keras_api.default("callbacks.ModelCheckpoint", "monitor") == "val_loss"
    assert keras_api.signature_has("layers.Flatten", "data_format")


def test_a_signature_has_named_arguments_only():
    assert keras_api.signature_has("layers.SimpleRNN", "units")
    assert not keras_api.signature_has("layers.SimpleRNN", "input_shape")


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("layers.SimpleRNN", True),
        ("preprocessing.text.Tokenizer", True),
        ("layers.CuDNNLSTM", False),
        ("no.such.path", False),
    ],
)
def test_a_name_exists_if_it_can_be_reached(path, there):
    assert keras_api.exists(path) is there


def test_an_accepted_construction_reports_nothing_else():
    accepted = {"accepted": True, "exception": None, "message": None, "warning": None}
    assert keras_api.accepts("layers.SimpleRNN", {"units": 3}) == accepted


def test_a_refused_argument_is_reported_by_type_and_first_line():
    refused = keras_api.accepts("layers.SimpleRNN", {"units": 3, "batch_input_shape": [8, 2, 10]})
    assert refused["accepted"] is False
    assert refused["exception"] == "ValueError"
    assert refused["message"].startswith("Unrecognized keyword arguments passed to SimpleRNN")


def test_a_missing_argument_is_refused():
    assert keras_api.accepts("layers.SimpleRNN")["exception"] == "TypeError"


def test_an_accepted_but_discouraged_argument_is_reported_with_its_warning():
    given = {"input_dim": 100, "output_dim": 3, "input_length": 32}
    measured = keras_api.accepts("layers.Embedding", given)
    assert measured["accepted"] is True
    assert measured["warning"] == "Argument `input_length` is deprecated. Just remove it."


def test_a_function_is_called():
    pad = "preprocessing.sequence.pad_sequences"
    assert keras_api.accepts(pad, {"sequences": [[1], [2, 3]]})["accepted"]
    assert keras_api.accepts(pad, {"sequences": [1]})["exception"] == "ValueError"


def test_a_wrapped_layer_is_described_by_its_own_path():
    inner = {"of": "layers.SimpleRNN", "arguments": {"units": 8, "return_sequences": True}}
    assert keras_api.accepts("layers.Bidirectional", {"layer": inner})["accepted"]


@pytest.mark.parametrize(
    "measure", [keras_api.accepts, keras_api.signature_has, keras_api.default, keras_api.find_api]
)
def test_an_unknown_path_is_an_error_and_no_refusal(measure):
    with pytest.raises(LookupError, match=r"has no layers\.NoSuchLayer"):
        measure("layers.NoSuchLayer")


def test_an_unknown_layer_is_an_error_and_no_refusal():
    with pytest.raises(LookupError, match=r"has no layers\.NoSuchLayer"):
        keras_api.sequential_accepts(then=[{"of": "layers.NoSuchLayer"}], arguments={"units": 1})


def test_a_sequential_model_is_built_once_its_input_is_known():
    measured = keras_api.sequential_accepts(
        "layers.SimpleRNN", {"units": 3, "input_shape": [2, 10]}
    )
    assert (measured["accepted"], measured["built"]) == (True, True)
    assert measured["output_shape"] == [None, 3]


def test_a_sequential_model_stays_open_without_an_input():
    lstm = {"of": "layers.LSTM", "arguments": {"units": 32}}
    given = {"input_dim": 100, "output_dim": 3}
    measured = keras_api.sequential_accepts("layers.Embedding", given, then=[lstm])
    assert (measured["accepted"], measured["built"]) == (True, False)
    assert measured["output_shape"] is None


def test_layers_that_do_not_fit_are_refused():
    given = {"units": 8, "input_shape": [10, 5]}
    then = [{"of": "layers.SimpleRNN", "arguments": {"units": 8}}]
    measured = keras_api.sequential_accepts("layers.SimpleRNN", given, then=then)
    assert (measured["accepted"], measured["exception"]) == (False, "ValueError")
    assert "expected ndim=3, found ndim=2" in measured["message"]


def test_an_attempt_leaves_the_warning_filters_alone():
    before = list(warnings.filters)
    keras_api.attempt(lambda: warnings.warn("seen", stacklevel=1))
    assert warnings.filters == before


def test_an_attempt_does_not_hide_an_interrupt():
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keras_api.attempt(interrupt)
