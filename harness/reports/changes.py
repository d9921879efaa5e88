"""Two runs compared, as text for a terminal and as Markdown for the summary of a CI step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.console import print_lines
from harness.reports.markdown import code, escaped, markdown_table
from harness.reports.shared import claim_count
from harness.results.change import Change, Comparison, Sort
from harness.results.run import Run
from harness.texts.plain import presentable

_Line = tuple[str, str]
"""A line, and the style in which a terminal shows it."""

_STYLES = {
    Sort.WORSE: "red",
    Sort.REMOVED: "red",
    Sort.WEAKENED: "magenta",
    Sort.RESTATED: "magenta",
    Sort.BLOCKED: "red",
    Sort.RECORDED: "yellow",
    Sort.BETTER: "green",
    Sort.STRONGER: "green",
    Sort.ADDED: "cyan",
    Sort.VARIES: "cyan",
    Sort.UNBLOCKED: "blue",
    Sort.UNSEEN: "blue",
}
_BRIEF = (Sort.BETTER, Sort.STRONGER, Sort.ADDED, Sort.VARIES)
_MOST_NAMES = 40
_FEW_NAMES = 5


def changes_text(comparison: Comparison) -> str:
    """Write what is different, the answer first."""
    return "".join(f"{text}\n" for text, _ in _lines(presentable(comparison)))


def print_changes(comparison: Comparison) -> None:
    """Print the same in colours."""
    print_lines(_lines(presentable(comparison)))


def comparison_line(comparison: Comparison) -> str:
    """Write the numbers of changes by sort, and the two runs."""
    counts = ", ".join(f"{count} {sort}" for sort, count in comparison.counts.items())
    red = len(comparison.red)
    answer = f"{red} to be recorded or accepted" if red else "nothing got worse"
    runs = f"{_run_line(comparison.base)} → {_run_line(comparison.head)}"
    return f"{answer}{f': {counts}' if counts else '; no change'}; {runs}"


def accept_command(comparison: Comparison) -> str:
    """Write the command that accepts what is red, where a reason is all that it lacks."""
    red = [change for change in comparison.red if change.acceptable]
    names = [change.id for change in red if change.sort is not Sort.BLOCKED][:_MOST_NAMES]
    what = " ".join(names) or ("--blocked" if red else "")
    return f'harness accept {what} --because "..."' if what else ""


def _lines(comparison: Comparison) -> Iterator[_Line]:
    yield comparison_line(comparison), "bold"
    for change in comparison.red:
        if change.sort is not Sort.BLOCKED:
            yield "", ""
            yield from _change(change)
    yield from _blocked(comparison)
    for change in comparison.changes:
        if change.because:
            yield "", ""
            yield from _change(change)
    yield from _causes(comparison)
    for sort in _BRIEF:
        yield from _named(sort, [change for change in comparison.of(sort) if not change.red])
    yield from _unseen(comparison)
    yield from _advice(comparison)


def _change(change: Change) -> Iterator[_Line]:
    heading = f"{change.sort:<10} {change.id}"
    where = change.claim.place if change.claim else ""
    yield f"{heading:<60}  {where}".rstrip(), _STYLES[change.sort] if change.red else "dim"
    for what in change.what:
        yield f"  {what}", ""
    rows = [("why", change.why), ("accepted", change.because)]
    rows += [("spec", change.claim.spec)] if change.claim else []
    yield from ((f"  {name:<9} {text}", "dim") for name, text in rows if text)


def _blocked(comparison: Comparison) -> Iterator[_Line]:
    """List the claims that are newly blocked by reason, the most frequent first."""
    found: dict[str, list[Change]] = {}
    for change in comparison.red:
        if change.sort is Sort.BLOCKED:
            found.setdefault(change.why, []).append(change)
    for why, changes in sorted(found.items(), key=lambda reason: -len(reason[1])):
        yield "", ""
        yield f"{Sort.BLOCKED} ({len(changes)}): {why}", _STYLES[Sort.BLOCKED]
        yield from _names(changes)


def _causes(comparison: Comparison) -> Iterator[_Line]:
    """Group worse verdicts by reason; those that specs record are listed here alone."""
    for why, changes in comparison.causes:
        worse = [change for change in changes if change.sort is Sort.WORSE]
        if len(worse) > 1:
            yield "", ""
            yield f"one reason makes {len(worse)} claims worse: {why}", _STYLES[Sort.WORSE]
    causes = [
        (why, recorded)
        for why, changes in comparison.causes
        if (recorded := [change for change in changes if change.sort is Sort.RECORDED])
    ]
    for why, changes in causes:
        yield "", ""
        outcome = changes[0].head.outcome if changes[0].head else ""
        yield f"{outcome}, as recorded ({claim_count(len(changes))}): {why}", _STYLES[Sort.RECORDED]
        yield from _names(changes)


def _named(sort: Sort, changes: Sequence[Change]) -> Iterator[_Line]:
    if changes:
        yield "", ""
        yield f"{sort} ({len(changes)})", _STYLES[sort]
        yield from _names(changes)


def _names(changes: Sequence[Change]) -> Iterator[_Line]:
    for change in changes[:_MOST_NAMES]:
        yield f"  {change.id}  {'; '.join(change.what)}", ""
    if len(changes) > _MOST_NAMES:
        yield f"  … and {len(changes) - _MOST_NAMES} more", "dim"


def _unseen(comparison: Comparison) -> Iterator[_Line]:
    reasons = Counter(change.why or change.what[0] for change in comparison.of(Sort.UNSEEN))
    for reason, count in reasons.most_common():
        yield f"not looked at ({count}): {reason}", _STYLES[Sort.UNSEEN]
    if text := _unblocked(comparison):
        yield text, _STYLES[Sort.UNBLOCKED]


def _unblocked(comparison: Comparison) -> str:
    """Name claims that the run before lists as blocked and that were looked at now."""
    names = [change.id for change in comparison.of(Sort.UNBLOCKED)]
    more = f" and {len(names) - _FEW_NAMES} more" if len(names) > _FEW_NAMES else ""
    listed = f"{', '.join(names[:_FEW_NAMES])}{more}"
    return f"{Sort.UNBLOCKED} ({len(names)}): {listed}" if names else ""


def _advice(comparison: Comparison) -> Iterator[_Line]:
    if any(claim.terms is None for claim in comparison.base.claims):
        yield "the run before does not say what its claims ask for: weakening may go unseen", "blue"
    if command := accept_command(comparison):
        yield "", ""
        yield f"meant so?  {command}", "bold"


def _run_line(run: Run) -> str:
    return f"{run.started[:10]} on {run.stack['name']}, {claim_count(len(run.claims))}"


_MOST_ROWS = 500


def changes_markdown(comparison: Comparison) -> str:
    """Write the answer, what is red and how to accept it, and what else is different."""
    return "\n".join(_markdown(presentable(comparison))) + "\n"


def _markdown(comparison: Comparison) -> Iterator[str]:
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
    if varying := comparison.of(Sort.VARIES):
        yield "\n### The same claim, the same stack, another result\n"
        yield from _changes(varying)
    if unseen := comparison.of(Sort.UNSEEN):
        verb = "was" if len(unseen) == 1 else "were"
        yield f"\n{claim_count(len(unseen))} {verb} not looked at."
    if text := _unblocked(comparison):
        yield f"\n{escaped(text, 400)}"


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
