"""The smallest recurrent network."""

from __future__ import annotations

from typing import Any

from harness.models.networks import network_summary


def plain_layer(units: int = 3, timesteps: int | None = 2, features: int = 10) -> dict[str, Any]:
    """Summarise one SimpleRNN.

    Args:
        units: Size of the hidden state.
        timesteps: Length of the sequences; None leaves it free.
        features: Features per time step.

    Returns: as `summarise`.
    """
    return network_summary([{"SimpleRNN": units}], [timesteps, features])
