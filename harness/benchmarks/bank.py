"""The bank: rounds that were recorded, to measure the error rates of a decision with.

Conditions of same code have three equal processes a round; in one of slower code the third process
runs the slower form of each benchmark. A condition of files has one process a round, timed by
pytest-benchmark itself: what it saves. Logarithms are kept in steps of 1e-4.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, inf, log
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from harness.benchmarks.costs import Samples, block_costs, round_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANK = Path(__file__).with_name("bank.npz")
STATISTICS = ("mean", "median", "min")
"""Of all samples of a process by the clock: what pytest-benchmark saves, and compares."""

_STEP = 1e-4
_FEWEST_FILES = 16
_FORMAT = "harness-bank/2"


class BankError(Exception):
    """A bank that cannot be read."""


@dataclass
class Trace:
    """The recorded rounds of one benchmark under one condition.

    Attributes:
        costs: The log of what a call costs in seconds: by round, by process, by block.
        saved: The log of each statistic of STATISTICS: by round, by process.
    """

    costs: list[list[list[float]]] = field(default_factory=list)
    saved: list[list[list[float]]] = field(default_factory=list)

    def add(self, blocks: Sequence[Sequence[Samples]]) -> None:
        """Add a round.

        Args:
            blocks: The samples: by block, by process.
        """
        processes = list(zip(*blocks, strict=True))
        self.costs.append([block_costs(process) for process in processes])
        self.saved.append([_saved(process) for process in processes])

    @property
    def numbers(self) -> list[tuple[float, float]]:
        """The two numbers of each round: head to base, and base to base."""
        return [round_numbers(costs) for costs in self.costs]


@dataclass
class Condition:
    """What was recorded under one condition.

    Attributes:
        traces: By benchmark.
        facts: The circumstances of each round: ``load``, ``busy`` (processors that other work
            kept busy), ``waited``, ``seconds``.
        kind: ``same`` code, ``slower`` code or ``files``.
    """

    traces: dict[str, Trace] = field(default_factory=dict)
    facts: list[dict[str, float]] = field(default_factory=list)
    kind: str = "same"

    @property
    def rounds(self) -> int:
        """How many rounds there are of every benchmark."""
        return min((len(trace.saved) for trace in self.traces.values()), default=0)

    def typical(self, fact: str) -> float:
        """Return the median of a fact over the rounds."""
        return median(facts[fact] for facts in self.facts) if self.facts else 0.0


Conditions = dict[str, Condition]


def read_bank(path: Path = BANK) -> Conditions:
    """Read a bank.

    Raises:
        BankError: It is not there, or has another format.
    """
    try:
        import numpy as np
    except ImportError as error:
        raise BankError("the bank needs NumPy; install claims-harness[statistics]") from error
    try:
        with np.load(path, allow_pickle=False) as file:
            index = json.loads(str(file["index"]))
            if index["format"] != _FORMAT:
                raise BankError(f"{path}: format {index['format']!r}, not {_FORMAT!r}")
            return {
                name: _condition(name, about, file) for name, about in index["conditions"].items()
            }
    except (EOFError, OSError, KeyError, ValueError) as error:
        raise BankError(f"{path}: no bank of traces: {error}") from error


def bank_bytes(conditions: Conditions) -> bytes:
    """Write a bank as the bytes of its file."""
    import numpy as np

    arrays: dict[str, Any] = {}
    index: dict[str, Any] = {"format": _FORMAT, "conditions": {}}
    for name, condition in conditions.items():
        index["conditions"][name] = {
            "kind": condition.kind,
            "facts": condition.facts,
            "benchmarks": list(condition.traces),
        }
        for benchmark, trace in condition.traces.items():
            arrays[f"{name}/{benchmark}/costs"] = _steps(trace.costs)
            arrays[f"{name}/{benchmark}/saved"] = _steps(trace.saved)
    file = io.BytesIO()
    np.savez_compressed(file, index=np.asarray(json.dumps(index)), **arrays)
    return file.getvalue()


def same_code_ratio(path: Path = BANK) -> float:
    """Return the largest ratio of the shortest times that two files of the same code had.

    Args:
        path: The bank; infinity where it is missing or has fewer than 16 files.
    """
    try:
        conditions = [found for found in read_bank(path).values() if found.kind == "files"]
    except BankError:
        return inf
    shortest = [
        [file[0][-1] for file in trace.saved]
        for condition in conditions
        for trace in condition.traces.values()
        if condition.rounds >= _FEWEST_FILES
    ]
    return max((exp(max(times) - min(times)) for times in shortest), default=inf)


def _condition(name: str, about: dict[str, Any], file: Any) -> Condition:
    traces = {
        benchmark: Trace(
            _logs(file[f"{name}/{benchmark}/costs"]), _logs(file[f"{name}/{benchmark}/saved"])
        )
        for benchmark in about["benchmarks"]
    }
    return Condition(traces, about["facts"], about["kind"])


def _steps(logs: Any) -> NDArray[np.int32]:
    """Round logarithms to steps, each as the difference from the one before, which packs well."""
    import numpy as np

    return np.round(np.asarray(logs) / _STEP).astype(np.int32)


def _logs(steps: NDArray[np.int32]) -> list[list[list[float]]]:
    return (steps * _STEP).tolist()


def _saved(blocks: Sequence[Samples]) -> list[float]:
    seconds = sorted(max(time, 1e-12) for block in blocks for time, _ in block)
    return [log(statistic(seconds)) for statistic in (fmean, median, min)]
