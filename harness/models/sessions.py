"""What a session does beside computing: seeds, time, memory."""

from __future__ import annotations

import random
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, Mapping

import numpy as np
import tensorflow as tf
from tensorflow import keras

if TYPE_CHECKING:
    from collections.abc import Callable


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Seed Python, NumPy and TensorFlow, and restore their generators afterwards.

    Keras 3 and late Keras 2 releases draw initialisers from Python's generator, earlier ones from
    TensorFlow's; seeding one of them alone is not enough.

    Args:
        seed: The seed of all three generators.
    """
    python_state, numpy_state = random.getstate(), np.random.get_state()
    random.seed(seed)
    np.random.seed(seed)
    tf.random.set_seed(seed)
    try:
        yield
    finally:
        random.setstate(python_state)
        np.random.set_state(numpy_state)
        tf.random.set_seed(None)


def seeded_weights(seed: int = 42, units: int = 1, features: int = 50) -> dict[str, Any]:
    """Initialise a dense layer twice, seeding NumPy and TensorFlow before each.

    Python's own generator is left alone.

    Args:
        seed: Seed of both generators.
        units: Outputs of the layer.
        features: Inputs of the layer.

    Returns:
        `repeat`, whether both kernels are equal, and their largest `difference`.
    """
    state = np.random.get_state()
    try:
        first, second = (_seeded_kernel(seed, units, features) for _ in range(2))
    finally:
        np.random.set_state(state)
        tf.random.set_seed(None)
    return {
        "repeat": bool(np.array_equal(first, second)),
        "difference": float(np.abs(first - second).max()),
    }


def _seeded_kernel(seed: int, units: int, features: int) -> np.ndarray:
    np.random.seed(seed)
    tf.random.set_seed(seed)
    layer = keras.layers.Dense(units)
    layer.build((None, features))
    return layer.get_weights()[0]


def least_seconds(calls: Mapping[str, Callable[[], Any]], rounds: int = 10) -> Dict[str, float]:
    """Time calls in turn, so that a busy machine is no nearer to one of them than to another.

    Args:
        calls: What to call, by name; what it returns is waited for. Each is called once before.
        rounds: How often each is timed.

    Returns:
        For each the least seconds of processor time, all its threads together.
    """
    for call in calls.values():
        np.asarray(call())
    seen: Dict[str, float] = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.process_time()
            np.asarray(call())
            seen[name] = min(seen[name], time.process_time() - start)
    return seen


def epoch(model: keras.Model, inputs: np.ndarray) -> Callable[[], Any]:
    """Return what trains a network for an epoch in batches of 32, for zeros as targets.

    It is no step of `train_on_batch`, which Keras 3.0 traces anew at each call.

    Args:
        model: The network, not compiled yet.
        inputs: Its inputs (samples, ...).
    """
    model.compile(optimizer="sgd", loss="mse")
    targets = np.zeros((len(inputs), 1), np.float32)
    return lambda: model.fit(inputs, targets, batch_size=32, verbose=0).history["loss"]


_SEQUENCE_LAYERS: dict[str, Callable[[], keras.layers.Layer]] = {
    "SimpleRNN": lambda: keras.layers.SimpleRNN(3, return_sequences=True),
    "LSTM": lambda: keras.layers.LSTM(3, return_sequences=True),
    "GRU": lambda: keras.layers.GRU(3, return_sequences=True),
    "Dense": lambda: keras.layers.Dense(3),
}


def carried(layer: str = "SimpleRNN", timesteps: int = 4, seed: int = 0) -> dict[str, bool]:
    """Test which outputs of a layer change when one step of one sample does.

    Args:
        layer: SimpleRNN, LSTM, GRU or Dense.
        timesteps: Steps a sample.

    Returns:
        `later_steps`, whether changing the first step changes the output of any later one;
        `earlier_steps`, whether changing the last step changes that of any earlier one;
        `other_samples`, whether either changes the output of another sample.
    """
    with seeded(seed):
        inputs = np.random.rand(2, timesteps, 3).astype(np.float32)
        made = _SEQUENCE_LAYERS[layer]()
        before = np.asarray(made(inputs))
    first, last = inputs.copy(), inputs.copy()
    first[0, 0] += 1.0
    last[0, -1] += 1.0
    after_first, after_last = np.asarray(made(first)), np.asarray(made(last))
    return {
        "later_steps": _differ(before[0, 1:], after_first[0, 1:]),
        "earlier_steps": _differ(before[0, :-1], after_last[0, :-1]),
        "other_samples": _differ(before[1], after_first[1]) or _differ(before[1], after_last[1]),
    }


def images(seed: int = 0) -> dict[str, bool]:
    """Test whether a convolution's output for an image depends on the previous image.

    Args:
        seed: Seed of images and weights.

    Returns:
        `same_image`, whether changing the first image changes its own output; `next_image`,
        whether it changes that of the second.
    """
    with seeded(seed):
        pair = np.random.rand(2, 6, 6, 1).astype(np.float32)
        layer = keras.layers.Conv2D(2, 3)
        before = np.asarray(layer(pair))
    changed = pair.copy()
    changed[0] += 1.0
    after = np.asarray(layer(changed))
    return {
        "same_image": _differ(before[0], after[0]),
        "next_image": _differ(before[1], after[1]),
    }


def cell_outputs(units: int = 3, features: int = 1, samples: int = 2) -> dict[str, Any]:
    """Count the tensors that a dense layer and a recurrent cell return for one step.

    Args:
        units: Outputs.

    Returns:
        `dense` and `cell`, the number of tensors each returns; `state`, the shape of the cell's
        state; `kept`, whether the state is the output itself.
    """
    inputs = tf.ones((samples, features))
    cell = keras.layers.SimpleRNNCell(units)
    output, states = cell(inputs, [tf.zeros((samples, units))])
    states = states if isinstance(states, (list, tuple)) else [states]
    return {
        "dense": len(_tensors(keras.layers.Dense(units)(inputs))),
        "cell": 1 + len(states),
        "state": list(states[0].shape),
        "kept": bool(np.array_equal(np.asarray(output), np.asarray(states[0]))),
    }


def kept_numbers(units: int = 20) -> dict[str, int]:
    """Count the numbers that a recurrent layer keeps of the steps it has seen.

    Returns:
        `after_50_steps` and `after_500_steps`, the size of the state of one sample.
    """
    layer = keras.layers.SimpleRNN(units, return_state=True)
    _, short = layer(np.zeros((1, 50, 1), np.float32))
    _, long = layer(np.zeros((1, 500, 1), np.float32))
    return {"after_50_steps": np.asarray(short).size, "after_500_steps": np.asarray(long).size}


def run_times(timesteps: int = 50, samples: int = 32, runs: int = 10) -> dict[str, float]:
    """Time a dense and a recurrent layer of as many outputs on the same batch.

    Args:
        timesteps: Steps a sample, of one value each.
        samples: Samples of the batch.
        runs: How often either is timed; the fastest run counts.

    Returns:
        `dense` and `recurrent`, seconds.
    """
    inputs = tf.zeros((samples, timesteps, 1))
    return {
        "dense": _fastest(keras.layers.Dense(1), tf.reshape(inputs, (samples, timesteps)), runs),
        "recurrent": _fastest(keras.layers.SimpleRNN(1), inputs, runs),
    }


def _fastest(layer: keras.layers.Layer, inputs: tf.Tensor, runs: int) -> float:
    call = tf.function(layer)
    call(inputs)  # the first call builds the graph
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        call(inputs)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _tensors(outputs: object) -> list[object]:
    return list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]


def _differ(left: np.ndarray, right: np.ndarray) -> bool:
    return bool((left != right).any())
