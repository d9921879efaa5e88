"""The words for how a code block ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from harness.documents import FigureError, Span
from harness.printed.parts import read_part

RUNS, DIFFERS, STOPPED, NOT_EXECUTED = "runs", "differs", "stopped", "not executed"

_WORDS = (RUNS, DIFFERS, STOPPED, NOT_EXECUTED)
IN_SPITE = " in spite of its repairs"
_COUNTED = re.compile(rf"{DIFFERS} in [1-9]\d*")
_OF_OUTPUT = re.compile(rf"{RUNS}$|{DIFFERS}\b")


def read_ending(figure: Any) -> str:
    """Read how a block ends: one of the words, "differs in N", or the name of an exception.

    Either may be said to be so in spite of the block's repairs.

    Args:
        figure: What a spec says; None stands for a block that runs.

    Raises:
        FigureError: It is none of them.
    """
    if figure is None:
        return RUNS
    word = figure.removesuffix(IN_SPITE) if isinstance(figure, str) else ""
    if word in _WORDS or _COUNTED.fullmatch(word) or word.isidentifier():
        return str(figure)
    words = ", ".join(_WORDS)
    raise FigureError(f"{figure!r} is no exception, nor one of {words}, differs in N")


def other_endings(ending: str, shown: str) -> list[str]:
    """List the other ways in which a block could have ended, and two exceptions.

    Args:
        ending: How it ends.
        shown: What its page prints; an exception that is named there says the same.
    """
    ends = [*_WORDS, *(name for name in ("KeyError", "ValueError") if name not in shown)]
    if _COUNTED.fullmatch(ending):
        ends = [f"{ending}0", *(end for end in ends if end != DIFFERS)]
    return [end for end in ends if end != ending]


def is_of_output(ending: str) -> bool:
    """Whether an ending says something of what the block prints."""
    return _OF_OUTPUT.match(ending) is not None


def ending_clause(ending: str) -> str:
    """Say how a block ended, in spite of its repairs or not, in a clause without its subject."""
    word, joint, rest = ending.partition(" in ")
    plain = {RUNS: RUNS, DIFFERS: "prints something else", STOPPED: "is stopped by a limit"}
    plain[NOT_EXECUTED] = NOT_EXECUTED
    return f"{plain.get(word) or f'raises {word}'}{joint}{rest}"


def output_clause(spans: Sequence[Span], left_out: Sequence[str]) -> str:
    """Say that a block runs, and what of its output is compared, in a clause without its subject.

    Args:
        spans: The lines of the page that print its output.
        left_out: The parts that are not compared.
    """
    if not spans:
        return f"{RUNS}; the page prints nothing to compare"
    parts = ", ".join(left_out)
    hidden = [part.lines for part in map(read_part, left_out) if part.kind == "line"]
    if all(any(a <= first and last <= b for a, b in hidden) for first, last in spans):
        return f"{RUNS}; what the page prints is not compared ({parts})"
    return f"{RUNS}, and prints what the page shows{f', apart from {parts}' if parts else ''}"
