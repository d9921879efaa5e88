"""The live proof, for `tox -e benchmarks`: one more step in a layer is found, the same code is not."""

import json
import subprocess
import sys
from xml.etree.ElementTree import parse

import pytest

from tests.benchmarks.test_timed_round import git

LAYER = """
import numpy as np

STEPS = {steps}

def states(inputs, kernel, recurrent):
    state = np.zeros((inputs.shape[0], recurrent.shape[0]))
    for step in range(STEPS):
        state = np.tanh(inputs[:, step] @ kernel + state @ recurrent)
    return state
"""
SUITE = """
import numpy as np
import layer

def drawn(*shape):
    return np.random.default_rng(1).normal(0, 0.1, shape)

def test_layer(benchmark):
    inputs, kernel, recurrent = drawn(32, 12, 64), drawn(64, 64), drawn(64, 64)
    assert layer.states(inputs, kernel, recurrent).shape == (32, 64)
    benchmark(layer.states, inputs, kernel, recurrent)

def test_product(benchmark):
    values = drawn(160, 160)
    benchmark(lambda: values @ values)
"""
BUDGET = "8"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "layer.py").write_text(LAYER.format(steps=10))
    (tmp_path / "test_layer.py").write_text(SUITE)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "ten steps")
    return tmp_path


def bench(project):
    command = [sys.executable, "-m", "harness", "bench", "test_layer.py", "--against", "HEAD"]
    return subprocess.run(
        [*command, "--budget", BUDGET, "--out", "out"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip


def told(done):
    """The lines about the benchmarks, without their names' file."""
    lines = [line for line in done.stdout.splitlines() if "test_layer.py::" in line]
    return {line.partition("::")[2].split()[0]: line for line in lines}


def test_one_more_step_is_a_slow_down(project, benchmark):
    (project / "layer.py").write_text(LAYER.format(steps=11))
    done = benchmark.pedantic(bench, args=(project,), rounds=1)
    lines = told(done)
    benchmark.extra_info.update(one_more_of_ten=lines["test_layer"])
    assert "REGRESSED" in lines["test_layer"], done.stdout + done.stderr
    assert "OK" in lines["test_product"], done.stdout + done.stderr
    assert done.returncode == 1
    assert parse(project / "out" / "bench.xml").find(".//failure") is not None
    assert json.loads((project / "out" / "head.json").read_text())["benchmarks"]


def test_the_same_code_is_no_slow_down(project, benchmark):
    done = benchmark.pedantic(bench, args=(project,), rounds=1)
    benchmark.extra_info.update(same_code=told(done)["test_layer"])
    assert all("OK" in line for line in told(done).values()), done.stdout + done.stderr
    assert done.returncode == 0
