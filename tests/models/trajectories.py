"""Copies of networks trained at once on JAX, in a process of its own; called by its test.

Usage: ``python trajectories.py FOLDER``, with ``KERAS_BACKEND=jax``. The folder holds the initial
weights of the copies, a file ``NETWORK.npz`` for each network.
"""

import json
import sys
from pathlib import Path

import numpy as np

from harness.models import seed_groups
from harness.models.forecasting import Splits
from harness.models.seeded_training import LESSONS

EPOCHS = 2
COPIES = (0, 1)
APART = ("layer-normalised",)
"""Networks that Keras' own `fit` trains otherwise, by 0.1 %, on TensorFlow than on JAX, and from
weights whose last bit differs."""
TRAIN, VALID = 88, 40
"""Two whole batches and a shorter one, and one of each."""


def cut(data):
    """Take a few samples of the data, which train and validate like all of them."""
    x, y = (np.concatenate(pair) for pair in (data[:4:2], data[1:4:2]))
    train = min(TRAIN, len(data.x_train))
    valid = min(VALID, len(data.x_valid))
    end = len(data.x_train) + valid
    return Splits(x[:train], y[:train], x[end - valid : end], y[end - valid : end], x[:0], y[:0])


def order_of(seed):
    """Draw the orders of samples of one copy."""
    return np.random.RandomState(seed).permutation


def by_fit(lesson, copy, model):
    """Train with `fit`, an epoch at a time, on samples in the order that is prescribed."""
    data, draw = cut(lesson.draw(copy)), order_of(copy)
    valid = {"validation_data": (data.x_valid, data.y_valid)} if len(data.x_valid) else {}
    rows = {}
    for _ in range(EPOCHS):
        order = draw(len(data.x_train))
        history = model.fit(
            data.x_train[order], data.y_train[order], shuffle=False, verbose=0, **valid
        ).history
        for name, values in history.items():
            rows.setdefault(name, []).extend(values)
    return rows


def trained_at_once(network, file):
    """Train the copies of a network; those of APART with `fit`, too, and once more nudged."""
    lesson, weights = LESSONS[network], np.load(file)
    models = [lesson.compiled() for _ in COPIES]
    for copy, model in zip(COPIES, models, strict=True):
        model.set_weights([weights[f"{copy}-{at}"] for at in range(len(model.weights))])
    data = [cut(lesson.draw(copy)) for copy in COPIES]
    found = seed_groups.fit_together(models, data, EPOCHS, [order_of(copy) for copy in COPIES])
    rows = [one.history for one in found]  # which leaves the models as they were
    if network not in APART:
        return {"at once": rows}
    nudged = []
    for model in models:
        weights = [one if not one.any() else np.nextafter(one, 9) for one in model.get_weights()]
        nudged.append(lesson.compiled())
        nudged[-1].set_weights(weights)
    named = {"fit": models, "nudged": nudged}
    fits = {way: [by_fit(lesson, *pair) for pair in enumerate(named[way])] for way in named}
    return {"at once": rows, **fits}


def alone_and_among_others(network, epochs):
    """Train a seed by itself and as the last of five: the losses of both."""
    lesson = LESSONS[network]
    plan = seed_groups.Plan(network, lesson.compiled, lambda seed: cut(lesson.draw(seed)), epochs)
    return [list(seed_groups.fitted(plan, seeds))[-1].history for seeds in ([4], [0, 1, 2, 3, 4])]


if __name__ == "__main__":
    assert seed_groups.on_jax()
    files = sorted(Path(sys.argv[1]).glob("*.npz"))
    found = {file.stem: trained_at_once(file.stem, file) for file in files}
    found["of one seed"] = {name: alone_and_among_others(name, 20) for name in ("deep", "simple")}
    sys.stdout.write(json.dumps(found))
