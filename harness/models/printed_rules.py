"""What documents say of Python, of printed lines and of texts in Keras."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from typing import TYPE_CHECKING, Any, List

import numpy as np
from tensorflow import keras

from harness.models.law_sides import two_sides
from harness.models.sessions import seeded

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def parses(source: str = "pass") -> dict[str, Any]:
    """Test whether Python can parse a piece of source, without running it.

    Args:
        source: One or more lines.

    Returns:
        `parses`, and `exception`, the type name of the error, or None.
    """
    try:
        ast.parse(source)
    except SyntaxError as error:
        return {"parses": False, "exception": type(error).__name__}
    return {"parses": True, "exception": None}


def as_text(minor: int = 100, minimum: int = 20) -> dict[str, bool]:
    """Test by text (`left`) and by numbers (`right`) whether 0.MINOR is at least 0.MINIMUM.

    Args:
        minor: Second part of the tested release.
        minimum: Second part of the oldest release that is accepted.
    """
    return {"left": f"0.{minor}" >= f"0.{minimum}", "right": minor >= minimum}


def as_tuples(major: int = 3, minor: int = 5) -> dict[str, Any]:
    """Test by tuples (`left`) and part by part (`right`) whether a release is 3.5 or later.

    Args:
        major: First part of the tested release.
        minor: Second part.
    """
    later = major > 3 or (major == 3 and minor >= 5)
    wrong = {
        "as text": f"{major}.{minor}" >= "3.5",
        "by the first part alone": major >= 3,
        "by the second part alone": minor >= 5,
        "both parts at least as large": major >= 3 and minor >= 5,
        "later, not equal": (major, minor) > (3, 5),
        "as a decimal fraction": float(f"{major}.{minor}") >= 3.5,
    }
    return two_sides((major, minor) >= (3, 5), later, wrong)


def float32(value: float = 0.5) -> float:
    """Print a number of single precision and read it again.

    Args:
        value: The number.

    Returns:
        The number that the shortest digits stand for that tell it from its neighbours in
        float32; the same number, if it has just these digits.
    """
    return float(str(np.float32(value)))


_UNITS, _WORDS, _WINDOW = 8, 50, 3


def order_dependence(
    layer: str = "SimpleRNN", timesteps: int = 6, seed: int = 0
) -> dict[str, bool]:
    """Test what the outputs of an untrained layer depend on besides the words themselves.

    Args:
        layer: Embedding, Dense, Conv1D, SimpleRNN, LSTM or GRU; all but an Embedding read the
            vectors of an embedding.
        timesteps: Length of the sequence, all of different words.
        seed: Seed of weights and words.

    Returns:
        `context`, whether the output at the last word changes with the words before it; `order`,
        whether it changes with their order alone; `place`, whether the output at a word changes
        when the sequence is turned round.
    """
    with seeded(seed):
        run = _outputs_of(layer)
        words = np.random.permutation(_WORDS)[: 2 * timesteps]
        told, others = words[:timesteps], words[timesteps:]
        swapped = np.concatenate([told[-2::-1], told[-1:]])
        replaced = np.concatenate([others[:-1], told[-1:]])
        reference = run(told)
        return {
            "context": _differ(run(replaced)[-1], reference[-1]),
            "order": _differ(run(swapped)[-1], reference[-1]),
            "place": _differ(run(told[::-1])[::-1], reference),
        }


def _outputs_of(layer: str) -> Callable[[NDArray[Any]], NDArray[Any]]:
    embedding = keras.layers.Embedding(_WORDS, _UNITS, embeddings_initializer="random_normal")
    reader = None if layer == "Embedding" else _reader(layer)

    def outputs(words: NDArray[Any]) -> NDArray[Any]:
        vectors = embedding(words[np.newaxis])
        return np.asarray(vectors if reader is None else reader(vectors))[0]

    return outputs


def _reader(layer: str) -> keras.layers.Layer:
    if layer == "Dense":
        return keras.layers.Dense(_UNITS)
    if layer == "Conv1D":
        return keras.layers.Conv1D(_UNITS, _WINDOW, padding="causal")
    return getattr(keras.layers, layer)(_UNITS, return_sequences=True)


def _differ(left: NDArray[Any], right: NDArray[Any]) -> bool:
    return not np.allclose(left, right, atol=1e-6)


_ESCAPES = re.compile(r"\x1b\[[\d;]*m|[\b\r]")


def header() -> str:
    """Read the line over the columns of a printed summary, without the spaces around it."""
    return _line("Layer (type)")


def total(parameters: int = 4908) -> str:
    """Read the line of a printed summary that counts parameters, such as `Total params: 42`.

    Args:
        parameters: How many the network has.
    """
    return _line("Total params", parameters)


def bar(step: int = 103, steps: int = 782) -> str:
    """Print the progress of an epoch and read the line up to the end of its bar.

    Args:
        step: Batches done.
        steps: Batches of the epoch.
    """
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        keras.utils.Progbar(steps).update(step, finalize=False)
    line = _ESCAPES.sub("", printed.getvalue()).strip()
    counter, _, rest = line.partition(" ")
    return f"{counter} {rest.split(' ')[0]}"


def _line(begins: str, parameters: int = 1) -> str:
    dense = keras.layers.Dense(1, use_bias=False)
    model = keras.Sequential([keras.Input(shape=(parameters,)), dense])
    lines: List[str] = []
    model.summary(print_fn=lambda text, **_: lines.extend(text.splitlines()))
    return next(line.strip() for line in lines if begins in line)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
