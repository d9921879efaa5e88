"""The live proof, for `tox -e benchmarks`: one more step in a layer is found, the same code is not."""

import contextlib
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
TWELVE = """
import numpy as np
import pytest
import tensorflow as tf

def drawn(*shape):
    return np.random.default_rng(1).normal(0, 0.3, shape).astype("float32")

@pytest.mark.parametrize("steps", [10, 30])
@pytest.mark.parametrize("layer", ["SimpleRNN", "LSTM", "GRU"])
def test_layer(benchmark, layer, steps):
    states = tf.function(getattr(tf.keras.layers, layer)(16))
    inputs = tf.constant(drawn(16, steps, 16))
    assert states(inputs).shape == (16, 16)
    benchmark(lambda: states(inputs).numpy())

@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_product(benchmark, dtype):
    values = drawn(160, 160).astype(dtype)
    benchmark(lambda: values @ values)

def test_lookup(benchmark):
    table, chosen = drawn(1000, 64), np.arange(2000) % 1000
    benchmark(lambda: table[chosen])

def test_one_hot_product(benchmark):
    table, chosen = drawn(200, 64), np.eye(200, dtype="float32")[np.arange(300) % 200]
    benchmark(lambda: chosen @ table)

def test_tanh(benchmark):
    values = drawn(400, 64)
    benchmark(lambda: np.tanh(values))

def test_sigmoid(benchmark):
    values = drawn(400, 64)
    benchmark(lambda: 1 / (1 + np.exp(-values)))
"""
BUSY = "import numpy as np\nvalues = np.ones((300, 300))\nwhile True: values @ values"
BUDGET = "8"


def committed(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "as it is")
    return folder


@pytest.fixture
def project(tmp_path):
    return committed(tmp_path, layer=LAYER.format(steps=10), test_layer=SUITE)


@contextlib.contextmanager
def load(processes):
    """Keep the machine busy with so many processes."""
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(processes)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def bench(project):
    command = [sys.executable, "-m", "harness", "bench", "test_layer.py", "--against", "HEAD"]
    return subprocess.run(
        [*command, "--budget", BUDGET, "--out", "out"],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip


def told(done):
    """The lines about the benchmarks, without their names' file."""
    found = (line for line in done.stdout.splitlines() if line[:1] in "✗✓?!")
    lines = [line for line in found if "test_layer.py::" in line]
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


def test_beside_four_busy_processes_one_of_twelve_may_be_left_open_and_none_is_called_slower(
    tmp_path, benchmark
):
    """Where much memory is written, processes of the same code differ most."""
    project = committed(tmp_path, test_layer=TWELVE)
    with load(4):
        done = benchmark.pedantic(bench, args=(project,), rounds=1)
    lines = told(done)
    benchmark.extra_info.update(lines)
    decided = [line for line in lines.values() if "OK" in line]
    assert len(lines) == 12, done.stderr
    assert len(decided) >= 11, done.stdout
    assert "REGRESSED" not in done.stdout
    assert "INVALID" not in done.stdout
