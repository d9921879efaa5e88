"""What a command costs with all that it starts: processor time of its control group, and wall.

    python tests/foreign/cost.py 3 harness check page.ipynb --no-cache

runs it three times and prints the least of each, in seconds. Processes inside a sandbox are nobody's
children here, so that the times of `wait` miss them; a control group of version 2 does not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

GROUPS = (Path("/sys/fs/cgroup"), Path("/sys/fs/cgroup/unified"))
"""Where version 2 of control groups may be mounted."""


def may_group() -> bool:
    """Whether this user may make a control group here."""
    return any(os.access(folder / "cgroup.procs", os.W_OK) for folder in GROUPS)


def cost(command: Sequence[str], **options: object) -> dict[str, float]:
    """Run a command once; return its ``cpu`` and ``wall`` in seconds, and its exit ``code``."""
    with _group() as group:

        def join() -> None:
            (group / "cgroup.procs").write_text(str(os.getpid()))

        start = time.perf_counter()
        done = subprocess.run(command, preexec_fn=join, stdout=sys.stderr, **options)  # type: ignore[call-overload]
        wall = time.perf_counter() - start
        return {"cpu": _seconds(group), "wall": wall, "code": done.returncode}


def least(command: Sequence[str], times: int, **options: object) -> dict[str, float]:
    """Run a command several times; return the least of each figure: a shared machine only adds."""
    found = [cost(command, **options) for _ in range(times)]
    return {name: min(each[name] for each in found) for name in found[0]}


@contextmanager
def _group() -> Iterator[Path]:
    parent = next(it for it in GROUPS if os.access(it / "cgroup.procs", os.W_OK))
    group = parent / f"cost-{os.getpid()}-{time.monotonic_ns()}"
    group.mkdir()
    try:
        yield group
    finally:
        _remove(group)


def _remove(group: Path) -> None:
    """Remove a group; what its last processes leave is gone a moment later."""
    for _ in range(50):
        try:
            group.rmdir()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _seconds(group: Path) -> float:
    words = (group / "cpu.stat").read_text().split()
    told: Mapping[str, str] = dict(zip(words[::2], words[1::2], strict=False))
    return int(told["usage_usec"]) / 1e6


if __name__ == "__main__":
    sys.stdout.write(json.dumps(least(sys.argv[2:], int(sys.argv[1]))) + "\n")
