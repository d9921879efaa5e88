"""The least work of a call, counted beside the products that NumPy is asked for."""

import numpy as np
import pytest

from harness.benchmarks import drawn_data, work
from harness.models import cells


class Counted(np.ndarray):
    """An array that counts the multiply-adds of its products."""

    count = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        if ufunc is np.matmul:
            Counted.count += inputs[0].size * inputs[1].shape[-1]
        plain = [np.asarray(value) for value in inputs]
        options.pop("out", None)
        found = getattr(ufunc, method)(*plain, **options)
        return np.asarray(found).view(Counted)


@pytest.mark.parametrize("layer", ["SimpleRNN", "LSTM", "GRU"])
def test_a_recurrence_takes_the_products_of_our_own_less_those_with_the_first_state(layer):
    data, size = drawn_data.drawn(layer, "20x50"), drawn_data.SIZES["20x50"]
    Counted.count = 0
    cells.BY_LAYER[layer](*(array.view(Counted) for array in (data.inputs, *data.weights)))
    first = size.batch * size.units * data.weights[1].shape[1]
    assert work.work_of(layer, "20x50", "forward").operations == 2 * (Counted.count - first)


def test_both_directions_count():
    both, one = (work.work_of(name, "20x50", "training") for name in ("Bidirectional", "LSTM"))
    assert both.operations == 2 * one.operations
    assert both.size > one.size


def test_training_takes_one_product_more_for_each_weight_and_one_for_each_state():
    dense = [
        work.work_of("Dense", "20x50", action).operations for action in ("forward", "training")
    ]
    assert dense == [2 * 32 * 50 * 20 * 20, 4 * 32 * 50 * 20 * 20]
    simple = work.work_of("SimpleRNN", "20x50", "training").operations
    assert simple == dense[1] + 3 * 2 * 32 * 49 * 20 * 20


def test_a_lookup_multiplies_nothing_and_reads_a_row_once():
    lookup, product = (work.work_of(name, "20x50", "forward") for name in drawn_data.LOOKUPS)
    assert lookup.operations == 0
    assert product.operations == 2 * 32 * 50 * 1000 * 20
    inputs = drawn_data.drawn("Embedding", "20x50").inputs
    rows = len(set(inputs.ravel().tolist()))
    assert lookup.size == 4 * (inputs.size + rows * 20 + 32 * 50 * 20)
    assert product.size > 20 * lookup.size


def test_training_reads_targets_and_reads_and_writes_weights():
    weights = 20 * 20 + 20
    assert work.work_of("Dense", "20x50", "training").size == 4 * (2 * 32 * 50 * 20 + 2 * weights)
