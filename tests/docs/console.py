"""The terminal sessions of a Markdown page: what they print when they are run.

It needs nothing of Harness, so that the tests of the wheel can use it, too.
"""

import os
import re
import subprocess
from itertools import zip_longest
from pathlib import Path

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
_STACK = re.compile(r" *(?:this environment|\S+\.ipynb): (?:Python|TensorFlow) [\d.]+ +\S+(?: s)?$")
"""What a header says of the machine and the time; it may be a line of its own."""

_SECONDS = re.compile(r"(?<= )(?:[\d.]+ s|cached)\b")
_END = "\x1e"


def session(page):
    """List the commands of a page's ```console blocks, each with the lines shown below it."""
    found = []
    for block in _BLOCK.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def run_session(commands, cwd, programs, **variables):
    """Run commands in one shell, 80 columns wide; yield the lines that each prints."""
    path = os.pathsep.join([str(programs), os.defpath])
    variables = {"COLUMNS": "80", "PYTHONUNBUFFERED": "1", "PATH": path, "LANG": "C.UTF-8", **variables}
    script = f"\nprintf '{_END}'\n".join(commands)
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"],
        cwd=cwd, env=variables, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    return [part.splitlines() for part in done.stdout.split(_END)]


def plain(lines):
    """Write lines without what differs by machine: interpreter, times, blanks at the end."""
    shown = (_STACK.sub("", line.rstrip()) for line in lines)
    return [_SECONDS.sub("N s", line) for line in shown if line]


def differences(page, cwd, programs, **variables):
    """Run the sessions of a page; list commands that print something else, with what they print."""
    shown = session(Path(page))
    printed = run_session([command for command, _ in shown], cwd, programs, **variables)
    return [
        f"$ {command}\n" + "\n".join(got or [])
        for (command, lines), got in zip_longest(shown, printed, fillvalue=("", []))
        if plain(lines) != plain(got)
    ]
