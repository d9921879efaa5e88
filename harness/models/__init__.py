"""The model module: what the documents describe, as functions that measure it.

A function takes JSON data and returns JSON data or arrays. Arguments that mean the same everywhere
are described here alone:

    activation: Name of an activation of Keras.
    batch_size, samples: Number of sequences, or of other inputs.
    cell: ``SimpleRNN``, ``LSTM`` or ``GRU``.
    features: Values at each time step, or of an input without steps.
    of: Dotted path below ``tensorflow.keras``.
    seed: Of all that is drawn: inputs, weights, masks.
    timesteps: Length of the sequences.
    units: Size of the hidden state, in each direction where there are two.
"""
