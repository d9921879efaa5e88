"""How many seeds of each network a core trains in a minute, by `fit` and at once on JAX.

Usage: ``python -m tests.benchmarks.seed_rates [NETWORK ...]``, where JAX is installed. Both ways are
timed in turn, in processor time: a few epochs, of which the first one holds what compiling takes.
From these follow a whole training by `fit`, and 16 at once.
"""

import json
import os
import subprocess
import sys
import time
from itertools import pairwise

from harness.models import seed_groups
from harness.models.seeded_training import LESSONS
from harness.subject import listen

EPOCHS = 4
SEEDS = 16
ends: list[float] = []
WAYS = {
    "fit": {"KERAS_BACKEND": "tensorflow"},
    "at once": {
        "KERAS_BACKEND": "jax",
        "JAX_PLATFORMS": "cpu",
        "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false --xla_cpu_prefer_vector_width=512",
    },
}


def group_size(lesson):
    """Count the seeds that are trained together: one by `fit`."""
    return seed_groups.at_once(lesson.compiled()) if seed_groups.on_jax() else 1


def epoch_seconds(network):
    """Train one group of seeds as claims do; return how long each epoch took."""
    lesson = LESSONS[network]
    plan = seed_groups.Plan(network, lesson.compiled, lesson.draw, EPOCHS)
    group = range(group_size(lesson))
    ends.clear()
    ends.append(time.process_time())
    list(seed_groups.fitted(plan, group))
    return [end - begin for begin, end in pairwise(ends)]


def serve():
    """Time the networks that are asked for, a line each: the seeds of a group, its epochs."""
    listen(lambda *_: ends.append(time.process_time()))
    for line in sys.stdin:
        network = line.strip()
        answer = [group_size(LESSONS[network]), *epoch_seconds(network)]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def started(way):
    """Start a process that trains in one of the ways, with one thread."""
    command = [sys.executable, "-m", "tests.benchmarks.seed_rates", "--serve"]
    single = {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
    return subprocess.Popen(
        command,
        env={**os.environ, **single, **WAYS[way]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def rate(process, network, seeds):
    """Seeds that a core trains in a minute, when what was compiled is kept."""
    process.stdin.write(network + "\n")
    process.stdin.flush()
    group, first, *later = json.loads(process.stdout.readline())
    epochs = LESSONS[network].epochs * seeds // group
    return 60 * seeds / (first + (epochs - 1) * min(later))  # what else runs can only add


def main(networks):
    """Print the table."""
    processes = {way: started(way) for way in WAYS}
    sys.stdout.write("| network | `fit` | at once | times `fit` |\n|---|--:|--:|--:|\n")
    for network in networks:
        slow = rate(processes["fit"], network, 1)
        fast = rate(processes["at once"], network, SEEDS)
        sys.stdout.write(f"| {network} | {slow:.2f} | {fast:.1f} | {fast / slow:.1f} |\n")
        sys.stdout.flush()
    for process in processes.values():
        process.stdin.close()
        process.wait()


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        serve()
    else:
        main(sys.argv[1:] or LESSONS)
