"""A whole project of many synthetic claims: specs, recorded evidence, and a run.

``python -m harness.benchmarks.project COUNT FOLDER`` writes it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from harness.benchmarks.scale import evidence_for, judge, run_record
from harness.benchmarks.synthetic import write_specs
from harness.claims import load_specs
from harness.evidence import Facts
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from harness.results.run import write_run

STACKS = ("tf2.15", "tf2.21")


def main(count: str, folder: str) -> None:
    """Write a project, and go there: specs are named by their path from it."""
    os.chdir(folder)
    evidence, specs = Path("reports/evidence"), Path("specs")
    evidence.mkdir(parents=True)
    specs.mkdir()
    loaded = load_specs(write_specs(int(count), specs))
    found = [(spec, claim, evidence_for(claim)) for spec in loaded for claim in spec.claims]
    asked = [item for *_, item in found if item]
    for name in STACKS:
        facts = Facts(name, "3.11", name.removeprefix("tf"), "3.0", "1.26", "CPU")
        measured = {item.request.key: Measurement.of(item, facts, "2026-01-01") for item in asked}
        (evidence / f"{name}.json").write_text(store_text(Store(facts, measured)), "utf-8")
    run = run_record(loaded, [judge(*item) for item in found], {"name": STACKS[-1]})
    write_run(run, Path("reports/latest/run.json"))


if __name__ == "__main__":
    main(*sys.argv[1:])
