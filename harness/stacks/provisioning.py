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
    """A stack that tox.ini does not define, or a tox.ini that cannot be read."""


@dataclass(frozen=True, slots=True)
class Provided:
    """A named stack, whether or not it can be had here.

    Args:
        name: Its name.
        python: The path of its interpreter; empty where it cannot be had.
        environment: Its environment variables.
        why: Why it cannot be had.
    """

    name: str
    python: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    why: str = ""

    @property
    def command(self) -> tuple[str, ...]:
        """The command that starts its worker."""
        return self.python, "-c", _WORKER, str(Path(harness.__file__).parent)


def stack_names(root: Path) -> list[str]:
    """List the stacks that the conditions of ``deps`` in ``[testenv]`` name, oldest first.

    Args:
        root: The folder with tox.ini.

    Raises:
        StackError: tox.ini cannot be read.
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
    """Check that tox.ini defines a stack.

    Raises:
        StackError: It does not.
    """
    known = stack_names(root)
    if name not in known:
        listed = ", ".join(known) or "none"
        raise StackError(f"no stack {name!r}: {root / 'tox.ini'} defines {listed}")


def provide(name: str, root: Path) -> Provided:
    """Have tox make a stack's environment, unless a parent process or tox itself made it already.

    Args:
        name: The stack's name.
        root: The folder with tox.ini.

    Returns:
        The stack, which the children of this process are handed, too.

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
    """Read the stack that the parent process provided, if any."""
    known = os.environ.get(PROVIDED)
    if not known:
        return None
    try:
        given = Provided(**json.loads(known))
        texts = (given.name, given.python, given.why, *given.environment.values())
    except (AttributeError, RecursionError, TypeError, ValueError) as error:
        raise StackError(f"{PROVIDED} holds no stack: {error}; unset it") from error
    if not all(isinstance(text, str) for text in texts):
        raise StackError(f"{PROVIDED} holds no stack; unset it")
    return given


def _surrounding(name: str) -> Provided | None:
    """Return the environment in which tox runs this process, if it is that of the stack."""
    if os.environ.get("TOX_ENV_NAME") != name or "TOX_ENV_DIR" not in os.environ:
        return None
    python = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return Provided(name, str(Path(os.environ["TOX_ENV_DIR"], python)))


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
    """Return the complaint of tox or uv, and say how to get the stack or the whole output."""
    lines = [_COLOURS.sub("", line).strip(" \t│├╰─▶") for line in output.splitlines()]
    told = [line for line in lines if _COMPLAINT.match(line)]
    said = " ".join(told[:2]) or (lines[-1] if lines else "tox said nothing")
    python = re.search(r"uv venv -p c?python(\d+\.\d+)", output)
    if python and "interpreter" in said:
        return f"{said}; uv python install {python[1]} gets it"
    return f"{said}; see tox run -e {name} --notest"
