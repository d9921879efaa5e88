"""How many times as long one network takes as another, in one run that lets them take turns."""

from __future__ import annotations

from typing import Dict, Sequence

import numpy as np

from harness.models.forecasting_networks import BUILDERS
from harness.models.networks import LayerData, built_network
from harness.models.sessions import epoch, least_seconds
from harness.models.subword_sentiment import cost


def forecasting_epochs(timesteps: int = 50, samples: int = 1600) -> Dict[str, float]:
    """Time an epoch of training of the linear, the recurrent and the deep recurrent network.

    Args:
        timesteps: Steps a series.
        samples: Series of an epoch; all networks have as many, so that the ratios of their times
            do not depend on it.

    Returns:
        The least seconds of processor time of an epoch, `dense`, `recurrent` and `deep`; and the
        ratios `recurrent_by_dense` and `deep_by_recurrent`.
    """
    inputs = np.random.RandomState(0).rand(samples, timesteps, 1).astype(np.float32)
    names = {"dense": "dense", "recurrent": "simple", "deep": "deep"}
    epochs = {name: epoch(BUILDERS[network](), inputs) for name, network in names.items()}
    found = least_seconds(epochs, rounds=5)
    return {
        **found,
        "recurrent_by_dense": found["recurrent"] / found["dense"],
        "deep_by_recurrent": found["deep"] / found["recurrent"],
    }


def sequence_epochs(
    short: int = 50, long: int = 500, units: int = 20, samples: int = 320
) -> Dict[str, float]:
    """Time an epoch of training of a recurrent network on short and on long sequences.

    Args:
        short: Time steps of the short ones.
        long: Time steps of the long ones.
        units: Size of the state.
        samples: Sequences of an epoch.

    Returns:
        The least seconds of processor time of an epoch, `short` and `long`; and `ratio`, of the
        second to the first.
    """
    epochs = {}
    for name, timesteps in (("short", short), ("long", long)):
        model = built_network([{"SimpleRNN": units}, {"Dense": 1}], [timesteps, 1])
        epochs[name] = epoch(model, np.zeros((samples, timesteps, 1), np.float32))
    return _with_ratio(least_seconds(epochs, rounds=5), "long", "short")


def review_epochs(
    words: int = 1000, length: int = 500, units: int = 32, samples: int = 128
) -> Dict[str, float]:
    """Time an epoch on reviews, of recurrent layers and of a dense one in their place.

    Args:
        words: Size of the vocabulary.
        length: Words a review.
        units: Size of the vectors and of the first state; the second is half as large.
        samples: Reviews of an epoch.

    Returns:
        The least seconds of processor time of an epoch, `recurrent` and `dense`; and `ratio`, of
        the first to the second.
    """
    first = {"return_sequences": True, "dropout": 0.15, "recurrent_dropout": 0.15}
    middles: Dict[str, Sequence[LayerData]] = {
        "recurrent": [{"SimpleRNN": [units, first]}, {"SimpleRNN": units // 2}],
        "dense": ["Flatten", {"Dense": units}],
    }
    reviews = np.random.RandomState(0).randint(words, size=(samples, length))
    epochs = {
        name: epoch(
            built_network([{"Embedding": [words, units]}, *middle, {"Dense": 1}], [length]), reviews
        )
        for name, middle in middles.items()
    }
    return _with_ratio(least_seconds(epochs, rounds=5), "recurrent", "dense")


def lookup_ratio(words: int = 8185, dimensions: int = 64, length: int = 1024) -> Dict[str, float]:
    """Time the product of one-hot vectors beside the lookup that gives the same.

    Args: as for `subword_sentiment.cost`.

    Returns:
        As it; and `ratio`, of the product's seconds to the lookup's.
    """
    return _with_ratio(cost(words, dimensions, length), "product", "lookup")


def _with_ratio(seconds: Dict[str, float], longer: str, shorter: str) -> Dict[str, float]:
    return {**seconds, "ratio": seconds[longer] / seconds[shorter]}
