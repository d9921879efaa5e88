"""Claims as test items, and specs as their files, for pytest."""

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

DOCUMENTS = "HARNESS_DOCUMENTS"
"""The environment variable that names the folder of the documents."""

SOURCE: pytest.StashKey[Source] = pytest.StashKey()
"""Where the evidence of a session comes from."""


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

        source, start = self.config.stash[SOURCE], time.perf_counter()
        self.evidence = source.answer(self.claim)
        packages = source.facts.packages if self.claim.stack_request else {}
        verdict, outcome = settle_anchored(self.claim, self.evidence, packages, self.anchor)
        seconds = time.perf_counter() - start
        settled = verdict, outcome
        self.result = result_of(
            self.claim, self.spec, self.anchor, settled, packages, seconds, self.document
        )
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
        for key in ("verdict", "basis", "outcome", "says", "found", "why", "severity", "cause"):
            said = one_line(str(getattr(result, key) or ""))
            self.user_properties.append((key, said))
        self.user_properties.append(("document", one_line(result.place)))
        anchor = str(result.anchor)  # xdist sends plain texts alone
        self.user_properties += [("harness-claim", result.id), ("harness-anchor", anchor)]


def documents_folder(config: pytest.Config) -> Path | None:
    """Find the folder of the documents: the option first, then the environment."""
    folder = config.getoption("documents") or os.environ.get(DOCUMENTS)
    return Path(folder) if folder else None


def _named(path: Path, config: pytest.Config) -> Path:
    """Name a file as the user would, from where pytest was started."""
    here = config.invocation_params.dir
    return path.relative_to(here) if path.is_relative_to(here) else path
