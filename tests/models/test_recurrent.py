import pytest

from harness.models import recurrent


def shapes(summary):
    return [row["output_shape"] for row in summary["layers"]]


def parameters(summary):
    return [row["parameters"] for row in summary["layers"]]


@pytest.mark.parametrize(
    ("summary", "rows", "total"),
    [
        (recurrent.plain_layer, [([None, 3], 42)], 42),
        (recurrent.fixed_batch, [([8, 3], 42)], 42),
        (recurrent.sequences, [([8, 2, 3], 42)], 42),
        (recurrent.deep, [([None, 10, 8], 112), ([None, 10, 8], 136)], 248),
        (recurrent.bidirectional_layer, [([None, 10, 16], 224)], 224),
        (recurrent.deep_bidirectional, [([None, 10, 16], n) for n in (224, 400, 400, 400)], 1424),
        (recurrent.gru_layer, [([None, 8], 360)], 360),
    ],
)
def test_a_model_has_the_shapes_and_parameters_of_its_table(summary, rows, total):
    measured = summary()
    assert list(zip(shapes(measured), parameters(measured), strict=True)) == rows
    assert measured["total_parameters"] == measured["trainable_parameters"] == total


def test_a_gru_that_resets_first_has_one_bias_less_a_gate():
    assert recurrent.gru_layer(reset_after=False)["total_parameters"] == 360 - 3 * 8
    assert recurrent.gru_layer(reset_after=True)["total_parameters"] == 360


def test_the_arguments_reach_the_models():
    assert shapes(recurrent.sequences(units=4, timesteps=6, batch_size=5)) == [[5, 6, 4]]
    assert parameters(recurrent.deep(units=2, features=3, depth=3)) == [12, 10, 10]
    assert parameters(recurrent.bidirectional_layer(units=2, features=3)) == [24]


def test_the_number_of_time_steps_may_be_free():
    assert recurrent.build_plain(3, None, 10).input_shape == (None, None, 10)
    assert recurrent.plain_layer(timesteps=None)["total_parameters"] == 42
