import numpy as np
import pytest

from harness.models import numpy_cells, printed_states
from harness.models.printed_states import INPUTS, STATES, recovered

HALF_UNIT = 5e-9


def test_the_printed_run_is_possible_after_another_run():
    run = recovered()
    assert np.abs(run["states"] - STATES).max() <= HALF_UNIT
    assert run["weights"].min() >= 0
    assert run["weights"].max() < 1


def test_the_printed_run_is_impossible_from_zeros():
    run = recovered(carried_over=False)
    assert run["weights"].max() > 2


def test_swapped_inputs_do_not_explain_the_printed_run():
    run = recovered(inputs=[INPUTS[1], INPUTS[0], *INPUTS[2:]])
    assert np.abs(run["states"] - STATES).max() > HALF_UNIT or run["weights"].max() >= 1


def test_a_changed_state_does_not_fit():
    states = np.array(STATES)
    states[3, 4] += 1e-5
    run = recovered(states=states)
    assert np.abs(run["states"] - states).max() > HALF_UNIT


@pytest.mark.parametrize("seed", range(5))
def test_a_simulated_second_run_is_recovered(seed):
    random = np.random.RandomState(seed)
    inputs, *weights = (random.random_sample(s) for s in [(10, 4), (4, 8), (8, 8), (8,)])
    first = numpy_cells.simple_rnn(inputs[None], *weights)[0]
    second = numpy_cells.simple_rnn(inputs[None], *weights, first[-1:])[0]
    run = recovered(inputs=inputs, states=np.round(second, 8))
    assert np.abs(run["states"] - second).max() <= 3 * HALF_UNIT


def test_the_printed_numbers_have_eight_decimals():
    for number in np.concatenate([np.ravel(INPUTS), np.ravel(STATES)]):
        assert number == round(number, 8)
    assert np.shape(printed_states.INPUTS) == (10, 4)
    assert np.shape(printed_states.STATES) == (10, 8)
