"""One round: three fresh processes side by side, two of base and one of head.

All three stand at the same benchmark, on the same core. Short blocks of calls follow one another in
random order, so that whatever else the machine does meets all three alike.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

from harness.benchmarks.timed_process import SessionEndedError, Side, TimedProcess, timing_core

BLOCK = 0.008
"""Seconds that a block of calls takes about. Where other work uses the rest of a core, as another
virtual machine may, the core's speed changes by half within milliseconds; turns must be shorter."""
BLOCKS = 48
FEWEST_BLOCKS = 5
MOST_SECONDS = 6.0
"""Seconds that the blocks of one benchmark take at most, unless the fewest take longer."""

_SAMPLE = 100e-6
"""Seconds of one sample at least: a clock's resolution and its call are small beside it."""

Blocks = list[list[list[tuple[float, float]]]]
"""Seconds and processor seconds a call: by block, by process, by sample."""


@dataclass
class RoundTimes:
    """What one round measured.

    Attributes:
        blocks: The samples of each benchmark that passed in all processes.
        margins: The margin that a benchmark states itself.
        failures: Why a benchmark could not be compared.
        absent: Benchmarks that only one side has, with that side's label.
        leaks: Files of head's sources that base ran.
        seconds: How long the round took.
    """

    blocks: dict[str, Blocks] = field(default_factory=dict)
    margins: dict[str, float] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    leaks: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class RoundPlan:
    """How rounds are played.

    Args:
        sides: Base, base once more, head.
        arguments: The arguments of pytest.
        folder: A folder for what processes leave.
        saved: A folder for the results as pytest-benchmark saves them; None for none.
        deadline: When to stop, on the monotonic clock.
        watch: Told of each benchmark, with how many come before it and how many there are.
    """

    sides: Sequence[Side]
    arguments: Sequence[str]
    folder: Path
    saved: Path | None = None
    deadline: float = float("inf")
    watch: Callable[[str, int, int], None] = lambda *_: None

    def left(self, limit: float = 600.0) -> float:
        """Say how many seconds to wait for an answer.

        Raises:
            TimeoutError: There is no time left.
        """
        self.left_for(0.0)
        return min(self.deadline - time.monotonic(), limit)

    def left_for(self, seconds: float) -> None:
        """Check that something that takes so long can still be done.

        Raises:
            TimeoutError: There is no time left for it.
        """
        if time.monotonic() + seconds > self.deadline:
            raise TimeoutError


def play_round(plan: RoundPlan, settled: Sequence[str] = ()) -> RoundTimes:
    """Start fresh processes, and time every benchmark that is not settled yet.

    What was measured before the time was used up counts.

    Args:
        plan: The sides and their arguments.
        settled: Benchmarks that are left out.

    Raises:
        SessionEndedError: A session ended before its last benchmark.
    """
    start, times = time.monotonic(), RoundTimes()
    with _processes(plan) as processes:
        try:
            names = _chosen(processes, plan, times, settled)
            core = timing_core()
            for process in processes:
                process.order(only=names, core=core)
            for number, name in enumerate(names):
                plan.watch(name, number, len(names))
                _play(processes, name, plan, times)
            times.leaks = _leaks([_awaited(process, "end", plan) for process in processes], plan)
        except TimeoutError:
            pass
        times.seconds = time.monotonic() - start
    return times


@contextlib.contextmanager
def _processes(plan: RoundPlan) -> Iterator[list[TimedProcess]]:
    """Start the sessions in random order; end them whatever happens."""
    started: dict[int, TimedProcess] = {}
    try:
        for place in random.sample(range(len(plan.sides)), len(plan.sides)):
            arguments = [*plan.arguments, *_saving(plan, place)]
            name = f"session{place}"
            started[place] = TimedProcess(plan.sides[place], arguments, plan.folder, name)
        yield [started[place] for place in sorted(started)]
    finally:
        for process in started.values():
            process.close()


def _saving(plan: RoundPlan, place: int) -> list[str]:
    """Have pytest-benchmark save what one session of each side measured."""
    name = {0: "base.json", len(plan.sides) - 1: "head.json"}.get(place)
    return [f"--benchmark-json={plan.saved / name}"] if plan.saved and name else []


def _chosen(
    processes: Sequence[TimedProcess],
    plan: RoundPlan,
    times: RoundTimes,
    settled: Sequence[str],
) -> list[str]:
    """Choose the benchmarks that all sides have, in the order of head."""
    told = [_awaited(process, "collected", plan) for process in processes]
    for process, message in zip(processes, told, strict=True):
        for name, why in message["errors"].items():
            times.failures.setdefault(name, f"not collected on {process.side.label}: {why}")
    found = [message["collected"] for message in told]
    base, head = found[0], found[-1]
    for name in dict.fromkeys([*base, *head]):
        if not all(name in names for names in found):
            times.absent[name] = plan.sides[0 if name in base else -1].label
    return [name for name in head if name not in times.absent and name not in settled]


def _awaited(process: TimedProcess, key: str, plan: RoundPlan) -> dict[str, Any]:
    """Wait for a message with a key.

    Raises:
        SessionEndedError: The session ended before, or says something else.
    """
    message = _next(process, plan)
    if key not in message:
        raise process.ended()
    return message


def _next(process: TimedProcess, plan: RoundPlan) -> dict[str, Any]:
    """Wait for a message; where the time is used up meanwhile, that is the reason told."""
    try:
        return process.answer(plan.left())
    except SessionEndedError:
        plan.left()
        raise


def _play(processes: Sequence[TimedProcess], name: str, plan: RoundPlan, times: RoundTimes) -> None:
    """Time one benchmark, and keep its times where it passes everywhere."""
    standing = [_next(process, plan) for process in processes]
    blocks = []
    if all("at" in message for message in standing):
        if standing[-1]["margin"] is not None:
            times.margins[name] = float(standing[-1]["margin"])
        blocks = _blocks(processes, standing, plan)
    done = [
        message if "done" in message else _over(process, plan)
        for process, message in zip(processes, standing, strict=True)
    ]
    for process, message in zip(processes, done, strict=True):
        if message["outcome"] != "passed":
            times.failures.setdefault(
                name, f"{message['outcome']} on {process.side.label}: {message['why']}"
            )
    if not blocks:
        times.failures.setdefault(name, "the benchmark fixture was not called")
    if name not in times.failures:
        times.blocks[name] = blocks


def _over(process: TimedProcess, plan: RoundPlan) -> dict[str, Any]:
    """Order the next test, and wait until this one is over."""
    process.order(next=True)
    return _awaited(process, "done", plan)


def _blocks(
    processes: Sequence[TimedProcess], standing: Sequence[dict[str, Any]], plan: RoundPlan
) -> Blocks:
    """Time blocks in random order, the same number of calls on all sides."""
    seconds = max(min(message["seconds"] for message in standing), 1e-9)
    looped = all(message["looped"] for message in standing)
    calls = max(1, ceil(_SAMPLE / seconds)) if looped else 1
    samples = max(1, round(BLOCK / (calls * seconds)))
    each = len(processes) * max(BLOCK, seconds)
    count = max(FEWEST_BLOCKS, min(BLOCKS, int(MOST_SECONDS / each)))
    order = list(range(len(processes)))
    blocks: Blocks = []
    for _ in range(count):
        random.shuffle(order)
        found: dict[int, list[tuple[float, float]]] = {}
        for place in order:
            processes[place].order(samples=samples, calls=calls)
            found[place] = _awaited(processes[place], "block", plan)["block"]
        blocks.append([found[place] for place in range(len(processes))])
    return blocks


def _leaks(ends: Sequence[dict[str, Any]], plan: RoundPlan) -> list[str]:
    """List files of head's sources that a session of base ran: it was not base, then."""
    base, head = plan.sides[0].root, plan.sides[-1].root
    if base == head:
        return []
    return [
        file
        for end in ends[:-1]
        for file in end["files"]
        if Path(file).is_relative_to(head) and not Path(file).is_relative_to(base)
    ]
