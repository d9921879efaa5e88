"""A run of the benchmarks, as pytest-benchmark writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, ValidationError

from harness.texts.reading import read_text

_MOST = 256 * 2**20
_NO_FILE = "no whole file of benchmarks"
_WAY = "write one with tox -e benchmarks -- --benchmark-json FILE"


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
        TimingsError: It cannot be read, or holds something else; the message names the place.
    """
    try:
        file = _reader().validate_json(read_text(path, _MOST))
    except OSError as error:
        raise TimingsError(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise TimingsError(f"{path}: {_NO_FILE} ({place}: {first['msg']}); {_WAY}") from error
    except ValueError as error:
        raise TimingsError(f"{path}: {_NO_FILE} ({error}); {_WAY}") from error
    timings = tuple(map(_timing, file.benchmarks))
    return Timings(path.as_posix(), file.datetime, _machine(file), timings)


class _Part(BaseModel):
    """Part of a file of another project: keys that nobody asks for may come and go."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)


class _Stats(_Part):
    min: float
    q1: float
    median: float
    q3: float
    max: float
    rounds: int


class _Benchmark(_Part):
    name: str
    group: str | None
    stats: _Stats
    extra_info: dict[str, JsonValue] = {}


class _Cpu(_Part):
    brand_raw: str | None = None
    count: int | None = None


class _MachineInfo(_Part):
    cpu: _Cpu = _Cpu()
    processor: str | None = None
    system: str | None = None
    release: str | None = None
    python_version: str | None = None


class _Commit(_Part):
    id: str | None = None


class _File(_Part):
    datetime: str
    machine_info: _MachineInfo
    commit_info: _Commit | None = None
    benchmarks: list[_Benchmark]


@cache
def _reader() -> TypeAdapter[_File]:
    return TypeAdapter(_File)


def _timing(row: _Benchmark) -> Timing:
    stats = row.stats
    return Timing(
        name=row.name,
        group=row.group or "",
        low=stats.min,
        first=stats.q1,
        median=stats.median,
        third=stats.q3,
        high=stats.max,
        rounds=stats.rounds,
        extra=row.extra_info,
    )


def _machine(file: _File) -> dict[str, str]:
    info = file.machine_info
    found = {
        "processor": info.cpu.brand_raw or info.processor,
        "threads": info.cpu.count,
        "system": " ".join(filter(None, [info.system, info.release])),
        "python": info.python_version,
        "commit": file.commit_info and file.commit_info.id,
    }
    return {name: str(value) for name, value in found.items() if value}
