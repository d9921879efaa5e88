"""Several runs of ``harness check``, such as shards from several machines, as one."""

from __future__ import annotations

from collections.abc import Sequence

from harness.results.check_run import check_run, checked_pages
from harness.results.checked import CheckedPage
from harness.results.known_findings import KnownFindings, known_in
from harness.results.run import Run


def merge_runs(runs: Sequence[Run], *, known: KnownFindings | None = None, blocked: int = 0) -> Run:
    """Make one run of several; of a document that several hold, the latest check counts.

    Args:
        runs: Runs of ``harness check``.
        known: Findings that a person has accepted; by default those that the runs name.
        blocked: How many blocked outputs leave the exit code as it is.

    Raises:
        ValueError: There are none, or one of them is not of ``harness check``.
    """
    if not runs or not all(run.checked or not run.claims for run in runs):
        raise ValueError("only runs of harness check can be merged")
    ordered = sorted(runs, key=lambda run: run.started)
    pages: dict[str, CheckedPage] = {}
    accepted: dict[str, KnownFindings] = {}
    for run in ordered:
        for page in checked_pages(run):
            pages[page.document] = page
            accepted[page.document] = known_in(run)
    kept = {name: found.pages[name] for name, found in accepted.items() if name in found.pages}
    return check_run(
        [pages[name] for name in sorted(pages)],
        ordered[0].started,
        sum(run.seconds for run in runs),
        known=known or KnownFindings(kept),
        blocked=blocked,
    )
