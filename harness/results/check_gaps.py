"""What a check was asked for and could not look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from harness.results.page_facts import PageFacts
from harness.results.run import Result, Run
from harness.results.run_parts import DocumentSummary, Gap

_SEEN = ("confirmed", "refuted", "raises")


def check_gaps(run: Run, allowed: int) -> tuple[Gap, ...]:
    """List the documents of which nothing was compared, and those with blocked outputs.

    Args:
        run: A run of checked documents.
        allowed: How many blocked outputs are no gap.
    """
    nothing = tuple(_nothing_compared(run))
    blocked = [item for item in run.claims if is_blocked_output(item)]
    if len(blocked) <= allowed:
        return nothing
    return (*nothing, *_blocked(run, {gap.spec for gap in nothing}))


def is_blocked_output(result: Result) -> bool:
    """Whether it is an output that could not be looked at."""
    return bool(result.block and result.block.output and result.block.output.label == "blocked")


def was_compared(result: Result) -> bool:
    """Whether something of an output was compared with the document."""
    output = result.block.output if result.block else None
    if output is None:
        return False
    return output.label in _SEEN or bool(result.compared and result.compared.equal)


def only_runs(results: Sequence[Result], pages: Iterable[PageFacts]) -> bool:
    """Whether documents have code alone that shows no output, and all of it was read and ran.

    Args:
        results: The results of their blocks.
        pages: The documents.
    """
    unread = any(not line.figure for page in pages for line in page.unchecked)
    kinds, outcomes = {item.kind for item in results}, {item.outcome for item in results}
    return kinds == {"code"} and outcomes == {"confirmed"} and not unread


def nothing_to_compare(page: DocumentSummary, results: list[Result]) -> str:
    """Say why nothing of a document was compared, in a clause.

    Args:
        page: The document.
        results: The results of its blocks.
    """
    outputs = [item.block.output for item in results if item.block and item.block.output]
    if outputs:
        labels = Counter(output.label for output in outputs)
        shown = ", ".join(f"{number} {label}" for label, number in labels.most_common())
        return f"no output could be compared ({shown})"
    if results:
        return "no output was found that could be compared: its code prints nothing on the page"
    code = [item.why for item in (page.page.unchecked if page.page else ()) if not item.figure]
    why = code[0] if code else "it has no code that is marked as such"
    return f"no output was found that could be compared: {why}"


def _nothing_compared(run: Run) -> Iterator[Gap]:
    for page in run.documents:
        results = run.results_of(page)
        broken = any(item.outcome == "error" for item in results)
        if page.page is None or broken or any(map(was_compared, results)):
            continue
        code = [item for item in page.page.unchecked if not item.figure]
        if only_runs(results, [page.page]):
            continue
        if results or code or len(run.documents) == 1:
            said = f"{page.page.document}: {nothing_to_compare(page, results)}"
            yield Gap(page.spec, said, _help(results) or _look(page, results))


def _look(page: DocumentSummary, results: list[Result]) -> str:
    """Say where to look for the reason."""
    if any(item.kind == "output" for item in results):
        return "-v shows the reasons"
    return f"harness code {quote(page.page.document if page.page else '')} shows what is read of it"


def _blocked(run: Run, told: set[str]) -> Iterator[Gap]:
    for page in run.documents:
        results = run.results_of(page)
        if page.page is None or page.spec in told or not any(map(is_blocked_output, results)):
            continue
        number = sum(map(is_blocked_output, results))
        said = f"{page.page.document}: {number} output{'s' * (number > 1)} blocked"
        yield Gap(page.spec, said, _help(results) or f"allow them: --blocked {number}")


def _help(results: list[Result]) -> str:
    """Say what is missing first, and what would help; empty where nothing would."""
    return next((item.why for item in results if _would_help(item)), "")


def _would_help(result: Result) -> bool:
    return bool(result.outcome == "blocked" and result.block and result.block.help)
