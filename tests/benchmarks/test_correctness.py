"""What is timed is checked before, and the checks can fail."""

import dataclasses
from itertools import count

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from harness.benchmarks import (
    bare,
    drawn_data,
    embedding,
    layers,
    references,
    scale,
    synthetic,
    ways,
)
from harness.benchmarks.layers import LayerCase
from harness.benchmarks.pairs import Pairs, take_turns
from harness.benchmarks.references import IncorrectError
from harness.claims import kinds, load_specs
from harness.claims.testing import check_kind
from harness.evidence import Failure

SIZE = "20x50"
SMALL = [case for case in layers.CASES if case.size == SIZE]
CELLS = ("SimpleRNN", "LSTM", "GRU")
cells = pytest.mark.parametrize("cell", CELLS)


def step_of(cell, way="eager"):
    case = LayerCase(cell, SIZE, "training", way)
    return layers.prepare_case(case).step(case)


def forward(cell, way="function"):
    case = LayerCase(cell, SIZE, "forward", way)
    return case, layers.prepare_case(case)


@pytest.fixture(scope="module")
def eager():
    """The eager step of each cell."""
    return {cell: step_of(cell) for cell in CELLS}


def test_the_product_is_full():
    names = list(map(str, layers.CASES))
    assert len(set(names)) == len(names) == (7 * 4 + 4) * 7 * 2
    assert "LSTM-64x100-forward-jit" in names
    assert "Dense-64x100-forward-unrolled" not in names


def test_long_loops_are_not_unrolled():
    assert "minutes" in LayerCase("LSTM", "32x500", "forward", "unrolled").refusal()
    assert not LayerCase("LSTM", "32x500", "forward", "function").refusal()


@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_other_backends_have_fewer_ways(backend, monkeypatch):
    monkeypatch.setattr(keras.backend, "backend", lambda: backend)
    case = LayerCase("LSTM", SIZE, "training", "function")
    assert case.refusal() == f"function is not a way to run training with Keras on {backend}"
    with pytest.raises(layers.UnsupportedError, match="is not a way"):
        layers.prepare_case(case)
    assert not LayerCase("LSTM", SIZE, "training", "batch").refusal()


def test_only_jax_compiles_beside_tensorflow():
    assert "jit" in ways.ways_of("jax", "forward")
    assert "jit" not in ways.ways_of("torch", "forward")


@pytest.mark.parametrize("case", SMALL, ids=str)
def test_a_small_case_passes_its_check(case):
    prepared = layers.prepare_case(case)
    exact = case.layer in drawn_data.LOOKUPS and case.action == "forward"
    assert 0 < prepared.check(case) + exact * 1e-9 < 1e-4
    assert np.isfinite(prepared()).all()


@pytest.mark.parametrize("cell", ["LSTM", "GRU"])
def test_gates_in_another_order_are_noticed(cell):
    case, prepared = forward(cell)
    swapped = []
    for weight in prepared.layer.get_weights():
        first, second, *rest = np.split(weight, drawn_data.GATES[cell], axis=-1)
        swapped.append(np.concatenate([second, first, *rest], axis=-1))
    prepared.layer.set_weights(swapped)
    with pytest.raises(IncorrectError, match="a state is off"):
        prepared.check(case)


@cells
def test_a_transposed_recurrent_kernel_is_noticed(cell):
    case, prepared = forward(cell)
    kernel, recurrent, bias = prepared.layer.get_weights()
    gates = [gate.T for gate in np.split(recurrent, drawn_data.GATES[cell], axis=-1)]
    prepared.layer.set_weights([kernel, np.concatenate(gates, axis=-1), bias])
    with pytest.raises(IncorrectError, match="a state is off"):
        prepared.check(case)


def test_directions_that_are_swapped_are_noticed():
    case, prepared = forward("Bidirectional")
    weights = prepared.layer.get_weights()
    prepared.layer.set_weights([*weights[3:], *weights[:3]])
    with pytest.raises(IncorrectError, match="a state is off"):
        prepared.check(case)


@pytest.mark.parametrize("layer", ["Dense", *drawn_data.LOOKUPS])
def test_other_weights_of_a_layer_without_state_are_noticed(layer):
    case, prepared = forward(layer)
    weights = prepared.layer.get_weights()
    prepared.layer.set_weights([weights[0] * 1.0001, *weights[1:]])
    with pytest.raises(IncorrectError, match="a state is off"):
        prepared.check(case)


def test_states_of_another_shape_are_noticed():
    with pytest.raises(IncorrectError, match="shape"):
        references.check_states("LSTM", SIZE, np.zeros((32, 1, 20)))


def test_states_that_are_not_numbers_are_noticed():
    with pytest.raises(IncorrectError, match="off by nan"):
        references.check_states("LSTM", SIZE, np.full((32, 50, 20), np.nan))


@pytest.mark.parametrize("way", ["batch", "function", "jit"])
def test_a_step_of_another_length_is_noticed(way):
    case = LayerCase("SimpleRNN", SIZE, "training", way)
    prepared = layers.prepare_case(case)
    prepared.optimizer.learning_rate = prepared.rate * 1.001
    with pytest.raises(IncorrectError, match="the gradient of weight 0"):
        prepared.check(case)


@cells
@pytest.mark.parametrize("missing", range(3))
def test_a_weight_that_is_not_updated_is_noticed(cell, missing, eager):
    step = eager[cell]
    gradients = list(step.gradients)
    gradients[missing] = np.zeros_like(gradients[missing])
    wrong = references.GradientStep(step.loss, tuple(gradients))
    with pytest.raises(IncorrectError, match=f"weight {missing}"):
        references.check_step(cell, SIZE, wrong, wrong)


@cells
def test_one_wrong_entry_beside_the_eager_step_is_noticed(cell, eager):
    step = eager[cell]
    gradients = [gradient.copy() for gradient in step.gradients]
    gradients[1][3, 4] += 0.01 * np.linalg.norm(gradients[1])
    wrong = references.GradientStep(step.loss, tuple(gradients))
    with pytest.raises(IncorrectError, match="weight 1"):
        references.check_step(cell, SIZE, wrong, step)


@cells
def test_a_wrong_loss_is_noticed(cell, eager):
    wrong = dataclasses.replace(eager[cell], loss=eager[cell].loss * 1.0001)
    with pytest.raises(IncorrectError, match="the loss is off"):
        references.check_step(cell, SIZE, wrong, wrong)
    with pytest.raises(IncorrectError, match="the loss, beside the eager one, is off"):
        references.check_step(cell, SIZE, wrong, eager[cell])


def test_a_step_goes_back_to_the_drawn_weights():
    case = LayerCase("GRU", SIZE, "training", "function")
    prepared = layers.prepare_case(case)
    first, second = prepared.step(case), prepared.step(case)
    assert first.loss == second.loss
    for drawn, now in zip(
        drawn_data.drawn("GRU", SIZE).weights, prepared.layer.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(drawn, now)


def test_a_repeated_step_keeps_learning():
    prepared = layers.prepare_case(LayerCase("LSTM", SIZE, "training", "function"))
    losses = [float(prepared()) for _ in range(5)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0]


class PythonInside(keras.layers.Layer):
    """A layer that XLA cannot compile."""

    trainable_variables = ()

    def call(self, inputs):
        return tf.py_function(lambda x: x, [inputs], tf.float32)


def test_what_xla_cannot_compile_is_unsupported_and_says_why(monkeypatch):
    monkeypatch.setattr(layers, "_built", lambda case: PythonInside())
    with pytest.raises(layers.UnsupportedError, match="unsupported operations"):
        layers.prepare_case(LayerCase("LSTM", SIZE, "forward", "jit"))


def test_any_other_failure_is_not_called_unsupported(monkeypatch):
    def fail(*_):
        raise tf.errors.InvalidArgumentError(None, None, "wrong shape")

    monkeypatch.setattr(layers, "forward_call", lambda layer, inputs, way: fail)
    with pytest.raises(tf.errors.InvalidArgumentError):
        layers.prepare_case(LayerCase("LSTM", SIZE, "forward", "jit"))


def test_full_float32_is_left_as_it_was():
    before = tf.config.experimental.tensor_float_32_execution_enabled()
    with layers.full_float32():
        assert not tf.config.experimental.tensor_float_32_execution_enabled()
    assert tf.config.experimental.tensor_float_32_execution_enabled() == before


def test_lookup_and_product_give_the_same_rows():
    rows = embedding.prepare_rows(vocabulary=50, dimensions=4, batch=2, timesteps=3)
    rows.check()
    assert rows.lookup().shape == (2, 3, 4)


def test_rows_of_another_table_are_noticed():
    rows = embedding.prepare_rows(vocabulary=50, dimensions=4, batch=2, timesteps=3)
    other = dataclasses.replace(rows, lookup=lambda: rows.lookup() + 1e-6)
    with pytest.raises(AssertionError):
        other.check()


@given(st.integers(1, 9))
def test_two_runs_take_turns(pairs):
    ran = []
    clock = count()
    found = take_turns(lambda: ran.append("A"), lambda: ran.append("B"), pairs, lambda: next(clock))
    assert "".join(ran) == ("ABBA" * pairs)[: 2 * pairs]
    assert found == Pairs((1,) * pairs, (1,) * pairs)


def test_one_disturbed_pair_does_not_move_the_ratio():
    assert Pairs((2.0, 90.0, 4.2), (1.0, 1.0, 2.0)).ratio == 2.1


def test_the_bare_script_goes_on_where_a_subject_raises(tmp_path, capsys):
    requests = tmp_path / "requests.json"
    failing = '{"subject": "operator:index", "given": {"no": 1}}'
    requests.write_text(f'[{failing}, {{"subject": "builtins:print", "given": {{"end": "ran"}}}}]')
    bare.measure_bare(str(requests))
    assert capsys.readouterr().out == "ran"


_OF_MORE = {"runs", "faithful", "typical", "about", "curve", "trend"}
"""Kinds that need a document with code, or the runs of many seeds."""


def test_synthetic_claims_are_of_every_kind_but_code_and_keep_their_contracts():
    checked, turns = set(), set(kinds()) - _OF_MORE
    for index in range(2 * len(turns), 3 * len(turns)):
        example = synthetic.example(index)
        failure = example.measured if isinstance(example.measured, Failure) else None
        value = None if failure else example.measured
        checked.add(check_kind({"id": "a", **example.keys}, value, failure).kind)
    assert checked == turns


def test_synthetic_claims_end_in_every_way_a_run_knows(tmp_path):
    specs = load_specs(synthetic.write_specs(1400, tmp_path))
    assert [len(spec.claims) for spec in specs] == [1000, 400]
    counts = scale.judged(specs, scale.FACTS, scale.synthetic_evidence).counts
    assert counts.keys() == {"confirmed", "refuted", "erratum", "blocked"}
    assert counts["refuted"] == 2
    assert counts["erratum"] == 52
    assert counts["blocked"] == 22


def test_scale_times_each_stage_and_knows_its_memory(tmp_path):
    found = scale.measured_scale(24, tmp_path)
    assert found["total"] == pytest.approx(found["load"] + found["judge"] + found["report"])
    assert all(seconds > 0 for seconds in found.values())
    assert (tmp_path / "reports" / "index.html").exists()
    assert found["peak"] > 20 * 2**20
