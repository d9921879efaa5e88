"""How fast a layer can be at the most on this machine, and what stands in its way.

The limit of a call is the largest of four times, each of which no call can do without: its
multiply-adds at the rate of one core, its bytes at the rate at which one core reads as many, what
the framework takes for a call of an empty layer, and what it takes to go through as many steps of
an empty recurrence, called in the same way on the same batch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import keras
import numpy as np

from harness.benchmarks.core_rates import core_rates
from harness.benchmarks.devices import Device, cudnn_use
from harness.benchmarks.drawn_data import GATES, SIZES, drawn
from harness.benchmarks.empty_layers import EmptyLayer, EmptyRecurrence
from harness.benchmarks.layers import Forward, LayerCase, TrainingStep
from harness.benchmarks.stopwatch import least_cpu
from harness.benchmarks.timed_process import timing_core
from harness.benchmarks.timed_session import staying_on
from harness.benchmarks.ways import UNROLLED
from harness.benchmarks.work import work_of

REPEATABLE = 0.03
"""What a limit may change by from one measurement to the next, relative to it."""
_SECONDS = 0.4
"""Of processor time to time an empty layer, on one core and on all."""


class FasterThanLimitError(Exception):
    """A result that is faster than its limit: the limit is wrong, or the result."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The least time of a call.

    Args:
        terms: Seconds of one core by what takes them: ``arithmetic``, ``memory``, ``call`` and,
            of a recurrence, ``steps``.
        kernel: What the rate of arithmetic was measured with; empty where it is not known.
    """

    terms: Mapping[str, float]
    kernel: str = ""

    @property
    def binding(self) -> str:
        """The name of the largest term."""
        return max(self.terms, key=self.terms.__getitem__)

    @property
    def seconds(self) -> float:
        """The largest term."""
        return self.terms[self.binding]

    def ratio(self, seconds: float) -> float:
        """Divide a time by the limit.

        Args:
            seconds: The time of a call, all its threads together.

        Raises:
            FasterThanLimitError: It is below 1 by more than the limit is repeatable.
        """
        found = seconds / self.seconds
        if found < 1 - REPEATABLE:
            raise FasterThanLimitError(
                f"{seconds:.4g} s is {found:.3f} of the limit, {self.seconds:.4g} s for"
                f" {self.binding}: the limit is wrong, or not all was computed or timed"
            )
        return found


def limit_of(case: LayerCase, device: Device, layer: keras.layers.Layer) -> Limit:
    """Measure the limit of a case; what cases share is measured once.

    Args:
        case: What is timed.
        device: What it runs on: of a GPU the rates of arithmetic and memory are not known.
        layer: The layer that is timed; one of cuDNN's has no loop of Keras' own.
    """
    work, terms = work_of(case.layer, case.size, case.action), {}
    kernel = ""
    if not device.is_gpu:
        rates = core_rates()
        kernel = rates.kernel
        terms = {
            "arithmetic": work.operations / rates.arithmetic,
            "memory": work.size / rates.reading_among(work.size),
        }
    example = "Embedding" if case.layer == "Embedding" else "Dense"
    if case.layer == "OneHot":
        example = case.layer
    terms["call"] = _floor(example, case.size, case.action, case.way, "call", device.place)
    if case.layer in GATES and cudnn_use(layer, device) != "yes":
        loop = _floor("Dense", case.size, case.action, case.way, "steps", device.place)
        # both directions of a Bidirectional layer are gone through by one core
        terms["steps"] = 2 * loop - terms["call"] if case.layer == "Bidirectional" else loop
    return Limit(terms, kernel)


@cache
def _floor(inputs_of: str, size: str, action: str, way: str, what: str, place: str) -> float:
    """Time an empty layer, in the way and on the inputs of a layer of that size."""
    inputs = drawn(inputs_of, size).inputs
    layer = EmptyLayer() if what == "call" else EmptyRecurrence(way == UNROLLED)
    with keras.device(place):
        layer.build(inputs.shape)
        run = _empty_run(layer, inputs, action, way)
        run()
        # on an idle machine TensorFlow's threads wait for each other in loops on several cores,
        # which takes up to half as much again of the processor's time; on one core they cannot
        with staying_on(timing_core()):
            on_one = least_cpu(run, _SECONDS)
        return min(on_one, least_cpu(run, _SECONDS))


def _empty_run(
    layer: keras.layers.Layer, inputs: Any, action: str, way: str
) -> Callable[[], object]:
    if action == "forward":
        return Forward(layer, inputs, way)
    return TrainingStep(layer, (inputs, np.zeros((1, 1, 1), np.float32)), way, rate=1e-3)


def describe_limit(case: LayerCase, limit: Limit, seconds: float) -> dict[str, Any]:
    """Say how far a time is from its limit.

    Args:
        case: What was timed.
        limit: Its limit.
        seconds: The time of a call, all its threads together.

    Returns:
        ``layer``; ``flops`` and ``bytes`` of the case, its ``batch``; ``cpu``: the seconds;
        ``limit``, ``ratio``, ``binds``, and all ``terms``; and the ``kernel``.
    """
    work = work_of(case.layer, case.size, case.action)
    return {
        "layer": case.layer,
        "flops": work.operations,
        "bytes": work.size,
        "batch": SIZES[case.size].batch,
        "cpu": seconds,
        "limit": limit.seconds,
        "ratio": limit.ratio(seconds),
        "binds": limit.binding,
        "terms": dict(limit.terms),
        "kernel": limit.kernel,
    }
