import pytest

from harness.models import tensors


def test_rows_of_one_length_make_a_tensor():
    assert tensors.tensor_shape([[1, 2], [3, 4], [5, 6]]) == [3, 2]


def test_rows_of_different_lengths_make_none():
    with pytest.raises(ValueError, match="non-rectangular"):
        tensors.tensor_shape()


def test_a_variable_takes_other_numbers():
    assert tensors.assigned("Variable") == [3, 4]


def test_a_constant_takes_none():
    with pytest.raises(AttributeError):
        tensors.assigned()
