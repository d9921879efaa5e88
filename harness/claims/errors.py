"""Mistakes in specs, with their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harness.texts.visible import one_line


@dataclass(frozen=True, slots=True, order=True)
class SpecError:
    """One mistake in a spec.

    Args:
        file: The spec, as the user named it.
        line: Counted from 1.
        column: Counted from 1.
        message: What is wrong.
        hint: How to correct it; empty where the message says it.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: {self.message}"
        return f"{place}; {self.hint}" if self.hint else place


class SpecErrors(Exception):  # noqa: N818 - a group of errors, named for what it holds
    """Every mistake found in the specs that were read.

    Args:
        errors: The mistakes, in any order.
    """

    def __init__(self, errors: Iterable[SpecError]) -> None:
        self.errors = tuple(sorted(errors))
        super().__init__("\n".join(one_line(str(error)) for error in self.errors))
