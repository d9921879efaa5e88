"""The process that runs printed code, as the process that started it sees it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, Dict, List

from harness.files import temporary
from harness.sandbox.limits import Limits
from harness.sandbox.steps import CodePlace
from harness.sandbox.usage import ending

_HARNESS = str(Path(__file__).parents[1])
_KEPT = ("TF_USE_LEGACY_KERAS", "TF_CPP_MIN_LOG_LEVEL", "TF_ENABLE_ONEDNN_OPTS")
_WINDOWS = ("SYSTEMROOT", "PATH", "PATHEXT", "COMSPEC")
_SMALL = 4096  # what a pipe takes in at once
_PATIENCE, _WORDS = 10.0, 300
_SAFE = re.compile(r"(?!LD_|DYLD_|GLIBC_|MALLOC_|PYTHON|GCONV)[A-Z][A-Z0-9_]*|PYTHONHASHSEED")
_OWN = ("PATH", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "CUDA_VISIBLE_DEVICES", *_WINDOWS)
_BOOT = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
module, function, place, *packages = sys.argv[1:]
del sys.argv[1:]
sys.path = [folder for folder in sys.path if folder not in packages] + packages
file = place + "/__init__.py"
spec = spec_from_file_location("harness", file, submodule_search_locations=[place])
sys.modules["harness"] = module_from_spec(spec)
from importlib import import_module
getattr(import_module(module), function)()
"""
"""Calls a function of the harness, which is not put on the import path for that."""


class CodeProcess:
    """A process that runs printed code, and its folder.

    Args:
        limits: What the code may use.
        place: Where it runs.

    Attributes:
        folder: Its folder, which is removed when it is closed.
        means: How it is contained, in words.
        left_out: What of the document's folder the code does not see, and why.

    Raises:
        ValueError: The place names a variable that no code may set.
    """

    def __init__(self, limits: Limits, place: CodePlace = CodePlace()) -> None:  # noqa: B008
        check_place(place)
        self._limits, self._place = limits, place
        self._noise = bytearray()
        self._process: subprocess.Popen[bytes]
        self.folder = tempfile.mkdtemp(prefix=temporary.prefix())
        self.means: List[str] = []
        self.left_out: List[str] = []

    def send(self, data: bytes) -> None:
        """Send a line, without ever waiting: a process that reads nothing has a time limit."""
        if len(data) <= _SMALL:
            self._write(data)
        else:
            threading.Thread(target=self._write, args=(data,), daemon=True).start()

    def stderr_tail(self) -> str:
        """Return the tail of its stderr."""
        return " ".join(self._noise.decode(errors="replace").split())[-_WORDS:]

    def close(self) -> None:
        """End the process and all that it started, and remove its folder."""
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._remove()

    def _start(self, function: str, home: str, temporary_files: str, **options: Any) -> None:
        """Start a function of the harness in a fresh interpreter.

        Unless a place names others, the code sees the folders of packages that this process imports
        from, of the user's own site and of PYTHONPATH, too; but no variable of this process.
        """
        module, _, name = function.partition(":")
        importable = [path for path in self._packages() if is_importable_from(path)]
        arguments = [module, name, _HARNESS, *importable]
        variables = _environment(home, temporary_files)
        if self._place.bytecode:
            variables["PYTHONPYCACHEPREFIX"] = self._place.bytecode
        self._process = subprocess.Popen(
            [self._place.python or sys.executable, "-s", "-c", _BOOT, *arguments],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**variables, **dict(self._place.variables)},
            **options,
        )

    def _packages(self) -> List[str]:
        """List what of the import path is shown; another interpreter knows its own folders."""
        if self._place.python or self._place.packages:
            return list(self._place.packages)
        return package_folders()

    def _how_it_ended(self) -> str:
        try:
            return ending(self._process.wait(_PATIENCE))
        except subprocess.TimeoutExpired:
            return "its process fell silent"

    def _remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, data: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):  # whoever reads from it learns how it ended
            while data:
                data = data[os.write(self._process.stdin.fileno(), data) :]


def package_folders() -> List[str]:
    """List the folders of installed packages that this process imports from."""
    names = ("site-packages", "dist-packages")
    return [os.path.abspath(folder) for folder in sys.path if os.path.basename(folder) in names]


def is_importable_from(path: str) -> bool:
    """Whether a path is one to search for modules, and not a module or a package itself."""
    if os.path.isdir(path):
        return not os.path.isfile(os.path.join(path, "__init__.py"))
    return not path.endswith((".py", ".so", ".pyd"))


def check_place(place: CodePlace) -> None:
    """Check that a place changes no more than what code sees.

    Raises:
        ValueError: Its path leads out of the folder, or one of its variables would change what is
            loaded, where files lie, or what is hidden.
    """
    for name, value in place.variables:
        text = isinstance(value, str) and "\0" not in value
        if not (_SAFE.fullmatch(name) and text and name not in _OWN):
            raise ValueError("printed code may not run with the variable {!r}".format(name))
    if os.path.isabs(place.below) or ".." in place.below.replace("\\", "/").split("/"):
        raise ValueError("{!r} leads out of the document's folder".format(place.below))


def _environment(home: str, temporary_files: str) -> Dict[str, str]:
    """Return the code's environment: of this process's own, only what the stack needs."""
    names = (*_KEPT, *(_WINDOWS if os.name == "nt" else ()))
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {
        "PATH": "/usr/bin:/bin",
        **kept,
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": temporary_files,
        "TEMP": temporary_files,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
        "MPLBACKEND": "Agg",
    }
