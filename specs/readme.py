"""What README and guide state, measured in the repository that they describe."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from configparser import ConfigParser
from functools import cache
from pathlib import Path
from typing import Any

import click

from harness.analysis.stack_verdicts import judge_recorded
from harness.claims import Claim, Spec, load_specs
from harness.claims.block_endings import NOT_AT_HAND
from harness.cli import main
from harness.engine.judging import place, result_of, settle_anchored
from harness.engine.replay import EvidenceReplay
from harness.evidence.facts import chronological
from harness.reports.latest import REPORTS
from harness.results.verdict_matrix import Matrix
from harness.stacks.choice import EVIDENCE, recorded_names
from harness.verdicts import ExitCode, Word, outcome_named

_SPECS = Path("specs")
_STACK = re.compile(r"^\s*(?P<names>tf[\d.]+[\w,.!-]*):", re.MULTILINE)


def counts(without: Sequence[str] = ("readme", "guide")) -> dict[str, int]:
    """Count the claims of specs/ by what the specs record for the newest stack.

    A run is red unless its verdicts are the recorded ones, so these are a green run's numbers.

    Args:
        without: Names of the specs that do not count.

    Returns:
        Claims in all, and by outcome; documents.
    """
    specs = [spec for spec in _specs() if spec.name not in without]
    claims = [claim for spec in specs for claim in spec.claims]
    newest = EvidenceReplay.read(stacks()["newest"])
    words = Counter(_recorded(claim, newest) for claim in claims)
    return {"claims": len(claims), "documents": len(specs), "blocked": 0, **words}


def command(line: str) -> dict[str, Any]:
    """Look a printed command line of the harness up among its commands.

    Args:
        line: As printed, square brackets round what may be left out.

    Returns:
        The command's name, None where there is none, and the options that it does not take.
    """
    words = re.sub(r"[\[\]]", " ", line).split()
    found = main.get_command(click.Context(main), words[1])
    known = {name for option in found.params for name in option.opts} if found else set()
    options = [word for word in words[2:] if word.startswith("-")]
    return {
        "command": found and found.name,
        "unknown": [option for option in options if option not in known],
    }


def environment(name: str) -> bool:
    """Whether tox.ini defines an environment.

    Args:
        name: Its name, such as ``tf2.5`` or ``benchmarks``.
    """
    tox = _tox()
    return name in stacks()["names"] or f"testenv:{name}" in tox


def stacks() -> dict[str, Any]:
    """List the stacks that tox.ini defines on a CPU, oldest first.

    Returns:
        Their names; the oldest, with its release, and the newest; those with Keras 2 in its place.
    """
    lines = _STACK.findall(_tox()["testenv"]["deps"])
    names = sorted(
        {part.partition("-!")[0] for part in lines if "," not in part}, key=chronological
    )
    cpu = [name for name in names if not name.endswith("-gpu")]
    dated = [name for name in cpu if "-" not in name]
    legacy = [name for name in cpu if name.endswith("-legacy")]
    return {
        "names": cpu,
        "oldest": dated[0],
        "oldest_release": dated[0].removeprefix("tf"),
        "newest": dated[-1],
        "legacy": legacy,
    }


def reports() -> dict[str, bool]:
    """List the files that a run leaves behind, dots in their names as underscores."""
    return {name.replace(".", "_"): True for name in (*REPORTS, "run.json")}


def exit_codes() -> dict[str, int]:
    """Look the exit codes up in the table of outcomes and in the table of exit codes."""
    labels = {"changed": "refuted", "broken": "error", "recorded": "erratum", "blocked": "blocked"}
    codes = {name: outcome_named(label).exit_code for name, label in labels.items()}
    return {**codes, "misused": ExitCode.MISUSED.value, "unseen": ExitCode.NOT_LOOKED_AT.value}


def formats() -> dict[str, str]:
    """Name the stable formats, by what has them."""
    from harness.evidence import store
    from harness.results import record

    return {"run": record.RUN_FORMAT, "evidence": store.EVIDENCE_FORMAT}


def extra(name: str) -> list[str]:
    """List the packages that an extra of the package installs.

    Args:
        name: The extra's name.
    """
    return [re.split(r"[<>=!~]", need)[0] for need in _project()["optional-dependencies"][name]]


def project() -> dict[str, Any]:
    """Read pyproject.toml.

    Returns:
        The oldest Python, and names of extras, scripts, and the licence.
    """
    data = _project()
    return {
        "python": data["requires-python"].removeprefix(">="),
        "extras": sorted(data["optional-dependencies"]),
        "scripts": sorted(data["scripts"]),
        "license": data["license"],
    }


def files(names: list[str]) -> list[str]:
    """List which of these files there are.

    Args:
        names: Paths below the repository's root.
    """
    return [name for name in names if Path(name).is_file()]


def variables() -> dict[str, bool]:
    """List the environment variables that the source names."""
    source = "".join(file.read_text(encoding="utf-8") for file in Path("harness").rglob("*.py"))
    return dict.fromkeys(re.findall(r"\bHARNESS_[A-Z]+\b", source), True)


def foreign(runner: str = "") -> dict[str, Any]:
    """Read what is recorded of foreign pages, and of what a runner flags there.

    Args:
        runner: Its name; empty for none.

    Returns:
        The number of pages; the runner's sums (flags, substance, form, noise, missed) in one line.
    """
    folder = Path("tests/foreign")
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        pages = len({row["document"] for row in csv.DictReader(file)})
    table = (folder / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| \*\*all \d+\*\* \| \*\*{runner}\*\* \| (.*) \|$", table, re.MULTILINE)
    return {"pages": pages, "sums": " | ".join(row[1].split(" | ")[:5]) if row else None}


def written(claim: str) -> dict[str, Any]:
    """Read a claim as its spec writes it.

    Args:
        claim: ``SPEC/ID``.
    """
    spec, found = _claim(claim)
    return {
        "place": f"{spec.file}:{spec.lines[found.id]}",
        "document": f"{spec.document}:{found.at.span[0]}",
        **found.model_dump(mode="json", exclude_defaults=True),
    }


def judged(claim: str, figure: str | None = None) -> dict[str, Any]:
    """Judge a claim by the record of the newest stack.

    Args:
        claim: ``SPEC/ID``.
        figure: What the spec would say in place of the figure; the figure itself where None.

    Returns:
        The fields of its record in a run that a report shows.
    """
    spec, found = _claim(claim)
    if figure is not None:
        data = found.model_dump(exclude_unset=True)
        found = type(found).model_validate({**data, "at": {**data["at"], "figure": figure}})
    stack = EvidenceReplay.read(stacks()["newest"])
    evidence = stack.measure(found.stack_request) if found.stack_request else None
    anchored = place(found, None)
    packages = stack.facts.packages
    verdict, outcome = settle_anchored(found, evidence, packages, anchored)
    shown = result_of(found, spec, anchored, (verdict, outcome), packages, 0.0)
    names = ("outcome", "says", "found", "why", "figure", "basis", "spec", "again", "place")
    fields = {name: getattr(shown, name) for name in names}
    return {"line": shown.lines[0], "mark": outcome.mark, **fields}


def vector(claim: str) -> str:
    """Write the marks of a claim on every recorded stack, oldest first.

    Args:
        claim: ``SPEC/ID``.
    """
    rows = {row.id: row for row in _matrix(claim.partition("/")[0]).rows}
    return "".join(cell.outcome_entry.mark for cell in rows[claim].cells)


def causes(spec: str, why: str) -> list[dict[str, Any]]:
    """List the releases that break claims of a spec for a reason.

    Args:
        spec: Name of the spec.
        why: What the reason begins with.

    Returns:
        Of each: the release, the last before it, and the number of claims.
    """
    return [
        {"since": cause.since, "after": cause.after, "claims": len(cause.rows), "why": cause.why}
        for cause in _matrix(spec).causes
        if cause.why.startswith(why)
    ]


def logs(stack: str, spec: str = "forecasting") -> dict[str, Any]:
    """Count the figures of each training log that come out again on a stack, by its record.

    Args:
        stack: Name of the stack.
        spec: Name of the spec.

    Returns:
        ``agree``, of each log, rising; ``of``, the figures of one log; ``whole``, how many logs
        come out in all their figures.
    """
    recorded = EvidenceReplay.read(stack)
    claims = [
        (claim, claim.stack_request) for claim in _spec(spec).claims if claim.kind == "history"
    ]
    histories = [(claim, asked) for claim, asked in claims if asked]
    found = [claim.judge(recorded.measure(asked)).measured for claim, asked in histories]
    return {
        "agree": sorted(log["agree"] for log in found),
        "of": max(log["of"] for log in found),
        "whole": sum(log["agree"] == log["of"] for log in found),
    }


def recorded_stacks() -> list[str]:
    """List the stacks that there is evidence of, oldest first."""
    return recorded_names(EVIDENCE)


def _recorded(claim: Claim, stack: EvidenceReplay) -> str:
    """Say what a run with the documents finds of a claim unless it is red.

    A stackless one is not asked for that.
    """
    if claim.stack_request:
        verdict = claim.judge(stack.answer(claim))
        if verdict.word is Word.BLOCKED and verdict.why != NOT_AT_HAND:
            return str(Word.BLOCKED)
        if verdict.word is Word.UNDECIDED and claim.seeds:
            return str(Word.UNDECIDED)
    return str(claim.expectation_on(stack.facts.packages))


@cache
def _specs() -> list[Spec]:
    return load_specs(sorted(_SPECS.glob("*.yaml")))


def _spec(name: str) -> Spec:
    return next(spec for spec in _specs() if spec.name == name)


def _claim(name: str) -> tuple[Spec, Claim]:
    spec, _, slug = name.partition("/")
    return _spec(spec), next(claim for claim in _spec(spec).claims if claim.id == slug)


@cache
def _matrix(spec: str) -> Matrix:
    return judge_recorded([_spec(spec)], EVIDENCE)


def _project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    return dict(found["project"])


def _tox() -> ConfigParser:
    tox = ConfigParser(interpolation=None)
    tox.read("tox.ini", encoding="utf-8")
    return tox
