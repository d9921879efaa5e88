"""Tests of harness.models.seeded_training."""

import numpy as np
import pytest

from harness.models import seeded_training, training
from harness.models.forecasting import DATA, Splits, ten_step_data
from harness.models.seed_groups import Fitted
from harness.models.seeded_training import LESSONS


@pytest.mark.parametrize("network", training.RECIPES)
def test_a_lesson_has_the_recipe_of_its_network(network):
    lesson, recipe = LESSONS[network], training.RECIPES[network]
    model = lesson.compiled()
    assert float(np.asarray(model.optimizer.learning_rate)) == pytest.approx(recipe.learning_rate)
    assert (lesson.draw, lesson.epochs) == (DATA[recipe.targets], 20)


def test_the_ramp_is_learned_from_six_windows_without_validation():
    data = seeded_training.ramp_data(5)
    assert data.x_train[[0, -1], :, 0] == pytest.approx(
        np.array([[0, 0.1, 0.2, 0.3], [0.5, 0.6, 0.7, 0.8]])
    )
    assert data.y_train == pytest.approx(np.arange(4, 10) / 10)
    assert len(data.x_valid) == 0


def test_the_ramp_is_continued_where_it_ends_and_before_it_begins():
    found = Fitted({}, lambda windows: windows[:, 0] * 2)
    ends = seeded_training.ramp_ends(found, seeded_training.ramp_data(0), 0)
    assert ends == pytest.approx({"next": 1.2, "earlier": -0.2})


def test_the_product_is_that_of_the_two_marked_values():
    data = seeded_training.product_data(1)
    assert (len(data.x_train), len(data.x_valid)) == (2048, 512)
    marks, values = data.x_valid[..., 0], data.x_valid[..., 1]
    assert (marks.sum(axis=1) == 2).all()
    assert np.where(marks, values, 1).prod(axis=1) == pytest.approx(data.y_valid)
    variances = seeded_training.target_variances(Fitted({}, abs), data, 1)
    assert variances["variance"] == pytest.approx(data.y_train.var())
    assert variances["held_out_variance"] >= data.y_valid.var()


def _data(inputs, targets):
    return Splits(inputs[:0], targets[:0], inputs, targets, inputs[:0], targets[:0])


def test_a_forecast_of_one_value_is_compared_with_the_last_value():
    inputs = np.arange(8.0).reshape(4, 2, 1)
    data = _data(inputs, inputs[:, -1] + 3)
    found = seeded_training.forecast_errors(Fitted({}, lambda x: x[:, -1] + 2), data)
    assert (found["last_step"], found["by_step"], found["naive"]) == (1, [1], 9)
    assert (found["first"], found["last"]) == ([3, 5, 7], [5, 7, 9])


def test_of_a_network_that_answers_at_every_step_the_last_forecast_counts():
    inputs = np.arange(8.0).reshape(4, 2, 1)
    one = _data(inputs, inputs[:, -1])
    assert seeded_training.forecast_errors(Fitted({}, lambda x: x + 1), one)["last_step"] == 1
    every = _data(inputs, np.concatenate([inputs + 1, inputs + 2], axis=2))
    found = seeded_training.forecast_errors(Fitted({}, lambda x: x + np.array([1, 4])), every)
    assert (found["by_step"], found["last_step"], found["naive"]) == ([0, 4], 2, 2.5)


def test_a_forecast_step_by_step_goes_on_from_its_own_forecasts(monkeypatch):
    series = ten_step_data(3)
    short = series._replace(x_valid=series.x_valid[:5], y_valid=series.y_valid[:5])
    monkeypatch.setattr(seeded_training, "ten_step_data", lambda seed: {3: short}[seed])
    data = _data(short.x_valid, short.x_valid[:, -1])
    found = seeded_training.iterated_errors(Fitted({}, lambda x: x[:, -1] + 1), data, 3)
    expected = short.x_valid[:, -1] + np.arange(1, 11)
    assert found["ten_steps"]["by_step"] == pytest.approx(
        ((expected - short.y_valid) ** 2).mean(axis=0), rel=1e-6
    )


def test_the_same_series_may_be_drawn_for_every_seed():
    first, second = seeded_training.trained([3, 4], "ramp", epochs=1, series_seed=42)
    assert first.keys() == {"loss", "next", "earlier"}
    assert first != second
