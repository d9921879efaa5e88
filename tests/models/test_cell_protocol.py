import pytest

from harness.models import cell_protocol


@pytest.mark.parametrize("cell", ["SimpleRNNCell", "GRUCell"])
def test_one_state_has_one_whole_number_as_its_size(cell):
    found = cell_protocol.sizes(cell, units=7, samples=3)
    assert found["state_size"] == found["output_size"] == 7
    assert found["states"] == [[3, 7]]
    assert found["output"] == [3, 7]


def test_an_lstm_cell_has_the_sizes_of_two_states():
    found = cell_protocol.sizes("LSTMCell", units=7)
    assert found["state_size"] == [7, 7]
    assert len(found["states"]) == 2


def test_an_output_size_may_be_left_out():
    assert cell_protocol.output_size("absent", 5)["output"] == [None, None, 5]
    assert cell_protocol.output_size("integer", 5)["output"] == [None, None, 5]


def test_a_shape_that_is_refused_has_no_output():
    found = cell_protocol.output_size("shape")
    assert found["accepted"] == (found["output"] is not None)


def test_a_cell_can_make_its_own_first_state():
    assert cell_protocol.initial_state(6) == {"accepted": True, "output": [None, None, 6]}


def test_a_layer_needs_the_constructor_of_its_base():
    with pytest.raises(RuntimeError, match=r"super\(\)"):
        cell_protocol.without_super()
