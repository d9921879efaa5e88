"""Named stacks: tox.ini defines them, and tox makes their environments."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from configparser import ConfigParser, Error
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path

import harness
from harness.evidence.facts import chronological
from harness.stacks.client import Client
from harness.stacks.stack import AbsentStack, Stack
from harness.texts.reading import read_text

PROVIDED = "HARNESS_PROVIDED"
"""The environment variable in which a process hands the stack it provided to its children."""

_LARGEST = 2**20
_NAME = re.compile(r"tf\d+\.\d+(-[a-z]+)*")
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
_COMPLAINT = re.compile(r"error|hint|no |because|failed|could not", re.IGNORECASE)
_WORKER = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
place = sys.argv.pop(1)
file = place + "/__init__.py"
spec = spec_from_file_location("harness", file, submodule_search_locations=[place])
sys.modules["harness"] = module_from_spec(spec)
spec.loader.exec_module(sys.modules["harness"])
from harness.stacks.worker import answer_requests
answer_requests()
"""
"""Starts the worker of this very harness, which is not put on the import path for that."""


class StackError(Exception):
    """A stack that no tox.ini defines."""


@dataclass(frozen=True, slots=True)
class Provided:
    """A stack that was asked for.

    Args:
        name: Its name.
        python: Its interpreter; empty where it cannot be had.
        environment: Variables that belong to it.
        why: What is missing, where something is.
    """

    name: str
    python: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    why: str = ""

    def stack(self) -> Stack | AbsentStack:
        """Make the stack."""
        if not self.python:
            return AbsentStack(self.name, self.why)
        return Stack(Client(self.command, environment=self.environment), self.name)

    @property
    def command(self) -> tuple[str, ...]:
        """How to start its worker."""
        return self.python, "-c", _WORKER, str(Path(harness.__file__).parent)


def stack_names(root: Path) -> list[str]:
    """List the stacks that a folder's tox.ini defines, oldest first.

    They are the conditions of the lines of ``deps`` in ``[testenv]``.
    """
    config = ConfigParser(interpolation=None)
    try:
        if (root / "tox.ini").exists():
            config.read_string(read_text(root / "tox.ini", _LARGEST), str(root / "tox.ini"))
        lines = config.get("testenv", "deps", fallback="").splitlines()
    except Error as error:
        raise StackError(f"{root / 'tox.ini'}: {' '.join(error.message.split())}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StackError(f"{root / 'tox.ini'}: {error}") from error
    conditions = [line.partition(":")[0].split(",") for line in lines if ": " in line]
    found = {re.sub(r"-!\w+", "", name.strip()) for names in conditions for name in names}
    return sorted(filter(_NAME.fullmatch, found), key=chronological)


def check_name(name: str, root: Path) -> None:
    """Check that a stack is defined.

    Raises:
        StackError: It is not.
    """
    known = stack_names(root)
    if name not in known:
        listed = ", ".join(known) or "none"
        raise StackError(f"no stack {name!r}: {root / 'tox.ini'} defines {listed}")


def provide(name: str, root: Path) -> Provided:
    """Have tox make a stack's environment, or find what was made for this process already.

    Args:
        name: The stack's name.
        root: The folder with tox.ini.

    Returns:
        The interpreter and its variables, or why there is none; processes that this one starts
        are told as well.

    Raises:
        StackError: No such stack is defined.
    """
    given = _given()
    if given and given.name == name:
        return given
    check_name(name, root)
    provided = _surrounding(name) or _made(name, root)
    os.environ[PROVIDED] = json.dumps(asdict(provided))
    return provided


def _given() -> Provided | None:
    """Read what the process that started this one has provided."""
    known = os.environ.get(PROVIDED)
    if not known:
        return None
    try:
        given = Provided(**json.loads(known))
    except (RecursionError, TypeError, ValueError) as error:
        raise StackError(f"{PROVIDED} holds no stack: {error}; unset it") from error
    texts = (given.name, given.python, given.why)
    if not isinstance(given.environment, dict) or not all(
        isinstance(text, str) for text in (*texts, *given.environment.values())
    ):
        raise StackError(f"{PROVIDED} holds no stack; unset it")
    return given


def _surrounding(name: str) -> Provided | None:
    """Take the environment from which tox itself runs this process."""
    if os.environ.get("TOX_ENV_NAME") != name or "TOX_ENV_DIR" not in os.environ:
        return None
    folder = Path(os.environ["TOX_ENV_DIR"])
    return Provided(name, str(_interpreter(folder)))


def _interpreter(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _made(name: str, root: Path) -> Provided:
    if find_spec("tox") is None:
        return Provided(name, why=f"{name} cannot be had here: install claims-harness[stacks]")
    made = _tox("run", "-e", name, "--notest", root=root)
    if made.returncode:
        return Provided(name, why=f"{name} cannot be had here: {_reason(made.stdout, name)}")
    keys = ("env_python", "set_env")
    asked = _tox("config", "-e", name, "--format", "json", "-k", *keys, root=root)
    settings = json.loads(asked.stdout)["env"][name]
    return Provided(name, settings["env_python"], settings["set_env"])


def _tox(*arguments: str, root: Path) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("TOX_", "VIRTUAL_ENV"))}
    return subprocess.run(
        [sys.executable, "-m", "tox", *arguments],
        cwd=root,
        env={**inherited, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if "config" not in arguments else subprocess.DEVNULL,
        text=True,
        check=False,
    )


def _reason(output: str, name: str) -> str:
    """Find what tox or uv complained of, and say how to see the whole of it."""
    lines = [_COLOURS.sub("", line).strip(" \t│├╰─▶") for line in output.splitlines()]
    told = [line for line in lines if _COMPLAINT.match(line)]
    said = " ".join(told[:2]) or (lines[-1] if lines else "tox said nothing")
    python = re.search(r"uv venv -p c?python(\d+\.\d+)", output)
    if python and "interpreter" in said:
        return f"{said}; uv python install {python[1]} gets it"
    return f"{said}; see tox run -e {name} --notest"
