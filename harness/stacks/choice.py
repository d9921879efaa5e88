"""Names of stacks: those that a command asks for, and those that there is evidence of."""

from __future__ import annotations

import re
from pathlib import Path

from harness.evidence.facts import BACKENDS, backend_of, chronological

EVIDENCE = Path("reports/evidence")
"""Where evidence is recorded, below the root of the project."""

_NAME = re.compile(r"tf[0-9]{1,4}\.[0-9]{1,4}(-[a-z]+)*")


def evidence_file(folder: Path, name: str) -> Path:
    """Name the file with the evidence of a stack.

    A stack with another backend of Keras is not one of those that documents are judged on: what
    was trained there stands for the stack of the same packages.

    Args:
        folder: The folder of evidence files.
        name: The stack's name.
    """
    apart = "backends" if backend_of(name) else ""
    return folder / apart / f"{name}.json"


def backend_files(folder: Path, name: str) -> list[Path]:
    """List the evidence files of a stack's packages with other backends of Keras."""
    files = (evidence_file(folder, f"{name}-{backend}") for backend in BACKENDS)
    return [] if backend_of(name) else [file for file in files if file.is_file()]


def is_name(name: str) -> bool:
    """Whether a text is a valid stack name; the evidence file is named after it."""
    return _NAME.fullmatch(name) is not None


def recorded_names(folder: Path) -> list[str]:
    """List the stacks that a folder has evidence files of, oldest first."""
    stems = (file.stem for file in folder.glob("tf*.json"))
    return sorted(filter(is_name, stems), key=chronological)


def named(names: str, recorded: bool, root: Path) -> list[str]:
    """Read the names of stacks.

    Args:
        names: The names with commas between; where empty, every recorded stack, or none.
        recorded: Whether their recorded evidence is judged instead of measuring.
        root: The project's root.

    Raises:
        StackError: A stack is not defined, or none is recorded.
    """
    from harness.stacks.provisioning import StackError, check_name

    known = recorded_names(root / EVIDENCE) if recorded else []
    if recorded and not (names or known):
        raise StackError(
            f"no evidence in {EVIDENCE}; 'tox -e STACK' or 'harness verify --record' writes it "
            "(stackless claims have none)"
        )
    found = names.split(",") if names else known
    for name in set(found).difference(known):
        check_name(name, root)
    return found
