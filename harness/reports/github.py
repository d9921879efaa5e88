"""GitHub Actions: annotations of lines, and the summary of a step."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from harness.console import say_commands, say_line
from harness.reports.finding_groups import more_claims
from harness.reports.shared import Location, gap_lines, nearest_location, spec_location
from harness.results.cause_groups import CauseGroup, causes_of
from harness.results.change import Change, Comparison
from harness.results.run import Run
from harness.texts.plain import SEVERAL_LINES, presentable

_SEVERAL = SEVERAL_LINES | {"why"}
"""A message may have several lines: their ends are escaped in it."""

_LARGEST = 2**20
"""Bytes that the summary of one step may have; a larger one is refused whole."""


def run_annotations(run: Run) -> str:
    """Write an error for every gap and every verdict that is new, then one for each known cause.

    It points at the document's line where the document lies in the repository, else at the spec's.
    What ``harness check`` knows already is left out: a person has accepted it.
    """
    gaps = (workflow_command("not looked at", line, None) for line in gap_lines(run.presentable))
    shown = presentable(run, _SEVERAL)
    new = (
        workflow_command(
            f"{claim.outcome}: {claim.id}",
            f"{claim.says}\nfound {claim.found}\n{claim.why}",
            nearest_location(claim, shown),
        )
        for claim in shown.changed
    )
    causes = (_cause(cause, shown) for cause in causes_of(shown.claims) if not cause.first.block)
    return "".join([*gaps, *new, *causes])


def _cause(cause: CauseGroup, run: Run) -> str:
    """Write the command of one cause, at the place of its first claim."""
    claim = cause.first
    repair = [line for diff in cause.diffs for line in diff]
    said = [claim.says, more_claims(cause), f"found {claim.found}", claim.why, *repair]
    return workflow_command(
        f"{cause.severity}, {claim.outcome}: {cause.spec}/{cause.name}",
        "\n".join(filter(None, said)),
        nearest_location(claim, run),
        _LEVELS[cause.severity.level],
    )


_LEVELS = {"error": "warning", "warning": "notice", "note": "notice"}
"""What a recorded finding is called there, by its level in SARIF: an error is what is new."""


def change_annotations(comparison: Comparison) -> str:
    """Write an error for every change for the worse that is neither recorded nor accepted."""
    return "".join(
        workflow_command(
            f"{change.sort}: {change.id}", _said(change), _place(change, comparison.head)
        )
        for comparison in [presentable(comparison, _SEVERAL)]
        for change in comparison.red
    )


def _said(change: Change) -> str:
    return "\n".join([*change.what, *filter(None, [change.why])])


def _place(change: Change, head: Run) -> Location | None:
    """Point at the document where the verdict changed, else at the spec, where the change is."""
    if change.head is not None and change.head.outcome_entry.exit_code:
        return nearest_location(change.head, head)
    return spec_location(change.claim) if change.claim else None


def workflow_command(
    title: str, message: str, place: Location | None = None, level: str = "error"
) -> str:
    """Write a workflow command that annotates a place.

    Args:
        title: Its first line.
        message: What it says; may have several lines.
        place: The place; None for none.
        level: ``error``, ``warning`` or ``notice``.
    """
    where = {"file": place.file, "line": place.first, "endLine": place.last} if place else {}
    properties = ",".join(
        f"{name}={_property(str(value))}" for name, value in {**where, "title": title}.items()
    )
    return f"::{level} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escape a message as the runner's toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def tell_actions(annotations: Callable[[], str], summary: Callable[[], str]) -> None:
    """Annotate lines, and append to the step's summary; elsewhere than on GitHub do nothing.

    Args:
        annotations: Writes workflow commands, a line each.
        summary: Writes Markdown, its first line the answer.
    """
    if os.environ.get("GITHUB_ACTIONS") == "true":
        say_commands(annotations())
    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            _append(Path(file), summary())
        except OSError as error:
            say_line(f"harness: no summary in {file}: {error.strerror}", err=True)


def _append(file: Path, summary: str) -> None:
    there = file.stat().st_size if file.exists() else 0
    if there + len(summary.encode()) > _LARGEST:
        summary = summary.partition("\n")[0] + "\n\nThe rest is too long for a summary.\n"
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(summary)
