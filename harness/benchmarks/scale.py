"""What many claims take to be loaded, judged from evidence at hand, and reported.

``python -m harness.benchmarks.scale COUNT FOLDER`` prints it as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from harness.benchmarks.synthetic import example, write_specs
from harness.claims import Claim, Spec, load
from harness.engine.judging import place, result_of, settle
from harness.evidence import Evidence, Failure
from harness.reports.latest import write_reports
from harness.results.run import DocumentSummary, Result, Run

TENSORFLOW = "2.21.0"
"""The version that claims are judged for: one that every recorded drift knows."""

Found = tuple[Spec, Claim, Evidence | None]


def measure(count: int, folder: Path) -> dict[str, float]:
    """Load, judge and report synthetic claims.

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
    specs = load(files)
    loaded = time.process_time()
    found = [(spec, claim, evidence_for(claim)) for spec in specs for claim in spec.claims]
    ready = time.process_time()
    claims = [judge(*item) for item in found]
    judged = time.process_time()
    write_reports(run_record(specs, claims, {"name": "none"}), folder / "reports")
    end = time.process_time()
    seconds = {"load": loaded - start, "judge": judged - ready, "report": end - judged}
    return {**seconds, "total": sum(seconds.values()), "peak": peak_memory()}


def judge(
    spec: Spec, claim: Claim, evidence: Evidence | None, tensorflow: str = TENSORFLOW
) -> Result:
    """Judge a claim and write down what was found, as a run does with no document at hand.

    Args:
        spec: Where the claim is from.
        claim: The claim.
        evidence: What was measured; None where the document alone decides.
        tensorflow: Version of TensorFlow it was measured on.
    """
    anchored = place(claim, None)
    verdict, outcome = settle(claim, evidence, tensorflow, anchored)
    seconds = evidence.seconds if evidence else 0.0
    return result_of(claim, spec, anchored, verdict, outcome, seconds)


def run_record(specs: Sequence[Spec], claims: Sequence[Result], stack: dict[str, str]) -> Run:
    """Write down claims that were judged without a run.

    Args:
        specs: The specs.
        claims: Their claims' records, in the same order.
        stack: What they were measured on.
    """
    started = datetime.now(UTC).isoformat(timespec="seconds")
    documents = tuple(
        DocumentSummary(s.name, s.document, s.title, len(s.not_claims)) for s in specs
    )
    seconds = sum(claim.seconds for claim in claims)
    return Run(started, seconds, stack, tuple(claims), documents)


def evidence_for(claim: Claim) -> Evidence | None:
    """Make the evidence of a synthetic claim; None where it measures nothing."""
    if claim.request is None:
        return None
    found = example(int(claim.id.removeprefix("claim-"))).measured
    if isinstance(found, Failure):
        return Evidence(claim.request, failure=found, seconds=0.001)
    return Evidence(claim.request, found, seconds=0.001)


def peak_memory() -> int:
    """Tell the most memory that this process has held.

    On Linux the maximum of getrusage begins with what the parent held before the exec, so the
    process's own high-water mark is read there.

    Returns:
        Bytes.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main(count: str, folder: str) -> None:
    """Print what a number of claims takes."""
    sys.stdout.write(json.dumps(measure(int(count), Path(folder))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
