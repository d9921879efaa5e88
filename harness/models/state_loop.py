"""The loop of a SimpleRNN over time on JAX, without what does not depend on the step before.

Keras takes the inputs and the gradient of the weights through the loop, step by step. Here the
inputs are weighted before it, and the gradient of the weights is taken after it, each in one
product of matrices over all steps.
"""

from __future__ import annotations

from typing import Any, Callable

from tensorflow import keras


def short_loop(own: Callable[..., Any]) -> Callable[..., Any]:
    """Make a SimpleRNN's `inner_loop` that runs this loop where it does what the layer's does.

    Args:
        own: The layer's own.
    """

    def inner_loop(layer: Any, sequences: Any, initial_state: Any, mask: Any, **said: Any) -> Any:
        if mask is not None or not _is_plain(layer):
            return own(layer, sequences, initial_state, mask, **said)
        return _states(layer.cell, sequences, initial_state)

    return inner_loop


def _is_plain(layer: Any) -> bool:
    cell = layer.cell
    dropped = cell.dropout or cell.recurrent_dropout
    return cell.activation is keras.activations.tanh and not (dropped or layer.go_backwards)


def _states(cell: Any, sequences: Any, initial_state: Any) -> Any:
    import jax.numpy as jnp

    first = initial_state[0] if isinstance(initial_state, (list, tuple)) else initial_state
    kernel, recurrent = map(keras.ops.convert_to_tensor, (cell.kernel, cell.recurrent_kernel))
    bias = keras.ops.convert_to_tensor(cell.bias) if cell.use_bias else jnp.zeros(cell.units)
    states = _loop()(jnp.transpose(sequences), kernel, recurrent, bias, first.T)
    last = states[:, -1].T
    return last, jnp.transpose(states), [last]


def _loop() -> Any:
    """Make the loop h_t = tanh(W' x_t + U' h_(t-1) + b), and its gradient by all of them.

    Arrays are (units, steps, samples), the order in which XLA multiplies small matrices fastest
    on a CPU.

    Source: Werbos, Backpropagation through time, 1990.
    """
    import jax
    import jax.numpy as jnp
    from jax.lax import dynamic_index_in_dim as at
    from jax.lax import dynamic_update_index_in_dim as put

    def forward(inputs: Any, kernel: Any, recurrent: Any, bias: Any, first: Any) -> Any:
        turned, weighted = recurrent.T, _product(kernel.T, inputs) + bias[:, None, None]

        def step(index: Any, known: Any) -> Any:
            state, states = known
            state = jnp.tanh(at(weighted, index, 1, keepdims=False) + turned @ state)
            return state, put(states, state, index, 1)

        return jax.lax.fori_loop(0, weighted.shape[1], step, (first, weighted))[1]

    def kept(*given: Any) -> Any:
        states = forward(*given)
        return states, (states, *given)

    def backward(known: Any, slopes: Any) -> Any:
        states, inputs, kernel, recurrent, _, first = known
        steps = states.shape[1]

        def step(number: Any, known: Any) -> Any:
            later, inner = known
            index = steps - 1 - number
            state = at(states, index, 1, keepdims=False)
            slope = (at(inner, index, 1, keepdims=False) + later) * (1 - state * state)
            return recurrent @ slope, put(inner, slope, index, 1)

        last, inner = jax.lax.fori_loop(0, steps, step, (jnp.zeros_like(first), slopes))
        before = jnp.concatenate([first[:, None], states[:, :-1]], axis=1)
        by_kernel, by_recurrent = _sums(inputs, inner), _sums(before, inner)
        return _product(kernel, inner), by_kernel, by_recurrent, inner.sum((1, 2)), last

    loop = jax.custom_vjp(forward)
    loop.defvjp(kept, backward)
    return loop


def _product(weights: Any, values: Any) -> Any:
    """Weight all steps of all samples in one product of matrices."""
    return (weights @ values.reshape(len(values), -1)).reshape(-1, *values.shape[1:])


def _sums(left: Any, right: Any) -> Any:
    """Sum the products of each unit with each other unit over all steps of all samples."""
    import jax

    # kept from XLA, which would take the transposition into the product and make it slower
    turned = jax.lax.optimization_barrier(right.reshape(len(right), -1).T)
    return left.reshape(len(left), -1) @ turned
