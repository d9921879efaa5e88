"""The results of `fit`, `evaluate` and `predict`, and the batches that they count."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.keras_api import attempt


class _Batches(keras.callbacks.Callback):
    """Validation batches of each epoch."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def on_test_batch_end(self, *_: object, **__: object) -> None:
        self.seen += 1


class _SampleCount(keras.metrics.Metric):
    """Number of samples seen in one pass."""

    def __init__(self) -> None:
        super().__init__(name="samples")
        self.seen = self.add_weight(name="seen", shape=(), initializer="zeros")

    def update_state(self, y_true: tf.Tensor, *_: object, **__: object) -> None:
        self.seen.assign_add(tf.cast(tf.shape(y_true)[0], tf.float32))

    def result(self) -> tf.Tensor:
        return tf.identity(self.seen)

    def reset_state(self) -> None:
        self.seen.assign(0.0)

    reset_states = reset_state  # the name that Keras before 2.5 calls


class _BatchCount(keras.callbacks.Callback):
    """Number of training and validation batches of a fit."""

    def __init__(self) -> None:
        super().__init__()
        self.train = 0
        self.validation = 0

    def on_train_batch_end(self, *_: object, **__: object) -> None:
        self.train += 1

    def on_test_batch_end(self, *_: object, **__: object) -> None:
        self.validation += 1


def history(
    epochs: int = 10,
    accuracy: bool = True,
    validation: bool = True,
    batches: int = 40,
    validation_steps: int | None = None,
) -> dict[str, Any]:
    """Fit a small network on a data set of batches and read what `fit` returns.

    Args:
        epochs: Passes over the data.
        accuracy: Whether accuracy is a metric.
        validation: Whether there is a validation set, as large as the training set.
        batches: Batches of each set.
        validation_steps: Validation batches an epoch; all where None.

    Returns:
        `type` of the result; `keys` of its history, sorted; `epochs`, the entries of the loss;
        `validation_batches` of each epoch.
    """
    model, data, counter = _compiled(accuracy), _batched(batches), _Batches()
    held_out = {"validation_data": data, "validation_steps": validation_steps}
    result = model.fit(
        data,
        epochs=epochs,
        shuffle=False,
        verbose=0,
        callbacks=[counter],
        **(held_out if validation else {}),
    )
    return {
        "type": type(result).__name__,
        "keys": sorted(result.history),
        "epochs": len(result.history["loss"]),
        "validation_batches": counter.seen / epochs,
    }


def evaluation(batches: int = 3) -> dict[str, Any]:
    """Evaluate a small network with a loss and an accuracy.

    Args:
        batches: Batches of the data set.

    Returns:
        `count` of the values that come back; `first`, what the first is: `loss`, `accuracy` or
        None.
    """
    model, data = _compiled(accuracy=True), _batched(batches)
    values = model.evaluate(data, verbose=0)
    named = model.evaluate(data, verbose=0, return_dict=True)
    alike = [name for name, value in named.items() if abs(value - values[0]) < 1e-6]
    return {"count": len(values), "first": alike[0] if len(alike) == 1 else None}


def encoder_decoder_without_targets(timesteps: int = 3, units: int = 4) -> dict[str, Any]:
    """Train a network of an encoder and a decoder on inputs alone.

    Args:
        units: Size of both states.

    Returns: as `api.accepts`.
    """
    model = keras.Sequential(
        [
            keras.Input(shape=(timesteps, 1)),
            keras.layers.LSTM(units),
            keras.layers.RepeatVector(timesteps),
            keras.layers.LSTM(units, return_sequences=True),
            keras.layers.Dense(1),
        ]
    )
    model.compile(loss="mse", optimizer="adam")
    return attempt(lambda: model.fit(np.zeros((2, timesteps, 1), np.float32), verbose=0))


def padded_pairs(samples: int = 70, batch_size: int = 64) -> dict[str, list[int]]:
    """Batch pairs of a sequence and a label with `padded_batch`, given the batch size alone.

    Args:
        samples: Number of pairs; their lengths run from its own number down to 1.
        batch_size: Pairs a batch.

    Returns:
        The shapes `text` and `label` of the first batch.
    """
    pairs = tf.data.Dataset.from_generator(
        lambda: ((list(range(length)), length % 2) for length in range(samples, 0, -1)),
        output_signature=(tf.TensorSpec([None], tf.int64), tf.TensorSpec([], tf.int64)),
    )
    text, label = next(iter(pairs.padded_batch(batch_size)))
    return {"text": list(text.shape), "label": list(label.shape)}


def positional_learning_rate(value: float = 1e-4) -> float:
    """Pass Adam one positional argument and read its learning rate.

    Args:
        value: The argument.
    """
    return float(np.asarray(keras.optimizers.Adam(value).learning_rate))


def batches(samples: int = 25000, batch_size: int = 32) -> dict[str, int]:
    """Count the batches of one pass over a data set.

    Args:
        samples: Number of elements.
        batch_size: Elements a batch.

    Returns:
        `batches`, and `last`, the number of elements in the last batch.
    """
    sizes = [len(batch) for batch in tf.data.Dataset.range(samples).batch(batch_size)]
    return {"batches": len(sizes), "last": sizes[-1] if sizes else 0}


def fit_steps(
    samples: int = 2560, validation_split: float = 0.2, batch_size: int = 32
) -> dict[str, int]:
    """Count what one epoch of `fit` trains and validates on.

    Args:
        samples: Number of samples given to `fit`.
        validation_split: Share that `fit` holds out.
        batch_size: Samples a batch.

    Returns:
        `train_samples`, `validation_samples`, `train_steps` and `validation_steps`.
    """
    model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer="sgd", metrics=[_SampleCount()])
    counter = _BatchCount()
    zeros = np.zeros((samples, 1), np.float32)
    history = model.fit(
        zeros,
        zeros,
        batch_size=batch_size,
        validation_split=validation_split,
        callbacks=[counter],
        verbose=0,
    ).history
    return {
        "train_samples": int(history["samples"][0]),
        "validation_samples": int(history.get("val_samples", [0])[0]),
        "train_steps": counter.train,
        "validation_steps": counter.validation,
    }


def _compiled(accuracy: bool) -> keras.Model:
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    model.compile(
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(1e-4),
        metrics=["accuracy"] if accuracy else None,
    )
    return model


def _batched(batches: int) -> tf.data.Dataset:
    random = np.random.RandomState(0)
    inputs = random.standard_normal((batches, 2)).astype(np.float32)
    targets = random.randint(2, size=(batches, 1))
    return tf.data.Dataset.from_tensor_slices((inputs, targets)).batch(1)
