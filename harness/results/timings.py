"""Timings of the benchmarks, read from a file of pytest-benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import (
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictStr,
    TypeAdapter,
    ValidationError,
)

from harness.results.frames import DataFrame, cells, frame
from harness.texts.reading import read_text

_MOST = 256 * 2**20
_NO_FILE = "no whole file of benchmarks"
_CONFIG = ConfigDict(strict=True, allow_inf_nan=False)
"""How the file of another project is read: it may have keys that are not read here."""
_WAY = "write one with tox -e benchmarks -- --benchmark-json FILE"


class TimingsError(Exception):
    """A file of benchmarks that cannot be read."""


def _stat(name: str) -> Any:
    return Field(validation_alias=AliasPath("stats", name))


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a benchmark is from the least time that its machine allows.

    Args:
        limit: That time in seconds.
        ratio: Its own time over the limit.
        binds: What the limit is made of, such as ``arithmetic``.
        layer: What was timed; empty where it does not say.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(allow_inf_nan=False)

    limit: Annotated[float, Field(gt=0, strict=True)]
    ratio: Annotated[float, Field(gt=0, strict=True)]
    binds: StrictStr
    layer: StrictStr = ""


_DISTANCE = TypeAdapter(Distance)


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one benchmark took, in seconds.

    Args:
        name: Its name.
        group: The group in which it is compared; empty for none.
        low: The fastest round.
        first: The lower quartile.
        median: The middle.
        third: The upper quartile.
        high: The slowest round.
        rounds: How many rounds there were.
        extra: What the benchmark itself reports.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG

    name: str
    group: Annotated[str, BeforeValidator(lambda group: group or "")]
    low: Annotated[float, _stat("min")]
    first: Annotated[float, _stat("q1")]
    median: Annotated[float, _stat("median")]
    third: Annotated[float, _stat("q3")]
    high: Annotated[float, _stat("max")]
    rounds: Annotated[int, _stat("rounds")]
    extra: Annotated[Mapping[str, Any], Field(validation_alias="extra_info")] = field(
        default_factory=dict
    )

    @property
    def spread(self) -> float:
        """The interquartile range in seconds."""
        return self.third - self.first

    @property
    def label(self) -> str:
        """Its name within its table: the parameters of its test, where it has some."""
        return self.name.partition("[")[2].removesuffix("]") or self.name

    @property
    def distance(self) -> Distance | None:
        """How far it is from its limit; None where it does not know one."""
        try:
            return _DISTANCE.validate_python(self.extra)
        except ValidationError:
            return None

    @property
    def other(self) -> dict[str, Any]:
        """What it reports beside that distance."""
        known = [item.name for item in fields(Distance)] if self.distance else []
        return {name: value for name, value in self.extra.items() if name not in known}


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

    def frame(self) -> DataFrame:
        """Make a data frame with a row for each benchmark.

        Returns:
            Columns named as the fields of ``Timing``: times in seconds, ``extra`` as JSON text.

        Raises:
            ExtraError: pandas is not installed.
        """
        return frame(map(cells, self.timings), [item.name for item in fields(Timing)])

    @property
    def groups(self) -> dict[str, list[Timing]]:
        """The benchmarks by group."""
        found: dict[str, list[Timing]] = {}
        for timing in self.timings:
            found.setdefault(timing.group, []).append(timing)
        return found

    @property
    def distances(self) -> dict[str, list[Timing]]:
        """The benchmarks that know their limit, by what was timed."""
        found: dict[str, list[Timing]] = {}
        for timing in self.timings:
            if timing.distance is not None:
                found.setdefault(timing.distance.layer, []).append(timing)
        return found


def read_timings(path: Path) -> Timings:
    """Read a file that ``--benchmark-json`` wrote.

    Raises:
        TimingsError: It cannot be read, or holds something else; the message names the place.
    """
    try:
        file = _File.model_validate_json(read_text(path, _MOST))
    except OSError as error:
        raise TimingsError(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise TimingsError(f"{path}: {_NO_FILE} ({place}: {first['msg']}); {_WAY}") from error
    except ValueError as error:
        raise TimingsError(f"{path}: {_NO_FILE} ({error}); {_WAY}") from error
    return Timings(path.as_posix(), file.datetime, _machine(file), tuple(file.benchmarks))


class _Part(BaseModel):
    model_config = _CONFIG


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
    benchmarks: list[Timing]


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
