"""Bytecode of what pages import, where their environment has none or may not be written to.

An environment that uv installed holds no bytecode, and code in a sandbox can write none: every run
would compile thousands of modules again. So a run says in its end what it had to compile, and
before the next one a process of the same interpreter compiles that into the user's cache, which
code sees read-only. What a run says is a hint: nothing is executed, and nothing outside the
folders of the interpreter is read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import harness
from harness.checking.interpreters import Interpreter
from harness.files.writing import write_text
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import NEVER, SCRIPT, CodeStep

_FEW = 50
"""Modules that are compiled again in each run rather than looked after."""

_MOST, _LONGEST, _SECONDS, _DAYS = 20_000, 4096, 300.0, 30
_PENDING = "pending.txt"
_KNOWN, _MISSING = "=", "+"

_LOADED = f"""
import os, sys
def fresh(path, cached):
    try:
        with open(cached, "rb") as file:
            head = file.read(12)
    except OSError:
        return False
    time = int(os.stat(path).st_mtime) & 0xFFFFFFFF
    return head[4:8] != bytes(4) or head[8:] == time.to_bytes(4, "little")
for module in list(sys.modules.values()):
    spec = getattr(module, "__dict__", {{}}).get("__spec__")
    path, cached = getattr(spec, "origin", None), getattr(spec, "cached", None)
    if isinstance(path, str) and isinstance(cached, str) and path.endswith(".py"):
        print(({_KNOWN!r} if fresh(path, cached) else {_MISSING!r}) + path)
"""
"""Python that prints a line for each module that was imported from a file."""

_COMPILE = """
import ast, json, os, py_compile, sys
os.umask(0o022)  # code runs as another user
sys.pycache_prefix = sys.argv[1]
own = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
for path in dict.fromkeys([*sys.stdin.read().split("\\n"), *own]):
    try:
        if path.endswith(".py"):
            py_compile.compile(path, doraise=True)
    except Exception:
        pass
"""
"""What compiles: also what a sandbox imports before it runs code."""


class BytecodeCache:
    """The bytecode for one interpreter.

    Args:
        interpreter: The interpreter.
        cache: The user's folder for the cache.
    """

    def __init__(self, interpreter: Interpreter, cache: Path) -> None:
        key = "\0".join((interpreter.path, interpreter.version, interpreter.prefix))
        self._folders = cache / "bytecode"
        self._folder = self._folders / hashlib.sha256(key.encode()).hexdigest()[:16]
        self._interpreter = interpreter

    def ready(self) -> str:
        """Compile what earlier runs had to; return the folder, empty where there is none."""
        with contextlib.suppress(OSError), _BUSY:  # runs that begin together wait for the same
            self._compile(self._pending())
            if self._folder.is_dir():
                os.utime(self._folder)
                return str(self._folder)
        return ""

    def ask(self, sandbox: Sandbox) -> None:
        """Have a sandbox say what it imported, and note what it had to compile for that.

        Args:
            sandbox: The sandbox, which has run its code.
        """
        told = sandbox.step(
            CodeStep(f"exec({_LOADED!r}, {{}})", "<loaded>", front=SCRIPT, shows=NEVER)
        )
        if not told.stopped:
            self.learn(told.output.splitlines())

    def learn(self, told: Sequence[str]) -> None:
        """Note what is to be compiled before the next run.

        Args:
            told: What a run imported: ``=`` and the path of a file, or ``+`` where it was compiled.
        """
        missing, known = [line for line in told if line.startswith(_MISSING)], self._folder.is_dir()
        if not missing or (len(missing) < _FEW and not known):
            return
        # Python looks nowhere else for bytecode once it has this folder, so that it needs all
        paths = self._allowed(line[1:] for line in (missing if known else told))
        with contextlib.suppress(OSError), _BUSY:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o755)  # code runs as another user
            self._prune()
            write_text(self._folder / _PENDING, "\n".join(sorted({*paths, *self._pending()})))

    def _compile(self, paths: Sequence[str]) -> None:
        if not paths:
            return
        (self._folder / _PENDING).unlink()  # first: what breaks this is not tried again
        own = [str(path) for path in Path(harness.__file__).parent.glob("sandbox/*.py")]
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [self._interpreter.path, "-I", "-S", "-c", _COMPILE, str(self._folder)],
                check=False,
                cwd="/",
                input="\n".join([*paths, *own]).encode(),
                capture_output=True,
                timeout=_SECONDS,
            )

    def _pending(self) -> list[str]:
        with contextlib.suppress(OSError, ValueError):
            return self._allowed((self._folder / _PENDING).read_text(encoding="utf-8").split("\n"))
        return []

    def _allowed(self, paths: Iterable[str]) -> list[str]:
        """Keep what lies in the folders of installed packages and of the standard library."""
        inside = tuple(path.rstrip(os.sep) + os.sep for path in self._interpreter.installed)
        kept = (it for it in paths if it.startswith(inside) and os.path.normpath(it) == it)
        return [path for path in kept if path.endswith(".py") and len(path) < _LONGEST][:_MOST]

    def _prune(self) -> None:
        """Remove what other interpreters have not used for long."""
        for folder in self._folders.iterdir():
            if folder.is_dir() and folder.stat().st_mtime < time.time() - _DAYS * 86400:
                shutil.rmtree(folder, ignore_errors=True)


_BUSY = threading.Lock()
