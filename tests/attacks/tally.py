"""How an attack went: how many inputs were tried, and which of them harmed."""

from __future__ import annotations

import contextlib
import os
import resource
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom

SLOW = 20.0
"""Seconds after which an input counts as having hung what read it."""

ROOM = 2**31
"""Bytes that an input may take; asking for more fails, and does not take the machine along."""


@dataclass
class Tally:
    """The end of an attack.

    Args:
        name: What was attacked.
        seed: What to give the attack to see the same again.
        tried: How many inputs there were.
        refused: How many of them were refused with one message.
        failed: What harmed: the seed of the input, and how.
        slowest: Seconds that the slowest input took.
    """

    name: str
    seed: int
    tried: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def __str__(self) -> str:
        numbers = f"{self.tried} tried, {self.refused} refused, {len(self.failed)} failed"
        head = f"{self.name}: {numbers}, the slowest in {self.slowest:.2f} s (seed {self.seed})"
        return "\n".join([head, *self.failed[:20]])


def seed() -> int:
    """Choose the seed of a run: ATTACK_SEED, or a new one."""
    return int(os.environ.get("ATTACK_SEED") or SystemRandom().randrange(10**9))


def count(default: int) -> int:
    """Choose how many inputs to try: ATTACK_COUNT, or so many."""
    return int(os.environ.get("ATTACK_COUNT") or default)


def attack(
    name: str,
    one: Callable[[Random], object],
    refusals: tuple[type[Exception], ...],
    number: int,
    first: int,
    keep: Callable[[], Path] | None = None,
) -> Tally:
    """Try inputs, each made from a seed of its own.

    Args:
        name: What is attacked.
        one: Makes an input and gives it to what is attacked.
        refusals: What may be raised; each is one message.
        number: How many inputs to try.
        first: The seed of the first; the others follow.
        keep: Names the file of the input, whose name a message must not go without.
    """
    tally = Tally(name, first)
    with _room():
        _try_all(tally, one, refusals, range(first, first + number), keep)
    return tally


def _try_all(
    tally: Tally,
    one: Callable[[Random], object],
    refusals: tuple[type[Exception], ...],
    seeds: range,
    keep: Callable[[], Path] | None,
) -> None:
    for number_ in seeds:
        start = time.perf_counter()
        tally.tried += 1
        try:
            one(Random(number_))
        except refusals as error:
            tally.refused += 1
            if fault := _unkind(error, keep() if keep else None):
                tally.failed.append(f"  seed {number_}: {fault}")
        except Exception as error:  # noqa: BLE001 - whatever else is raised is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            tally.failed.append(
                f"  seed {number_}: {type(error).__name__} at {place}: {error}"[:300]
            )
        seconds = time.perf_counter() - start
        tally.slowest = max(tally.slowest, seconds)
        if seconds > SLOW:
            tally.failed.append(f"  seed {number_}: took {seconds:.0f} s")


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """Let this process take only so much memory more than it has."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _unkind(error: Exception, file: Path | None) -> str:
    """Say what is wrong with a message: empty, or without the file that it is about."""
    text = str(error)
    if not text.strip():
        return f"{type(error).__name__} says nothing"
    if file is not None and str(file) not in text:
        return f"{type(error).__name__} names no file: {text[:120]}"
    return ""
