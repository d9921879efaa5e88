"""The document on networks that continue a ramp and learn a product."""

import numpy as np

from harness.models import ramp_and_product


def test_the_network_has_131_parameters():
    network = ramp_and_product.build_ramp()
    assert [layer.count_params() for layer in network.layers] == [120, 11]


def test_runs_without_a_seed_predict_differently():
    found = ramp_and_product.unseeded_predictions(runs=3, epochs=1)
    assert [len(set(runs)) for runs in found.values()] == [3, 3]


def test_training_brings_the_predictions_near_the_ramp():
    found = ramp_and_product.unseeded_predictions(runs=1, epochs=400)
    assert abs(found["next"][0] - 1.0) < 0.3
    assert abs(found["earlier"][0] - 0.3) < 0.3


def test_the_network_has_2851_parameters():
    network = ramp_and_product.build_product()
    assert [layer.count_params() for layer in network.layers] == [990, 1830, 31]


def test_targets_are_products_of_the_two_marked_values():
    inputs, targets = ramp_and_product._samples()
    assert np.all(inputs[..., 0].sum(axis=1) == 2)
    marked = np.where(inputs[..., 0] == 1, inputs[..., 1], 1)
    np.testing.assert_allclose(targets, marked.prod(axis=1))


def test_a_gap_is_what_the_validation_loss_has_more(monkeypatch):
    monkeypatch.setattr(ramp_and_product, "_SAMPLES", 40)
    curves = ramp_and_product.learning_curves(epochs=2)
    for when in ("first", "last"):
        gap = curves["val_loss"][when] - curves["loss"][when]
        np.testing.assert_allclose(curves["gap"][when], gap, atol=1e-9)
