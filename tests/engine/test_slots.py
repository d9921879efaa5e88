"""Tasks of an executor: workers that are kept, closed, and killed while they measure."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from tests.stacks.test_misbehaving import running
from tests.stacks.test_robustness import ROOT, TENSORFLOW

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

CLAIMS = 12
SPEC = "format: harness-spec/1\ndocument: d.txt\ntitle: Numbers that take their time\nclaims:\n"
CLAIM = """\
  - id: number-{0}
    kind: value
    at: {{lines: 1}}
    states: It is number {0}.
    subject: slow.subjects:number
    given: {{number: {0}}}
    expected: {0}
"""
SUBJECT = """
import pathlib, subprocess, time
def number(number):
    pathlib.Path(f"begun-{number}").touch()
    if number % 3 == 0:
        subprocess.Popen(["sleep", "60"], start_new_session=True)
    time.sleep(0.3)
    return number
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "tensorflow.py").write_text(TENSORFLOW)
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow" / "subjects.py").write_text(SUBJECT)
    (tmp_path / "d.txt").write_text("Numbers.\n")
    (tmp_path / "temporary").mkdir()
    (tmp_path / "s.yaml").write_text(SPEC + "".join(map(CLAIM.format, range(CLAIMS))))
    return tmp_path


@pytest.fixture
def mark():
    mark = f"KILLED={uuid.uuid4()}"
    yield mark
    deadline = time.monotonic() + 10
    while running(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert running(mark) == []


def started(project, mark, *arguments):
    name, _, value = mark.partition("=")
    return subprocess.Popen(
        [sys.executable, "-m", "harness", "verify", "s.yaml", "--documents", ".", *arguments],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(project), str(ROOT)]),
            "TMPDIR": str(project / "temporary"),
            name: value,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(project, begun):
    deadline = time.monotonic() + 60
    while len(list(project.glob("begun-*"))) < begun:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def kill(mark, word, most=1):
    """Kill some of a run's processes, by a word of their command lines."""
    found = []
    for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            ours = mark.encode() in (process / "environ").read_bytes()
            line = (process / "cmdline").read_bytes().decode()
        except OSError:
            continue
        if ours and word in line:
            found.append(int(process.name))
    for process in found[:most]:
        os.kill(process, signal.SIGKILL)
    return len(found[:most])


def outcomes(project):
    record = json.loads((project / "reports" / "latest" / "run.json").read_text())
    assert (project / "reports" / "latest" / "index.html").is_file()
    return {claim["id"]: (claim["outcome"], claim["why"]) for claim in record["claims"]}


@pytest.mark.parametrize("word", ["harness.stacks.worker", "keeper.keep_worker"])
@pytest.mark.parametrize("slots", ["1", "3"])
def test_a_killed_worker_or_keeper_costs_at_most_the_open_claim(project, mark, word, slots):
    run = started(project, mark, "-n", slots)
    for begun in (2, 5, 9):
        wait_for(project, begun)
        kill(mark, word)
    printed, _ = run.communicate(timeout=90)
    found = outcomes(project)
    errors = [why for outcome, why in found.values() if outcome == "error"]
    assert len(found) == CLAIMS, printed
    assert len(errors) <= 3
    assert all(why.startswith("WorkerDied: the worker") for why in errors), errors


@pytest.mark.parametrize("arguments", [["-n", "1"], ["-n", "2"]])
def test_nothing_survives_a_killed_run(project, mark, arguments):
    run = started(project, mark, *arguments)
    wait_for(project, 3)
    run.kill()
    run.communicate(timeout=20)
    deadline = time.monotonic() + 15
    while running(mark) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert running(mark) == []
    assert list((project / "temporary").glob("harness-worker-*")) == []
