"""Tests of harness.models.product."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import product


def test_the_data_set_has_two_marks_a_sample():
    facts = product.data()
    assert facts["samples"] == 3000
    assert facts["input_shape"] == [100, 2]
    assert facts["target_shape"] == []
    assert facts["fewest"] == facts["most"] == 2
    assert (facts["first"], facts["last"]) == (0, 99)
    assert facts["largest_error"] == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 20), st.integers(2, 30), st.integers(0, 2**16))
def test_targets_are_products_of_marked_values_in_the_unit_interval(samples, length, seed):
    inputs, targets = product.draw_samples(samples, length, seed)
    for sample, target in zip(inputs, targets, strict=True):
        first, second = sample[sample[:, 0] == 1, 1]
        assert target == first * second
    assert np.all((inputs[..., 1] >= 0) & (inputs[..., 1] < 1))


def test_the_network_has_2851_parameters():
    summary = product.product_summary()
    assert [layer["parameters"] for layer in summary["layers"]] == [990, 1830, 31]
    assert summary["layers"][0]["output_shape"] == [None, 100, 30]


def test_fit_trains_on_2048_samples_and_holds_512_out():
    sizes = product.split_sizes()
    assert (sizes["train_samples"], sizes["validation_samples"]) == (2048, 512)
    assert (sizes["train_steps"], sizes["validation_steps"], sizes["unused"]) == (64, 16, 440)


def test_marks_are_zeros_and_ones_and_each_sample_has_its_target():
    facts = product.data(samples=20)
    assert facts["mark_values"] == [0, 1]
    assert facts["targets"] == 20


def test_values_are_spread_evenly():
    facts = product.distribution()
    np.testing.assert_allclose(facts["tenths"], 0.1, atol=0.005)
    assert 0 <= facts["values"][0] < facts["values"][1] < 1
    assert 0 <= facts["targets"][0] < facts["targets"][1] < 1


def test_lists_of_samples_become_arrays():
    assert product.converted(3, 5) == {"inputs": [3, 5, 2], "targets": [3]}
