"""Notebooks and texts, damaged: each is read and can be anchored, or is refused in one line.

``python -m tests.attacks.documents [COUNT]`` tries many.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from harness.analysis.line_coverage import coverage
from harness.claims import load_spec
from harness.documents import Document, DocumentError
from harness.documents.blocks import find_blocks
from harness.documents.decoding import read_any_encoding
from harness.engine.judging import places
from tests.attacks.mutations import damaged, mutated, odd, written
from tests.attacks.tally import Tally, attack, seed

SPEC = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
  - {id: a, kind: arithmetic, at: {lines: 1, figure: "5"}, expression: 2 + 3}
  - {id: b, kind: arithmetic, at: {lines: [2, 3], figure: "7.5"}, expression: 15 / 2}
  - id: c
    kind: history
    at: {lines: [4, 6]}
    states: The losses of a run.
    subject: recurrent:plain_layer
    expected: {loss: ["0.5", "0.25"]}
"""
_STREAM = {"output_type": "stream", "name": "stdout", "text": ["loss: 0.5\n", "loss: 0.25\n"]}
_RESULT = {"output_type": "execute_result", "data": {"text/plain": ["7.5"], "image/png": "eA=="}}
_ERROR = {"output_type": "error", "ename": "E", "evalue": "x", "traceback": ["\x1b[0;31mE\x1b[0m"]}
_CELLS = [
    {"cell_type": "markdown", "source": "# Title\nfive is 5"},
    {"cell_type": "code", "source": ["print(1)\n", "7"], "outputs": [_STREAM, _RESULT]},
    {"cell_type": "code", "source": "bad()", "outputs": [_ERROR]},
]
NOTEBOOKS: list[dict[str, Any]] = [
    {"nbformat": 4, "metadata": {}, "cells": _CELLS},
    {"nbformat": 3, "worksheets": [{"cells": _CELLS}]},
]
_WORDS = ("five", "15", "7.5", "0.5", "0.25", "loss", "Epoch")
TEXT = "five is 5\nhalf of 15\nis 7.5\nEpoch 1 loss: 0.5\nEpoch 2 loss: 0.25\n\n```python\n1\n```\n"


def document(random: Random) -> tuple[str, bytes]:
    """Make a damaged document: the ending of its name, and its bytes."""
    if random.random() < 0.7:
        whole = random.choice(NOTEBOOKS)
        if random.random() < 0.75:
            return ".ipynb", written(mutated(whole, random)).encode("utf-8", "replace")
        return ".ipynb", damaged(written(whole).encode(), random)
    text = TEXT.replace(random.choice(_WORDS), str(odd(random)))
    data = text.encode("utf-8", "replace")
    return random.choice([".txt", ".md"]), damaged(data, random) if random.random() < 0.5 else data


def attack_documents(number: int, first: int) -> Tally:
    """Damage documents and read each."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "specs").mkdir()
        file = Path(folder) / "specs" / "s.yaml"
        file.write_text(SPEC)
        spec, named = load_spec(file), [Path(folder) / "d.txt"]

        def one(random: Random) -> None:
            ending, data = document(random)
            named[0] = Path(folder) / f"d{ending}"
            named[0].write_bytes(data)
            read_any_encoding(named[0])
            found = Document.read(named[0])
            places(spec, found)
            coverage(spec, found)
            find_blocks(found)

        return attack("documents", one, (DocumentError,), number, first, lambda: named[0])


if __name__ == "__main__":
    sys.stdout.write(f"{attack_documents(int((sys.argv[1:] or ['2000'])[0]), seed())}\n")
