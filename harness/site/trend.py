"""The trend of verdicts from run to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.results.run import Run


@dataclass(frozen=True, slots=True)
class TrendStep:
    """One run beside the one before.

    Args:
        run: The run.
        counts: Claims by outcome.
        change: How many more there are of each outcome than before; empty for the first run.
    """

    run: Run
    counts: Mapping[str, int]
    change: Mapping[str, int]


def trend(runs: Sequence[Run]) -> list[TrendStep]:
    """Compare each run with the one before; the newest comes first.

    Args:
        runs: The runs, oldest first.
    """
    steps = [TrendStep(run, run.counts, {}) for run in runs[:1]]
    for run in runs[1:]:
        before, now = steps[-1].counts, run.counts
        change = {name: now.get(name, 0) - before.get(name, 0) for name in {**before, **now}}
        steps.append(TrendStep(run, now, {name: more for name, more in change.items() if more}))
    return steps[::-1]


def alike(runs: Sequence[Run]) -> bool:
    """Whether every run shares a spec with the last one, so that they can be compared."""
    *others, last = ({document.spec for document in run.documents} for run in runs)
    return all(last & specs for specs in others)
