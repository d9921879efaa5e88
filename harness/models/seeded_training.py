"""What the documents train, trained once for each of several seeds."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional

import numpy as np
from tensorflow import keras

from harness.models.forecasting import AHEAD, DATA, N_STEPS, Splits, split_series, ten_step_data
from harness.models.forecasting_networks import BUILDERS
from harness.models.ramp_and_product import _samples as drawn_products
from harness.models.ramp_and_product import build_product, build_ramp
from harness.models.seed_groups import Fitted, Plan, fitted
from harness.models.sessions import seeded
from harness.models.training import RECIPES

Scores = Callable[[Fitted, Splits, int], Dict[str, Any]]


class Lesson(NamedTuple):
    """How a document trains one of its networks.

    Args:
        build: Builds the network.
        rate: Learning rate of its Adam optimiser.
        epochs: Passes over the training data.
        draw: Draws the data of a seed.
        scores: What else is measured of the trained network.
    """

    build: Callable[[], keras.Model]
    rate: float
    epochs: int
    draw: Callable[[int], Splits]
    scores: Scores

    def compiled(self) -> keras.Model:
        """Build the network, ready to be trained."""
        model = self.build()
        model.compile(loss="mse", optimizer=keras.optimizers.Adam(learning_rate=self.rate))
        return model


def trained(
    seeds: List[int],
    network: str = "dense",
    epochs: Optional[int] = None,
    series_seed: Optional[int] = None,
) -> Iterator[Dict[str, Any]]:
    """Train a network of a document once for each seed, at once where Keras runs on JAX.

    Args:
        seeds: Seeds of data, initial weights and shuffles.
        network: A key of `LESSONS`.
        epochs: Passes over the training data; those of the document where None.
        series_seed: Draws the same data for every seed.

    Yields:
        For each seed `loss` and, where there are validation data, `val_loss`, a figure for each
        epoch; and what the lesson's `scores` measure of the trained network.
    """
    lesson = LESSONS[network]

    def draw(seed: int) -> Splits:
        return lesson.draw(seed if series_seed is None else series_seed)

    plan = Plan(network, lesson.compiled, draw, epochs or lesson.epochs)
    for index, found in enumerate(fitted(plan, seeds)):
        seed = seeds[index]
        yield {**found.history, **lesson.scores(found, draw(seed), seed)}


def forecast_errors(found: Fitted, data: Splits, _seed: int = 0) -> Dict[str, Any]:
    """Measure the forecasts of the validation series' ends, and those of the last value known.

    Returns:
        Mean squared errors of what follows the last step: `last_step`, of the network, `by_step`,
        the same for each step ahead, and `naive`, of the last value. The `first` and the `last`
        three forecasts of the first step ahead.
    """
    forecast = found.predict(data.x_valid)
    targets = data.y_valid
    # a network that answers at every step has its forecast of what follows in the last one
    if forecast.ndim > targets.ndim or targets.ndim > 2:
        forecast = forecast[:, -1]
    targets = targets.reshape(len(targets), -1, targets.shape[-1])[:, -1]
    ends = [float(value) for value in (*forecast[:3, 0], *forecast[-3:, 0])]
    return {
        **_errors(forecast, targets),
        "naive": float(np.mean((data.x_valid[:, -1] - targets) ** 2)),
        "first": ends[:3],
        "last": ends[3:],
    }


def iterated_errors(found: Fitted, data: Splits, seed: int) -> Dict[str, Any]:
    """Forecast ten steps one by one, each from the forecasts before it.

    Args:
        seed: Draws the series: those that the network with ten outputs is validated on.

    Returns:
        As `forecast_errors`, and under `ten_steps` the same for the ten steps.
    """
    series = ten_step_data(seed)
    known = series.x_valid
    for step in range(AHEAD):
        known = np.concatenate([known, found.predict(known[:, step:])[:, np.newaxis]], axis=1)
    ahead = known[:, N_STEPS:, 0]
    naive = float(np.mean((series.x_valid[:, -1] - series.y_valid) ** 2))
    return {
        **forecast_errors(found, data),
        "ten_steps": {**_errors(ahead, series.y_valid), "naive": naive},
    }


def _errors(forecast: np.ndarray, targets: np.ndarray) -> Dict[str, Any]:
    squares = (np.asarray(forecast, np.float64) - targets) ** 2
    by_step = [float(value) for value in squares.mean(axis=0)]
    return {"last_step": float(squares.mean()), "by_step": by_step}


def ramp_data(_seed: int) -> Splits:
    """Return the document's six windows of a ramp; there is nothing to validate on."""
    windows = _ramp_windows()
    return split_series(windows[1:7], np.arange(4, 10) / 10, 6, 0)


def ramp_ends(found: Fitted, _data: Splits, _seed: int) -> Dict[str, Any]:
    """Continue two windows that the network never saw.

    Returns:
        The predictions for 1.0, the `next` value of the ramp, and for 0.3, an `earlier` one.
    """
    ends = found.predict(_ramp_windows()[[7, 0]])[:, 0]
    return {"next": float(ends[0]), "earlier": float(ends[1])}


def _ramp_windows() -> np.ndarray:
    return (np.arange(8)[:, np.newaxis] + np.arange(-1, 3))[..., np.newaxis] / 10


def product_data(seed: int) -> Splits:
    """Draw 2,048 samples of the product problem to train on, and 512 to validate on."""
    with seeded(seed):
        inputs, targets = drawn_products()
    return split_series(inputs, targets, 2048, 512)


def target_variances(_found: Fitted, data: Splits, _seed: int) -> Dict[str, Any]:
    """Measure the loss of the targets' mean, in training `variance` and `held_out_variance`."""
    held_out = float(np.mean((data.y_valid - data.y_train.mean()) ** 2))
    return {"variance": float(data.y_train.var()), "held_out_variance": held_out}


_FORECASTS = {
    name: Lesson(BUILDERS[name], recipe.learning_rate, 20, DATA[recipe.targets], forecast_errors)
    for name, recipe in RECIPES.items()
}
LESSONS = {
    **_FORECASTS,
    "deep-dense": _FORECASTS["deep-dense"]._replace(scores=iterated_errors),
    "ramp": Lesson(build_ramp, 0.001, 100, ramp_data, ramp_ends),
    "product": Lesson(build_product, 0.001, 100, product_data, target_variances),
}
