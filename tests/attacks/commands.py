"""Commands given damaged files: exit 2 with a line, or 0 or 1; never a traceback or another code.

``python -m tests.attacks.commands [COUNT]`` tries many.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path
from random import Random

from harness.cli import main
from tests.attacks.documents import document
from tests.attacks.evidence import evidence_bytes
from tests.attacks.mutations import written
from tests.attacks.records import record_bytes
from tests.attacks.specs import ROOT, originals, spec_bytes
from tests.attacks.tally import Tally, attack, seed

COMMANDS = (
    ("list",), ("list", "--counts"), ("matrix",), ("verify", "--recorded", "--stack", "tf2.15"),
    ("coverage", "--documents", "documents"), ("follow", "--documents", "documents"),
    ("mutate",), ("compare",), ("report",), ("matrix", "--origin"), ("matrix", "--blocks"), ("code", "documents/d.md"),
)  # fmt: skip
"""Commands that measure nothing."""

_EVIDENCE = (ROOT / "reports/evidence/tf2.15.json").read_bytes()


def attack_commands(number: int, first: int) -> Tally:
    """Give commands a project in which one file is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path.cwd()
        os.chdir(folder)
        try:
            return attack("commands", _one, (), number, first)
        finally:
            os.chdir(before)


def _one(random: Random) -> None:
    head, claims = random.choice(originals())
    whole = {**head, "document": "d.md", "claims": random.sample(claims, 4)}
    run = (ROOT / "reports/baseline/run.json").read_bytes()
    files = {
        "specs/s.yaml": (written(whole).encode(), spec_bytes),
        "documents/d.md": (b"one\n" * 3000, lambda random: document(random)[1]),
        "reports/evidence/tf2.15.json": (_EVIDENCE, lambda random: evidence_bytes(random)[0]),
        "reports/latest/run.json": (run, record_bytes),
        "reports/baseline/run.json": (run, record_bytes),
    }
    damaged = random.choice(list(files))
    for name, (data, damage) in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(damage(random) if name == damaged else data)
    command = random.choice(COMMANDS)
    said, complained = io.StringIO(), io.StringIO()
    code: object = 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        try:
            main(list(command), prog_name="harness")
        except SystemExit as end:
            code = end.code or 0
    text = said.getvalue() + complained.getvalue()
    broke = code == 3 and "error" in text  # a claim of which nothing can be judged
    if not (code in (0, 1, 2) or broke) or "Traceback" in text:
        raise AssertionError(f"{' '.join(command)} ends with {code}: {text[-300:]}")
    if code == 2 and not complained.getvalue().strip():
        raise AssertionError(f"{' '.join(command)} is refused without a word")
    litter = [p for p in Path("reports").rglob(".*") if p.name != ".harness-site"]
    if litter:
        raise AssertionError(f"{' '.join(command)} leaves {litter}")


if __name__ == "__main__":
    sys.stdout.write(f"{attack_commands(int((sys.argv[1:] or ['200'])[0]), seed())}\n")
