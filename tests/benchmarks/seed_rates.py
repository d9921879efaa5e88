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
from harness.models.sessions import seeded

EPOCHS = 4
SEEDS = 16
WAYS = {
    "fit": {"KERAS_BACKEND": "tensorflow"},
    "at once": {
        "KERAS_BACKEND": "jax",
        "JAX_PLATFORMS": "cpu",
        "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false --xla_cpu_prefer_vector_width=512",
    },
}


def by_fit(lesson):
    """Train one seed with `fit`; return when each epoch began and the last one ended."""
    from tensorflow import keras

    begun = []
    data = lesson.draw(0)
    with seeded(0):
        model = lesson.compiled()
        begun.append(time.process_time())
        clock = keras.callbacks.LambdaCallback(
            on_epoch_end=lambda *_: begun.append(time.process_time())
        )
        model.fit(
            data.x_train,
            data.y_train,
            epochs=EPOCHS,
            validation_data=(data.x_valid, data.y_valid) if len(data.x_valid) else None,
            callbacks=[clock],
            verbose=0,
        )
    return begun


def in_a_group(lesson):
    """Train a group of seeds; return when each epoch began and the last one ended."""
    from numpy.random import RandomState

    begun = []

    def order(count, seed):
        if not seed:
            begun.append(time.process_time())
        return RandomState(seed).permutation(count)

    group = range(seed_groups.at_once(lesson.compiled()))
    models = []
    for seed in group:
        with seeded(seed):
            models.append(lesson.compiled())
    orders = [lambda count, seed=seed: order(count, seed) for seed in group]
    list(seed_groups.fit_together(models, [lesson.draw(seed) for seed in group], EPOCHS, orders))
    return [*begun, time.process_time()]


def serve():
    """Time the networks that are asked for, a line each."""
    way = in_a_group if seed_groups.on_jax() else by_fit
    for line in sys.stdin:
        begun = way(LESSONS[line.strip()])
        sys.stdout.write(json.dumps([b - a for a, b in pairwise(begun)]) + "\n")
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


def seconds(process, network, epochs):
    """Processor time that so many epochs take, when what was compiled is kept."""
    process.stdin.write(network + "\n")
    process.stdin.flush()
    first, *later = json.loads(process.stdout.readline())
    return first + (epochs - 1) * min(later)  # what else the machine does can only add


def main(networks):
    """Print the table."""
    processes = {way: started(way) for way in WAYS}
    sys.stdout.write("| network | `fit` | at once | ratio |\n|---|--:|--:|--:|\n")
    for network in networks:
        lesson = LESSONS[network]
        epochs = lesson.epochs
        slow = 60 / seconds(processes["fit"], network, epochs)
        fast = (
            60
            * SEEDS
            / seconds(
                processes["at once"],
                network,
                epochs * SEEDS // seed_groups.at_once(lesson.compiled()),
            )
        )
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
