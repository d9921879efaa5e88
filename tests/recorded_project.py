"""What several tests need: a project with a spec and the evidence of three stacks."""

import os
import subprocess
import sys

import pytest

from harness.evidence import Evidence, Facts, Request
from harness.evidence.measurement import Measurement
from harness.evidence.store import Store, store_text
from tests.conftest import forget_modules

SPEC = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
  - id: total
    kind: parameters
    at: {lines: 1, figure: "42"}
    subject: recurrent:plain_layer
    read: total_parameters
  - id: name
    kind: value
    at: {lines: 2, figure: simple_rnn}
    subject: recurrent:plain_layer
    read: name
    drift: {since: {keras: "3.0"}, why: Keras 3 names it otherwise, truth: rnn}
  - id: memory
    kind: value
    at: {lines: 3, figure: 168 B}
    subject: recurrent:plain_layer
    read: memory
    appears: {since: {keras: "2.13"}, why: earlier releases print no sizes}
"""
TOX = "[testenv]\ndeps =\n    tf2.12: a\n    tf2.15: a\n    tf2.16: a\n"
REQUEST = Request("harness.models.recurrent:plain_layer")
VALUE = {"total_parameters": 42, "name": "simple_rnn", "memory": "168 B"}
VALUES = {
    "2.12.1": {**VALUE, "memory": None},
    "2.15.1": VALUE,
    "2.16.2": {**VALUE, "name": "rnn"},
}
KERAS = {"2.12.1": "2.12.0", "2.15.1": "2.15.0", "2.16.2": "3.0.5"}


def record(folder, release, value):
    name = f"tf{release.rpartition('.')[0]}"
    facts = Facts(name, "3.11.7", release, KERAS[release], "1.26.4", "CPU", "a processor", 2)
    found = Measurement.of(Evidence(REQUEST, value, seconds=0.1), facts, "2026-01-01")
    file = folder / "reports" / "evidence" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(store_text(Store(facts, {REQUEST.key: found})), encoding="utf-8")


@pytest.fixture
def recorded(tmp_path):
    forget_modules()
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "s.yaml").write_text(SPEC)
    (tmp_path / "tox.ini").write_text(TOX)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    for release, value in VALUES.items():
        record(tmp_path, release, value)
    return tmp_path


def run(*arguments, cwd, **variables):
    """Run a module as a user would."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HARNESS", "PYTEST"))}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**environment, "COLUMNS": "200", **variables},
        check=False,
    )
