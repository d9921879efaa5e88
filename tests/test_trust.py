"""A page on a machine that refuses to contain its code: blocked, or run where the user trusts it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.test_refusal import REFUSING
from tests.sandbox.test_sandbox import needs_containment

ROOT = Path(__file__).parents[1]

SPEC = """\
format: harness-spec/1
document: page.md
title: A page of ours
code:
  seconds: 5
  blocks:
    - {lines: [2, 2]}
claims:
  - id: block
    kind: runs
    at: {lines: [2, 2]}
"""


@pytest.fixture
def page(tmp_path):
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "page.yaml").write_text(SPEC)
    (tmp_path / "page.md").write_text("```python\nprint(1)\n```\n")
    return tmp_path


def verify(page, *arguments, **variables):
    script = REFUSING.format(root=str(ROOT)) + "from harness.cli import main; main()"
    command = [sys.executable, "-c", script, "verify", "--documents", ".", *arguments]
    environment = {**os.environ, "COLUMNS": "300", "HOME": str(page), **variables}
    done = subprocess.run(
        command, cwd=page, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    pytest.importorskip("tensorflow")
    (claim,) = json.loads((page / "reports" / "latest" / "run.json").read_text())["claims"]
    return done, claim


@needs_containment
def test_it_is_blocked_and_the_way_out_is_named_whatever_was_inherited(page):
    done, claim = verify(page, HARNESS_TRUSTED="1", PYTEST_ADDOPTS="--trust")
    assert done.returncode == 4, done.stderr  # nothing of what was asked for was looked at
    assert claim["verdict"] == "blocked"
    assert claim["why"].startswith("cannot be contained here: namespaces: Operation not permitted")
    assert "--trust runs the code of your own documents" in claim["why"]


@needs_containment
def test_the_user_may_have_it_run_and_the_evidence_says_so(page):
    done, claim = verify(page, "--trust", "--record")
    assert (claim["verdict"], claim["why"]) == ("confirmed", "")
    assert done.returncode == 0, done.stderr
    (evidence,) = (page / "reports" / "evidence").glob("*.json")
    assert '"contained": ["not contained: trusted by the user"]' in evidence.read_text()


def test_a_mistake_in_the_users_configuration_is_one_line_and_nothing_is_measured(page):
    (page / ".config" / "harness").mkdir(parents=True)
    (page / ".config" / "harness" / "config.toml").write_text("trust = maybe")
    command = [sys.executable, "-m", "harness", "verify", "--documents", "."]
    environment = {**os.environ, "HOME": str(page)}
    done = subprocess.run(
        command, cwd=page, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("harness: ")
    assert "config.toml: Invalid value" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (page / "reports").exists()
