"""The run as Markdown, fit for the summary of a CI step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from harness.reports.finding_groups import (
    OWN,
    FindingGroup,
    findings_of,
    more_claims,
    own_lines,
    standing_at,
)
from harness.reports.headline import headline
from harness.reports.output_totals import outputs_line
from harness.reports.seed_text import SEED_HEAD, seed_rows
from harness.reports.shared import (
    closing_line,
    gap_lines,
    occurring,
    partly_judged,
    sections,
)
from harness.results.cause_groups import CauseGroup
from harness.results.run import Run
from harness.texts.visible import short, visible

_LONGEST = 160
_MOST_ROWS = 500
_MEANS = re.compile(
    r"(?P<linked>[@#](?=\w)|(?<=\bGH)-(?=\d))"
    r"|[\\`*_{}\[\]<>|#~&$^]"
    r"|(?<=[A-Za-z]):(?=//)|(?<=\bwww)\."
    r"|\A[-+=](?![^\s=+-])|(?:(?<=\A\d)|(?<=\A\d\d))[.)](?!\S)",
    re.IGNORECASE,
)
"""Characters that mean something in Markdown, within a line or at its beginning."""


def markdown(run: Run) -> str:
    """Write the answer, what is new, causes by severity, and what could not be looked at."""
    return "\n".join(_lines(run.presentable)) + "\n"


def _lines(run: Run) -> Iterator[str]:
    yield f"## {escaped(headline(run), 400)}"
    if run.gaps:
        yield "\n### Asked for and not looked at\n"
        yield from (f"- {escaped(line, 400)}" for line in gap_lines(run))
    for group in findings_of(run):
        meaning = f": {group.meaning}" if group.meaning else ""
        yield f"\n### {escaped(group.title)}{escaped(meaning)} ({escaped(group.counted)})\n"
        yield from _causes(group)
    if own := own_lines(run):
        yield f"\n### {OWN}, looked at apart\n"
        yield from (f"- {escaped(line, 400)}" for line in own)
    blocked = run.unseen
    if blocked:
        yield "\n### Could not look\n"
        reasons = Counter(claim.why for claim in blocked)
        yield from (f"- {escaped(why)} ({count})" for why, count in reasons.most_common())
    if parts := list(partly_judged(run)):
        yield "\n### Judged in part\n"
        yield from (f"- {escaped(part.removeprefix('in part: '), 400)}" for part in parts)
    if rows := list(seed_rows(run)):
        yield "\n### Random results\n"
        yield from markdown_table(SEED_HEAD, rows[:_MOST_ROWS])
        if len(rows) > _MOST_ROWS:
            yield f"\n… and {len(rows) - _MOST_ROWS} more; see `run.json`."
    yield "\n### Verdicts\n"
    yield from _counts(run)
    if outputs := outputs_line(run):
        yield f"\n{escaped(outputs, 400)}"
    yield f"\n{escaped(closing_line(run), 400)}"


def _counts(run: Run) -> Iterator[str]:
    shown = occurring(run.counts)
    yield from markdown_table(
        ["document", "claims", *(f"{outcome.mark} {outcome.label}" for outcome in shown)],
        [
            [s.document.title, len(s.claims), *(s.counts[outcome.label] for outcome in shown)]
            for s in sections(run)
        ],
    )


def _causes(group: FindingGroup) -> Iterator[str]:
    """Write a row for each cause, or a line where it is told in brief."""
    if group.brief:
        yield from (
            f"- {cause.first.outcome_entry.mark} {escaped(standing_at(cause), 400)}: "
            f"{escaped(cause.why)}"
            for cause in group.causes[:_MOST_ROWS]
        )
    else:
        rows = [_row_of(cause) for cause in group.causes[:_MOST_ROWS]]
        yield from markdown_table(_HEAD, rows)
    if len(group.causes) > _MOST_ROWS:
        yield f"\n… and {len(group.causes) - _MOST_ROWS} more; see `run.json`."


_HEAD = ["where", "verdict", "the document says", "found", "why", "repair"]


def _row_of(cause: CauseGroup) -> list[str]:
    claim, more = cause.first, more_claims(cause)
    return [
        standing_at(cause),
        f"{claim.outcome_entry.mark} {claim.outcome}",
        f"{short(claim.says, _LONGEST - len(more))} {more}" if more else claim.says,
        claim.found,
        claim.why,
        "; ".join(remedy.brief for remedy in cause.repair),
    ]


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Write a table, the text of its cells escaped."""
    yield _row([escaped(name) for name in head])
    yield _row(["---"] * len(head))
    yield from (_row([escaped(str(cell)) for cell in row]) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str, longest: int = _LONGEST) -> str:
    """Keep Markdown and HTML in a text from meaning anything; cut it where it is too long.

    Nothing becomes a link to a person, an issue or an address on GitHub: characters that a
    backslash does not escape stand as code.
    """
    flat = " ".join(visible(text).split())
    short = flat if len(flat) <= longest else f"{flat[: longest - 2]} …"
    return _MEANS.sub(_meaningless, short)


def prose(text: str) -> str:
    """Write sentences that have code between double backticks, and no other markup."""
    return "".join(
        code(part) if number % 2 else _MEANS.sub(_meaningless, visible(part))
        for number, part in enumerate(text.split("``"))
    )


def _meaningless(found: re.Match[str]) -> str:
    return f"`{found[0]}`" if found.lastgroup == "linked" else f"\\{found[0]}"


def code(text: str) -> str:
    """Write a text as code, also where it holds backticks."""
    flat = " ".join(visible(text).split())
    ticks = "`" * (max(map(len, re.findall("`+", flat)), default=0) + 1)
    room = " " if "`" in (flat[:1], flat[-1:]) else ""
    return f"{ticks}{room}{flat or ' '}{room}{ticks}"
