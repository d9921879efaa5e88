"""Devices are found and named; a GPU run needs no change, which a fake list of devices shows."""

from types import SimpleNamespace

import keras
import pytest
import tensorflow as tf

from harness.benchmarks import devices, time_limits
from harness.benchmarks.devices import Device
from harness.benchmarks.layers import LayerCase

GPU = Device("gpu:0", "A card")


@pytest.fixture
def card(monkeypatch):
    """Make TensorFlow say that it has two GPUs, the second without a name."""
    config = tf.config
    cards = [SimpleNamespace(name=f"/physical_device:GPU:{number}") for number in range(2)]
    details = {cards[0].name: {"device_name": "A card"}, cards[1].name: {}}
    monkeypatch.setattr(
        config, "list_physical_devices", lambda kind=None: cards if kind == "GPU" else []
    )
    monkeypatch.setattr(
        config, "list_logical_devices", lambda kind=None: cards if kind == "GPU" else []
    )
    monkeypatch.setattr(config.experimental, "get_device_details", lambda gpu: details[gpu.name])


def test_the_processor_comes_first_and_is_named():
    cpu = devices.found_devices()[0]
    assert cpu.place == "cpu:0"
    assert cpu.name
    assert not cpu.is_gpu


def test_every_gpu_is_found_and_named(card):
    assert devices.found_devices()[1:] == (GPU, Device("gpu:1", "/physical_device:GPU:1"))
    assert GPU.is_gpu


def test_the_places_are_ones_that_keras_knows():
    with keras.device(devices.found_devices()[0].place):
        assert float(keras.ops.ones(())) == 1


@pytest.mark.parametrize("name", ["LSTM", "GRU"])
def test_cudnn_is_used_where_its_criteria_are_met(name, card):
    layer = getattr(keras.layers, name)
    assert devices.cudnn_use(layer(2), GPU) == "yes"
    for options in ({"unroll": True}, {"activation": "relu"}, {"use_bias": False}):
        assert devices.cudnn_use(layer(2, **options), GPU) == "no: the criteria are not met"
    assert devices.cudnn_use(keras.layers.Bidirectional(layer(2)), GPU) == "yes"


def test_cudnn_is_not_for_other_layers_and_other_devices():
    assert devices.cudnn_use(keras.layers.SimpleRNN(2), GPU) == "no: neither an LSTM nor a GRU"
    assert devices.cudnn_use(keras.layers.LSTM(2), Device("cpu:0", "")) == "no: not a GPU"


def test_the_limit_of_a_fused_kernel_on_a_gpu_is_a_call(card, monkeypatch):
    """Neither the rates of a core nor the loop of Keras bind it."""
    monkeypatch.setattr(time_limits, "_floor", lambda *key: {"call": 1e-4, "steps": 1e-2}[key[4]])
    case = LayerCase("LSTM", "20x50", "forward", "function")
    fused, written_out = keras.layers.LSTM(20), keras.layers.LSTM(20, unroll=True)
    assert time_limits.limit_of(case, GPU, fused).terms == {"call": 1e-4}
    assert time_limits.limit_of(case, GPU, written_out).binding == "steps"


def test_the_facts_name_versions_and_threads():
    facts = devices.timing_facts()
    assert facts["tensorflow"] == tf.__version__
    assert facts["backend"] == keras.backend.backend()
    assert facts["cores"] >= 1
    assert facts["threads"].keys() == {"within", "between"}
