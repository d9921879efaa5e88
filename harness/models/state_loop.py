"""The loop of a SimpleRNN over time on JAX, without what does not depend on the step before.

Keras takes the inputs and the gradient of the weights through the loop, step by step. Here the
inputs are weighted before it, and the gradient of the weights is taken after it, each in one
product of matrices over all steps.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator

from tensorflow import keras


@contextmanager
def short_loops() -> Iterator[None]:
    """Have every SimpleRNN that is called run this loop, where it does what the layer's own does."""
    own = keras.layers.SimpleRNN.inner_loop

    def inner_loop(layer: Any, sequences: Any, initial_state: Any, mask: Any, **said: Any) -> Any:
        if mask is not None or not _is_plain(layer):
            return own(layer, sequences, initial_state, mask, **said)
        return _states(layer.cell, sequences, initial_state)

    keras.layers.SimpleRNN.inner_loop = inner_loop
    try:
        yield
    finally:
        keras.layers.SimpleRNN.inner_loop = own


def _is_plain(layer: Any) -> bool:
    cell = layer.cell
    dropped = cell.dropout or cell.recurrent_dropout
    return cell.activation is keras.activations.tanh and not (dropped or layer.go_backwards)


def _states(cell: Any, sequences: Any, initial_state: Any) -> Any:
    import jax.numpy as jnp

    first = initial_state[0] if isinstance(initial_state, (list, tuple)) else initial_state
    weighted = jnp.einsum("btf,fu->tbu", sequences, keras.ops.convert_to_tensor(cell.kernel))
    if cell.use_bias:
        weighted = weighted + keras.ops.convert_to_tensor(cell.bias)
    states = _loop()(weighted, keras.ops.convert_to_tensor(cell.recurrent_kernel), first)
    return states[-1], jnp.swapaxes(states, 0, 1), [states[-1]]


def _loop() -> Any:
    """Make the loop h_t = tanh(x_t + h_(t-1) U), and its gradient by all three.

    Source: Werbos, Backpropagation through time, 1990.
    """
    import jax
    import jax.numpy as jnp

    def forward(weighted: Any, recurrent: Any, first: Any) -> Any:
        def step(state: Any, inputs: Any) -> Any:
            state = jnp.tanh(inputs + state @ recurrent)
            return state, state

        return jax.lax.scan(step, first, weighted)[1]

    def kept(weighted: Any, recurrent: Any, first: Any) -> Any:
        states = forward(weighted, recurrent, first)
        return states, (states, recurrent, first)

    def backward(known: Any, slopes: Any) -> Any:
        states, recurrent, first = known

        def step(later: Any, at: Any) -> Any:
            state, slope = at
            inner = (slope + later) * (1 - state * state)
            return inner @ recurrent.T, inner

        last, inner = jax.lax.scan(step, jnp.zeros_like(first), (states, slopes), reverse=True)
        before = jnp.concatenate([first[None], states[:-1]])
        return inner, jnp.einsum("tbk,tbu->ku", before, inner), last

    loop = jax.custom_vjp(forward)
    loop.defvjp(kept, backward)
    return loop
