"""The interpreter that runs a page: which one, and what is installed for it."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from harness.checking.kernel_specs import kernel_python
from harness.evidence.facts import FURTHER, stack_name

_OLDEST = (3, 8)
_PATIENCE = 60.0
_HINT = "name another one by --python PATH"
_TENSORFLOW = ("tensorflow", "tensorflow-cpu", "tensorflow-macos", "tensorflow-intel", "tf-nightly")
_MATTERING = ("keras", "numpy", *FURTHER)

_ASK = """
import json, os, sys
folders = [path for path in sys.path if os.path.isabs(path)]
told = {"executable": sys.executable, "version": list(sys.version_info[:3]), "prefix": sys.prefix,
        "folders": folders, "sources": [], "distributions": {}}
def sources():
    for finder in sys.meta_path:
        module = sys.modules.get(getattr(finder, "__module__", None))
        for table in (getattr(module, "MAPPING", {}), getattr(module, "NAMESPACES", {}),
                      getattr(finder, "known_source_files", {})):
            for paths in table.values() if isinstance(table, dict) else ():
                for path in [paths] if isinstance(paths, str) else paths:
                    yield path
if sys.version_info >= (3, 8):
    import re
    from importlib.metadata import distributions
    plain = re.compile(r"([A-Za-z0-9._]+)-([^-]+)[.]dist-info")
    for found in distributions():
        match = plain.match(os.path.basename(str(getattr(found, "_path", ""))))
        name, version = match.groups() if match else (found.metadata["Name"], found.version)
        if name:
            name = re.sub("[-_.]+", "-", name).lower()
            told["distributions"].setdefault(name, str(version))
    told["sources"] = sorted(set(map(str, sources())))
print("\\n" + json.dumps(told))
"""
"""What an interpreter is asked; a name is normalised, and the first of two distributions counts."""


_TOLD = ("executable", "version", "prefix", "folders", "sources", "distributions")


class InterpreterError(Exception):
    """An interpreter that cannot run a page; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter of Python, and what it imports from.

    Args:
        path: Its executable.
        version: Such as ``3.11.7``.
        prefix: The folder of its environment.
        folders: Its import path, and files and folders to which editable installs lead.
        distributions: Version of each installed distribution, by its normalised name.
        why: Why it was chosen.
    """

    path: str
    version: str
    prefix: str
    folders: tuple[str, ...] = ()
    distributions: dict[str, str] = field(default_factory=dict)
    why: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """What it imports from outside its environment, such as editable installs."""
        inside = (self.prefix + os.sep, *(path + os.sep for path in self._installed))
        outside = (path for path in self.folders if path not in self.installed)
        return tuple(path for path in outside if not f"{path}{os.sep}".startswith(inside))

    @property
    def installed(self) -> tuple[str, ...]:
        """The folders of installed packages and of its standard library."""
        usual = re.compile(r"(^|[/\\])(site|dist)-packages([/\\]|$)|[/\\]python3[^/\\]*[/\\]?$")
        return tuple(path for path in self.folders if usual.search(path))

    @property
    def _installed(self) -> tuple[str, ...]:
        """The folders of its standard library, which lie elsewhere than those of an environment."""
        return tuple(path for path in self.folders if re.search(r"[/\\]python3[^/\\]*$", path))


def find_interpreter(named: str | None, notebook_kernel: str | None = None) -> Interpreter:
    """Find the interpreter that runs a page.

    Args:
        named: A python, the folder of an environment, or a command such as ``python3.9``. None for
            the active environment, else the notebook's kernel, else this process's interpreter.
        notebook_kernel: The name of the notebook's kernel; None where it has none.

    Raises:
        InterpreterError: It does not exist, is no Python, or is older than 3.8.
    """
    if named:
        return _asked(_executable(named), "named by --python")
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        if folder := os.environ.get(variable):
            return _asked(_executable(folder), f"the active environment ({variable})")
    why = "Harness's own environment: none is active"
    if notebook_kernel:
        found, reason = kernel_python(notebook_kernel)
        if found:
            return _asked(_executable(found), reason)
        if not reason:
            raise InterpreterError(f"the kernel {notebook_kernel!r} runs no Python; {_HINT}")
        why += f", and {reason}"
    return _asked(sys.executable, why)


def stack_of(interpreter: Interpreter) -> dict[str, str]:
    """Describe an interpreter as run records do: ``name``, ``python``, ``platform``, packages."""
    installed = interpreter.distributions
    tensorflow = next((installed[name] for name in _TENSORFLOW if name in installed), "")
    legacy = os.environ.get("TF_USE_LEGACY_KERAS") in ("1", "true", "True")
    keras = installed.get("tf-keras" if legacy else "keras", "none")
    found = {
        "name": "python" + ".".join(interpreter.version.split(".")[:2]),
        "python": interpreter.version,
        "platform": f"{platform.system()} {platform.machine()}",
    }
    if tensorflow:
        found |= {"name": stack_name(tensorflow, keras, "CPU"), "tensorflow": tensorflow}
    packages = {name: installed[name] for name in _MATTERING if name in installed}
    return found | packages | ({"keras": keras} if tensorflow else {})


def _executable(named: str) -> str:
    """Find the program: that of an environment's folder, a path, or a command."""
    path = Path(named).expanduser()
    if path.is_dir():
        for part in ("bin/python", "bin/python3", "Scripts/python.exe", "python.exe"):
            if (path / part).exists():
                return str((path / part).absolute())
        raise InterpreterError(f"{named} holds no Python (no bin/python); {_HINT}")
    if path.exists():
        return str(path.absolute())
    command = f"python{named}" if re.fullmatch(r"3(\.\d+)?", named) else named
    found = None if os.sep in named else shutil.which(command)
    if not found:
        raise InterpreterError(f"{named} does not exist; {_HINT}")
    return found


def _asked(path: str, why: str) -> Interpreter:
    told = _told(path)
    version = ".".join(map(str, told["version"]))
    if tuple(told["version"]) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        too_old = f"{path} is Python {version}; {oldest} is the oldest that can run a page"
        raise InterpreterError(f"{too_old}; {_HINT}")
    folders = dict.fromkeys([*told["folders"], *told["sources"]])
    found = Interpreter(told["executable"], version, told["prefix"], tuple(folders))
    return replace(found, distributions=dict(sorted(told["distributions"].items())), why=why)


def _told(path: str) -> dict[str, Any]:
    """Ask an interpreter; what its start prints stands before the answer."""
    reason = ""
    try:
        done = subprocess.run(
            [path, "-c", _ASK], check=False, cwd="/", capture_output=True, timeout=_PATIENCE
        )
        reason = done.stderr.decode(errors="replace").strip().partition("\n")[0][:200]
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return {name: told[name] for name in _TOLD}
    except (OSError, subprocess.TimeoutExpired, LookupError, ValueError, TypeError) as error:
        said = f" ({reason})" if reason and "import json" not in reason else ""
        raise InterpreterError(f"{path} is no Python that runs here{said}; {_HINT}") from error
