"""Files of evidence, damaged: each is read, its damaged lines stale, or is refused in one line.

``python -m tests.attacks.evidence [COUNT]`` tries many.
"""

from __future__ import annotations

import json
import sys
import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from harness.claims import load_specs
from harness.engine.replay import EvidenceReplay, StacklessAnswers
from harness.evidence.differences import differences
from harness.evidence.store import StoreError, read_store, store_text
from tests.attacks.mutations import damaged, mutated, written
from tests.attacks.tally import Tally, attack, seed

ROOT = Path(__file__).parents[2]


@cache
def original() -> dict[str, Any]:
    """Read the evidence of one stack."""
    found: dict[str, Any] = json.loads((ROOT / "reports/evidence/tf2.15.json").read_text())
    return found


def evidence_bytes(random: Random) -> tuple[bytes, set[str]]:
    """Make a damaged file: its bytes, and what its whole lines say."""
    whole = original()
    few = {**whole, "measurements": random.sample(whole["measurements"], random.randint(1, 4))}
    lines = {json.dumps(row, sort_keys=True) for row in few["measurements"]}
    if random.random() < 0.8:
        return written(mutated(few, random)).encode("utf-8", "replace"), lines
    return damaged(json.dumps(few).encode(), random), lines


def attack_evidence(number: int, first: int) -> Tally:
    """Damage evidence, read it, and judge by it; no damaged line may count."""
    specs = load_specs(sorted((ROOT / "specs").glob("[fik]*.yaml")))
    requests = [
        claim.stack_request for spec in specs for claim in spec.claims if claim.stack_request
    ]
    whole = read_store(ROOT / "reports/evidence/tf2.15.json")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tf2.15.json"

        def one(random: Random) -> None:
            data, lines = evidence_bytes(random)
            file.write_bytes(data)
            store = read_store(file)
            for measurement in store.measurements.values():
                row = {"stack": original()["stack"], "digest": measurement.digest}
                fresh = not measurement.why_stale(whole.facts)
                if fresh and json.dumps({**measurement.row, **row}, sort_keys=True) not in lines:
                    raise AssertionError(f"{measurement.evidence.request.subject} counts, damaged")
            stack = EvidenceReplay("tf2.15", store, StacklessAnswers(None))
            for request in random.sample(requests, 20):
                stack.measure(request)
            differences(whole, store)
            file.write_text(store_text(whole.merged(store, None)), encoding="utf-8")
            read_store(file)

        return attack("evidence", one, (StoreError,), number, first, lambda: file)


if __name__ == "__main__":
    sys.stdout.write(f"{attack_evidence(int((sys.argv[1:] or ['1500'])[0]), seed())}\n")
