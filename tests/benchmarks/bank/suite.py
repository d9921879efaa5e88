"""The suite that the bank of traces is recorded with: five benchmarks, and a slower form of each.

``HARNESS_SLOWER=1`` in the environment makes each the slower form, as a change of code would.
"""

import os

import numpy as np
import pytest

SLOWER = os.environ.get("HARNESS_SLOWER") == "1"
STEPS = 30


def drawn(*shape):
    return np.random.default_rng(1).normal(0, 0.3, shape).astype("float32")


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_states(inputs, kernel, recurrent, twice=False):
    """The states of an LSTM without bias; with a gate's product computed twice where asked for."""
    units = recurrent.shape[0]
    state = memory = np.zeros((inputs.shape[0], units), inputs.dtype)
    for step in range(inputs.shape[1]):
        gates = inputs[:, step] @ kernel + state @ recurrent
        if twice:
            gates[:, :units] = inputs[:, step] @ kernel[:, :units] + state @ recurrent[:, :units]
        enter, forget, output = (sigmoid(gates[:, k * units : (k + 1) * units]) for k in (0, 1, 3))
        memory = forget * memory + enter * np.tanh(gates[:, 2 * units : 3 * units])
        state = output * np.tanh(memory)
    return state


@pytest.fixture(scope="session")
def tf():
    return pytest.importorskip("tensorflow")


def test_lstm_with_more_steps(benchmark, tf):
    steps = round(1.1 * STEPS) if SLOWER else STEPS
    inputs, layer = drawn(16, steps, 16), tf.keras.layers.LSTM(32, use_bias=False)
    states = tf.function(layer)
    result = np.asarray(states(inputs))
    kernel, recurrent = layer.get_weights()
    np.testing.assert_allclose(result, lstm_states(inputs, kernel, recurrent), atol=1e-4)
    tensor = tf.constant(inputs)
    benchmark(lambda: states(tensor).numpy())


def test_eager_recurrence(benchmark, tf):
    inputs, layer = drawn(8, 4, 8), tf.keras.layers.SimpleRNN(8, unroll=True)
    graph = tf.function(layer)
    np.testing.assert_allclose(graph(inputs), layer(inputs), atol=1e-5)
    tensor, called = tf.constant(inputs), layer if SLOWER else graph
    benchmark(lambda: called(tensor).numpy())


def test_product_in_double(benchmark):
    left, right = drawn(192, 192), drawn(192, 192)
    exact = left.astype("float64") @ right.astype("float64")
    np.testing.assert_allclose(left @ right, exact, atol=1e-3)
    if SLOWER:
        left, right = left.astype("float64"), right.astype("float64")
    benchmark(lambda: left @ right)


def test_extra_copy(benchmark):
    values = drawn(400, 256)
    assert np.allclose(sigmoid(values) + sigmoid(-values), 1, atol=1e-6)
    if SLOWER:
        benchmark(lambda: sigmoid(values.copy()).copy())
    else:
        benchmark(lambda: sigmoid(values))


def test_gate_product_twice(benchmark):
    inputs, kernel, recurrent = drawn(16, 12, 32), drawn(32, 256), drawn(64, 256)
    once, twice = (lstm_states(inputs, kernel, recurrent, again) for again in (False, True))
    np.testing.assert_allclose(once, twice, atol=1e-6)
    benchmark(lstm_states, inputs, kernel, recurrent, SLOWER)
