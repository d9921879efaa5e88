"""Commands of which a process is killed at a random moment: nothing hangs, lives on, or is torn.

``python -m tests.attacks.kills [COUNT]`` tries many.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from random import Random

from harness.evidence.store import read_store
from harness.results.record import read_run
from tests.attacks.tally import SLOW, Tally, seed

ROOT = Path(__file__).parents[2]
SPEC = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
""" + "".join(
    f"""\
  - id: waits-{number}
    kind: value
    at: {{lines: 1}}
    states: The subject answers with its number.
    subject: lab.slow:wait
    given: {{number: {number}, leaves: {"true" if number == 1 else "false"}}}
    expected: {number}
"""
    for number in range(6)
)
SUBJECT = """\
import os, time
def wait(number: int, leaves: bool) -> int:
    if leaves and os.fork() == 0:
        os.setsid()
        time.sleep(300)
    time.sleep(0.15)
    return number
"""
TENSORFLOW = """\
__version__ = "2.99.0"
class config:
    list_physical_devices = staticmethod(lambda kind: [])
class keras:
    __version__ = "3.99.0"
    class Model: pass
"""
COMMANDS = (
    ("verify", "--documents", "documents"),
    ("verify", "-n", "2"),
    ("verify", "--record"),
    ("report",),
    ("accept", "--added", "--because", "the attack takes them in"),
)
"""What is run, and killed in between."""


def project(folder: Path) -> None:
    """Write a small project whose stack needs no TensorFlow."""
    for name, text in {
        "specs/s.yaml": SPEC, "documents/d.txt": "one\n", "lab/__init__.py": "",
        "lab/slow.py": SUBJECT, "fake/tensorflow/__init__.py": TENSORFLOW,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "tmp").mkdir()


def environment(folder: Path, mark: str) -> dict[str, str]:
    """Set what a command finds, and a mark by which all its processes are known."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("HARNESS", "PYTEST", "GITHUB"))
    }
    path = os.pathsep.join(map(str, [folder, folder / "fake", ROOT]))
    return {**kept, "PYTHONPATH": path, "ATTACK_MARK": mark, "TMPDIR": str(folder / "tmp")}


def marked(mark: str) -> list[int]:
    """List the processes that have the mark, the oldest first."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"ATTACK_MARK={mark}".encode() in (process / "environ").read_bytes():
                state = (process / "stat").read_text().rpartition(")")[2].split()[0]
                found += [] if state == "Z" else [int(process.name)]
        except OSError:
            continue
    return sorted(found)


def attack_kills(number: int, first: int) -> Tally:
    """Run commands and kill one of their processes, or the command itself."""
    tally = Tally("kills", first)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        project(folder)
        length = {command: _whole(folder, command)[1] for command in COMMANDS}
        for seed_ in range(first, first + number):
            random = Random(seed_)
            command = COMMANDS[(seed_ - first) % len(COMMANDS)]
            if random.random() < 0.2:
                shutil.rmtree(folder / "reports", ignore_errors=True)
                _whole(folder, COMMANDS[0])
            start = time.perf_counter()
            tally.tried += 1
            faults = _killed(folder, command, random, length[command])
            tally.slowest = max(tally.slowest, time.perf_counter() - start)
            tally.failed += [f"  seed {seed_}: {' '.join(command)}: {fault}" for fault in faults]
    return tally


def _killed(folder: Path, command: tuple[str, ...], random: Random, length: float) -> list[str]:
    """Kill a command once, and say what is wrong after."""
    mark = uuid.uuid4().hex
    line = [sys.executable, "-m", "harness", *command]
    with subprocess.Popen(
        line, cwd=folder, env=environment(folder, mark), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        time.sleep(random.uniform(0, length * 1.1))
        living = marked(mark)
        chosen = process.pid if random.random() < 0.5 else random.choice(living or [process.pid])
        with contextlib.suppress(ProcessLookupError):
            os.kill(chosen, signal.SIGKILL)
        try:
            said = process.communicate(timeout=SLOW)[0].decode(errors="replace")
        except subprocess.TimeoutExpired:
            process.kill()
            return ["it hangs after a process of it was killed"]
    faults = []
    if process.returncode not in (-signal.SIGKILL, 0, 1, 2, 3):
        faults.append(f"it ended with {process.returncode}: {said[-200:]}")
    if chosen != process.pid and process.returncode != 2 and "Traceback" in said:
        faults.append(f"a traceback: {said[-300:]}")
    faults += _left(folder, mark)
    code, _, again = _whole(folder, command)
    if code not in ((0, 2) if command[0] == "accept" else (0,)):
        faults.append(f"again it ends with {code}: {again[-300:]}")
    litter = [path.name for path in folder.rglob("*") if path.name.startswith((".run", ".tf", "."))]
    litter = [name for name in litter if not name.endswith((".lock", ".harness-site"))]
    return faults + ([f"litter after the next run: {litter}"] if litter else [])


def _left(folder: Path, mark: str) -> list[str]:
    """Say what is torn or still alive."""
    faults = []
    deadline = time.monotonic() + 8
    while marked(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    for process in marked(mark):
        command = Path("/proc", str(process), "cmdline").read_bytes().replace(b"\0", b" ")[:100]
        faults.append(f"still alive: {command.decode(errors='replace')}")
        os.kill(process, signal.SIGKILL)
    for file in (folder / "reports").rglob("run.json"):
        read_run(file)
    for file in (folder / "reports" / "evidence").glob("*.json"):
        read_store(file)
    return faults


def _whole(folder: Path, command: tuple[str, ...]) -> tuple[int, float, str]:
    """Run a command to its end: its exit code, its seconds and what it said."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "harness", *command], cwd=folder, timeout=60, check=False,
        env=environment(folder, "whole"), capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, time.perf_counter() - start, done.stdout + done.stderr


if __name__ == "__main__":
    sys.stdout.write(f"{attack_kills(int((sys.argv[1:] or ['60'])[0]), seed())}\n")
