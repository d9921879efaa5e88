"""Containment by Linux: namespaces, a separate root, no privileges, limits.

It runs in the process that is to be contained.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import platform
import struct
import sys
from pathlib import Path
from typing import Any, Dict, List, Sequence

from harness.sandbox.mounts import (
    BIND,
    NODEV,
    NOEXEC,
    NOSUID,
    PRIVATE,
    RECURSIVE,
    CannotContainError,
    check,
    libc,
    mount,
    set_read_only,
    show,
    unmount,
)
from harness.sandbox.process import package_folders
from harness.sandbox.syscalls import ARCHITECTURES

SPACE = "/space"
"""The only folder inside that can be written to."""

WORK, HOME, TEMPORARY = (SPACE + "/" + name for name in ("work", "home", "tmp"))
"""The working directory, the home and the folder of temporary files; all are empty at first."""

_NAMESPACES = {"mount": 0x20000, "pid": 0x20000000, "net": 0x40000000, "ipc": 0x8000000,
               "uts": 0x4000000}  # fmt: skip
_NEW_USER, _NEW_CGROUP = 0x10000000, 0x2000000
_DEATH_SIGNAL, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_HOSTNAME = b"sandbox"
OPEN_FILES = 512
"""The most files that a process may have open."""

_SIGNALS = 4096
_DEVICES = ("null", "zero", "full", "random", "urandom")
_SHARED = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache")


def why_never() -> str:
    """Say why this system cannot contain any code; empty where it may be able to."""
    known = sys.platform.startswith("linux") and platform.machine() in ARCHITECTURES
    return "" if known else "needs Linux on x86_64 or aarch64"


def separate() -> List[str]:
    """Leave the namespaces of the host, as root or in a new user namespace.

    Returns:
        The means of containment that were used, in words.

    Raises:
        CannotContainError: The machine has no namespaces, or forbids them.
    """
    if why_never():
        raise CannotContainError(why_never())
    uid, gid = os.getuid(), os.getgid()
    flags = sum(_NAMESPACES.values()) | (0 if uid == 0 else _NEW_USER)
    check(libc().unshare(ctypes.c_int(flags)), "namespaces")
    if uid != 0:
        _write("/proc/self/setgroups", "deny")
        _write("/proc/self/uid_map", "{0} {0} 1".format(uid))
        _write("/proc/self/gid_map", "{0} {0} 1".format(gid))
    check(libc().sethostname(_HOSTNAME, len(_HOSTNAME)), "the name of the machine")
    names = [*_NAMESPACES, *(["user"] if uid else [])]
    if libc().unshare(ctypes.c_int(_NEW_CGROUP)) == 0:  # older kernels have none
        names.append("cgroup")
    return ["namespaces ({})".format(", ".join(names))]


def build_root(root: str, disk: int, packages: Sequence[str] = ()) -> List[str]:
    """Mount the only files that code sees: the interpreter's, read-only, and `SPACE`.

    Args:
        root: An empty folder; mounts below it are seen in this namespace alone.
        disk: The most bytes of all files that code writes.
        packages: Further files and folders that are shown, read-only.
    """
    os.umask(0o022)  # what is made here can be read after the privileges are dropped
    mount("none", "/", None, RECURSIVE | PRIVATE)
    mount("tmpfs", root, "tmpfs", NOSUID | NODEV, "size=1m,mode=755")
    Path(root + SPACE).mkdir()
    options = "size={},nr_inodes=100000,mode=755".format(disk)
    mount("tmpfs", root + SPACE, "tmpfs", NOSUID | NODEV, options)
    for path in (WORK, HOME, TEMPORARY):
        Path(root + path).mkdir()
        Path(root + path).chmod(0o777)  # independent of the umask
    for name in ("/tmp", "/dev/shm"):
        Path(root + name).mkdir(parents=True)
        mount(root + TEMPORARY, root + name, None, BIND)
    sources = _sources(packages)
    visible = _visible([path for path in packages if path not in sources])
    if sources:  # first, as an environment may lie among them
        importlib.import_module("harness.sandbox.overlay").show_sources(root, sources, visible)
    for path in visible:
        show(root, path)
    for name in _DEVICES:
        Path(root + "/dev/" + name).touch()
        mount("/dev/" + name, root + "/dev/" + name, None, BIND)
    Path(root + "/proc").mkdir()
    return ["a root of its own with {} alone to write to".format(SPACE)]


def enter(root: str) -> None:
    """Make a folder the root, from inside the process namespace, and unmount the old root."""
    mount("proc", root + "/proc", "proc", NOSUID | NODEV | NOEXEC)
    os.chdir(root)
    check(libc().syscall(_PIVOT_ROOT[platform.machine()], b".", b"."), "pivot_root")
    unmount(".")
    set_read_only("/", recursive=False)
    os.chdir(WORK)


def drop_privileges(uid: int) -> List[str]:
    """Become an unprivileged user, for good.

    Args:
        uid: An unused number, so that the processes of this user are those of the sandbox.
    """
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    header = struct.pack("Ii", 0x20080522, 0)
    check(libc().capset(header, bytes(24)), "capset")
    check(libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), "no new privileges")
    return ["no privileges"]


def limit(limits: Dict[str, Any]) -> List[str]:
    """Set the limits of this process and its children.

    Args:
        limits: ``cpu`` in seconds; ``memory``, ``file`` in bytes; ``processes``, threads included.
    """
    resource = importlib.import_module("resource")  # not every system has it
    for kind, most in (
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_DATA, limits["memory"]),
        (resource.RLIMIT_AS, limits["memory"] * 4),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, _SIGNALS),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    return ["limits"]


def bind_to_parent() -> None:
    """Have the kernel kill this process as soon as its parent ends."""
    check(libc().prctl(_DEATH_SIGNAL, 9, 0, 0, 0), "death signal")


def hide_memory() -> None:
    """Keep other processes of the same user from tracing this one."""
    check(libc().prctl(_DUMPABLE, 0, 0, 0, 0), "dumpable")


def _sources(packages: Sequence[str]) -> List[str]:
    """List folders of packages in the making: they belong to no environment."""
    inside = tuple(path + "/" for path in (*_SHARED, sys.base_prefix, sys.prefix))
    names = ("/site-packages/", "/dist-packages/")
    return [
        path
        for path in packages
        if os.path.isdir(path)
        and not (path + "/").startswith(inside)
        and not any(name in path + "/" for name in names)
        and os.path.realpath(path) != "/"
    ]


def _visible(packages: Sequence[str]) -> List[str]:
    wanted = [*_SHARED, sys.base_prefix, sys.prefix, *package_folders(), *packages]
    wanted += [os.path.realpath(path) for path in wanted[len(_SHARED) :]]
    seen: List[str] = []
    for path in wanted:
        inside = any(path == other or path.startswith(other + "/") for other in seen)
        if os.path.exists(path) and not inside and path != "/":
            seen.append(path)
    return seen


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text)
    except OSError as error:
        raise CannotContainError("{}: {}".format(path, error.strerror)) from error
