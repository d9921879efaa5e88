"""Run records, damaged: each is read and can be reported and compared, or is refused in one line.

``python -m tests.attacks.records [COUNT]`` tries many.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from harness.analysis.acceptance import AcceptError, accept, accept_added
from harness.analysis.comparison import NotComparable, compare_runs
from harness.reports.changes import changes_markdown, changes_text
from harness.reports.github import change_annotations, run_annotations
from harness.reports.junit import junit_changes
from harness.reports.latest import REPORTS
from harness.reports.sarif import sarif_changes
from harness.reports.shared import explain
from harness.results.baseline import baseline_text, read_baseline
from harness.results.record import RunError, run_text
from harness.results.run import Run
from harness.results.site_data import NO_EVIDENCE, SiteData
from harness.results.timings import TimingsError, read_timings
from harness.site.pages import Site
from tests.attacks.mutations import damaged, mutated, written
from tests.attacks.tally import Tally, attack, seed

BASELINE = Path(__file__).parents[2] / "reports" / "baseline" / "run.json"
_STATS = {"min": 1.5, "q1": 2, "median": 3, "q3": 5, "max": 9, "rounds": 7, "mean": 4}
_TIMINGS = {
    "datetime": "2026-01-01T10:00:00",
    "machine_info": {"cpu": {"brand_raw": "a processor", "count": 2}, "system": "Linux"},
    "commit_info": {"id": "abc"},
    "benchmarks": [
        {"name": name, "group": "layers", "stats": _STATS, "extra_info": {"ratio": 2}}
        for name in ("lstm", "gru")
    ],
}
_WRITERS = (changes_text, changes_markdown, change_annotations, junit_changes, sarif_changes)


@cache
def original() -> dict[str, Any]:
    """Write the accepted run as a record, with what a change and an answer look like."""
    data: dict[str, Any] = json.loads(run_text(read_baseline(BASELINE)))
    accepted = {"claim": "a/b", "because": "for a reason", "date": "2026-01-01"}
    data["accepted"] = [{**accepted, "before": {"outcome": "x"}, "after": {}}]
    data["answers"] = {"0123456789abcdef": {"value": [1, "a"]}}
    return data


def some_of(random: Random) -> dict[str, Any]:
    """Choose a few claims of the accepted run."""
    data = original()
    few = [*random.sample(data["claims"], random.randint(1, 5)), data["claims"][0]]
    unique = {claim["id"]: claim for claim in few}
    return {**data, "claims": list(unique.values())}


@cache
def accepted() -> dict[str, Any]:
    """Read the data of the baseline."""
    data: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return data


def record_bytes(random: Random) -> bytes:
    """Make a damaged record, or a damaged baseline."""
    if random.random() < 0.2:
        few = {**accepted(), "claims": random.sample(accepted()["claims"], 3)}
        return written(mutated(few, random)).encode("utf-8", "replace")
    if random.random() < 0.85:
        return written(mutated(some_of(random), random)).encode("utf-8", "replace")
    return damaged(written(some_of(random)).encode(), random)


def use(record: Run, other: Run, folder: Path) -> None:
    """Make every report of a record, compare it with another, and accept what is new."""
    for report in REPORTS.values():
        report(record).encode("utf-8", "replace")
    run_text(record)
    baseline_text(record)
    run_annotations(record)
    for claim in record.claims:
        explain(claim)
    for pair in ((other, record), (record, other)):
        for writer in _WRITERS:
            writer(compare_runs(*pair, record))
        accept_added(*pair, "for no good reason", "2026-01-01")
        accept(*pair, [record.claims[0].id], "for no good reason", "2026-01-01")
    site_data = SiteData(runs=[other, record], recorded=NO_EVIDENCE, timings=None, annotated={})
    for name, text in Site(site_data).files():
        assert (folder / name).resolve().parent == folder.resolve()
        text.encode("utf-8", "replace")


def attack_records(number: int, first: int) -> Tally:
    """Damage run records and read each."""
    refusals = (RunError, NotComparable, AcceptError)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.json"
        other = read_baseline(BASELINE)

        def one(random: Random) -> None:
            file.write_bytes(record_bytes(random))
            record = read_baseline(file)
            few = [claim for claim in other.claims if claim.id in record.by_id]
            whole = replace(record, claims=tuple(few or other.claims[:1]))
            try:
                use(record, whole, Path(folder))
            except (NotComparable, AcceptError):
                return

        return attack("records", one, refusals, number, first, lambda: file)


def attack_timings(number: int, first: int) -> Tally:
    """Damage files of benchmarks and read each."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "b.json"

        def one(random: Random) -> None:
            whole = written(mutated(_TIMINGS, random)).encode("utf-8", "replace")
            file.write_bytes(whole if random.random() < 0.8 else damaged(whole, random))
            read_timings(file)

        return attack("timings", one, (TimingsError,), number, first, lambda: file)


if __name__ == "__main__":
    tries = int((sys.argv[1:] or ["3000"])[0])
    for attack_ in (attack_records, attack_timings):
        sys.stdout.write(f"{attack_(tries, seed())}\n")
