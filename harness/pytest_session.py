"""The end of a pytest session: whether what was asked for was looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from harness.claims import Spec
    from harness.results.run import Gap

NOT_LOOKED_AT = 6
"""Exit status for gaps: pytest itself ends with 0 to 5, and its 4 is a wrong command line."""


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """What the report of an item says of its claim.

    Args:
        id: ``SPEC/ID``.
        verdict: One of the five words.
        anchor: How its passage compares with the one the spec was written from.
        why: The reason of the verdict.
    """

    id: str
    verdict: str
    anchor: str
    why: str


class SessionGaps:
    """Collects what items report, those of xdist's workers included, and finds the gaps.

    Args:
        config: The configuration of the session.
        documents: Folder of the documents; None where there is none.
    """

    def __init__(self, config: pytest.Config, documents: Path | None) -> None:
        self._config, self._documents = config, documents
        self._claims: dict[Path, list[ReportedClaim]] = {}
        self._gaps: Sequence[Gap] = ()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the report of a claim."""
        said: dict[str, Any] = dict(report.user_properties)
        if report.when != "call" or "harness-claim" not in said:
            return
        file = self._config.rootpath / report.nodeid.partition("::")[0]
        claim = ReportedClaim(
            said["harness-claim"], said["verdict"], said["harness-anchor"], said["why"]
        )
        self._claims.setdefault(file, []).append(claim)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End with a status of its own where all else is well, but something was not looked at."""
        if session.exitstatus != pytest.ExitCode.OK or not self._claims:
            return
        self._gaps = self._found()
        if self._gaps:
            session.exitstatus = NOT_LOOKED_AT

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say what was not looked at, and what would help."""
        for gap in self._gaps:
            line = f"not looked at: {gap.said}; {gap.help}; exit {NOT_LOOKED_AT}"
            terminalreporter.write_line(line, red=True)

    def _found(self) -> Sequence[Gap]:
        """List the gaps in the specs that were named, or in all where their documents were."""
        from harness.engine.gaps import Asked, find_gaps

        option, named = self._config.option, set(self._named())
        files = [file for file in self._claims if option.documents or file in named]
        specs = {file: self._loaded(file) for file in files}
        claims = [claim for file in files for claim in self._claims[file]]
        asked = Asked(
            specs={spec.name for file, spec in specs.items() if file in named},
            recorded=option.recorded,
            folder=self._documents,
            allowed=len(claims),
        )
        return find_gaps([*specs.values()], claims, asked)

    def _named(self) -> Iterator[Path]:
        """List the files that the command line names, themselves or by one of their claims."""
        for argument in self._config.args:
            path = self._config.invocation_params.dir / argument.partition("::")[0]
            if path.is_file():
                yield path

    def _loaded(self, file: Path) -> Spec:
        from harness.claims import load_spec

        return load_spec(file)
