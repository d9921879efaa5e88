"""Two files of pytest-benchmark, compared: far weaker than rounds, and judged accordingly.

Two files are no pairs: they hold times of other moments, and nothing in them says what else the
machine did. So a slow-down is called one only where it is larger than the shortest times of two
processes of the same code were ever seen to differ in the bank; and head is called no slower only
where even such a difference could not hide a slow-down.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from harness.benchmarks.timed_process import ONE_THREAD
from harness.results.bench_run import BenchResult, BenchRun
from harness.statistics.slowdown import MARGIN, Decision, Slowdown
from harness.texts.reading import read_text

_MOST = 256 * 2**20
_MACHINE = (
    ("node",),
    ("machine",),
    ("processor",),
    ("system",),
    ("cpu", "brand_raw"),
    ("cpu", "count"),
)
"""What tells machines apart in ``machine_info``."""


class SavedError(Exception):
    """A file that is none of pytest-benchmark's results."""


def read_saved(path: Path) -> dict[str, Any]:
    """Read a file that ``pytest --benchmark-json`` or ``--benchmark-save`` wrote.

    Raises:
        SavedError: It is none.
    """
    try:
        data = json.loads(read_text(path, _MOST))
    except (OSError, ValueError, RecursionError) as error:
        raise SavedError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if not is_saved(data):
        raise SavedError(f"{path}: no results of pytest-benchmark")
    return dict(data)


def looks_saved(path: Path) -> bool:
    """Whether a file holds results of pytest-benchmark."""
    if path.suffix != ".json" or not path.is_file():
        return False
    try:
        read_saved(path)
    except SavedError:
        return False
    return True


def is_saved(data: object) -> bool:
    """Whether JSON data are results of pytest-benchmark."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("machine_info"), dict)
        and isinstance(data.get("benchmarks"), list)
        and all(
            isinstance(item, dict) and "fullname" in item and isinstance(item.get("stats"), dict)
            for item in data["benchmarks"]
        )
    )


def save_times(arguments: Sequence[str], folder: Path) -> dict[str, Any]:
    """Run benchmarks as pytest-benchmark does, and read what it saves.

    Args:
        arguments: Those of pytest.
        folder: A folder for the file.

    Raises:
        SavedError: It saved nothing.
    """
    file = folder / "head.json"
    options = ["-q", "--benchmark-only", f"--benchmark-json={file}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, *options],
        env={**os.environ, **ONE_THREAD},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if not file.exists():
        said = (done.stdout.strip().splitlines() or ["pytest said nothing"])[-1]
        raise SavedError(f"pytest saved no times: {said}")
    return read_saved(file)


def compare_saved(
    old: Mapping[str, Any], new: Mapping[str, Any], names: tuple[str, str], same_code: float
) -> BenchRun:
    """Compare two files.

    Args:
        old: The results of base.
        new: The results of head.
        names: What to call the two.
        same_code: The largest ratio that two processes of the same code had in the bank;
            infinity where it is not known.
    """
    base = {str(item["fullname"]): item for item in old["benchmarks"]}
    head = {str(item["fullname"]): item for item in new["benchmarks"]}
    machines = "; ".join(_other_machine(old["machine_info"], new["machine_info"]))
    results = [
        _compared(name, base[name], head[name], machines, same_code)
        for name in head
        if name in base
    ]
    gaps = [f"{name}: only {names[0]} has it" for name in base if name not in head]
    gaps += [f"{name}: only {names[1]} has it" for name in head if name not in base]
    return BenchRun(names[0], names[1], results, gaps, [_note(same_code)])


def _note(same_code: float) -> str:
    """Say how much two files can tell."""
    known = (
        f"shortest times of the same code differ by up to {same_code - 1:.0%} in the bank"
        if isfinite(same_code)
        else "no bank says how far the same code differs, so that nothing is decided"
    )
    return f"two files are no pairs: {known}; 'harness bench --against' decides by pairs"


def _compared(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], machines: str, same_code: float
) -> BenchResult:
    margin = _number(new.get("extra_info") or {}, "margin") or MARGIN
    before, after = (_number(item["stats"], "min") for item in (old, new))
    if not before or not after:
        why = "the shortest time is missing or zero"
        return BenchResult(name, Slowdown(), margin, before, why)
    ratio = after / before
    word, why = Decision.UNDECIDED, "the same code may differ by as much from file to file"
    if machines:
        why = f"other machines: {machines}"
    elif ratio > max(same_code, 1 + margin):
        word, why = Decision.REGRESSED, ""
    elif ratio * same_code <= 1 + margin:
        word, why = Decision.OK, ""
    low, high = ratio / same_code - 1, ratio * same_code - 1
    return BenchResult(name, Slowdown(word, 0, ratio - 1, low, high), margin, before, why)


def _number(data: Mapping[str, Any], key: str) -> float:
    """Return a positive number, 0 where there is none."""
    found = data.get(key)
    number = float(found) if isinstance(found, (int, float)) else 0.0
    return number if 0 < number < float("inf") else 0.0


def _other_machine(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Say in what two machines differ."""
    for keys in _MACHINE:
        before, after = (_inner(machine, keys) for machine in (old, new))
        if before != after:
            yield f"{' '.join(keys)} {before!r} and {after!r}"


def _inner(data: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data
