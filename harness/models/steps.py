"""Batches per epoch, counted on real pipelines."""

from __future__ import annotations

import numpy as np
import tensorflow as tf
from tensorflow import keras


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
