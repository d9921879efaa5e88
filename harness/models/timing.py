"""How much processor time calls take."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, Mapping

import numpy as np


def least_seconds(calls: Mapping[str, Callable[[], Any]], rounds: int = 10) -> Dict[str, float]:
    """Time calls in turn, so that a busy machine is no nearer to one of them than to another.

    Args:
        calls: What to call, by name; what it returns is waited for. Each is called once before.
        rounds: How often each is timed.

    Returns:
        For each the least seconds of processor time, all its threads together.
    """
    for call in calls.values():
        np.asarray(call())
    seen: Dict[str, float] = dict.fromkeys(calls, float("inf"))
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.process_time()
            np.asarray(call())
            seen[name] = min(seen[name], time.process_time() - start)
    return seen
