"""A whole project of many synthetic claims: specs, recorded evidence, and a run.

``python -m harness.benchmarks.project COUNT FOLDER`` writes it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from harness.benchmarks.scale import FACTS, judged, synthetic_evidence
from harness.benchmarks.synthetic import write_specs
from harness.claims import load_specs
from harness.evidence import Facts
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from harness.results.record import write_run

_OLD = Facts("tf2.15", "3.11", "2.15.0", "2.15.0", "1.26", "CPU")


def _write(count: int) -> None:
    """Write the project into the current folder: specs are named by their path from it."""
    folder, specs = Path("reports/evidence"), Path("specs")
    folder.mkdir(parents=True)
    specs.mkdir()
    loaded = load_specs(write_specs(count, specs))
    evidence = [synthetic_evidence(claim) for spec in loaded for claim in spec.claims]
    for facts in (_OLD, FACTS):
        found = {e.request.key: Measurement.of(e, facts, "2026-01-01") for e in evidence if e}
        (folder / f"{facts.name}.json").write_text(store_text(Store(facts, found)), "utf-8")
    write_run(judged(loaded, FACTS, synthetic_evidence), Path("reports/latest/run.json"))


if __name__ == "__main__":
    os.chdir(sys.argv[2])
    _write(int(sys.argv[1]))
