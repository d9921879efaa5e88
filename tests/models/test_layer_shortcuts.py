"""Tests of harness.models.layer_shortcuts, in a process whose Keras runs on JAX."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(find_spec("jax") is None, reason="tox -e seeds has JAX")

LAYERS = {
    "dense at every step": ("TimeDistributed(layers.Dense(3))", False),
    "dense at steps that are masked": ("TimeDistributed(layers.Dense(3))", True),
    "another layer at every step": ("TimeDistributed(layers.Reshape((2, 2)))", False),
    "batch normalisation": ("BatchNormalization()", False),
    "batch normalisation of masked steps": ("BatchNormalization()", True),
    "batch normalisation of another axis": ("BatchNormalization(axis=1)", False),
    "batch normalisation without a scale": ("BatchNormalization(scale=False)", False),
    "batch normalisation without an offset": ("BatchNormalization(center=False)", False),
    "frozen batch normalisation": ("BatchNormalization(trainable=False)", False),
    "recurrent": ("SimpleRNN(3, return_sequences=True)", False),
    "recurrent with masked steps": ("SimpleRNN(3)", True),
    "recurrent, from the end": ("SimpleRNN(3, go_backwards=True)", False),
    "recurrent, another activation": ("SimpleRNN(3, activation='relu')", False),
    "recurrent without a bias": ("SimpleRNN(3, use_bias=False)", False),
}

COMPARED = """
import json, sys
import numpy as np
import keras
from keras import layers
from harness.models.layer_shortcuts import shortcuts

def answers(text, masked, short):
    keras.utils.set_random_seed(1)
    inputs = np.random.default_rng(2).normal(3, 2, (5, 6, 4)).astype("float32")
    layer = eval("layers." + text)
    said = {"mask": np.arange(6) < np.array([[2], [6], [4], [3], [5]])} if masked else {}
    def run(training):
        if text.startswith("TimeDistributed") or text.startswith("SimpleRNN"):
            return layer(inputs, **said)
        return layer(inputs, training=training, **said)
    if short:
        layer.build(inputs.shape)
        with shortcuts():
            found = [run(True), run(False)]
    else:
        found = [run(True), run(False)]
    return [np.asarray(one) for one in (*found, *layer.get_weights())]

said = json.load(sys.stdin)
print(json.dumps({
    name: max(float(np.abs(a - b).max()) for a, b in zip(answers(*one, False), answers(*one, True)))
    for name, one in said.items()
}))
"""


@pytest.fixture(scope="module")
def apart():
    done = subprocess.run(
        [sys.executable, "-c", COMPARED],
        env={**os.environ, "KERAS_BACKEND": "jax", "JAX_PLATFORMS": "cpu"},
        input=json.dumps(LAYERS), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", LAYERS)
def test_the_shorter_way_leads_to_what_the_layer_computes(name, apart):
    assert apart[name] < 1e-5
