"""The two processes of a sandbox that run no printed code: the outer one, and the first inside.

The outer process contains itself and waits. The first process inside passes the cell loop's answers
on to the host and watches memory; when it ends, the kernel ends all others inside. Its own lines
to the host begin with `OWN`, the lines that it passes on begin with `PASSED`.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import struct
import sys
import time
from importlib import import_module
from typing import Any, Dict, List, NoReturn, Sequence

from harness.sandbox import cell_loop, containment, inputs, syscalls
from harness.sandbox.answers import LONGEST_MESSAGE
from harness.sandbox.limits import MIB
from harness.sandbox.mounts import CannotContainError, show
from harness.sandbox.usage import Usage, socket_bytes

OWN, PASSED = b"!", b"="
"""The first byte of a line of the first process itself, and of a line that it passes on."""

_GLANCE, _PATIENCE, _FAILED = 0.25, 30.0, 70
_HIGH = containment.OPEN_FILES - 8  # code that opens files does not reach these numbers
_CREDENTIALS = struct.Struct("3i")


def supervise() -> None:
    """Contain this process, then run printed code in a child.

    Standard input begins with a line of JSON data: ``root`` (an empty folder), ``answers`` (a
    descriptor), ``files`` (descriptor and path below the home of each), ``limits``, ``uid``,
    ``parent``, the process that started this one, ``packages`` (files and folders to show),
    ``folder`` (of the document), ``below`` and ``bytecode``. Requests for the cell loop follow.
    """
    given = _given()
    containment.bind_to_parent()
    if os.getppid() != given["parent"]:
        os._exit(0)
    host, given["socket"] = given["answers"], socket_bytes()
    try:
        means = containment.separate()
        root = given["root"]
        means += containment.build_root(root, given["limits"]["disk"], given["packages"])
        if given["bytecode"]:
            show(root, given["bytecode"])
        if given["folder"]:
            space, work = root + containment.SPACE, root + containment.WORK
            given["left_out"] = _folders().show_folder(given["folder"], space, work)
    except (CannotContainError, OSError) as error:
        _refuse(host, error)
    nothing = os.open(os.devnull, os.O_RDWR)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # until the child is known
    child = os.fork()
    if child:
        signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    if child:
        for descriptor in (host, *(item[0] for item in given["files"])):
            os.close(descriptor)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        os._exit(_code(os.waitpid(child, 0)[1]))  # it ends when all inside have ended
    _be_first(given, means)


def _be_first(given: Dict[str, Any], means: List[str]) -> NoReturn:
    host = given["answers"]
    copies = [inputs.Opened(*item) for item in given["files"]]
    first, left_out = "", given.get("left_out", [])
    try:
        containment.bind_to_parent()
        containment.enter(given["root"])
        if given["folder"]:
            left_out += _folders().adopt(containment.WORK, given["uid"])
        means += containment.drop_privileges(given["uid"])
        containment.bind_to_parent()  # forgotten with the privileges
        if given["folder"]:
            first = _folders().working_directory(containment.WORK, given["below"])
            os.chdir(first)
        inputs.copy_below(containment.HOME, copies)
        inputs.close_files(copies)
        means += containment.limit(given["limits"])
        containment.hide_memory()
        means += syscalls.filter_calls()
    except (CannotContainError, OSError, ValueError) as error:
        _refuse(host, error)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    child = os.fork()
    if child == 0:
        _execute(theirs.fileno(), first)
    for number in range(1, 65):  # the kernel drops signals from inside that have no handler
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
    _keep_only((2, host, ours.fileno()))
    theirs.detach()
    told = {"contained": means, "left_out": left_out}
    _tell(host, OWN + json.dumps(told).encode() + b"\n")
    usage = Usage(containment.SPACE, given["socket"])
    _Relay(ours, host, child, usage, given["limits"]["memory"] * 3 // 2).run()


def _execute(answers: int, first: str) -> NoReturn:
    """Become the process that runs printed code, and close all files that it does not need.

    Args:
        answers: The descriptor of the answers.
        first: The folder whose modules are imported first; empty for none.
    """
    fcntl = import_module("fcntl")  # not every system has it
    try:
        moved = [fcntl.fcntl(d, fcntl.F_DUPFD_CLOEXEC, _HIGH) for d in (0, answers)]
        _keep_only((1, 2, *moved))
        channel = socket.socket(fileno=moved[1])
        sys.path[:0] = [first] if first else []
        cell_loop.serve(moved[0], channel.sendall)
    finally:
        os._exit(_FAILED)


class _Relay:
    """Passes on the cell loop's messages, checks their sender, and watches memory."""

    def __init__(
        self, packets: socket.socket, host: int, child: int, usage: Usage, most: int
    ) -> None:
        self._packets, self._host, self._child = packets, host, child
        self._open: List[Any] = [packets]
        self._usage, self._most, self._looked = usage, most, 0.0
        os.set_blocking(host, False)

    def run(self) -> NoReturn:
        """Relay until the cell loop ends or is stopped."""
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(woken, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while True:
            ready = select.select([*self._open, woken], [], [], _GLANCE)[0]
            if woken in ready:
                with contextlib.suppress(OSError):
                    os.read(woken, 4096)
            if self._packets in ready:
                self._pass_on()
            self._bury()
            if self._is_due() and self._exceeds():
                self._stop("memory limit of {} MiB".format(self._most // MIB))

    def _pass_on(self) -> None:
        data, extra, flags, _ = self._packets.recvmsg(LONGEST_MESSAGE, socket.CMSG_SPACE(12))
        if not data:  # the other end is closed
            self._open = []
            return
        sender = next((_CREDENTIALS.unpack(item[2])[0] for item in extra if len(item[2]) == 12), 0)
        whole = not flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC)
        if sender != self._child or not whole or data.count(b"\n") != 1 or data[-1:] != b"\n":
            self._stop("wrote to the channel of the answers")
        self._say(PASSED + data)

    def _bury(self) -> None:
        """Reap ended processes, orphans too; exit if the cell loop is among them."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                if pid == self._child:
                    os._exit(_code(status))

    def _stop(self, reason: str) -> NoReturn:
        self._say(OWN + json.dumps({"stopped": reason}).encode() + b"\n")
        os._exit(0)

    def _is_due(self) -> bool:
        """Whether memory is to be looked at: reading all of it takes longer than a statement."""
        return time.monotonic() - self._looked >= _GLANCE

    def _exceeds(self) -> bool:
        self._looked = time.monotonic()
        return self._usage.bytes() > self._most

    def _say(self, line: bytes) -> None:
        """Write a line to the host; give up if it does not read for long."""
        deadline = time.monotonic() + _PATIENCE
        while line:
            try:
                line = line[os.write(self._host, line) :]
            except BlockingIOError:
                if time.monotonic() > deadline or self._exceeds():
                    os._exit(0)
                select.select([], [self._host], [], _GLANCE)
            except OSError:
                os._exit(0)


def _given() -> Dict[str, Any]:
    """Read the first line of standard input, and nothing after it."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            os._exit(0)
        line += byte
    given: Dict[str, Any] = json.loads(line)
    return given


def _folders() -> Any:
    """Import what only the folder of a document needs: every process inside holds its modules."""
    return import_module("harness.sandbox.overlay")


def _refuse(host: int, error: Exception) -> NoReturn:
    reason = str(error)
    if isinstance(error, OSError) and error.strerror:
        reason = "{}{}".format(error.filename + ": " if error.filename else "", error.strerror)
    _tell(host, OWN + json.dumps({"cannot": reason}).encode() + b"\n")
    os._exit(0)


def _tell(host: int, line: bytes) -> None:
    while line:
        line = line[os.write(host, line) :]


def _keep_only(descriptors: Sequence[int]) -> None:
    """Close every file but these; redirect the other standard ones to the null device."""
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and int(name) not in descriptors:
            with contextlib.suppress(OSError):
                os.close(int(name))
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2}.difference(descriptors):
        os.dup2(nothing, standard)
    if nothing > 2:
        os.close(nothing)


def _code(status: int) -> int:
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
