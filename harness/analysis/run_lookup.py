"""Look-up of runs by name: a file or folder, a recorded stack, or a revision of git."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from harness.claims import Spec
from harness.engine.replay import LATEST as LATEST
from harness.engine.verification import replayed_stacks
from harness.results.baseline import parse_baseline, read_baseline
from harness.results.record import RunError
from harness.results.run import Run
from harness.stacks.choice import EVIDENCE, recorded_names
from harness.texts.reading import is_folder

BASELINE = Path("reports/baseline/run.json")
"""The accepted run, below the root of the project."""

_STACK = re.compile(r"tf\d+\.\d+(-\w+)?")


def run_named(name: str, specs: Callable[[], Sequence[Spec]], documents: Path | None) -> Run:
    """Find a run.

    Args:
        name: A run record or a folder that holds one, a stack to be judged from its recorded
            evidence, or a revision of the repository, for the baseline that it holds.
        specs: Loads the specs, where claims have to be judged.
        documents: Folder of the documents; None where they are not at hand.

    Raises:
        RunError: There is no such run, or it cannot be read.
        StoreError: Recorded evidence cannot be read.
    """
    path = Path(name)
    if is_folder(path):
        return read_baseline(path / LATEST.name)
    if path.suffix == ".json" or _exists(path):
        return read_baseline(path)
    recorded = recorded_names(EVIDENCE)
    if name in recorded:
        return next(iter(replayed_stacks(specs(), [name], documents)))
    if _STACK.fullmatch(name):
        known = ", ".join(recorded) or "none"
        raise RunError(f"{name} has no recorded evidence in {EVIDENCE}; recorded are {known}")
    return _baseline_at(name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _baseline_at(revision: str) -> Run:
    file = BASELINE.as_posix()
    if _git("rev-parse", "--git-dir") is None:
        raise RunError(f"no file {revision}, and no git repository to look for a revision in")
    if (
        _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        is None
    ):
        raise RunError(f"{revision} is no file, no recorded stack and no revision of git")
    text = _git("show", "--end-of-options", f"{revision}:./{file}")
    if text is None:
        raise RunError(f"{revision} has no {file}; 'harness accept --added' begins one")
    return parse_baseline(text, f"{revision}:{file}")


def _git(*arguments: str) -> str | None:
    """Ask git; None where it is absent or says no."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace")
