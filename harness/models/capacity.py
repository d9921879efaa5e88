"""How many parameters a recurrent network gains with its units and its layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.models.counts import simple_rnn_parameters
from harness.models.recurrent import deep_bidirectional

if TYPE_CHECKING:
    from collections.abc import Sequence


def by_units(units: Sequence[int] = (128, 256, 512, 1024), features: int = 10) -> dict[str, int]:
    """Count the parameters of SimpleRNN layers of several sizes.

    Args:
        units: Sizes of the hidden state.
        features: Features per time step.

    Returns:
        Parameters of the built layer, by units.
    """
    return {str(size): simple_rnn_parameters(size, features)["left"] for size in units}


def by_depth(depths: Sequence[int] = (1, 2, 3, 4), units: int = 8) -> dict[str, int]:
    """Count the parameters of stacks of bidirectional SimpleRNN layers.

    Args:
        depths: Numbers of layers.
        units: Size of the hidden state of each direction.

    Returns:
        Parameters of the built network, by depth.
    """
    totals = {depth: deep_bidirectional(units, depth=depth) for depth in depths}
    return {str(depth): total["total_parameters"] for depth, total in totals.items()}
