"""The repository's own claims on a live stack, through both front doors."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}


def run(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    """A copy of the specs, to be changed."""
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    return tmp_path


def claims(folder):
    record = json.loads((folder / "run.json").read_text())
    return {claim["id"]: claim for claim in record["claims"]}


def test_one_changed_figure_is_one_failure_with_its_place_and_measurement(copy):
    spec = copy / "specs" / "keras-recurrent.yaml"
    text = spec.read_text()
    claim = text.index("- id: plain-total")
    spec.write_text(text[:claim] + text[claim:].replace('figure: "42"', 'figure: "43"', 1))
    done = run("harness", "verify", str(spec), "-k", "plain", "--out", str(copy), cwd=copy)
    assert done.returncode == 1, done.stderr
    failed = {
        name
        for name, claim in claims(copy).items()
        if claim["outcome"] not in ("confirmed", "drift", "erratum", "blocked")
    }
    assert failed == {"keras-recurrent/plain-total"}
    assert "004_92e4cdf70c210078.txt:47" in done.stdout
    assert "measured  42" in done.stdout


def test_lstm_claims_run_under_pytest_in_two_processes(copy):
    (copy / "pytest.ini").write_text("[pytest]\n")
    done = run("pytest", "specs", "-n", "2", "-k", "lstm", "-p", "no:cacheprovider", cwd=copy)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
