"""Training that goes on where it was interrupted, and comes to the same as without interruption.

`BackupAndRestore` of Keras keeps weights and the number of the epoch, but not what EarlyStopping
and ReduceLROnPlateau have seen, nor the order of samples: what goes on is another training.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from tensorflow import keras

from harness.subject import Unavailable, announce

EpochFigures = Dict[str, List[float]]
Pair = Tuple[np.ndarray, np.ndarray]


class FitPlan(NamedTuple):
    """How a compiled network is trained.

    Args:
        what: What is announced as in training.
        epochs: Passes over the training set, at most.
        batch_size: Samples a batch.
        seed: Seed of the order of samples; each epoch has its own.
        folder: Where the state is kept after each epoch; it is not where None.
    """

    what: str
    epochs: int
    batch_size: int
    seed: int
    folder: Optional[str] = None


class _Batches(keras.callbacks.Callback):
    """Announces every tenth batch, so that a long epoch shows that it is alive."""

    def __init__(self, what: str, batches: int) -> None:
        super().__init__()
        self._what, self._batches = what, batches

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:  # noqa: ARG002
        if batch % 10 == 0:
            announce(self._what, "batch", batch + 1, self._batches)


def fit_resumably(
    model: keras.Model, train: Pair, test: Pair, plan: FitPlan, callbacks: Sequence[Any] = ()
) -> EpochFigures:
    """Train a network, from the first epoch that is not kept in the plan's folder.

    Args:
        model: The network, compiled and new.
        train: Inputs and labels to train on.
        test: Inputs and labels to validate on after each epoch.
        plan: How it is trained.
        callbacks: Callbacks of Keras that act after epochs.

    Returns:
        The figures of each epoch by name, `learning_rate` among them, that after the epoch.
    """
    first_rate = _learning_rate(model)
    model.optimizer.build(model.trainable_variables)
    history = _restored(model, plan)
    _begin(model, callbacks, history, first_rate)
    done = len(history.get("loss", []))
    while done < plan.epochs and not model.stop_training:
        announce(plan.what, "epoch", done, plan.epochs)
        logs = _epoch(model, train, test, plan, done)
        for callback in callbacks:
            callback.on_epoch_end(done, dict(logs))
        for name, value in {**logs, "learning_rate": _learning_rate(model)}.items():
            history.setdefault(name, []).append(value)
        done += 1
        _keep(model, plan, history)
    announce(plan.what, "epoch", plan.epochs, plan.epochs)
    return history


def _epoch(
    model: keras.Model, train: Pair, test: Pair, plan: FitPlan, epoch: int
) -> Dict[str, float]:
    """Train for one epoch, in an order that depends on the seed and the epoch alone."""
    inputs, labels = train
    order = np.random.RandomState([plan.seed, epoch]).permutation(len(inputs))
    history = model.fit(
        inputs[order],
        labels[order],
        batch_size=plan.batch_size,
        shuffle=False,
        validation_data=test,
        verbose=0,
        callbacks=[_Batches(plan.what, -(-len(inputs) // plan.batch_size))],
    ).history
    return {name: float(history[name][0]) for name in history}


def _begin(
    model: keras.Model, callbacks: Sequence[Any], history: EpochFigures, first_rate: float
) -> None:
    """Show callbacks the epochs that are already trained, so that they know what they have seen."""
    model.optimizer.learning_rate = first_rate
    model.stop_training = False
    for callback in callbacks:
        callback.set_model(model)
        callback.on_train_begin()
    for epoch in range(len(history.get("loss", []))):
        logs = {name: values[epoch] for name, values in history.items() if name != "learning_rate"}
        for callback in callbacks:
            callback.on_epoch_end(epoch, logs)


def _state(model: keras.Model) -> List[Any]:
    """List what training changes; since Keras 3 a model's variables have the seeds of dropout."""
    if callable(model.optimizer.variables):
        raise Unavailable("training that can be interrupted; it needs Keras 3")
    return [*model.variables, *model.optimizer.variables]


def _keep(model: keras.Model, plan: FitPlan, history: EpochFigures) -> None:
    """Write the state whole or not at all, for whatever ends this process."""
    if plan.folder is None:
        return
    folder = Path(plan.folder)
    folder.mkdir(parents=True, exist_ok=True)
    values = [np.asarray(value) for value in _state(model)]
    written = folder / f"state.{os.getpid()}.npz"
    np.savez(written, np.array(json.dumps(history)), *values)
    written.replace(folder / "state.npz")


def _restored(model: keras.Model, plan: FitPlan) -> EpochFigures:
    """Read the state back; where none was kept, nothing was trained."""
    if plan.folder is None:
        return {}
    with contextlib.suppress(FileNotFoundError):
        with np.load(Path(plan.folder) / "state.npz") as kept:
            history: EpochFigures = json.loads(str(kept["arr_0"]))
            for place, variable in enumerate(_state(model), 1):
                variable.assign(kept[f"arr_{place}"])
        return history
    return {}


def _learning_rate(model: keras.Model) -> float:
    # float32 holds 0.001 as 0.0010000000474974513
    rate = np.float32(np.asarray(model.optimizer.learning_rate))
    return float(np.format_float_positional(rate))
