"""A printed run of the NumPy recurrence, and weights that could have printed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from harness.models.numpy_cells import simple_rnn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def _read(rows: str) -> list[list[float]]:
    return [[float(number) for number in row.split()] for row in rows.strip().splitlines()]


INPUTS = _read(
    """
    0.93679362 0.28312536 0.26017233 0.56932907
    0.44912398 0.80783303 0.04227668 0.82879041
    0.59945913 0.52241481 0.58891286 0.33280499
    0.77877785 0.24336579 0.99086586 0.1379726
    0.54610933 0.84598669 0.85937943 0.84233939
    0.41027956 0.98810542 0.2214896  0.80721748
    0.50277082 0.11929504 0.71400028 0.78613042
    0.36680646 0.85468146 0.8977861  0.97187282
    0.61733787 0.45114618 0.66857906 0.46742497
    0.54387829 0.99271519 0.69112894 0.47563419
    """
)

STATES = _read(
    """
    0.99998491 0.9998602  0.99999718 0.99998758 0.99843477 0.9999498  0.99997012 0.99998906
    0.99999411 0.99988677 0.99999855 0.99998583 0.99827419 0.99994577 0.99997031 0.99998988
    0.99998381 0.99989015 0.9999971  0.99998765 0.99886745 0.99994869 0.99996718 0.99998153
    0.99997325 0.99989941 0.99999625 0.99999015 0.99917252 0.99995628 0.99997307 0.99997973
    0.99999613 0.9999522  0.99999949 0.9999939  0.99934314 0.99998268 0.99998948 0.99999541
    0.9999954  0.99991695 0.99999907 0.99998861 0.99872396 0.99996442 0.99997596 0.99999191
    0.99998886 0.99988512 0.99999726 0.99998878 0.99866778 0.99991844 0.99998263 0.99998587
    0.99999693 0.99995385 0.99999953 0.99999375 0.99931852 0.99997881 0.9999908  0.9999952
    0.99998671 0.99990015 0.99999765 0.99998918 0.9989323  0.99995273 0.99997525 0.99998558
    0.99999321 0.9999396  0.99999912 0.99999174 0.99926495 0.99997957 0.99997894 0.99999153
    """
)

_HALF_UNIT = 5e-9


def recovered(
    inputs: Sequence[Sequence[float]] = INPUTS,
    states: Sequence[Sequence[float]] = STATES,
    carried_over: bool = True,
) -> dict[str, Any]:
    """Recover weights from a printed run and run the recurrence with them.

    Args:
        inputs: The printed inputs, (timesteps, features).
        states: The printed hidden states, (timesteps, units), rounded to 8 decimals.
        carried_over: Start from the last printed state, as a second run does that does not reset
            it; else from zeros.

    Returns:
        `states` of the run, (timesteps, units), and its `weights`, one column for each unit: of
        the features, of the state before, and the bias. The run shows that the printed one is
        possible for weights drawn from [0, 1) if its states round to the printed ones and its
        weights lie there.
    """
    given, printed = np.asarray(inputs), np.asarray(states)
    initial = printed[-1] if carried_over else np.zeros(printed.shape[1])
    previous = np.vstack([initial, printed[:-1]])
    known = np.hstack([given, previous, np.ones((len(given), 1))])
    weights = np.stack([_weights(known, unit) for unit in printed.T], axis=1)
    features = given.shape[1]
    kernel, recurrent_kernel, bias = weights[:features], weights[features:-1], weights[-1]
    run = simple_rnn(given[None], kernel, recurrent_kernel, bias, initial[None])
    return {"states": run[0], "weights": weights}


def _weights(known: NDArray[Any], states: NDArray[Any]) -> NDArray[Any]:
    """Solve for the weights of one unit, most likely under rounding and a draw from [0, 1)."""
    low, high = np.arctanh(states - _HALF_UNIT), np.arctanh(states + _HALF_UNIT)
    centre = np.full(known.shape[1], 0.5)
    # least squares with every row in units of its own standard deviation: that of a uniform error
    # of rounding, and that of a uniform weight
    rounding, spread = (high - low) / np.sqrt(12.0), 1 / np.sqrt(12.0)
    rows = np.vstack([known / rounding[:, None], np.eye(len(centre)) / spread])
    misses = ((low + high) / 2 - known @ centre) / rounding
    offset = np.linalg.lstsq(rows, np.append(misses, np.zeros(len(centre))), rcond=None)[0]
    return np.asarray(centre + offset)
