"""A group of seeds trained at once, by one program that JAX compiles for the backend of Keras.

The program is made of Keras' own parts: the model's call, its loss and its optimiser, in their
stateless form, mapped over the seeds. Nothing is imported from JAX unless Keras runs on it.
"""

from __future__ import annotations

import itertools
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from tensorflow import keras

from harness.models.forecasting import Splits
from harness.models.layer_shortcuts import shortcuts
from harness.models.sessions import seeded
from harness.subject import announce

BATCH = 32
_SMALL = 1000
"""Parameters of a network of which a core's caches hold sixteen; of others they hold four."""

SampleOrder = Callable[[int], np.ndarray]
"""Draws the order of so many samples, for the next epoch."""


class Fitted(NamedTuple):
    """One seed's training: the figures of every epoch, and the network's predictions after it."""

    history: Dict[str, List[float]]
    predict: Callable[[np.ndarray], np.ndarray]


class Plan(NamedTuple):
    """What is trained, seed by seed.

    Args:
        name: Its name, in reports of progress.
        build: Builds and compiles the network; its weights come from the seed that is set.
        draw: Draws the data of a seed; without validation data where `x_valid` is empty.
        epochs: Passes over the training data.
    """

    name: str
    build: Callable[[], keras.Model]
    draw: Callable[[int], Splits]
    epochs: int


def on_jax() -> bool:
    """Return whether Keras runs on JAX."""
    return getattr(keras, "config", None) is not None and keras.config.backend() == "jax"


def at_once(network: keras.Model) -> int:
    """Count the seeds that are trained fastest in a group."""
    return 16 if network.count_params() < _SMALL else 4


def fitted(plan: Plan, seeds: Sequence[int]) -> Iterator[Fitted]:
    """Train a network once for each seed, which decides data, initial weights and shuffles.

    What a seed gives does not depend on the seeds beside it.

    Args:
        plan: What is trained.
        seeds: The seeds; at once where Keras runs on JAX, else one after the other.
    """
    if not on_jax():
        yield from (_alone(plan, seed) for seed in seeds)
        return
    network = plan.build()
    program, count = Program(network), at_once(network)
    for first in range(0, len(seeds), count):
        group = list(seeds[first : first + count])
        # the program for fewer seeds would round otherwise: a group is always whole
        whole = group + group[-1:] * (count - len(group))
        models = [_seeded_model(plan, seed) for seed in whole]
        orders = [np.random.RandomState(seed).permutation for seed in whole]
        data = list(map(plan.draw, whole))
        trained = fit_together(models, data, plan.epochs, orders, plan.name, program)
        yield from itertools.islice(trained, len(group))


def _seeded_model(plan: Plan, seed: int) -> keras.Model:
    with seeded(seed):
        return plan.build()


def _alone(plan: Plan, seed: int) -> Fitted:
    data = plan.draw(seed)
    with seeded(seed):
        model = plan.build()
        report = keras.callbacks.LambdaCallback(
            on_epoch_end=lambda epoch, _: announce(plan.name, "epoch", epoch + 1, plan.epochs)
        )
        history = model.fit(
            data.x_train,
            data.y_train,
            epochs=plan.epochs,
            validation_data=(data.x_valid, data.y_valid) if len(data.x_valid) else None,
            callbacks=[report],
            verbose=0,
        ).history
    rows = {name: [float(value) for value in history[name]] for name in history}
    return Fitted(rows, lambda inputs: model.predict(inputs, verbose=0))


def fit_together(
    models: Sequence[keras.Model],
    data: Sequence[Splits],
    epochs: int,
    orders: Sequence[SampleOrder],
    name: str = "network",
    program: Optional[Program] = None,
) -> Iterator[Fitted]:
    """Train copies of a network at once, each from its own weights and on its own data.

    Args:
        models: The copies, built and compiled alike; they keep their initial weights.
        data: Training and validation data of each, alike in shape.
        epochs: Passes over the training data, in batches of 32.
        orders: For each copy, what draws the order of its samples in an epoch.
        name: Their name, in reports of progress.
        program: What was compiled for other copies.
    """
    program = program or Program(models[0])
    state = program.initial(models)
    train = _stacked([(part.x_train, part.y_train) for part in data])
    valid = _stacked([(part.x_valid, part.y_valid) for part in data])
    count, held_out = train[0].shape[1], valid[0].shape[1]
    losses: Dict[str, List[np.ndarray]] = {"loss": [], "val_loss": []}
    for epoch in range(epochs):
        drawn = np.stack([order(count) for order in orders])
        with shortcuts():
            state, loss = program.epoch(state, *train, drawn)
            losses["loss"].append(np.asarray(loss))
            if held_out:
                losses["val_loss"].append(np.asarray(program.held_out_loss(state, *valid)))
        announce(name, "epoch", epoch + 1, epochs)
    for index in range(len(models)):
        rows = {key: [float(row[index]) for row in rows] for key, rows in losses.items() if rows}
        yield Fitted(rows, program.predictor(state, index))


def _stacked(pairs: Sequence[Tuple[np.ndarray, np.ndarray]]) -> Tuple[np.ndarray, np.ndarray]:
    inputs = np.stack([pair[0] for pair in pairs])
    targets = np.stack([pair[1] for pair in pairs])
    return inputs.astype(np.float32), targets.astype(np.float32)


class Program:
    """The compiled training of a network, mapped over seeds.

    Args:
        model: The network, compiled; its layers, loss and optimiser are used, not its weights.
    """

    def __init__(self, model: keras.Model) -> None:
        import jax

        self._model = model
        self._loss = keras.losses.get(model.loss)
        model.optimizer.build(model.trainable_variables)
        self.epoch = jax.jit(self._epoch)
        self.held_out_loss = jax.jit(self._held_out_loss)
        self._predict = jax.jit(lambda state, x: model.stateless_call(*state[:2], x)[0])

    def initial(self, models: Sequence[keras.Model]) -> Any:
        """Stack what each network starts with: its weights, other variables, the optimiser's."""
        kinds = (
            [model.trainable_variables for model in models],
            [model.non_trainable_variables for model in models],
            [self._model.optimizer.variables] * len(models),
        )
        return tuple(
            [np.stack([np.asarray(row[at]) for row in rows]) for at in range(len(rows[0]))]
            for rows in kinds
        )

    def predictor(self, state: Any, index: int) -> Callable[[np.ndarray], np.ndarray]:
        """Return what predicts with the weights of one seed."""
        own = [[value[index] for value in kind] for kind in state]
        return lambda inputs: np.asarray(self._predict(own, inputs))

    def _epoch(self, state: Any, inputs: Any, targets: Any, order: Any) -> Any:
        import jax

        step = jax.vmap(self._step)
        return _over_batches(lambda now, part: step(now, part, inputs, targets), state, order)

    def _step(self, state: Any, chosen: Any, inputs: Any, targets: Any) -> Any:
        import jax

        weights, others, optimiser = state
        slope = jax.value_and_grad(self._batch_loss, has_aux=True)
        (loss, others), steps = slope(weights, others, inputs[chosen], targets[chosen], True)
        weights, optimiser = self._model.optimizer.stateless_apply(optimiser, steps, weights)
        return (weights, others, optimiser), loss

    def _held_out_loss(self, state: Any, inputs: Any, targets: Any) -> Any:
        import jax
        import jax.numpy as jnp

        def loss(state: Any, chosen: Any, inputs: Any, targets: Any) -> Any:
            weights, others, _ = state
            found, _ = self._batch_loss(weights, others, inputs[chosen], targets[chosen], False)
            return state, found

        step = jax.vmap(loss)
        rows = jnp.broadcast_to(jnp.arange(inputs.shape[1]), inputs.shape[:2])
        return _over_batches(lambda now, part: step(now, part, inputs, targets), state, rows)[1]

    def _batch_loss(self, weights: Any, others: Any, inputs: Any, targets: Any, train: bool) -> Any:
        import jax.numpy as jnp

        found, others = self._model.stateless_call(weights, others, inputs, training=train)
        return jnp.mean(self._loss(targets, found)), others


def _over_batches(step: Callable[[Any, Any], Any], state: Any, order: Any) -> Any:
    """Take a step for each batch, and the mean of what it says over all samples.

    Args:
        step: Takes a state and the samples of a batch, (seeds, samples).
        order: The order of samples, (seeds, all samples).
    """
    import jax

    seeds, count = order.shape
    whole = count // BATCH
    cut = order[:, : whole * BATCH].reshape(seeds, whole, BATCH).swapaxes(0, 1)
    state, found = jax.lax.scan(step, state, cut)
    total = found.sum(axis=0) * BATCH
    if count % BATCH:
        state, rest = step(state, order[:, whole * BATCH :])
        total = total + rest * (count % BATCH)
    return state, total / count
