"""Tests of harness.models.ramp."""

from harness.models import ramp


def test_the_network_has_131_parameters():
    network = ramp.build_ramp()
    assert [layer.count_params() for layer in network.layers] == [120, 11]


def test_runs_without_a_seed_predict_differently():
    found = ramp.unseeded_predictions(runs=3, epochs=1)
    assert [len(set(runs)) for runs in found.values()] == [3, 3]


def test_training_brings_the_predictions_near_the_ramp():
    found = ramp.unseeded_predictions(runs=1, epochs=400)
    assert abs(found["next"][0] - 1.0) < 0.3
    assert abs(found["earlier"][0] - 0.3) < 0.3
