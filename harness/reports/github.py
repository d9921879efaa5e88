"""Annotations of GitHub Actions: workflow commands that point at lines."""

from __future__ import annotations

from harness.reports.locations import Place, nearest_place, spec_place
from harness.results.change import Change, Comparison
from harness.results.run import Run
from harness.texts.plain import SEVERAL_LINES, presentable

_SEVERAL = SEVERAL_LINES | {"why"}
"""A message may have several lines: their ends are escaped in it."""


def run_annotations(record: Run) -> str:
    """Write an error for every claim whose verdict is not the recorded one.

    It points at the document's line where the document lies in the repository, else at the spec's.
    """
    return "".join(
        _command(
            f"{claim.outcome}: {claim.id}",
            f"{claim.says}\nfound {claim.found}\n{claim.why}",
            nearest_place(claim, record),
        )
        for record in [presentable(record, _SEVERAL)]
        for claim in record.changed
    )


def change_annotations(comparison: Comparison) -> str:
    """Write an error for every change for the worse that is neither recorded nor accepted."""
    return "".join(
        _command(f"{change.sort}: {change.id}", _said(change), _place(change, comparison.head))
        for comparison in [presentable(comparison, _SEVERAL)]
        for change in comparison.red
    )


def _said(change: Change) -> str:
    return "\n".join([*change.what, *filter(None, [change.why])])


def _place(change: Change, head: Run) -> Place | None:
    """Point at the document where the verdict changed, else at the spec, where the change is."""
    if change.head is not None and change.head.follows.exit_code:
        return nearest_place(change.head, head)
    return spec_place(change.claim) if change.claim else None


def _command(title: str, message: str, place: Place | None) -> str:
    where = {"file": place.file, "line": place.first, "endLine": place.last} if place else {}
    properties = ",".join(
        f"{name}={_property(str(value))}" for name, value in {**where, "title": title}.items()
    )
    return f"::error {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escape a message as the runner's toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
