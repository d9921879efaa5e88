"""Finds the tabs of a document that show the same for several libraries, and chooses one of each.

Forms: ``=== "PyTorch"`` of mkdocs, ``.. tab::`` and ``{tab-item}`` of Sphinx, ``{#if fw === 'pt'}``
and ``<pt>`` of Hugging Face, ``<TabItem>`` of Docusaurus, ``%%tab`` of d2l.
"""

from __future__ import annotations

import re
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
    for tabs in _sets(lines):
        inside = [sum(_within(item, tab.span) for item in chosen) for tab in tabs]
        shown = [tab for tab, count in zip(tabs, inside, strict=True) if count]
        wanted = next((tab for tab in shown if _TENSORFLOW.search(tab.name)), None)
        for tab in shown:
            if tab is not (wanted or shown[0]):
                chosen = [_left_out(item, tab) for item in chosen]
    return chosen


def _within(item: Found, span: Span) -> bool:
    first = item.code[0] if isinstance(item, Block) else item.span[0]
    return (isinstance(item, Block) or item.piece is not None) and span[0] <= first <= span[1]


def _left_out(item: Found, tab: _Tab) -> Found:
    why = f"a tab of {tab.name}"
    if not _within(item, tab.span):
        return item
    if isinstance(item, Block):
        return replace(item, skipped=item.skipped or why, tabs=(*item.tabs, tab.name))
    return Unread(item.span, why)


def _sets(lines: Sequence[str]) -> Iterator[list[_Tab]]:
    """Group the tabs that stand next to each other; one alone is no choice."""
    open_sets: list[list[_Tab]] = []
    for tab in sorted(_tabs(lines), key=lambda tab: tab.span):
        for tabs in open_sets:
            between = lines[tabs[-1].span[1] : tab.span[0] - 1]
            joins = tabs[-1].form == tab.form and tabs[-1].span[1] < tab.span[0]
            if joins and not any(line.strip(" \t:`~>") for line in between):
                tabs.append(tab)
                break
        else:
            open_sets.append([tab])
    yield from (tabs for tabs in open_sets if len(tabs) > 1)


def _tabs(lines: Sequence[str]) -> Iterator[_Tab]:
    for number, line in enumerate(lines, 1):
        if ("===" in line or ".. " in line) and (found := _INDENTED.match(line)):
            name = (found["quoted"] or found["named"]).strip()
            yield _Tab(name, (number, _indented_end(lines, number)), f"indent {indentation(line)}")
        elif "{tab" in line and (found := _FENCED.match(line)):
            end = _closing(lines, number, found["fence"])
            yield _Tab(found["named"].strip(), (number, end), found["fence"])
        elif line.lstrip().startswith("<") and (found := _ELEMENT.match(line)):
            closing = re.compile(rf"\s*</{found['tag']}>")
            end = next((n for n in range(number, len(lines) + 1) if closing.match(lines[n - 1])), 0)
            if end:
                yield _Tab(found["named"] or found["tag"], (number, end), "element")
    yield from _branches(lines)


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


def _indented_end(lines: Sequence[str], first: int) -> int:
    margin, end = indentation(lines[first - 1]), first
    while end < len(lines) and (not lines[end].strip() or indentation(lines[end]) > margin):
        end += 1
    while end > first and not lines[end - 1].strip():
        end -= 1
    return end


def _closing(lines: Sequence[str], first: int, fence: str) -> int:
    """Find the line that closes a fence: as long as the one that opens it, or longer."""
    for number in range(first + 1, len(lines) + 1):
        text = lines[number - 1].strip()
        if set(text) == {fence[0]} and len(text) >= len(fence):
            return number
    return len(lines)


def _one_language(found: Sequence[Found]) -> list[Found]:
    """Choose among blocks that name their tabs in their own first line."""
    named = [tab for item in found if isinstance(item, Block) for tab in item.tabs if tab != "all"]
    chosen = "tensorflow" if "tensorflow" in named else next(iter(named), "")
    return [_with_language(item, chosen) for item in found]


def _with_language(item: Found, chosen: str) -> Found:
    if not isinstance(item, Block) or not item.tabs or {"all", chosen} & set(item.tabs):
        return item
    return replace(item, skipped=item.skipped or f"a tab of {', '.join(item.tabs)}")
