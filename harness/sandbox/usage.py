"""The memory of all processes of a sandbox, measured in its first process.

Limits of single processes miss what several hold together and what the kernel holds for them.
Memory that cannot be seen is counted by its upper bound: a socket with a full buffer looks like
one with an empty buffer.
"""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path
from typing import Dict, List

_KIB = 1 << 10
_OF_A_PROCESS = ("VmRSS", "VmPTE", "VmSwap")
_BUFFER, _USUAL = "/proc/sys/net/core/wmem_default", 212992
_QUEUE, _DATAGRAM = 10, "0002"  # closed senders leave as many messages in a datagram socket
_FREE_DESCRIPTORS, _PIPE = 64, 8 * _KIB  # a pipe beyond the user's quota has two pages


class Usage:
    """Measures the memory in use.

    Args:
        space: The file system to which all files are written.
        socket: The most bytes that one socket may have sent and nobody received.
    """

    def __init__(self, space: str, socket: int) -> None:
        self._space, self._socket = space, socket
        self._shared = _of_machine("Shmem")

    def bytes(self) -> int:
        """Return all memory that the processes hold or may hold, in bytes."""
        processes = _processes()
        visible = sum(process.get(name, 0) for process in processes for name in _OF_A_PROCESS)
        slots = sum(max(0, p.get("FDSize", 0) - _FREE_DESCRIPTORS) for p in processes)
        files = self._files()
        kernel = slots * _PIPE + _sockets(self._socket)
        return visible + kernel + files + self._hidden(processes, files)

    def _files(self) -> int:
        found = os.statvfs(self._space)
        return (found.f_blocks - found.f_bfree) * found.f_frsize

    def _hidden(self, processes: List[Dict[str, int]], files: int) -> int:
        """Return a bound of shared memory that is in no process's page tables at the moment.

        It is at most what the machine's shared memory grew by, and at most what is mapped beside
        private memory and code.
        """
        grown = _of_machine("Shmem") - self._shared - files
        grown -= sum(process.get("RssShmem", 0) for process in processes)
        private = ("VmData", "VmStk", "VmExe", "VmLib", "RssShmem")
        mapped = sum(p.get("VmSize", 0) - sum(p.get(n, 0) for n in private) for p in processes)
        return max(0, min(grown, mapped))


def ending(code: int) -> str:
    """Say how a process ended, by its exit code."""
    number = -code if code < 0 else code - 128
    with contextlib.suppress(ValueError):
        if number > 0:
            name = signal.Signals(number).name
            limits = {"SIGXCPU": ": limit of processor time", "SIGXFSZ": ": limit of a file"}
            return "its process was ended by {}{}".format(name, limits.get(name, ""))
    return "its process ended with code {}".format(code)


def _processes() -> List[Dict[str, int]]:
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                found.append(_numbers(Path("/proc", entry, "status").read_bytes()))
    return found


def _numbers(text: bytes) -> Dict[str, int]:
    """Parse lines such as ``VmRSS: 12 kB``; sizes are returned in bytes."""
    found: Dict[str, int] = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) in (2, 3) and words[1].isdigit():
            unit = _KIB if words[-1] == b"kB" else 1
            found.setdefault(words[0].decode(errors="replace").rstrip(":"), int(words[1]) * unit)
    return found


def _of_machine(name: str) -> int:
    with contextlib.suppress(OSError):
        return _numbers(Path("/proc/meminfo").read_bytes()).get(name, 0)
    return 0


def socket_bytes() -> int:
    """Return the most bytes that one socket holds: its buffer, and a message beyond it."""
    with contextlib.suppress(OSError, ValueError):
        return 2 * int(Path(_BUFFER).read_text())
    return 2 * _USUAL


def _sockets(each: int) -> int:
    """Return a bound of what unix sockets hold; others have no route here, and so no data."""
    total = 0
    with contextlib.suppress(OSError):
        for line in Path("/proc/net/unix").read_text(errors="replace").splitlines()[1:]:
            words = line.split(None, 6)
            total += each * (_QUEUE if len(words) > 4 and words[4] == _DATAGRAM else 1)
    return total
