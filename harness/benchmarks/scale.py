"""What it takes to load, judge and report many claims whose evidence is at hand.

``python -m harness.benchmarks.scale COUNT FOLDER`` prints it as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from harness.benchmarks.synthetic import example, write_specs
from harness.claims import Claim, Spec, load
from harness.engine.verification import Verification
from harness.evidence import Evidence, Facts, Failure
from harness.reports.latest import write_reports
from harness.results.run import Run

FACTS = Facts("tf2.21", "3.11", "2.21.0", "3.0", "1.26", "CPU")
"""The stack that synthetic claims are judged for: one that every drift of theirs knows."""


class GivenEvidence:
    """Answers claims with evidence from a mapping.

    Args:
        facts: What the stack was made of.
        evidence: The evidence, by the key of its request.
    """

    def __init__(self, facts: Facts, evidence: Mapping[str, Evidence]) -> None:
        self.facts, self._evidence = facts, evidence
        self.fresh: frozenset[str] = frozenset()
        self._claims: tuple[Claim, ...] = ()

    def begin(self, claims: Sequence[Claim]) -> None:
        """Take the claims to be answered."""
        self._claims = tuple(claims)

    def answers(self) -> Iterator[tuple[Claim, Evidence | None]]:
        """Answer the claims in their order."""
        return ((claim, self.answer(claim)) for claim in self._claims)

    def answer(self, claim: Claim) -> Evidence | None:
        """Return the evidence of a claim; None where the document alone decides."""
        return self._evidence[claim.request.key] if claim.request else None

    def close(self) -> None:
        """End nothing."""


def judged(specs: Sequence[Spec], facts: Facts, evidence: Mapping[str, Evidence]) -> Run:
    """Judge all claims for which there is evidence, with no document at hand.

    Args:
        specs: The specs.
        facts: What the stack was made of.
        evidence: The evidence, by the key of its request.
    """

    def known(_: Spec, claim: Claim) -> bool:
        return claim.request.key in evidence if claim.request else claim.question is None

    verification = Verification(specs, GivenEvidence(facts, evidence), match=known)
    for _ in verification.results():
        pass
    return verification.run()


def synthetic_evidence(specs: Sequence[Spec]) -> dict[str, Evidence]:
    """Make the evidence of synthetic claims, by the key of its request."""
    found = {}
    for claim in (claim for spec in specs for claim in spec.claims):
        if claim.request is not None:
            measured = example(int(claim.id.removeprefix("claim-"))).measured
            failed = isinstance(measured, Failure)
            value, failure = (None, measured) if failed else (measured, None)
            found[claim.request.key] = Evidence(claim.request, value, failure, 0.001)
    return found


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


def _measure(count: int, folder: Path) -> dict[str, float]:
    """Time the processor, which a busy machine stretches less than the clock."""
    files = write_specs(count, folder)
    start = time.process_time()
    specs = load(files)
    loaded = time.process_time()
    evidence = synthetic_evidence(specs)
    ready = time.process_time()
    run = judged(specs, FACTS, evidence)
    done = time.process_time()
    write_reports(run, folder / "reports")
    end = time.process_time()
    seconds = {"load": loaded - start, "judge": done - ready, "report": end - done}
    return {**seconds, "total": sum(seconds.values()), "peak": peak_memory()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(int(sys.argv[1]), Path(sys.argv[2]))) + "\n")
