"""Finds the tabs of a document that show the same for several libraries, and chooses one of each.

Forms: ``=== "PyTorch"`` of mkdocs, ``.. tab::`` and ``{tab-item}`` of Sphinx, ``{#if fw === 'pt'}``
and ``<pt>`` of Hugging Face, ``<TabItem>`` of Docusaurus, ``%%tab`` of d2l.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from harness.documents.block_parts import Block, Found, Unread, indentation
from harness.documents.document import Span

_INDENTED = re.compile(
    r"\s*(?:===[!+]{0,2} \"(?P<quoted>[^\"]+)\"\s*$"
    r"|\.\. (?:tab|group-tab|tab-item|code-tab):: *(?P<named>\S.*)$)"
)
_FENCED = re.compile(r"\s*(?P<fence>:{3,}|`{3,}|~{3,}) ?\{tab(?:-item)?\} *(?P<named>\S.*)$")
_BRANCH = re.compile(
    r"\s*\{(?P<if>#if)\b[^'\"]*['\"](?P<named>\w+)|\s*\{(?P<else>:else)|\s*\{/if\}"
)
_ELEMENT = re.compile(
    r"\s*<(?P<tag>pt|tf|jax|TabItem|Tab)\b"
    r"(?:[^>]*?(?:value|title|label)=[\"']?(?P<named>[\w .+-]+))?[^>]*>\s*$"
)
_TENSORFLOW = re.compile(r"\b(?:tf|tensorflow|keras)\b", re.I)


class _Tab(NamedTuple):
    name: str
    span: Span
    form: str


def choose_tabs(lines: Sequence[str], found: Sequence[Found]) -> list[Found]:
    """Skip what only other tabs show: TensorFlow's counts, or else the first that has code.

    Args:
        lines: The lines of the document.
        found: What its reader found.
    """
    chosen = _one_language(found)
    starts = [item.code[0] if isinstance(item, Block) else item.span[0] for item in chosen]
    for tabs in _sets(lines):
        places = {tab: _inside(chosen, starts, tab.span) for tab in tabs}
        shown = [tab for tab in tabs if places[tab]]
        wanted = next((tab for tab in shown if _TENSORFLOW.search(tab.name)), None)
        for tab in shown:
            if tab is not (wanted or shown[0]):
                for at in places[tab]:
                    chosen[at] = _left_out(chosen[at], tab)
    return chosen


def _inside(found: Sequence[Found], starts: Sequence[int], span: Span) -> list[int]:
    """List the places of the blocks in a tab, and of the outputs that stand apart."""
    places = range(bisect_left(starts, span[0]), bisect_right(starts, span[1]))
    return [n for n in places if isinstance(found[n], Block) or getattr(found[n], "piece", None)]


def _left_out(item: Found, tab: _Tab) -> Found:
    why = f"a tab of {tab.name}"
    if isinstance(item, Block):
        return replace(item, skipped=item.skipped or why, tabs=(*item.tabs, tab.name))
    return Unread(item.span, why)


def _sets(lines: Sequence[str]) -> Iterator[list[_Tab]]:
    """Group the tabs that stand next to each other; one alone is no choice."""
    last: dict[str, list[_Tab]] = {}
    for tab in sorted(_tabs(lines), key=lambda tab: tab.span):
        tabs = last.get(tab.form, [])
        if tabs and _is_next(lines, tabs[-1], tab):
            tabs.append(tab)
        else:
            if len(tabs) > 1:
                yield tabs
            last[tab.form] = [tab]
    yield from (tabs for tabs in last.values() if len(tabs) > 1)


def _is_next(lines: Sequence[str], before: _Tab, tab: _Tab) -> bool:
    between = range(before.span[1] + 1, tab.span[0])
    return before.span[1] < tab.span[0] and not any(lines[n - 1].strip() for n in between)


def _tabs(lines: Sequence[str]) -> Iterator[_Tab]:
    yield from _indented(lines)
    yield from _fenced(lines)
    yield from _elements(lines)
    yield from _branches(lines)


def _indented(lines: Sequence[str]) -> Iterator[_Tab]:
    """List the tabs that last as long as lines are indented more."""
    open_tabs: list[tuple[int, int, str]] = []
    last = 0  # the last line that is not blank
    for number, line in enumerate([*lines, "end"], 1):
        if not line.strip():
            continue
        margin = indentation(line)
        while open_tabs and (open_tabs[-1][1] >= margin or number > len(lines)):
            first, column, name = open_tabs.pop()
            yield _Tab(name, (first, last), f"indent {column}")
        if ("===" in line or ".. " in line) and (found := _INDENTED.match(line)):
            open_tabs.append((number, margin, (found["quoted"] or found["named"]).strip()))
        last = number


def _fenced(lines: Sequence[str]) -> Iterator[_Tab]:
    """List the tabs that a line of as many marks closes, or of more."""
    open_tabs: list[tuple[int, str, str]] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if "{tab" in text and (found := _FENCED.match(line)):
            open_tabs.append((number, found["fence"], found["named"].strip()))
        elif open_tabs and text.startswith(open_tabs[-1][1]) and not text.strip(text[0]):
            first, fence, name = open_tabs.pop()
            yield _Tab(name, (first, number), fence)


def _elements(lines: Sequence[str]) -> Iterator[_Tab]:
    open_tabs: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text.startswith("<"):
            continue
        if found := _ELEMENT.match(text):
            opened = (number, (found["named"] or found["tag"]).strip())
            open_tabs.setdefault(found["tag"], []).append(opened)
        elif text.startswith("</") and open_tabs.get(tag := text[2:].split(">")[0]):
            first, name = open_tabs[tag].pop()
            yield _Tab(name, (first, number), "element")


def _branches(lines: Sequence[str]) -> Iterator[_Tab]:
    """List the branches of Hugging Face's conditions; they do not nest."""
    begin, name, other = 0, "", ""
    for number, line in enumerate(lines, 1):
        found = _BRANCH.match(line) if "{" in line else None
        if not found:
            continue
        if begin:
            yield _Tab(name, (begin, number - 1), f"branch {other}")
        begin = 0 if not (found["if"] or found["else"]) else number
        other = str(number) if found["if"] else other
        name = found["named"] or {"pt": "tf", "tf": "pt"}.get(name, "another library")


def _one_language(found: Sequence[Found]) -> list[Found]:
    """Choose among blocks that name their tabs in their own first line."""
    named = [tab for item in found if isinstance(item, Block) for tab in item.tabs if tab != "all"]
    chosen = "tensorflow" if "tensorflow" in named else next(iter(named), "")
    return [_with_language(item, chosen) for item in found]


def _with_language(item: Found, chosen: str) -> Found:
    if not isinstance(item, Block) or not item.tabs or {"all", chosen} & set(item.tabs):
        return item
    return replace(item, skipped=item.skipped or f"a tab of {', '.join(item.tabs)}")
