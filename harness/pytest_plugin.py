"""The pytest plugin: specs are test files, claims are test items.

It does nothing until a spec is collected.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.texts.visible import one_line, visible

if TYPE_CHECKING:
    from harness.claims import Claim, Spec
    from harness.documents import Anchor, Document
    from harness.engine.verification import Source
    from harness.evidence import Evidence
    from harness.results.run import Result

TRUST = "--trust"
"""The option that no file of a project and no inherited variable can give."""

DOCUMENTS = "HARNESS_DOCUMENTS"
"""The environment variable that names the folder of the documents."""

SOURCE: pytest.StashKey[Source] = pytest.StashKey()
"""Where the evidence of a session comes from."""


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
        "--recorded",
        action="store_true",
        help="judge recorded evidence of --stack; measure nothing",
    )
    group.addoption("--slow", action="store_true", help="also measure claims that take minutes")
    group.addoption(
        "--form",
        choices=["strict"],
        help="strict: the same values written otherwise are a difference, too",
    )
    group.addoption(
        TRUST,
        action="store_true",
        help="run the code of your own documents uncontained where it cannot be contained; counts "
        "on the command line alone",
    )
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
    from harness.engine.environment import refusal

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
    from harness.claims.loader import is_spec

    return SpecFile.from_parent(parent, path=file_path) if is_spec(file_path) else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Ask for all evidence at once: it is measured while the first claims are judged."""
    claims = [item.claim for item in session.items if isinstance(item, ClaimItem)]
    if claims and not session.config.option.collectonly and not _has_workers(session.config):
        _decide_trust(session.config)
        from harness.evidence.store import StoreError
        from harness.stacks.provisioning import StackError

        try:
            source = session.config.stash[SOURCE] = _source(session.config)
            source.begin(claims)
        except (StackError, StoreError) as error:
            raise pytest.UsageError(str(error)) from error


def _has_workers(config: pytest.Config) -> bool:
    """Whether xdist's workers run the claims, and this process none."""
    return bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")


def _source(config: pytest.Config) -> Source:
    from harness.engine.measuring import Measurements, Measuring
    from harness.engine.replay import LATEST, EvidenceReplay
    from harness.stacks.choice import EVIDENCE
    from harness.stacks.provisioning import provide

    name, root = config.option.stack, config.rootpath
    is_worker = hasattr(config, "workerinput")
    if config.option.recorded:
        return EvidenceReplay.read(name, root / EVIDENCE, root / LATEST)
    return Measurements(
        Measuring(
            provide(name, root) if name else None,
            documents_folder(config),
            slots=1 if is_worker else None,
            eager=not is_worker,  # a worker of xdist knows all claims, and is given some
            slow=config.option.slow,
            root=root,
        )
    )


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
    """End the workers."""
    if SOURCE in session.config.stash:
        session.config.stash[SOURCE].close()


class ClaimFailed(Exception):  # noqa: N818 - shown to nobody; its text is
    """A claim whose verdict is not the expected one."""


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

        spec = load_spec(_named(self.path, self.config))
        for notice in spec.notices:
            self.warn(pytest.PytestWarning(visible(notice)))
        document = spec.find_document(documents_folder(self.config))
        spec = spec.with_lines(document, strict=self.config.option.form == "strict")
        self.spec, self.document = spec, document
        for claim in spec.claims:
            item: ClaimItem = ClaimItem.from_parent(self, name=claim.id)
            item.claim, item.spec, item.document = claim, spec, document
            if claim.stack_request is not None and self.config.pluginmanager.has_plugin("xdist"):
                item.add_marker(pytest.mark.xdist_group(claim.stack_request.key))
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
    result: Result | None = None
    evidence: Evidence | None = None

    @cached_property
    def anchor(self) -> Anchor:
        """Where the claim stands in its document today."""
        assert isinstance(self.parent, SpecFile)
        return self.parent.anchors[self.claim.id]

    def runtest(self) -> None:
        """Judge the evidence, and end as the table of outcomes says."""
        from harness.engine.judging import result_of, settle_anchored
        from harness.evidence import ABSENT

        source, start = self.config.stash[SOURCE], time.perf_counter()
        self.evidence = source.answer(self.claim)
        release = source.facts.release if self.claim.stack_request else ABSENT.release
        verdict, outcome = settle_anchored(self.claim, self.evidence, release, self.anchor)
        seconds = time.perf_counter() - start
        self.result = result_of(self.claim, self.spec, self.anchor, verdict, outcome, seconds)
        self._add_properties(self.result)
        said = one_line(f"{outcome.label}: {verdict.why}")
        if outcome.pytest == "xfailed":
            pytest.xfail(said)
        if outcome.pytest == "skipped":
            pytest.skip(said)
        if outcome.pytest == "failed":
            failure = self.evidence.failure if self.evidence else None
            raise ClaimFailed(failure.traceback if failure else "")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Explain a claim that failed in about ten lines, the claim first."""
        if isinstance(excinfo.value, pytest.xfail.Exception):
            return str(excinfo.value)  # pytest would parse whole files to show where it was raised
        from harness.evidence.store import StoreError

        if isinstance(excinfo.value, StoreError):
            return visible(str(excinfo.value))
        if not isinstance(excinfo.value, ClaimFailed) or self.result is None:
            return super().repr_failure(excinfo, style)
        from harness.reports.shared import explain

        return "\n".join(filter(None, [explain(self.result), visible(str(excinfo.value))]))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point at the document's line, or at the spec's where the document is not at hand."""
        name = f"{self.spec.name}/{self.claim.id}"
        if self.document is not None:
            return self.document.path, self.anchor.lines[0] - 1, name
        return self.path, self.spec.lines[self.claim.id] - 1, name

    def _add_properties(self, result: Result) -> None:
        for key in ("verdict", "basis", "outcome", "says", "found", "why"):
            said = one_line(str(getattr(result, key) or ""))
            self.user_properties.append((key, said))
        self.user_properties.append(("document", one_line(result.place)))


def documents_folder(config: pytest.Config) -> Path | None:
    """Find the folder of the documents: the option first, then the environment."""
    folder = config.getoption("documents") or os.environ.get(DOCUMENTS)
    return Path(folder) if folder else None


def _named(path: Path, config: pytest.Config) -> Path:
    """Name a file as the user would, from where pytest was started."""
    here = config.invocation_params.dir
    return path.relative_to(here) if path.is_relative_to(here) else path
