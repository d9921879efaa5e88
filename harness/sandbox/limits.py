"""The limits of printed code, and the errors where it is not run or does not end."""

from __future__ import annotations

from typing import NamedTuple

MIB = 1 << 20


class ContainmentError(Exception):
    """This machine cannot contain untrusted code, so it is not run."""


class StoppedError(Exception):
    """A piece of code reached a limit, or its process ended."""


class TimeLimitError(StoppedError):
    """A piece of code reached its time limit."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__("time limit of {:g} s".format(seconds))


class Limits(NamedTuple):
    """The limits of one sandbox.

    Args:
        seconds: Wall time of one piece.
        cpu: Seconds of processor time of one process, over all pieces.
        memory: Bytes of one process; all together may hold half as much again.
        file: Bytes of one file.
        disk: Bytes of all files.
        processes: Processes and threads together.
        output: Bytes that one piece prints.
    """

    seconds: float = 60.0
    cpu: int = 3600
    memory: int = 6144 * MIB
    file: int = 256 * MIB
    disk: int = 512 * MIB
    processes: int = 1024
    output: int = 1 * MIB
