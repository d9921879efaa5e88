"""Tests of harness.models.ramp."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from harness.models import ramp


def test_the_ramp_has_six_windows_of_four_values():
    data = ramp.windows()
    assert data["inputs"].shape == (6, 4, 1)
    np.testing.assert_array_equal(data["inputs"][5, :, 0], [0.5, 0.6, 0.7, 0.8])
    np.testing.assert_array_equal(data["targets"], [0.4, 0.5, 0.6, 0.7, 0.8, 0.9])


@given(st.integers(2, 9))
def test_each_target_is_the_last_value_of_the_next_window(count):
    data = ramp.windows(count)
    np.testing.assert_array_equal(data["targets"][:-1], data["inputs"][1:, -1, 0])


def test_the_next_value_needs_its_brackets():
    assert ramp.ramp_next_value(6) == {"next": 1.0, "without_brackets": 6.4}
    assert ramp.ramp_next_value(-1)["next"] == 0.3


def test_the_network_has_131_parameters():
    summary = ramp.ramp_summary()
    assert [layer["parameters"] for layer in summary["layers"]] == [120, 11]
    assert summary["layers"][0]["output_shape"] == [None, 10]


def test_training_lowers_the_loss_and_never_the_inaccuracy():
    trained = ramp.train_ramp(epochs=40)
    assert trained["loss"][-1] < trained["loss"][0]
    assert set(trained["accuracy"]) == {0.0}
    assert trained["targets"] == [1.0, 0.3]
    assert len(trained["predictions"]) == 2


def test_a_list_of_metrics_is_accepted():
    assert ramp.bare_metric(["accuracy"]) == {"accepted": True, "exception": None}


def test_windows_can_start_anywhere_on_the_ramp():
    data = ramp.windows(count=1, first=-1)
    np.testing.assert_array_equal(data["inputs"][0, :, 0], [-0.1, 0.0, 0.1, 0.2])
    assert ramp.shapes(3, 5) == {"inputs": [3, 5, 1], "targets": [3]}


def test_seeds_predict_differently_and_the_shares_below_count_them():
    found = ramp.among_seeds(printed=(99.0, -99.0), seeds=2, epochs=2)
    assert found["one_value"] == [False, False]
    assert found["below"] == [1.0, 0.0]
    assert all(low < high for low, high in zip(found["lowest"], found["highest"], strict=True))


def test_one_seed_predicts_one_value():
    assert ramp.among_seeds(seeds=1, epochs=1)["one_value"] == [True, True]
