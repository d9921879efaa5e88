"""The pytest plugin: specs are test files, claims are test items.

It does nothing until a spec is collected.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.engine.stash import (
    SPECS,
    STACK,
    answer_to,
    record_of,
    stack_of,
    stackless,
)
from harness.texts.visible import one_line, visible

if TYPE_CHECKING:
    from harness.claims import Claim, Spec
    from harness.documents import Anchor, Document
    from harness.evidence import Evidence
    from harness.results.run import Result
    from harness.stacks.stack import Measurer

TRUST = "--trust"
"""The option that no file of a project and no inherited variable can give."""

DOCUMENTS = "HARNESS_DOCUMENTS"
"""The environment variable that names the folder of the documents."""

SENT: pytest.StashKey[set[str]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and the one setting."""
    group = parser.getgroup("harness")
    group.addoption(
        "--documents",
        metavar="DIR",
        help=f"folder with the documents that the specs are about (default: ${DOCUMENTS})",
    )
    group.addoption(
        "--stack", metavar="NAME", default="", help="measure on a stack that tox.ini defines"
    )
    group.addoption(
        "--recorded", action="store_true", help="judge from the record of --stack; measure nothing"
    )
    group.addoption(
        "--slow", action="store_true", help="measure what takes minutes, instead of its record"
    )
    group.addoption(
        TRUST,
        action="store_true",
        help="run the code of your own documents uncontained where it cannot be contained; counts "
        "on the command line alone",
    )
    group.addoption("--resume", action="store_true", help=argparse.SUPPRESS)
    group.addoption("--send-evidence", action="store_true", help=argparse.SUPPRESS)
    parser.addini(
        "harness_specs", "which YAML files are specs", type="args", default=["specs/*.yaml"]
    )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Have tox provide the stack once, before xdist's workers start."""
    config = session.config
    if config.option.documents:  # printed code is read inside the stack
        os.environ[DOCUMENTS] = str(Path(config.option.documents).resolve())
    name, recorded = config.option.stack, config.option.recorded
    from harness.engine.variables import refusal

    if message := refusal(name, recorded):
        raise pytest.UsageError(message)
    if not name or recorded or config.option.collectonly:
        return
    from harness.stacks.provisioning import StackError, provide

    try:
        provide(name, config.rootpath)
    except StackError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SpecFile | None:
    """Collect a YAML file that the setting ``harness_specs`` names."""
    if file_path.suffix not in (".yaml", ".yml"):
        return None
    if not any(file_path.match(pattern) for pattern in parent.config.getini("harness_specs")):
        return None
    return SpecFile.from_parent(parent, path=file_path)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the worker early: TensorFlow takes seconds to import."""
    items = [item for item in session.items if isinstance(item, ClaimItem)]
    if not session.config.option.collectonly and any(item.claim.request for item in items):
        _decide_trust(session.config)
        stack_of(session.config).start()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell xdist's workers what the command line asks for; they see no command line."""
    node.workerinput[TRUST] = _asks_for_trust(node.config)


def _asks_for_trust(config: pytest.Config) -> bool:
    """Whether the command line itself asks, not a setting of the project or a variable."""
    sent: dict[str, Any] | None = getattr(config, "workerinput", None)
    return bool(sent.get(TRUST)) if sent is not None else TRUST in config.invocation_params.args


def _decide_trust(config: pytest.Config) -> None:
    from harness.stacks.trust import ConfigurationError, decide

    try:
        decide(_asks_for_trust(config))
    except ConfigurationError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the worker."""
    if STACK in session.config.stash:
        session.config.stash[STACK].close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send the claim's record along with the report, from xdist's workers too."""
    report = yield
    if isinstance(item, ClaimItem) and report.when == "call" and item.record is not None:
        sent = {
            "claim": asdict(item.record),
            "stack": item.facts,
            "judging": item.judging,
            "evidence": item.news(),
            "answer": answer_to(item.claim, item.evidence),
        }
        report.harness = json.dumps(sent)  # type: ignore[attr-defined]
    return report


class ClaimFailed(Exception):  # noqa: N818 - shown to nobody; its text is
    """A claim whose verdict is not the recorded one."""


class SpecFile(pytest.File):
    """A spec as a test file."""

    spec: Spec
    document: Document | None

    @cached_property
    def anchors(self) -> dict[str, Anchor]:
        """Where each claim stands in the document today, by the claim's id."""
        from harness.engine.judging import places

        return places(self.spec, self.document)

    def collect(self) -> Iterator[ClaimItem]:
        """Make an item of every claim."""
        from harness.claims import load_spec

        known = self.config.stash.get(SPECS, {}).get(self.path)
        spec = known or load_spec(_named(self.path, self.config))
        document = spec.find_document(documents_folder(self.config))
        self.spec, self.document = spec, document
        for claim in spec.claims:
            item: ClaimItem = ClaimItem.from_parent(self, name=claim.id)
            item.claim, item.spec, item.document = claim, spec, document
            if claim.request is not None and self.config.pluginmanager.has_plugin("xdist"):
                item.add_marker(pytest.mark.xdist_group(claim.request.key))
            yield item

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]
        """Show mistakes in the spec as text."""
        from harness.claims import SpecErrors
        from harness.documents import DocumentError

        if isinstance(excinfo.value, (SpecErrors, DocumentError)):
            return visible(str(excinfo.value))
        return super().repr_failure(excinfo)


class ClaimItem(pytest.Item):
    """A claim as a test item."""

    claim: Claim
    spec: Spec
    document: Document | None
    record: Result | None = None
    evidence: Evidence | None = None
    facts: dict[str, Any] | None = None
    judging: float = 0.0

    @cached_property
    def anchor(self) -> Anchor:
        """Where the claim stands in its document today."""
        assert isinstance(self.parent, SpecFile)
        return self.parent.anchors[self.claim.id]

    def runtest(self) -> None:
        """Measure, judge, and end as the table of outcomes says."""
        from harness.engine.judging import record, settle

        release = "0.0"
        start = time.perf_counter()
        if self.claim.request is not None:
            stack = stack_of(self.config)
            release, self.facts = stack.facts.release, asdict(stack.facts)
            start = time.perf_counter()
            self.evidence = self._source(stack).measure(self.claim.request)
        else:
            self.evidence = stackless(self.claim, self.config)
        measured = time.perf_counter()
        verdict, outcome = settle(self.claim, self.evidence, release, self.anchor)
        end = time.perf_counter()
        self.judging = end - measured
        self.record = record(self.claim, self.spec, self.anchor, verdict, outcome, end - start)
        self._add_properties()
        if outcome.pytest == "xfailed":
            pytest.xfail(one_line(f"{outcome.label}: {verdict.why}"))
        if outcome.pytest == "skipped":
            pytest.skip(one_line(f"{outcome.label}: {verdict.why}"))
        if outcome.pytest == "failed":
            failure = self.evidence.failure if self.evidence else None
            raise ClaimFailed(failure.traceback if failure else "")

    @property
    def from_record(self) -> bool:
        """Whether the record answers: a slow claim is measured only where that is asked for.

        A run that was stopped is resumed: what it finished is not measured again.
        """
        option = self.config.option
        return self.claim.slow and (not option.slow or (option.resume and self._finished()))

    def _finished(self) -> bool:
        record, stack = record_of(self.config), stack_of(self.config)
        if self.claim.request is None or record.facts.lasting != stack.facts.lasting:
            return False
        failure = record.measure(self.claim.request).failure
        return failure is None or not failure.silent

    def _source(self, stack: Measurer) -> Measurer:
        return record_of(self.config) if self.from_record else stack

    def news(self) -> dict[str, Any] | None:
        """Return the claim's evidence the first time somebody asks for it, if anybody does."""
        if self.claim.request is None or self.evidence is None or self.from_record:
            return None
        if not self.config.option.send_evidence:
            return None
        sent = self.config.stash.setdefault(SENT, set())
        if self.evidence.request.key in sent:
            return None
        sent.add(self.evidence.request.key)
        evidence = asdict(self.evidence)
        return {name: evidence[name] for name in ("value", "failure", "seconds")}

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Explain a claim that failed in about ten lines, document first."""
        if isinstance(excinfo.value, pytest.xfail.Exception):
            return str(excinfo.value)  # pytest would parse whole files to show where it was raised
        if not isinstance(excinfo.value, ClaimFailed) or self.record is None:
            return super().repr_failure(excinfo, style)
        from harness.reports.shared import explain

        return "\n".join(filter(None, [explain(self.record), visible(str(excinfo.value))]))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point at the document's line, or at the spec's where the document is not at hand."""
        name = f"{self.spec.name}/{self.claim.id}"
        if self.document is not None:
            return self.document.path, self.anchor.lines[0] - 1, name
        return self.path, self.spec.lines[self.claim.id] - 1, name

    def _add_properties(self) -> None:
        assert self.record is not None
        for key in ("verdict", "basis", "outcome", "says", "found", "why"):
            said = one_line(str(getattr(self.record, key) or ""))
            self.user_properties.append((key, said))
        self.user_properties.append(("document", one_line(self.record.place)))


def documents_folder(config: pytest.Config) -> Path | None:
    """Find the folder of the documents: the option first, then the environment."""
    folder = config.getoption("documents") or os.environ.get(DOCUMENTS)
    return Path(folder) if folder else None


def _named(path: Path, config: pytest.Config) -> Path:
    """Name a file as the user would, from where pytest was started."""
    here = config.invocation_params.dir
    return path.relative_to(here) if path.is_relative_to(here) else path
