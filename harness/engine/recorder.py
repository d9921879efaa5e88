"""The run record as it grows while claims are judged."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from harness.claims import Spec
from harness.engine.stash import SPECS, STACK
from harness.engine.summaries import describe_document, describe_kinds
from harness.evidence import ABSENT, Evidence, Facts, Failure, Request
from harness.results.run import Answer, Result, Run
from harness.stacks.choice import EVIDENCE, recorded_names
from harness.stacks.stack import Measurer


class Recorder:
    """A pytest plugin that collects what the claims' items report.

    Args:
        specs: The specs of the run, in their order.
        advance: Called with each claim's record and the number of claims there are.
        stack: Where the run measures; None where each of its processes has its own.
        documents: Folder of the documents; None where they are not at hand.
        keep: Called with the evidence of each slow claim as soon as it is there.
    """

    def __init__(
        self,
        specs: Sequence[Spec],
        advance: Callable[[Result, int], None],
        stack: Measurer | None = None,
        documents: Path | None = None,
        keep: Callable[[Facts, Evidence], None] | None = None,
    ) -> None:
        self._specs, self._advance, self._given = specs, advance, stack
        self._documents, self._keep = documents, keep
        self._requests = {
            f"{spec.name}/{claim.id}": claim.request for spec in specs for claim in spec.claims
        }
        claims = (claim for spec in specs for claim in spec.claims)
        self._slow = {claim.request.key for claim in claims if claim.slow and claim.request}
        self._clock = time.perf_counter()
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._claims: dict[str, Result] = {}
        self._stack: dict[str, Any] | None = None
        self._judging = 0.0
        self.evidence: dict[str, Evidence] = {}
        self._answers: dict[str, Answer] = {}
        self._total = 0
        self.problems: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        """Hand over the specs and the stack, which may be starting already."""
        config.stash[SPECS] = {spec.file.resolve(): spec for spec in self._specs}
        if self._given is not None:
            config.stash[STACK] = self._given

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learn how many claims there are."""
        self._total = max(self._total, len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """Learn the same from xdist's workers."""
        self._total = len(ids)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """Have the work of xdist's workers shared out so that any of them may be killed."""
        from harness.engine.killed import Scheduling

        return Scheduling(config, log)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take one claim's record in."""
        sent = getattr(report, "harness", None)
        if sent is None:
            if report.failed and not self._take_lost(report):
                self.problems.append(report.longreprtext)
            return
        message = json.loads(sent)
        claim = Result(**message["claim"])
        self._claims[claim.id] = claim
        self._stack = message["stack"] or self._stack
        self._judging += message["judging"]
        request = self._requests[claim.id]
        if message["answer"] is not None:
            key, answer = message["answer"]
            self._answers[key] = Answer(**answer)
        if message["evidence"] is not None and request is not None:
            self._remember(request, **message["evidence"])
        self._advance(claim, self._total)

    def _take_lost(self, report: pytest.TestReport) -> bool:
        """Take in the claim of a process that was killed; false where the report is no such end."""
        if report.when in ("setup", "call", "teardown"):
            return False
        from harness.engine.killed import lost_claim

        claim = lost_claim(self._specs, report.nodeid, self._documents, "its process was killed")
        if claim is None:
            return False
        self._claims[claim.id] = claim
        self._advance(claim, self._total)
        return True

    def _remember(
        self, request: Request, value: Any, failure: dict[str, Any] | None, seconds: float
    ) -> None:
        found = Evidence(request, value, Failure(**failure) if failure else None, seconds)
        self.evidence[request.key] = found
        if self._keep is not None and request.key in self._slow:
            self._keep(self.facts, found)

    @property
    def facts(self) -> Facts:
        """What the stack was made of; ``ABSENT`` where nothing was measured."""
        return Facts(**self._stack) if self._stack else ABSENT

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what could not be collected."""
        if report.failed:
            self.problems.append(report.longreprtext)

    def record(self) -> Run:
        """Write down what has been found so far."""
        order = [f"{spec.name}/{claim.id}" for spec in self._specs for claim in spec.claims]
        claims = tuple(self._claims[name] for name in order if name in self._claims)
        stack = self.facts.lasting if self._stack else {"name": ABSENT.name}
        split = {
            "import": self.facts.seconds,
            "measure": max(0.0, sum(claim.seconds for claim in claims) - self._judging),
            "judge": self._judging,
        }
        return Run(
            started=self._started,
            seconds=round(time.perf_counter() - self._clock, 3),
            stack={key: str(value) for key, value in stack.items()},
            claims=claims,
            documents=tuple(describe_document(spec, self._documents) for spec in self._specs),
            split={name: round(seconds, 4) for name, seconds in split.items()},
            complete=len(claims) == self._total,
            stacks=tuple(recorded_names(EVIDENCE)),
            kinds=describe_kinds(self._specs),
            answers=dict(sorted(self._answers.items())),
        )
