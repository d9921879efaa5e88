"""Runs with findings of every severity under causes of their own or shared ones."""

from dataclasses import replace

from hypothesis import strategies as st

from harness.results.run import DocumentSummary, Run
from harness.results.run_parts import Remedy
from harness.verdicts import OUTCOMES, Severity
from tests.sample_run import claim

LABELS = [outcome.label for outcome in OUTCOMES if outcome.label not in ("raises", "known")]
STACK = {"name": "tf2.21", "python": "3.11", "tensorflow": "2.21.0", "device": "CPU"}


@st.composite
def results(draw, number):
    label = draw(st.sampled_from(LABELS))
    spec = draw(st.integers(0, 2))
    found = claim(
        number,
        label,
        id=f"spec-{spec}/claim-{number}",
        document=f"{spec}.txt",
        lines=[draw(st.integers(1, 40))] * 2,
        says=f"statement {number}.",
        found=f"value {number}",
        why=draw(st.sampled_from(["A.", "B."])),
    )
    if not found.outcome_entry.finding:
        return found
    line = draw(st.integers(0, 3))
    remedy = Remedy(line, "old", "new", text="an old line") if line else Remedy(says="Say so.")
    return replace(
        found,
        severity=draw(st.sampled_from(["", *map(str, Severity)])),
        cause=draw(st.sampled_from(["", "imports", "release"])),
        repair=draw(st.sampled_from([(), (remedy,)])),
    )


@st.composite
def runs(draw):
    claims = tuple(draw(results(number)) for number in range(draw(st.integers(0, 12))))
    documents = tuple(
        DocumentSummary(f"spec-{n}", f"{n}.txt", f"Document {n}", 0, path=draw(st.sampled_from(["", f"docs/{n}.txt"])))
        for n in range(3)
    )  # fmt: skip
    return Run("2026-01-01T00:00:00+00:00", 1.0, STACK, claims, documents)
