import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.models import convolution

few = settings(max_examples=15, deadline=None)


def apart(sides):
    return np.abs(sides["left"] - sides["right"]).max()


@few
@given(size=st.integers(4, 8), kernel_size=st.integers(1, 4), strides=st.integers(1, 3))
def test_a_convolution_slides_its_filters(size, kernel_size, strides):
    assert apart(convolution.convolved(size, 3, kernel_size, strides)) < 1e-5


@few
@given(size=st.integers(2, 8), kernel_size=st.integers(1, 4))
def test_same_padding_puts_zeros_around_the_image(size, kernel_size):
    sides = convolution.convolved(max(size, kernel_size), 2, kernel_size, padding="same")
    assert sides["height"] == max(size, kernel_size)
    assert apart(sides) < 1e-5


@pytest.mark.parametrize("subject", [convolution.convolved, convolution.activated])
def test_one_seed_gives_one_result_and_another_seed_another(subject):
    first, again, other = (subject(seed=seed)["left"] for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_filters_and_kernel_size_shape_the_filters():
    measured = convolution.convolved(filters=7, kernel_size=2)
    assert measured["channels"] == 7
    assert measured["kernel"] == [2, 2, 2, 7]


def test_padding_decides_on_the_size():
    assert convolution.padded_size(9, 3, padding="same")["left"] == [9, 9]
    assert convolution.padded_size(9, 3, padding="valid")["left"] == [7, 7]


def test_same_padding_keeps_no_size_with_strides():
    assert convolution.padded_size(9, 3, strides=2)["left"] == [5, 5]


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_an_activation_is_applied_to_the_output(activation):
    assert apart(convolution.activated(activation)) < 1e-6


@few
@given(size=st.integers(4, 8), pool_size=st.integers(1, 4))
def test_pooling_takes_maxima_of_windows_side_by_side(size, pool_size):
    measured = convolution.pooled(size, pool_size)
    assert measured["strides"] == [pool_size, pool_size]
    assert measured["height"] == size // pool_size
    assert apart(measured) == 0


def test_pooling_windows_overlap_with_small_strides():
    measured = convolution.pooled(size=6, pool_size=3, strides=1)
    assert measured["height"] == 4
    assert apart(measured) == 0


@few
@given(scale=st.floats(0.5, 20), shift=st.floats(-20, 20))
def test_batch_normalisation_removes_scale_and_shift(scale, shift):
    sides = convolution.standardised(scale, shift)
    assert apart(sides) < 1e-3
    assert sides["right"].std() > 0.9


def test_blocks_repeat_before_the_dense_layers():
    types = [layer["type"] for layer in convolution.blocks(blocks=2, dense=1)["layers"]]
    block = ["Conv2D", "BatchNormalization", "MaxPooling2D", "Dropout"]
    assert types == [*block, *block, "Flatten", "Dense"]


def test_more_filters_and_larger_ones_take_longer():
    seconds = convolution.convolution_seconds(size=24)
    assert seconds["few"] < seconds["many"]
    assert seconds["small"] < seconds["large"]
