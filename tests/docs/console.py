"""The terminal sessions of a Markdown page: what they print when they are run.

It needs nothing of Harness, so that the tests of the wheel can use it, too. After a change of what
commands print: python -m tests.docs.console README.md docs/tutorial.md examples/*/README.md
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[2]
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
    variables = {
        "COLUMNS": "80",
        "PYTHONUNBUFFERED": "1",
        "PATH": path,
        "LANG": "C.UTF-8",
        **variables,
    }
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


def played(page, programs):
    """Run the sessions of a page in a copy of the examples; yield commands, and lines as printed.

    Commands of a page of examples/ run in its folder, those of others above examples/.
    """
    page = Path(page).resolve()
    ours = page.parent.parent == ROOT / "examples"
    with tempfile.TemporaryDirectory() as folder:
        left_out = shutil.ignore_patterns("reports", "__pycache__")
        copy = shutil.copytree(ROOT / "examples", Path(folder, "examples"), ignore=left_out)
        commands = [command for command, _ in session(page)]
        cwd = copy / page.parent.name if ours else folder
        home = {"HOME": folder, "HARNESS_CACHE": str(Path(folder, "cache"))}
        yield from zip_longest(commands, run_session(commands, cwd, programs, **home), fillvalue=[])


def differences(page, programs=Path(sys.executable).parent):
    """List the commands of a page that print something else than it shows, with what they print."""
    shown = [lines for _, lines in session(page)]
    return [
        "\n".join([f"$ {command}", *printed])
        for lines, (command, printed) in zip(shown, played(page, programs), strict=True)
        if plain(lines) != plain(printed)
    ]


def write(page, programs=Path(sys.executable).parent):
    """Write what the commands of a page print, where it shows something else."""
    printed = iter(list(zip(session(page), played(page, programs), strict=True)))

    def block(found):
        commands = found[1].count("\n$ ") + 1
        parts = (next(printed) for _ in range(commands))
        lines = [
            line.rstrip()
            for (command, shown), (_, new) in parts
            for line in [f"$ {command}", *(shown if plain(shown) == plain(new) else new)]
        ]
        return "\n".join(["```console", *lines, "```"])

    page.write_text(_BLOCK.sub(block, page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    for name in map(Path, sys.argv[1:]):
        if session(name):
            write(name)
