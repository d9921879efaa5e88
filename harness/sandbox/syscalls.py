"""The filter of system calls: contained code may make those listed here and no others.

A refused call fails with an error that C libraries can handle: as not permitted, or as unknown
where it is newer than the listed ones.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from typing import Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

Instruction = Tuple[int, int, int, int]
"""An instruction of the filter: operation, jump if true, jump if false, operand."""

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The kernel's numbers of the processors that containment supports."""

_ALLOWED = """
read 0 63, write 1 64, open 2 -, close 3 57, stat 4 -, fstat 5 80, lstat 6 -, poll 7 -, lseek 8
62, mmap 9 222, mprotect 10 226, munmap 11 215, brk 12 214, rt_sigaction 13 134, rt_sigprocmask
14 135, rt_sigreturn 15 139, pread64 17 67, pwrite64 18 68, readv 19 65, writev 20 66, access 21
-, pipe 22 -, select 23 -, sched_yield 24 124, mremap 25 216, msync 26 227, mincore 27 232,
madvise 28 233, dup 32 23, dup2 33 -, pause 34 -, nanosleep 35 101, getitimer 36 102, alarm 37
-, setitimer 38 103, getpid 39 172, sendfile 40 71, connect 42 203, accept 43 202, sendto 44
206, recvfrom 45 207, sendmsg 46 211, recvmsg 47 212, shutdown 48 210, bind 49 200, listen 50
201, getsockname 51 204, getpeername 52 205, getsockopt 55 209, fork 57 -,
vfork 58 -, execve 59 221, exit 60 93, wait4 61 260, kill 62 129, uname 63 160, fcntl 72 25,
flock 73 32, fsync 74 82, fdatasync 75 83, truncate 76 45, ftruncate 77 46, getdents 78 -,
getcwd 79 17, chdir 80 49, fchdir 81 50, rename 82 -, mkdir 83 -, rmdir 84 -, creat 85 -, link
86 -, unlink 87 -, symlink 88 -, readlink 89 -, chmod 90 -, fchmod 91 52, chown 92 -, fchown 93
55, lchown 94 -, umask 95 166, gettimeofday 96 169, getrlimit 97 163, getrusage 98 165, sysinfo
99 179, times 100 153, getuid 102 174, getgid 104 176, setuid 105 146, setgid 106 144, geteuid
107 175, getegid 108 177, setpgid 109 154, getppid 110 173, getpgrp 111 -, setsid 112 157,
setreuid 113 145, setregid 114 143, getgroups 115 158, setgroups 116 159, setresuid 117 147,
getresuid 118 148, setresgid 119 149, getresgid 120 150, getpgid 121 155, setfsuid 122 151,
setfsgid 123 152, getsid 124 156, capget 125 90, capset 126 91, rt_sigpending 127 136,
rt_sigtimedwait 128 137, rt_sigqueueinfo 129 138, rt_sigsuspend 130 133, sigaltstack 131 132,
utime 132 -, mknod 133 -, statfs 137 43, fstatfs 138 44, getpriority 140 141, sched_getparam 143
121, sched_getscheduler 145 120, sched_get_priority_max 146 125, sched_get_priority_min 147 126,
sched_rr_get_interval 148 127, mlock 149 228, munlock 150 229, mlockall 151 230, munlockall 152
231, prctl 157 167, arch_prctl 158 -, setrlimit 160 164, sync 162 81, gettid 186 178, readahead
187 213, getxattr 191 8, lgetxattr 192 9, fgetxattr 193 10, listxattr 194 11, llistxattr 195 12,
flistxattr 196 13, tkill 200 130, time 201 -, futex 202 98, sched_getaffinity 204 123,
epoll_create 213 -, getdents64 217 61, set_tid_address 218 96, restart_syscall 219 128,
fadvise64 221 223, timer_create 222 107, timer_settime 223 110, timer_gettime 224 108,
timer_getoverrun 225 109, timer_delete 226 111, clock_gettime 228 113, clock_getres 229 114,
clock_nanosleep 230 115, exit_group 231 94, epoll_wait 232 -, epoll_ctl 233 21, tgkill 234 131,
utimes 235 -, get_mempolicy 239 236, waitid 247 95, ioprio_get 252 31, openat 257 56, mkdirat
258 34, mknodat 259 33, fchownat 260 54, futimesat 261 -, newfstatat 262 79, unlinkat 263 35,
renameat 264 38, linkat 265 37, symlinkat 266 36, readlinkat 267 78, fchmodat 268 53, faccessat
269 48, pselect6 270 72, ppoll 271 73, set_robust_list 273 99, splice 275 76, tee 276 77,
sync_file_range 277 84, utimensat 280 88, epoll_pwait 281 22, signalfd 282 -, timerfd_create 283
85, eventfd 284 -, fallocate 285 47, timerfd_settime 286 86, timerfd_gettime 287 87, accept4 288
242, signalfd4 289 74, eventfd2 290 19, epoll_create1 291 20, dup3 292 24, pipe2 293 59, preadv
295 69, pwritev 296 70, rt_tgsigqueueinfo 297 240, recvmmsg 299 243, syncfs 306 267, sendmmsg
307 269, getcpu 309 168, sched_getattr 315 275, renameat2 316 276, getrandom 318 278, execveat
322 281, membarrier 324 283, mlock2 325 284, copy_file_range 326 285, preadv2 327 286, pwritev2
328 287, pkey_mprotect 329 288, pkey_alloc 330 289, pkey_free 331 290, statx 332 291, rseq 334
293, pidfd_send_signal 424 424, pidfd_open 434 434, close_range 436 436, openat2 437 437,
faccessat2 439 439, epoll_pwait2 441 441, futex_waitv 449 449, cachestat 451 451, fchmodat2 452
452, futex_wake 454 454, futex_wait 455 455, futex_requeue 456 456, mseal 462 462
"""
"""Each call with its numbers on x86_64 and aarch64."""

_NEWEST_REFUSED = 424
"""From this number on, a call that is not listed fails as one that the kernel does not know."""

_NEW_NAMESPACES = 0x7E020000
_SHORT_POINTERS = 0x40000000  # the bit of x86_64's calls with 32-bit pointers
_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6
_PROTOCOLS = (0, 1, 6, 17, 58)  # the default, ICMP, TCP, UDP, ICMPv6
_REQUESTS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451, 0x5452, 0x802C542A)
"""Requests to a device: about terminals, their size, bytes to read, and closing on exec."""

_LOAD, _EQUAL, _AT_LEAST, _ABOVE, _ANY_BIT, _END = 0x20, 0x15, 0x35, 0x25, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_SECCOMP, _FILTER, _FIRST_PROCESS = 22, 2, 1


class _Rule(NamedTuple):
    """A call that is allowed with some values of an argument.

    Args:
        numbers: Its numbers on x86_64 and aarch64.
        argument: The index of the argument.
        values: Allowed values, or forbidden ones.
        listed: Whether these values are the allowed ones.
        error: The error of a refused call.
        also: A second rule about the same call.
    """

    numbers: Tuple[int, int]
    argument: int
    values: Sequence[int]
    listed: bool
    error: int
    also: Optional[_Rule] = None


_CREATING = _Rule((41, 198), 2, _PROTOCOLS, True, errno.EPROTONOSUPPORT)
_OWN = _Rule((141, 140), 1, (0,), True, errno.EPERM)
_RULES = (
    _Rule((16, 29), 1, _REQUESTS, True, errno.ENOTTY),  # ioctl
    _Rule((41, 198), 0, _FAMILIES, True, errno.EAFNOSUPPORT, _CREATING),  # socket
    _Rule((53, 199), 0, (1,), True, errno.EAFNOSUPPORT),  # socketpair
    # the process that watches memory keeps its limits, its processors and its priority
    _Rule((302, 261), 0, (_FIRST_PROCESS,), False, errno.EPERM),  # prlimit64
    _Rule((203, 122), 0, (_FIRST_PROCESS,), False, errno.EPERM),  # sched_setaffinity
    _Rule((141, 140), 0, (0,), True, errno.EPERM, _OWN),  # setpriority
)
_CLONE, _SET_OPTION = (56, 220), (54, 208)
_SOCKET_LEVEL, _SEND_BUFFER, _AS_IF_DONE = 1, 7, 0

_FIXED_BUFFERS: List[Instruction] = [
    (_LOAD, 0, 0, _ARGUMENTS + 8),
    (_EQUAL, 0, 3, _SOCKET_LEVEL),
    (_LOAD, 0, 0, _ARGUMENTS + 16),
    (_EQUAL, 0, 1, _SEND_BUFFER),
    (_END, 0, 0, _REFUSE | _AS_IF_DONE),
    (_END, 0, 0, _ALLOW),
]
"""Keeps the size of a socket's buffer, so that the memory of sockets is bounded."""


def filter_calls() -> List[str]:
    """Allow this process and its children the listed system calls alone.

    Returns:
        The means of containment that was used, in words.

    Raises:
        OSError: The kernel has no such filter.
    """
    steps = program(platform.machine())
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    header = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SECCOMP, _FILTER, header, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return ["a filter of system calls"]


def program(machine: str) -> List[Instruction]:
    """Write the filter for a processor.

    Args:
        machine: Its name, as `platform.machine` gives it.
    """
    column = list(ARCHITECTURES).index(machine)
    steps: List[Instruction] = [(_LOAD, 0, 0, _ARCHITECTURE)]
    steps += [(_EQUAL, 1, 0, ARCHITECTURES[machine]), _error(errno.EPERM)]
    steps += [(_LOAD, 0, 0, _NUMBER)]
    steps += [(_AT_LEAST, 0, 1, _SHORT_POINTERS), _error(errno.ENOSYS)]
    namespaces = [(_LOAD, 0, 0, _ARGUMENTS), (_ANY_BIT, 0, 1, _NEW_NAMESPACES)]
    steps += _guarded(_CLONE[column], [*namespaces, _error(errno.EPERM), (_END, 0, 0, _ALLOW)])
    steps += _guarded(_SET_OPTION[column], _FIXED_BUFFERS)
    for rule in _RULES:
        steps += _guarded(rule.numbers[column], [*_body(rule), (_END, 0, 0, _ALLOW)])
    for first, last in _ranges(allowed(machine)):
        steps += [(_AT_LEAST, 0, 2, first), (_ABOVE, 1, 0, last), (_END, 0, 0, _ALLOW)]
    steps += [(_AT_LEAST, 0, 1, _NEWEST_REFUSED), _error(errno.ENOSYS), _error(errno.EPERM)]
    return steps


def allowed(machine: str) -> List[int]:
    """List the numbers of the calls that are allowed with any arguments."""
    column = list(ARCHITECTURES).index(machine) + 1
    entries = [entry.split() for entry in _ALLOWED.replace("\n", " ").split(",")]
    return sorted(int(entry[column]) for entry in entries if entry[column] != "-")


def _body(rule: _Rule) -> Iterator[Instruction]:
    """Test an argument; an allowed value falls through."""
    yield (_LOAD, 0, 0, _ARGUMENTS + 8 * rule.argument)
    for index, value in enumerate(rule.values):
        yield (_EQUAL, len(rule.values) - index, 0, value)
    if not rule.listed:
        yield (_END, 0, 0, _ALLOW)
    yield _error(rule.error)
    if rule.also:
        yield from _body(rule.also)


def _guarded(number: int, body: Sequence[Instruction]) -> List[Instruction]:
    return [(_EQUAL, 0, len(body), number), *body]


def _ranges(numbers: Iterable[int]) -> Iterator[Tuple[int, int]]:
    """Group consecutive numbers into ranges."""
    first = last = -2
    for number in [*numbers, -2]:
        if number != last + 1:
            if last >= 0:
                yield first, last
            first = number
        last = number


def _error(number: int) -> Instruction:
    return (_END, 0, 0, _REFUSE | number)
