"""Measures time and memory to load, judge and report many claims with given evidence.

``python -m harness.benchmarks.scale COUNT FOLDER`` prints it as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from harness.benchmarks.synthetic import example, write_specs
from harness.claims import Claim, Spec, load_specs
from harness.engine.verification import Verification
from harness.evidence import Evidence, Facts, Failure
from harness.reports.latest import write_reports
from harness.results.run import Run

FACTS = Facts("tf2.21", "3.11", "2.21.0", "3.0", "1.26", "CPU")
"""The stack that synthetic claims are judged for: one that every drift of theirs knows."""

Find = Callable[[Claim], Evidence | None]


class GivenEvidence:
    """Answers claims with evidence that is at hand.

    Args:
        facts: What the stack was made of.
        find: Finds the evidence of a claim; None where the document alone decides.
    """

    def __init__(self, facts: Facts, find: Find) -> None:
        self.facts, self._find = facts, find
        self.fresh: dict[str, Evidence] = {}
        self._claims: tuple[Claim, ...] = ()

    def begin(self, claims: Sequence[Claim]) -> None:
        """Take the claims to be answered."""
        self._claims = tuple(claims)

    def answers(self) -> Iterator[tuple[Claim, Evidence | None]]:
        """Answer the claims in their order."""
        return ((claim, self.answer(claim)) for claim in self._claims)

    def answer(self, claim: Claim) -> Evidence | None:
        """Return the evidence of a claim; None where the document alone decides."""
        return self._find(claim)

    def close(self) -> None:
        """Nothing to close."""


def judged(specs: Sequence[Spec], facts: Facts, find: Find) -> Run:
    """Judge all claims, with no document at hand.

    Args:
        specs: The specs.
        facts: What the stack was made of.
        find: Finds the evidence of a claim; None where the document alone decides.
    """
    return Verification(specs, GivenEvidence(facts, find)).finished()


def synthetic_evidence(claim: Claim) -> Evidence | None:
    """Make the evidence of a synthetic claim; None where it measures nothing."""
    if claim.stack_request is None:
        return None
    found = example(int(claim.id.removeprefix("claim-"))).measured
    if isinstance(found, Failure):
        return Evidence(claim.stack_request, failure=found, seconds=0.001)
    return Evidence(claim.stack_request, found, seconds=0.001)


def peak_memory() -> int:
    """Return the most memory that this process has held, in bytes.

    On Linux the maximum of getrusage begins with what the parent held before the exec, so the
    process's own high-water mark is read there.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def measured_scale(count: int, folder: Path) -> dict[str, float]:
    """Load, judge and report synthetic claims, and time it.

    Args:
        count: Claims in all.
        folder: Where specs and reports are written.

    Returns:
        Seconds of processor time to ``load``, ``judge`` and ``report``, which a busy machine
        stretches less than the clock's, their ``total``, and the ``peak`` of resident memory in
        bytes.
    """
    files = write_specs(count, folder)
    start = time.process_time()
    specs = load_specs(files)
    loaded = time.process_time()
    evidence = {c.id: synthetic_evidence(c) for spec in specs for c in spec.claims}
    ready = time.process_time()
    run = judged(specs, FACTS, lambda claim: evidence[claim.id])
    done = time.process_time()
    write_reports(run, folder / "reports")
    end = time.process_time()
    seconds = {"load": loaded - start, "judge": done - ready, "report": end - done}
    return {**seconds, "total": sum(seconds.values()), "peak": peak_memory()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured_scale(int(sys.argv[1]), Path(sys.argv[2]))) + "\n")
