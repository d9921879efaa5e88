"""The document on film reviews cut into subwords, and its bidirectional LSTM."""

from __future__ import annotations

from typing import Any, List, Sequence

import numpy as np
import tensorflow as tf
from tensorflow import keras

from harness.models.law_sides import two_sides
from harness.models.networks import LayerData, built_network
from harness.models.sessions import least_seconds, seeded


def build_sentiment(words: int = 100, mask_zero: bool = False) -> keras.Model:
    """Build an embedding, an LSTM of 64 units in both directions and two dense layers.

    Args:
        words: Rows of the embedding.
        mask_zero: Whether the embedding masks padding.
    """
    layers: List[LayerData] = [
        {"Embedding": [words, 64, {"mask_zero": mask_zero}]},
        {"Bidirectional": {"LSTM": 64}},
        {"Dense": [64, {"activation": "relu"}]},
        {"Dense": 1},
    ]
    return built_network(layers, [None])


def initials(term: str = "Long Short-Term Memory") -> str:
    """Abbreviate a term by the first letters of its words.

    Args:
        term: The term; a hyphen parts words, too.
    """
    return "".join(word[0].upper() for word in term.replace("-", " ").split())


def padded_batch(lengths: Sequence[int] = (3, 5, 2, 4), batch_size: int = 2) -> dict[str, Any]:
    """Batch sequences of different lengths, each the numbers from 1 to its length.

    Args:
        lengths: The length of each sequence.
        batch_size: Sequences a batch.

    Returns:
        `shapes` of the batches, and `rows`, the content of the first.
    """
    sequences = tf.data.Dataset.from_generator(
        lambda: (_counting(length) for length in lengths),
        output_signature=tf.TensorSpec([None], tf.int64),
    )
    padded = [batch.numpy() for batch in sequences.padded_batch(batch_size)]
    return {"shapes": [list(batch.shape) for batch in padded], "rows": padded[0]}


def masking(length: int = 10, size: int = 64, seed: int = 42) -> dict[str, Any]:
    """Compare predictions for a sequence with and without padding, unmasked and masked.

    The network is untrained; whether padding changes a prediction does not depend on training.

    Args:
        length: Length of the sequence.
        size: Length that zeros pad it to.

    Returns:
        `default`, whether an embedding masks zeros by default; for `unmasked` and `masked`
        the predictions `plain` and `padded` and their `difference`.
    """
    plain = np.array([_counting(length)])
    padded = np.pad(plain, [(0, 0), (0, size - length)])
    measured: dict[str, Any] = {"default": bool(keras.layers.Embedding(2, 2).mask_zero)}
    for name, mask_zero in (("unmasked", False), ("masked", True)):
        with seeded(seed):
            model = build_sentiment(mask_zero=mask_zero)
        first, second = float(model(plain)[0, 0]), float(model(padded)[0, 0])
        measured[name] = {"plain": first, "padded": second, "difference": abs(first - second)}
    return measured


def threshold(output: float = 0.5, probability: float = 0.5) -> dict[str, Any]:
    """Relate the network's raw output to the probability of a positive review.

    Args:
        output: A raw output, as the network gives it.
        probability: A probability.

    Returns:
        `activation` of the last layer; the `probability` that the raw output stands for; the
        raw `output` that stands for the given probability.
    """
    odds = probability / (1 - probability)
    return {
        "activation": build_sentiment().layers[-1].activation.__name__,
        "probability": float(tf.sigmoid(output)),
        "output": float(np.log(odds)),
    }


def float_indices(length: int = 10, seed: int = 42) -> dict[str, Any]:
    """Predict for indices as integers and as float32.

    Args: as for `masking`.

    Returns:
        `same`, whether both predictions are equal, and the `shape` of a prediction.
    """
    with seeded(seed):
        model = build_sentiment()
    integers = np.array([_counting(length)])
    first, second = model.predict(integers, verbose=0), model(tf.cast(integers, tf.float32))
    return {
        "same": bool(np.allclose(first, second, atol=1e-6)),
        "shape": list(first.shape),
    }


def shuffle_buffer(
    samples: int = 25000, buffer_size: int = 10000, seed: int = 42
) -> dict[str, Any]:
    """Shuffle a counting data set through a buffer.

    Args:
        samples: Elements of the data set.
        buffer_size: Elements of the buffer.
        seed: Seed of the shuffle.

    Returns:
        `permutation`, whether every element comes out once; `largest_lead`, how many places
        before its own an element comes out at most; `largest_delay`, how many after.
    """
    shuffled = tf.data.Dataset.range(samples).shuffle(buffer_size, seed=seed)
    order = next(iter(shuffled.batch(samples))).numpy()
    lead = order - np.arange(samples)
    return {
        "permutation": bool((np.sort(order) == np.arange(samples)).all()),
        "largest_lead": int(lead.max()),
        "largest_delay": int(-lead.min()),
    }


def _counting(length: int) -> list[int]:
    return list(range(1, length + 1))


def lookup_table(words: int = 8185, dimensions: int = 64) -> dict[str, Any]:
    """Look every index of a fresh embedding up.

    Args:
        words: Number of indices.
        dimensions: Length of each vector.

    Returns:
        `left`, how many different vectors come out, and their length; `right`, how many indices
        went in, and the length asked for; `wrong` as `two_sides`; and `trainable`, whether all
        its weights are.
    """
    layer = keras.layers.Embedding(words, dimensions)
    vectors = np.asarray(layer(np.arange(words)))
    wrong = {
        "one word less": [words - 1, dimensions],
        "one vector for all words": [1, dimensions],
        "words and dimensions exchanged": [dimensions, words],
        "one dimension less": [words, dimensions - 1],
    }
    found = [len(np.unique(vectors, axis=0)), vectors.shape[-1]]
    return {
        **two_sides(found, [words, dimensions], wrong),
        "trainable": len(layer.trainable_weights) == len(layer.weights),
    }


def cost(words: int = 8185, dimensions: int = 64, length: int = 256) -> dict[str, float]:
    """Time an embedding and a dense layer over one-hot rows on the same words.

    Args:
        words: Number of words.
        dimensions: Length of each vector.
        length: How many words of each of four texts are looked up.

    Returns:
        The least seconds of a call, `lookup` and `product`.
    """
    random = np.random.RandomState(0)
    indices = tf.constant(random.randint(words, size=(4, length)))
    embedding, product = _pair(words, dimensions, random)
    return least_seconds(
        {
            "lookup": lambda: embedding(indices),
            "product": lambda: product(tf.one_hot(indices, words)),
        }
    )


def _pair(
    words: int, dimensions: int, random: np.random.RandomState
) -> tuple[keras.layers.Layer, keras.layers.Layer]:
    vectors = random.standard_normal((words, dimensions)).astype(np.float32)
    embedding = keras.layers.Embedding(words, dimensions)
    product = keras.layers.Dense(dimensions, use_bias=False)
    embedding.build((None, None))
    product.build((None, None, words))
    for layer in (embedding, product):
        layer.set_weights([vectors])
    return embedding, product
