"""Two runs compared, as Markdown fit for the summary of a CI step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.reports.changes_text import accept_command, comparison_line
from harness.reports.markdown import code, escaped, markdown_table
from harness.results.change import Change, Comparison, Sort
from harness.texts.plain import presentable

_MOST_ROWS = 500


def changes_markdown(comparison: Comparison) -> str:
    """Write the answer, what is red and how to accept it, and what else is different."""
    return "\n".join(_lines(presentable(comparison))) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"## {escaped(comparison_line(comparison), 400)}"
    if comparison.red:
        yield "\n### Neither recorded nor accepted\n"
        yield from _changes(comparison.red)
        if command := accept_command(comparison):
            yield f"\nMeant so? {code(command)}"
    if accepted := [change for change in comparison.changes if change.because]:
        yield "\n### Accepted\n"
        yield from _changes(accepted)
    if comparison.causes:
        yield "\n### Worse, by cause\n"
        for why, changes in comparison.causes:
            yield f"- {escaped(why)} ({len(changes)})"
    rest = [Sort.BETTER, Sort.STRONGER, Sort.ADDED]
    if others := [change for change in comparison.of(*rest) if not change.red]:
        yield "\n### For the better, and new\n"
        yield from _changes(others)
    if unseen := comparison.of(Sort.UNSEEN):
        yield f"\n{len(unseen)} claims were not looked at, so that nothing is known of them."


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    rows = [
        [
            change.sort,
            change.id,
            change.claim.place if change.claim else "",
            "; ".join(change.what),
            f"accepted: {change.because}" if change.because else change.why,
        ]
        for change in changes[:_MOST_ROWS]
    ]
    yield from markdown_table(["change", "claim", "where", "what", "why"], rows)
    if len(changes) > _MOST_ROWS:
        yield f"\n… and {len(changes) - _MOST_ROWS} more."
