"""Subjects that misbehave, in random orders: each gets its own outcome, and leaves nothing.

``python -m tests.attacks.subjects [COUNT]`` tries that many orders.
"""

from __future__ import annotations

import sys
import time
import uuid
from random import Random

from harness.stacks.client import Client
from tests.attacks.tally import SLOW, Tally, seed
from tests.stacks.misbehaving import RIGHT
from tests.stacks.test_misbehaving import ROOT, outcome, running


def attack_subjects(orders: int, first: int) -> Tally:
    """Measure all subjects with one client, in another order each time."""
    tally = Tally("subjects", first)
    for seed_ in range(first, first + orders):
        names = list(RIGHT)
        Random(seed_).shuffle(names)
        mark = f"MISBEHAVING={uuid.uuid4()}"
        variables = {"PYTHONPATH": str(ROOT), "MISBEHAVING": mark.partition("=")[2]}
        client = Client(limit=20.0, environment=variables)
        for name in names:
            start = time.perf_counter()
            tally.tried += 1
            found = outcome(client.ask(f"tests.stacks.misbehaving:{name}", {}))
            seconds = time.perf_counter() - start
            tally.slowest = max(tally.slowest, seconds)
            if found != RIGHT[name]:
                tally.failed.append(f"  seed {seed_}: {name}: {found!r:.80}, not {RIGHT[name]!r}")
            if seconds > 2 * SLOW:
                tally.failed.append(f"  seed {seed_}: {name}: took {seconds:.0f} s")
        client.close()
        tally.failed += [f"  seed {seed_}: still alive: {line:.80}" for line in running(mark)]
    return tally


if __name__ == "__main__":
    sys.stdout.write(f"{attack_subjects(int((sys.argv[1:] or ['3'])[0]), seed())}\n")
