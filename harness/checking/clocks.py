"""What differs by nature from run to run or from machine to machine: times, addresses, versions."""

from __future__ import annotations

import re

from harness.checking.code_names import StatementNames

_SOURCES = {
    "a time": (
        r"time\.(?:\w*time|perf_counter|monotonic|process_time|clock|ctime|strftime)(?:_ns)?",
        r"datetime\.(?:datetime|date)\.(?:now|utcnow|today)|\.(?:now|utcnow|today)|perf_counter",
        r"pandas\.Timestamp\.(?:now|today)|timeit(?:\.\w+)*|\.(?:timeit|autorange)|cProfile.*",
        r"tensorflow\.timestamp|psutil\..*|resource\.getrusage",
    ),
    "an address": (r"id|hash|weakref\..*",),
    "an identifier made at random": (r"uuid\.uuid[14]|secrets\..*|os\.urandom",),
    "a place on this machine": (
        r"tempfile\..*|os\.(?:getcwd|getpid|uname|cpu_count|environ\b.*)|platform\..*|__file__",
        r"os\.path\.(?:abspath|expanduser|realpath)|pathlib\.Path\.(?:cwd|home)",
        r"socket\.gethostname|sys\.(?:path|executable)|getpass\.getuser|multiprocessing\.cpu_count",
    ),
    "a version": (
        r".*\.(?:__version__|version_info|VERSION|show_versions|print_versions)|sys\.version.*",
        r"importlib\.metadata\..*|pkg_resources\..*|tensorflow\.version\..*|.*\.version\.version",
    ),
}
_CLOCKS = {what: re.compile("|".join(patterns)) for what, patterns in _SOURCES.items()}


def clock_of(names: StatementNames) -> str:
    """Say what a statement reads that differs by nature; empty where nothing does.

    Args:
        names: What the statement does with names.
    """
    for what, pattern in _CLOCKS.items():
        if any(map(pattern.fullmatch, names.origins)):
            return what
    return ""
