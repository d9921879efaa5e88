"""Tests of harness.models.product."""

import numpy as np

from harness.models import product


def test_the_network_has_2851_parameters():
    network = product.build_product()
    assert [layer.count_params() for layer in network.layers] == [990, 1830, 31]


def test_targets_are_products_of_the_two_marked_values():
    inputs, targets = product._samples()
    assert np.all(inputs[..., 0].sum(axis=1) == 2)
    marked = np.where(inputs[..., 0] == 1, inputs[..., 1], 1)
    np.testing.assert_allclose(targets, marked.prod(axis=1))


def test_a_gap_is_what_the_validation_loss_has_more(monkeypatch):
    monkeypatch.setattr(product, "_SAMPLES", 40)
    curves = product.learning_curves(epochs=2)
    for when in ("first", "last"):
        gap = curves["val_loss"][when] - curves["loss"][when]
        np.testing.assert_allclose(curves["gap"][when], gap, atol=1e-9)
