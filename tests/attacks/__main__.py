"""Every attack, one after the other: what was tried, what survived, what failed.

The seed is new each time and is printed; ATTACK_SEED repeats a run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from tests.attacks.commands import attack_commands
from tests.attacks.documents import attack_documents
from tests.attacks.evidence import attack_evidence
from tests.attacks.kills import attack_kills
from tests.attacks.pages import attack_pages
from tests.attacks.records import attack_records, attack_timings
from tests.attacks.specs import attack_specs
from tests.attacks.subjects import attack_subjects
from tests.attacks.tally import Tally, seed

ATTACKS: tuple[tuple[Callable[[int, int], Tally], int], ...] = (
    (attack_specs, 10_000),
    (attack_documents, 2_000),
    (attack_records, 3_000),
    (attack_evidence, 1_000),
    (attack_timings, 500),
    (attack_commands, 200),
    (attack_pages, 60),
    (attack_subjects, 2),
    (attack_kills, 60),
)
"""Each attack, and how often it is tried."""


def main() -> int:
    """Run them all; return the exit code."""
    first = seed()
    sys.stdout.write(f"seed {first}; ATTACK_SEED={first} repeats this\n")
    failed = 0
    for attack, number in ATTACKS:
        start = time.perf_counter()
        tally = attack(number, first)
        failed += len(tally.failed)
        sys.stdout.write(f"{tally} [{time.perf_counter() - start:.0f} s]\n")
        sys.stdout.flush()
    sys.stdout.write("nothing failed\n" if not failed else f"{failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
