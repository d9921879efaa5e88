"""Printed code that attacks its sandbox: none escapes, none counts as having run that did not.

``python -m tests.attacks.pages [COUNT]`` tries many.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from harness.sandbox.limits import MIB, ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox
from tests.attacks.tally import SLOW, Tally, seed
from tests.sandbox.test_hostile import FORGERS, HOARDERS

LIMITS = Limits(seconds=2.0, cpu=20, memory=256 * MIB, disk=32 * MIB, processes=64)
REACHES = {
    "writes to files outside": "open({outside!r}, 'w').write('owned')",
    "writes to folders outside": "import os\nos.makedirs({folder!r} + '/owned')",
    "changes modes outside": "import os\nos.chmod({outside!r}, 0o777)",
    "reads files outside": "print(open({outside!r}).read())",
    "reads the host's accounts": "print(open('/etc/shadow').read())",
    "lists the host's processes": "import os\nprint(len([p for p in os.listdir('/proc') if p.isdigit()]))",
    "kills its parents": "import os, signal\nfor p in range(1, 400):\n  try: os.kill(p, 9)\n  except OSError: pass",
    "opens a connection": "import socket\nsocket.create_connection(('127.0.0.1', {port}), 1)",
    "leaves a daemon": "import os, time\nif not os.fork():\n  os.setsid()\n  if not os.fork(): time.sleep(300)\n  os._exit(0)",
    "leaves the namespace": "import ctypes, os\nlibc = ctypes.CDLL(None)\nprint(libc.setns(os.open('/proc/1/ns/mnt', 0), 0), libc.unshare(0x10000000))",
    "mounts": "import ctypes\nprint(ctypes.CDLL(None).mount(b'none', b'/', b'tmpfs', 0, None))",
    "bombs with threads": "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(9,)).start()",
    "bombs with children": "import os\nwhile True: os.fork()",
    "floods": "while True: print('x' * 9999)",
    "takes memory": "x = [bytearray(1 << 24) for _ in range(999)]",
}  # fmt: skip
"""Code that reaches outside; `outside` is a file that must stay as it is."""

FRAMES = (
    "{}",
    "import threading\ndef f():\n{indented}\nt = threading.Thread(target=f); t.start(); t.join()",
    "import os\nif os.fork() == 0:\n{indented}\n  os._exit(0)\nos.wait()",
    "exec({quoted})",
    "try:\n{indented}\nfinally:\n  import os; os.write(1, b'end')",
)
"""Ways to run a piece of code."""


def attack_pages(number: int, first: int) -> Tally:
    """Run hostile code, several pieces a sandbox, and look at the machine after each."""
    tally = Tally("printed code", first)
    with tempfile.TemporaryDirectory() as place:
        outside = Path(place) / "outside.txt"
        for seed_ in range(first, first + number):
            outside.write_text("whole")
            outside.chmod(0o644)
            start = time.perf_counter()
            tally.tried += 1
            name, source = _piece(Random(seed_), outside)
            try:
                faults = _run(name, source, outside)
            except ContainmentError as error:
                tally.failed.append(f"  this machine cannot contain: {error}")
                break
            seconds = time.perf_counter() - start
            tally.slowest = max(tally.slowest, seconds)
            faults += [f"took {seconds:.0f} s"] if seconds > SLOW else []
            tally.failed += [f"  seed {seed_}: {name}: {fault}" for fault in faults]
    return tally


def _piece(random: Random, outside: Path) -> tuple[str, str]:
    """Choose an attack and a way to run it."""
    kind = random.choice([FORGERS, HOARDERS, REACHES, REACHES])
    name = random.choice(sorted(kind))
    source = str(kind[name][0] if isinstance(kind[name], tuple) else kind[name])
    if kind is not REACHES:
        return name, source
    named = {"outside": str(outside), "folder": str(outside.parent), "port": 9}
    for key, value in named.items():
        source = source.replace(f"{{{key}!r}}", repr(value)).replace(f"{{{key}}}", str(value))
    frame = random.choice(FRAMES)
    indented = "\n".join(f"  {line}" for line in source.split("\n"))
    return name, frame.replace("{indented}", indented).replace("{quoted}", repr(source)).replace(
        "{}", source
    )


def _run(name: str, source: str, outside: Path) -> list[str]:
    before = _sandboxes()
    with Sandbox(LIMITS) as sandbox:
        outcome = sandbox.run(source)
        later = sandbox.run("1 / 0")
        folder = sandbox.folder
    faults = []
    if name in FORGERS and not outcome.stopped:
        faults.append("a forged answer counts")
    if not (later.stopped or (later.raises or {}).get("type") == "ZeroDivisionError"):
        faults.append("what follows counts as having run")
    if outside.read_text() != "whole" or outside.stat().st_mode & 0o777 != 0o644:
        faults.append("it changed a file outside")
    if "whole" in outcome.output and "reads" in name:
        faults.append("it read a file outside")
    if [path.name for path in outside.parent.iterdir()] != [outside.name]:
        faults.append("it made files outside")
    if folder.exists():
        faults.append("its folder is left")
    if left := _sandboxes() - before:
        faults.append(f"processes are left: {sorted(left)}")
    return faults


def _sandboxes() -> set[int]:
    """List the processes of all sandboxes of this process, by the user that they run as."""
    user, found = 0x40000000 + os.getpid(), set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.stat().st_uid == user:
                found.add(int(process.name))
        except OSError:
            continue
    return found


if __name__ == "__main__":
    sys.stdout.write(f"{attack_pages(int((sys.argv[1:] or ['60'])[0]), seed())}\n")
