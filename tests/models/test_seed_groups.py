"""Tests of harness.models.seed_groups, with the shorter ways of layer_shortcuts and state_loop."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest

from harness.models import seed_groups
from harness.models.seeded_training import LESSONS
from harness.models.sessions import seeded
from tests.models import trajectories

pytestmark = pytest.mark.skipif(find_spec("jax") is None, reason="tox -e seeds has JAX")


def _built(lesson, copy):
    with seeded(copy):
        return lesson.compiled()


def _save(file, models):
    weights = {
        f"{copy}-{at}": value
        for copy, model in zip(trajectories.COPIES, models, strict=True)
        for at, value in enumerate(model.get_weights())
    }
    np.savez(file, **weights)


@pytest.fixture(scope="module")
def copies():
    """Two copies of each network, as they are before the training."""
    return {
        name: [_built(lesson, copy) for copy in trajectories.COPIES]
        for name, lesson in LESSONS.items()
    }


@pytest.fixture(scope="module")
def at_once(copies, tmp_path_factory):
    """What they lose in each epoch when JAX trains them at once, from the same weights."""
    folder = tmp_path_factory.mktemp("weights")
    for name, models in copies.items():
        _save(folder / f"{name}.npz", models)
    done = subprocess.run(
        [sys.executable, trajectories.__file__, str(folder)],
        env={**os.environ, "KERAS_BACKEND": "jax", "JAX_PLATFORMS": "cpu"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def furthest(found, expected):
    """The largest relative difference of a figure of an epoch."""
    apart = 0.0
    for rows, others in zip(found, expected, strict=True):
        assert rows.keys() == others.keys()
        for name, values in rows.items():
            apart = max(apart, np.abs(np.array(values) / others[name] - 1).max())
    return apart


@pytest.mark.parametrize("network", LESSONS)
def test_copies_trained_at_once_follow_keras_own_fit(
    network, copies, at_once, record_testsuite_property
):
    found = at_once[network]
    if network in trajectories.APART:
        fits = found["fit"]
        bound = furthest(found["nudged"], fits)
        record_testsuite_property(f"{network} by fit, other last bits", f"{bound:.1e}")
    else:
        lesson, bound = LESSONS[network], 1e-5
        fits = [
            trajectories.by_fit(lesson, copy, copies[network][copy]) for copy in trajectories.COPIES
        ]
    apart = furthest(found["at once"], fits)
    record_testsuite_property(f"relative difference of {network}", f"{apart:.1e}")
    assert apart <= bound


@pytest.mark.parametrize("network", ["deep", "simple"])
def test_what_a_seed_gives_does_not_depend_on_the_seeds_beside_it(network, at_once):
    alone, among_others = at_once["of one seed"][network]
    assert alone == among_others


def test_without_jax_each_seed_is_trained_by_fit():
    assert not seed_groups.on_jax()
    plan = seed_groups.Plan("ramp", LESSONS["ramp"].compiled, LESSONS["ramp"].draw, 2)
    first, second, again = (found.history["loss"] for found in seed_groups.fitted(plan, (3, 4, 3)))
    assert len(first) == 2
    assert first == again != second
