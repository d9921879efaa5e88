"""Single changes in the confirmed outputs of a page: each is to be noticed.

A page is labelled again with one change in each of its confirmed outputs; what was run is taken from
the cache of `harness check`, so that nothing is run twice.
"""

import random
import re
from dataclasses import replace
from typing import NamedTuple

from harness.checking.cache import ExecutionCache
from harness.checking.page import DocumentPage
from harness.checking.page_check import CheckSettings, PageCheck, run_page
from harness.checking.page_outputs import printed_parts

NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?![\w.]*\w)")
HOWS = ("digit", "sign", "exchange", "row")


class Mutant(NamedTuple):
    """A line of a document that says something else."""

    line: int
    how: str
    before: str
    after: str


def checked(page, settings):
    """Label a page; run what the cache does not know."""
    check = PageCheck(page, settings)
    while tasks := check.tasks():
        for task in tasks:
            check.take(task, run_page(task))
    return check.result().checked


def mutant(rows, chance):
    """Change one number of a row, or all of it; None where that changes nothing."""
    number, text = chance.choice(rows)
    how = chance.choice(HOWS if len(rows) > 1 else HOWS[:-1])
    places = list(NUMBER.finditer(text))
    place = chance.choice(places)
    if how == "row":
        return Mutant(number, how, text, "")
    changed = {"digit": _digit, "sign": _sign, "exchange": _exchange}[how](
        text, place, places, chance
    )
    return Mutant(number, how, text, changed) if changed != text else None


def _digit(text, place, _places, chance):
    spots = [at for at in range(*place.span()) if text[at].isdigit()]
    spot = chance.choice(spots)
    digit = chance.choice([d for d in "0123456789" if d != text[spot]])
    changed = text[:spot] + digit + text[spot + 1 :]
    same = float(changed[place.start() : place.end()]) == float(place.group())
    return text if same else changed


def _sign(text, place, _places, _chance):
    """Change the sign; a blank gives way to a minus, so that columns stay where they are."""
    start, shown = place.start(), place.group()
    if not float(shown):
        return text
    if shown[0] in "+-":
        return text[:start] + " " + text[start + 1 :]
    room = text[start - 2 : start] == "  " and bool(text[:start].strip())
    return text[: start - room] + "-" + text[start:]


def _exchange(text, place, places, _chance):
    """Exchange two numbers; where they are of the same length, columns stay where they are."""
    others = [p for p in places if len(p.group()) == len(place.group()) and float(p.group()) != float(place.group())]  # fmt: skip
    if not others:
        return text
    one, two = sorted([place, others[0]], key=lambda match: match.start())
    between = text[one.end() : two.start()]
    return text[: one.start()] + two.group() + between + one.group() + text[two.end() :]


def rows_of(page, index):
    """List the lines of a block's output that hold numbers, with their numbers."""
    parts = printed_parts(page.blocks[index], page.lines, magic=False)
    lines = [(n, page.lines[n - 1]) for part in parts for n, text in part.written
             if page.lines[n - 1].endswith(text)]  # fmt: skip
    return [(number, text) for number, text in lines if NUMBER.search(text)]


def survivors(path, python, rounds, seed=0):
    """Change each confirmed output of a page in some rounds.

    Returns:
        How many changes were made, and those that were not noticed.
    """
    chance = random.Random(seed)
    settings = CheckSettings(python=python, cache=ExecutionCache())
    page = DocumentPage.read(path)
    blocks = checked(page, settings).blocks
    rows = {
        index: rows_of(page, index)
        for index, block in enumerate(blocks)
        if block.output and block.outcome == "confirmed"
    }
    made, unseen = 0, []
    for _ in range(rounds):
        found = {index: mutant(lines, chance) for index, lines in rows.items() if lines}
        found = {index: it for index, it in found.items() if it}
        lines = list(page.lines)
        for it in found.values():
            lines[it.line - 1] = it.after
        other = replace(page, document=replace(page.document, lines=tuple(lines)))
        labels = checked(other, settings).blocks
        made += len(found)
        unseen += [it for index, it in found.items() if labels[index].outcome == "confirmed"]
    return made, unseen
