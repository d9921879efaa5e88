"""The kernels compute what they say, or are not used."""

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.benchmarks import c_kernels
from harness.benchmarks.c_kernels import Kernels, NoKernelsError, compiled_kernels

needs_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler (cc) here")


@pytest.fixture
def fresh():
    """Compile anew, before and after."""
    compiled_kernels.cache_clear()
    yield
    compiled_kernels.cache_clear()


@needs_compiler
@given(st.integers(0, 20), st.integers(-4, 4), st.integers(-4, 4))
def test_multiply_adds_are_those_of_numpy(rounds, factor, summand):
    numbers = np.add.outer(np.arange(12.0), np.arange(16.0)).astype(np.float32)
    for _ in range(rounds):
        numbers = numbers * np.float32(factor) + np.float32(summand)
    found = compiled_kernels().multiply_add(rounds, factor, summand)
    assert found == pytest.approx(float(numbers.astype(float).sum()), rel=1e-4)


@needs_compiler
@given(st.integers(1, 40), st.integers(0, 9))
def test_all_values_are_read_in_every_pass(blocks, passes):
    values = (np.arange(128 * blocks) % 7).astype(np.float32)
    assert compiled_kernels().read_values(values, passes) == passes * values.sum()


@needs_compiler
@pytest.mark.parametrize("wrong", ["multiply_add", "read_values"])
def test_kernels_that_compute_something_else_are_refused(wrong, monkeypatch):
    kernels = compiled_kernels()
    right = getattr(Kernels, wrong)
    monkeypatch.setattr(Kernels, wrong, lambda *arguments: 1.01 * right(*arguments) + 1)
    with pytest.raises(NoKernelsError):
        kernels.check()


def test_without_a_compiler_that_is_the_reason(fresh, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoKernelsError, match="no C compiler"):
        compiled_kernels()


@needs_compiler
def test_what_the_compiler_complains_about_is_the_reason(fresh, monkeypatch, tmp_path):
    source = tmp_path / "kernels.c"
    source.write_text("#error not today\n")
    monkeypatch.setattr(c_kernels, "_SOURCE", source)
    with pytest.raises(NoKernelsError, match="cc fails"):
        compiled_kernels()
