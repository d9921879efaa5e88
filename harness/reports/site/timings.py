"""A run of the benchmarks, as pytest-benchmark writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class TimingsError(Exception):
    """A file of benchmarks that cannot be read."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What one benchmark took, in seconds.

    Args:
        name: Its name.
        group: What it is compared with; empty where it stands alone.
        low: The fastest round.
        first: The lower quartile.
        median: The middle.
        third: The upper quartile.
        high: The slowest round.
        rounds: How many rounds there were.
        extra: What the benchmark itself reports.
    """

    name: str
    group: str
    low: float
    first: float
    median: float
    third: float
    high: float
    rounds: int
    extra: Mapping[str, Any]

    @property
    def spread(self) -> float:
        """The interquartile range in seconds."""
        return self.third - self.first


@dataclass(frozen=True, slots=True)
class Timings:
    """A run of the benchmarks.

    Args:
        file: Where it was read from.
        date: When it ran, ISO 8601.
        machine: What it ran on.
        timings: The benchmarks, in the file's order.
    """

    file: str
    date: str
    machine: Mapping[str, str]
    timings: tuple[Timing, ...]

    @property
    def groups(self) -> dict[str, list[Timing]]:
        """The benchmarks by group."""
        found: dict[str, list[Timing]] = {}
        for timing in self.timings:
            found.setdefault(timing.group, []).append(timing)
        return found


def read_timings(path: Path) -> Timings:
    """Read a file that ``--benchmark-json`` wrote.

    Raises:
        TimingsError: It cannot be read, or holds something else.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        timings = tuple(map(_timing, data["benchmarks"]))
        return Timings(path.as_posix(), str(data["datetime"]), _machine(data), timings)
    except OSError as error:
        raise TimingsError(f"{path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TimingsError(
            f"{path}: no whole file of benchmarks ({type(error).__name__}: {error}); "
            "write one with tox -e benchmarks -- --benchmark-json FILE"
        ) from error


def _timing(row: dict[str, Any]) -> Timing:
    stats = row["stats"]
    parts = (float(stats[name]) for name in ("min", "q1", "median", "q3", "max"))
    low, first, median, third, high = parts
    return Timing(
        name=str(row["name"]),
        group=str(row["group"] or ""),
        low=low,
        first=first,
        median=median,
        third=third,
        high=high,
        rounds=int(stats["rounds"]),
        extra=dict(row.get("extra_info") or {}),
    )


def _machine(data: dict[str, Any]) -> dict[str, str]:
    info, commit = data["machine_info"], data.get("commit_info") or {}
    cpu = info.get("cpu") or {}
    found = {
        "processor": cpu.get("brand_raw") or info.get("processor"),
        "threads": cpu.get("count"),
        "system": " ".join(str(info.get(name) or "") for name in ("system", "release")).strip(),
        "python": info.get("python_version"),
        "commit": commit.get("id"),
    }
    return {name: str(value) for name, value in found.items() if value}
