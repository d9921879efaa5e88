"""Tests of harness.models.training."""

import pytest

from harness.models import training
from harness.models.forecasting_networks import BUILDERS


def test_every_network_has_a_recipe():
    assert training.RECIPES.keys() == BUILDERS.keys()


@pytest.mark.parametrize(
    ("network", "targets", "rate"),
    [
        ("dense", (1,), 0.001),  # Adam's own rate, as the page leaves it
        ("simple", (1,), 0.001),
        ("sequence", (1,), 0.001),
        ("deep", (1,), 0.005),
        ("deep-dense", (1,), 0.005),
        ("vector", (10,), 0.005),
        ("sequence-to-sequence", (50, 10), 0.005),
        ("batch-normalised", (50, 10), 0.005),
        ("layer-normalised", (50, 10), 0.005),
    ],
)
def test_a_network_is_trained_on_the_targets_and_with_the_rate_of_its_page(network, targets, rate):
    data = training.DATA[training.RECIPES[network].targets](3, 32, 32)
    model, _ = training._fit(network, data, 1, 3)
    assert data.y_train.shape[1:] == targets
    assert float(model.optimizer.learning_rate) == pytest.approx(rate)
    assert (type(model.optimizer).__name__, model.loss) == ("Adam", "mse")


def test_one_epoch_of_the_dense_network_lowers_its_loss():
    history = training.train_network("dense", epochs=2, train_size=960, valid_size=320)
    assert len(history["loss"]) == len(history["val_loss"]) == 2
    assert history["loss"][1] < history["loss"][0]


def test_training_repeats_with_its_seed_and_differs_with_another():
    first = training.train_network("dense", 1, 3, train_size=320, valid_size=64)
    assert training.train_network("dense", 1, 3, train_size=320, valid_size=64) == first
    assert training.train_network("dense", 1, 4, train_size=320, valid_size=64) != first


@pytest.mark.parametrize("network", ["vector", "layer-normalised"])
def test_recurrent_networks_train(network):
    history = training.train_network(network, epochs=1, train_size=32, valid_size=32)
    assert history["loss"][0] > 0
    assert history["val_loss"][0] > 0


def test_the_dense_network_beats_the_naive_forecast():
    measured = training.dense_forecast(epochs=4)
    assert measured["mse"] < measured["naive"]
    assert round(measured["naive"], 9) == 0.020211367
    assert measured["val_loss"][-1] == pytest.approx(measured["mse"], rel=1e-4)
    assert len(measured["loss"]) == 4


def test_the_dense_forecast_has_a_row_a_series():
    measured = training.dense_forecast(epochs=1)
    assert measured["shape"] == [2000, 1]
    assert measured["first"].shape == measured["last"].shape == (3, 1)


def test_one_target_is_compared_with_the_output_of_every_step():
    measured = training.sequence_loss(samples=32, timesteps=20)
    assert measured["prediction"] == [32, 20, 1]
    assert measured["compiled"] == pytest.approx(measured["every_step"], rel=1e-5)
    assert measured["compiled"] != pytest.approx(measured["last_step"], rel=1e-2)
