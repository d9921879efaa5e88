"""Records rounds of the suite beside this file, and adds them to the bank.

``python -m tests.benchmarks.bank CONDITION ROUNDS [--slower|--files]``, CONDITION being ``quiet`` (on a
machine that does nothing else), ``noisy`` (beside one process that works and pauses at random),
``load4`` (beside four that always work) or ``shared`` (beside whatever others do). What the machine
really did is recorded with each round.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import time
from math import log
from pathlib import Path

from harness.benchmarks.bank import (
    BANK,
    STATISTICS,
    BankError,
    Condition,
    Trace,
    bank_bytes,
    read_bank,
)
from harness.benchmarks.noise import Activity
from harness.benchmarks.saved_times import save_times
from harness.benchmarks.sides import scratch
from harness.benchmarks.timed_process import Side
from harness.benchmarks.timed_round import RoundPlan, play_round

ROOT = Path(__file__).parents[3]
SUITE = Path(__file__).with_name("suite.py").relative_to(ROOT).as_posix()
ARGUMENTS = [
    SUITE, "--noconftest", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", ".",
]  # fmt: skip
BUSY = "import numpy as n\na = n.ones(10**6)\nwhile True: a = a * 0.5 + 1"
BURSTS = """
import numpy as n, random, time
a = n.ones(10**6)
while True:
    end = time.monotonic() + random.expovariate(2)
    while time.monotonic() < end: a = a * 0.5 + 1
    time.sleep(random.expovariate(2))
"""
OTHERS = {"quiet": [], "shared": [], "noisy": [BURSTS], "load4": [BUSY] * 4}
BUSY_TICKS = (0, 1, 2, 5, 6)
TICK = 1 / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def others(condition):
    """Keep the machine as busy as the condition says."""
    started = [
        subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "OMP_NUM_THREADS": "1"})
        for code in OTHERS[condition]
    ]
    try:
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def observed(work):
    """Do some work; return what it gave, and what the machine did meanwhile."""
    before, start, own = Activity.now(), time.monotonic(), os.times()
    found = work()
    after, seconds, ended = Activity.now(), time.monotonic() - start, os.times()
    spent = sum(ended[:4]) - sum(own[:4])  # this process's and that of the sessions it ended
    ticks = sum(after.ticks[k] - before.ticks[k] for k in BUSY_TICKS) * TICK
    facts = {
        "load": after.load,
        "busy": (ticks - spent) / seconds,
        "waited": (after.waited - before.waited) / seconds,
        "seconds": seconds,
    }
    return found, {name: round(value, 3) for name, value in facts.items()}


def side_by_side(plan):
    """Play a round; return the traces that it adds, by benchmark."""
    times = play_round(plan)
    if times.failures:
        sys.exit(str(times.failures))
    found = {name: Trace() for name in times.blocks}
    for name, blocks in times.blocks.items():
        found[name].add(blocks)
    return found


def as_files(folder):
    """Let pytest-benchmark time the suite by itself; return the traces that its file adds."""
    saved = save_times(ARGUMENTS, folder)["benchmarks"]
    return {
        item["fullname"]: Trace([], [[[log(item["stats"][name]) for name in STATISTICS]]])
        for item in saved
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("condition", choices=OTHERS)
    parser.add_argument("rounds", type=int)
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--slower", action="store_true", help="the third process is slower")
    kinds.add_argument("--files", action="store_true", help="what pytest-benchmark saves")
    parser.add_argument("--bank", type=Path, default=BANK)
    options = parser.parse_args()
    kind = "slower" if options.slower else "files" if options.files else "same"
    base = Side("base", sys.executable, ROOT)
    head = Side("head", sys.executable, ROOT, {"HARNESS_SLOWER": str(int(options.slower))})
    name = options.condition if kind == "same" else kind
    with scratch() as folder, others(options.condition):
        plan = RoundPlan([base, base, head], ARGUMENTS, folder)
        for number in range(options.rounds):
            traces, facts = observed(
                lambda: as_files(folder) if options.files else side_by_side(plan)
            )
            add(options.bank, name, kind, traces, facts)
            print(name, number + 1, facts, flush=True)  # noqa: T201


def add(bank, name, kind, traces, facts):
    """Add a round to the bank's file, which other recorders may write between rounds."""
    try:
        conditions = read_bank(bank)
    except BankError:
        conditions = {}
    condition = conditions.setdefault(name, Condition(kind=kind))
    condition.facts.append(facts)
    for benchmark, found in traces.items():
        trace = condition.traces.setdefault(benchmark.rpartition("::")[2], Trace())
        trace.costs += found.costs
        trace.saved += found.saved
    fresh = bank.with_suffix(".new")
    fresh.write_bytes(bank_bytes(conditions))
    fresh.replace(bank)


if __name__ == "__main__":
    main()
