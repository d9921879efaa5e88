"""Writes formats.md from the docstrings of what reads and writes the files."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from harness.results.check_document import (
    WrittenBlock,
    WrittenDifference,
    WrittenDocument,
    WrittenOutput,
)
from harness.results.known_findings import KnownFinding
from harness.results.page_facts import UncheckedLine

_HEAD = """\
# Formats of files

This page is made by `python docs/generate.py`. A format has a number; what breaks a reader is a new
number. Readers refuse keys that they do not know.

| format | file | written by |
|---|---|---|
| `harness-run/1` | `run.json`, the run record; every report is made from it | `verify`, `check` |
| `harness-check/1` | what came of checking documents, for programs | `check` |
| `harness-known/1` | findings of `check` that a person has accepted | `check` |
| `harness-spec/1` | the claims of one document; [specs.md](specs.md) has every key | a person |
| `harness-evidence/2` | what subjects measured on a stack, a row a seed | `verify --record` |

A `claim` of a run record that stands for a block of a checked document has the key `block`, a
`document` the key `page`: with them the run record holds all that the other two files say.

A claim of a spec may have runs of several `seeds`, several `sides`, and stop at a line of its block
(`up_to`) or run with its repairs (`repaired`). What judges of seeds say (kinds `typical`, `about`,
`curve`, `trend`, and `ordering` with `seeds`) stands as numbers under `measured` of the run record;
`stack` of a claim names the stack that trained, where it is another than the run's. See
[random-results.md](random-results.md).

## `harness-check/1`

For one document the file holds its keys beside `format`. For a folder, or several documents, it is
`{"format": "harness-check/1", "documents": [...]}` with these keys in each.
`harness schema --check` prints the JSON Schema of both.

Lines are counted from 1; `lines` is the first and the last. Those of a notebook are the lines of
its cells and outputs one after the other, an empty line between two of them; `file_line` and
`file_lines` count the lines of the file.
"""
_KNOWN = """\
## `harness-known/1`

`{"format": "harness-known/1", "pages": {...}}`: for the path of each document, a list of findings.
A finding is known where a block with the same code shows the same difference.
"""


def formats_page() -> str:
    """Write the page about formats of files."""
    check = {
        "A document": WrittenDocument,
        "A block": WrittenBlock,
        "An output": WrittenOutput,
        "A difference": WrittenDifference,
        "What nothing checks": UncheckedLine,
    }
    parts = [_HEAD, *(_section(title, shown) for title, shown in check.items())]
    return "\n".join([*parts, _KNOWN, _section("A finding", KnownFinding)])


def _section(title: str, shown: type) -> str:
    rows = [f"| `{name}` | {text.rstrip('.')} |" for name, text in _fields(shown)]
    return "\n".join([f"### {title}\n", "| key | |", "|---|---|", *rows, ""])


def _fields(shown: type) -> Iterator[tuple[str, str]]:
    """Read what the docstring says of each field."""
    _, _, arguments = (inspect.getdoc(shown) or "").partition("Args:\n")
    for name, text in re.findall(r"^    (\w+): (.*(?:\n {8}.*)*)", arguments, re.MULTILINE):
        yield name, " ".join(text.split()).replace("``", "`").replace("|", "\\|")
