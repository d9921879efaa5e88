"""What a terminal shows of a checked document, row by row: what is new and wrong first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from harness.reports.difference_text import difference_lines
from harness.results.page_facts import BlockFacts, PageFacts
from harness.results.run import Result
from harness.verdicts import KNOWN, outcome_named
from harness.verdicts.compared import form_since

_FEW = 3
"""How many differences, sentences and places are shown unless all are asked for."""

_UNCHECKED = "○"
_Key = TypeVar("_Key", bound=Hashable)


class CheckRow(NamedTuple):
    """A row.

    Args:
        mark: The mark of an outcome; empty where the row goes on with the one above.
        style: Its colour.
        place: Lines, or a cell and its lines; may be empty.
        text: What is said.
    """

    mark: str
    style: str
    place: str
    text: str


def page_rows(page: PageFacts, results: Sequence[Result]) -> Iterator[CheckRow]:
    """Say what came of a document: findings, what could not be judged, what agrees.

    Args:
        page: The document.
        results: The results of its blocks.
    """
    for result in results:
        if result.outcome_entry.exit_code:
            yield from _finding(result, _FEW)
    yield from _undecided(results)
    yield from _blocked(results)
    yield from _unchecked(page, _FEW)
    yield from _confirmed(results)
    yield from _rest(page, results)


def every_row(page: PageFacts, results: Sequence[Result]) -> Iterator[CheckRow]:
    """Say what came of every block of a document, with every difference.

    Args:
        page: The document.
        results: The results of its blocks.
    """
    for result in sorted(results, key=lambda item: not item.outcome_entry.exit_code):
        yield from _finding(result, None)
    yield from _unchecked(page, None)
    yield from (CheckRow("", "", "", note) for note in (*page.notes, *page.gone))


def _finding(result: Result, most: int | None) -> Iterator[CheckRow]:
    """Show a result with its differences, the first of them beside its mark."""
    block, entry = result.block, result.outcome_entry
    if block is None:
        return
    texts = list(_texts(result, block, every=most is None))
    more = len(texts) - most if most and len(texts) > most + 1 else 0
    shown = texts[:most] if more else texts
    for number, (place, text) in enumerate(shown):
        yield CheckRow(entry.mark if number == 0 else "", entry.colour, place, text)
    if more:
        yield CheckRow("", "", "", f"{more} more differences, shown with -v")
    differs = block.outcome == "refuted" and result.compared and result.compared.differing
    said = (block.why if differs else "", block.help)
    yield from (CheckRow("", "", "", text) for text in said if text)
    for note in block.notes if most is None else ():
        yield CheckRow("", "", "", note)


def _texts(result: Result, block: BlockFacts, *, every: bool) -> Iterator[tuple[str, str]]:
    """Yield places, and what is said of them."""
    compared = result.compared
    wrong = compared.differences[: compared.differing] if compared else ()
    why = f"known: {block.known}; " if block.known else ""
    if block.outcome == "raises":
        yield block.place(block.line, block.line), f"{why}raises: {block.why}"
        return
    place = block.place(result.lines[0], result.lines[-1])
    if block.outcome != "refuted" or not wrong:
        yield place, f"{why}{block.outcome}: {_reason(result, block)}"
    elif why or every:
        yield place, f"{why}{block.outcome}: {result.found}"
    kept = compared.differences if compared and every else wrong
    for item in kept if every or block.outcome == "refuted" else ():
        at = block.place(item.line, item.line)
        yield from ((at if not n else "", text) for n, text in enumerate(difference_lines(item)))
    if compared and every and len(kept) < compared.differing:
        yield "", f"{compared.differing - len(kept)} more differences"


def _undecided(results: Sequence[Result]) -> Iterator[CheckRow]:
    """Gather outputs that are random, volatile or pictures by label and reason."""
    chosen = [item for item in results if item.outcome_entry.unseen and item.outcome != "blocked"]
    for (label, why), some in _gathered(chosen, _label_and_reason):
        entry = outcome_named(label)
        text = f"{label}: {why}" if why else label
        yield CheckRow(entry.mark, entry.colour, _place(some[0]), f"{text}{_elsewhere(some)}")


def _label_and_reason(result: Result) -> tuple[str, str]:
    return result.outcome, _reason(result, result.block) if result.block else result.why


def _blocked(results: Sequence[Result]) -> Iterator[CheckRow]:
    """Gather what is blocked by its root; what would help is said once."""
    chosen = [item for item in results if item.outcome == "blocked" and item.block]
    for _, some in _gathered(chosen, _root):
        first, block, entry = some[0], some[0].block, some[0].outcome_entry
        if block is None:
            continue
        why = _reason(first, block)
        yield CheckRow(entry.mark, entry.colour, _place(first), f"blocked: {why}{_elsewhere(some)}")
        if block.help:
            yield CheckRow("", "", "", block.help)


def _root(result: Result) -> int:
    block = result.block
    return 0 if block is None else block.line if block.root is None else block.root


def _unchecked(page: PageFacts, most: int | None) -> Iterator[CheckRow]:
    for figures, some in ((True, "sentence"), (False, "passage")):
        found = [line for line in page.unchecked if bool(line.figure) is figures]
        for line in found[:most]:
            place = page.place(line.lines[0], line.lines[-1])
            quoted = f'"{line.figure}": ' if line.figure else "not read: "
            yield CheckRow(_UNCHECKED, "blue", place, f"{quoted}{line.why}")
        if most is not None and len(found) > most:
            rest = counted(len(found) - most, f"more {some}")
            what = "that nothing checks" if figures else "not read"
            yield CheckRow("", "", "", f"{rest} {what}, shown with -v")


def _confirmed(results: Sequence[Result]) -> Iterator[CheckRow]:
    """Sum up what agrees, and how much of it is written otherwise."""
    agreeing = [item for item in results if item.outcome == "confirmed"]
    outputs = [item.compared for item in agreeing if item.compared]
    code = sum(item.kind == "code" for item in agreeing)
    green = outcome_named("confirmed")
    if outputs:
        figures = sum(item.figures for item in outputs)
        digits = sum(item.last_digit for item in outputs)
        form = sum(item.form for item in outputs)
        names = ", ".join(
            dict.fromkeys(form_since(name) for item in outputs for name in item.forms)
        )
        parts = [
            counted(figures, "figure") if figures else "text alone",
            f"{digits} in the last digit" if digits else "",
            f"{form} written otherwise{f': {names}' if names else ''}" if form else "",
        ]
        text = f"{counted(len(outputs), 'output')} as printed ({'; '.join(filter(None, parts))})"
        yield CheckRow(green.mark, green.colour, "", text)
    if code:
        text = f"{counted(code, 'block')} without output {'runs' if code == 1 else 'run'}"
        yield CheckRow("", "", "", text)


def _rest(page: PageFacts, results: Sequence[Result]) -> Iterator[CheckRow]:
    if known := sum(item.outcome == KNOWN.label for item in results):
        text = f"{counted(known, 'known finding')}, shown with -v"
        yield CheckRow(KNOWN.mark, KNOWN.colour, "", text)
    yield from (CheckRow("", "", "", note) for note in (*page.gone, *page.notes))


def _gathered(
    results: Iterable[Result], key: Callable[[Result], _Key]
) -> Iterator[tuple[_Key, list[Result]]]:
    found: dict[_Key, list[Result]] = {}
    for result in results:
        found.setdefault(key(result), []).append(result)
    yield from found.items()


def _elsewhere(results: Sequence[Result]) -> str:
    """Name the other places of one reason; a long list is cut."""
    places = [_place(item) for item in results[1:]]
    if not places:
        return ""
    more = f" and {len(places) - _FEW} more" if len(places) > _FEW else ""
    return f" (also {', '.join(places[:_FEW])}{more})"


def _place(result: Result) -> str:
    return result.block.place(result.lines[0], result.lines[-1]) if result.block else ""


def _reason(result: Result, block: BlockFacts) -> str:
    return result.why.removesuffix(block.help).removesuffix("; ") or result.found


def counted(number: int, noun: str) -> str:
    """Write a number of things, such as ``1 output`` or ``2 outputs``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
