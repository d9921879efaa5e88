"""Processes of pytest-xdist that are killed: the run goes on, and their claims are errors."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xdist.scheduler import LoadGroupScheduling

from harness.claims import Spec
from harness.engine.judging import place, record
from harness.results.run import Result
from harness.verdicts import Verdict, outcome_named


class Scheduling(LoadGroupScheduling):  # type: ignore[misc]
    """Claims shared out by measurement; what a killed process left undone is done by others.

    The original hands out finished groups as well, which nobody ever reports again, so that the run
    waits for ever; and it asks processes that have just started before they know their claims.
    """

    def remove_node(self, node: Any) -> str | None:
        """Take back the work of a process that has ended.

        Args:
            node: The process.

        Returns:
            The claim that it was busy with, which nobody repeats; None where it had done its work.
        """
        groups = self.assigned_work.pop(node)
        left = [name for claims in groups.values() for name, done in claims.items() if not done]
        if not left:
            return None
        for group, claims in groups.items():
            undone = {name: False for name in claims if name in left[1:]}
            if undone:
                self.workqueue[group] = undone
        for other in self.assigned_work:
            self._reschedule(other)
        return str(left[0])

    def _assign_work_unit(self, node: Any) -> None:
        """Hand out work; a process that ended a moment ago is about to be removed with it."""
        with contextlib.suppress(OSError):
            super()._assign_work_unit(node)

    def _reschedule(self, node: Any) -> None:
        if node in self.registered_collections:
            super()._reschedule(node)


def lost_claim(
    specs: Sequence[Spec], nodeid: str, documents: Path | None, why: str
) -> Result | None:
    """Record a claim that nobody measured to the end as an error.

    Args:
        specs: The specs of the run.
        nodeid: pytest's name of the claim.
        documents: Folder of the documents; None where they are not at hand.
        why: What happened.
    """
    file, _, name = nodeid.partition("::")
    for spec in specs:
        for claim in spec.claims if spec.file.resolve() == Path(file).resolve() else ():
            if claim.id == name.partition("@")[0]:
                anchored = place(claim, spec.find_document(documents))
                verdict = Verdict.error(why)
                return record(claim, spec, anchored, verdict, outcome_named("error"), 0.0)
    return None
