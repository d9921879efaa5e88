"""The two sides of a comparison: another revision or another stack, and what is here."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from harness.benchmarks.timed_process import Side
from harness.files.temporary import prefix, sweep

_PACKAGES = ("pytest", "pytest-benchmark")
_KIND = "bench"


class SideError(Exception):
    """A side that cannot be had; the text says why."""


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make a folder for what a comparison needs, and remove it again."""
    sweep(_KIND)
    folder = Path(tempfile.mkdtemp(prefix=prefix(_KIND)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def head_side(root: Path) -> Side:
    """Return what is here: this interpreter, and the sources as they are."""
    return Side("head", sys.executable, root)


@contextlib.contextmanager
def revision_side(revision: str, paths: Sequence[str], root: Path, folder: Path) -> Iterator[Side]:
    """Check out a revision beside the project, and take it away again.

    Files of benchmarks that the revision lacks are those of head.

    Args:
        revision: A commit, branch or tag.
        paths: The benchmarks, as files and folders below the root.
        root: The project's root.
        folder: A folder for the checkout.

    Raises:
        SideError: It is no revision of this repository.
    """
    top = _git(root, "rev-parse", "--show-toplevel")
    if top is None:
        raise SideError(f"{root} is no git repository; base may also be a stack or a JSON file")
    asked = ("--end-of-options", f"{revision}^{{commit}}")
    commit = _git(root, "rev-parse", "--verify", "--quiet", *asked)
    if commit is None:
        raise SideError(
            f"{revision} is no file, no stack that tox.ini defines and no revision of git"
        )
    tree = folder / "base"
    _git(root, "worktree", "add", "--detach", "--force", str(tree), commit)
    try:
        base = tree / root.resolve().relative_to(Path(top).resolve())
        lent = _lend(paths, root, base)
        label = f"{revision} ({commit[:9]})" if not commit.startswith(revision) else commit[:9]
        yield Side(f"{label} with head's {lent}" if lent else label, sys.executable, base)
    finally:
        _git(root, "worktree", "remove", "--force", str(tree))
        _git(root, "worktree", "prune")


def stack_side(name: str, root: Path, folder: Path) -> Side:
    """Take the environment of a stack, with the sources as they are here.

    Args:
        name: The stack.
        root: The project's root.
        folder: A folder for pytest and pytest-benchmark, which a stack does not hold.

    Raises:
        SideError: The stack or these packages cannot be had.
    """
    from harness.stacks.provisioning import StackError, provide

    try:
        provided = provide(name, root)
    except StackError as error:
        raise SideError(str(error)) from error
    if not provided.python:
        raise SideError(provided.why)
    _install(provided.python, folder / "packages")
    environment = {**provided.environment, "PYTHONPATH": str(folder / "packages")}
    return Side(name, provided.python, root, environment)


def _install(python: str, folder: Path) -> None:
    """Install pytest and pytest-benchmark for an interpreter, outside its environment.

    The releases may differ from those here: an old Python has no new ones.
    """
    asked = [f"{name}<={version(name)}" for name in _PACKAGES]
    command = ["uv", "pip", "install", "-q", "--python", python, "--target", str(folder), *asked]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SideError("uv is not here; install claims-harness[stacks]") from error
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["uv said nothing"])[-1]
        raise SideError(f"pytest-benchmark cannot be had for {python}: {said}")


def _lend(paths: Sequence[str], root: Path, base: Path) -> str:
    """Copy the benchmarks that base lacks; name them, or how many they are."""
    lent = []
    for path in paths:
        place = root / path.partition("::")[0]
        files = [place] if place.is_file() else sorted(place.rglob("*.py"))
        for file in files:
            copy = base / file.relative_to(root)
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(file, copy)
                lent.append(str(file.relative_to(root)))
    return lent[0] if len(lent) == 1 else f"{len(lent)} files of benchmarks" if lent else ""


def _git(root: Path, *arguments: str) -> str | None:
    """Ask git; None where it is absent or says no."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()
