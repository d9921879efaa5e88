"""The laws of comparison hold for what TensorFlow and Keras print."""

import contextlib
import io
import re

import pytest

from harness.printed.outputs import figures
from harness.printed.screen import numbered
from tests.printed.comparing import compared

DIGIT = re.compile(r"\d")


def _network(keras):
    inputs = keras.Input((4,), name="inputs")
    hidden = keras.layers.Dense(3, activation="relu")(inputs)
    both = keras.layers.Concatenate()([hidden, keras.layers.Dropout(0.5)(hidden)])
    return keras.Model(inputs, keras.layers.Dense(1, name="score")(both))


def _printed(function, *arguments, **options):
    with contextlib.redirect_stdout(io.StringIO()) as output:
        function(*arguments, **options)
    return output.getvalue()


@pytest.fixture(scope="module")
def pages():
    """What TensorFlow prints for a few of its objects; it is slow to import, so once."""
    tf = pytest.importorskip("tensorflow")
    keras = tf.keras
    keras.utils.set_random_seed(1)
    model = _network(keras)
    model.compile("sgd", "mse", metrics=["mae"])
    x, y = tf.reshape(tf.range(40.0), (10, 4)), tf.ones((10, 1))
    tensors = [
        tf.constant([[1.5, 2], [3, 4]]),
        tf.constant(3),
        tf.constant(["ham", "spam"]),
        tf.range(2000),
        tf.ragged.constant([[1], [2, 3]]),
        tf.constant([True, False]),
        tf.Variable([1.0, 2.0], name="v"),
        tf.random.normal((2, 3), seed=1),
        model.layers[1].kernel,
        tf.sparse.from_dense([[0, 1], [2, 0]]),
    ]
    return [
        *(print_(tensor) for tensor in tensors for print_ in (repr, str)),
        _printed(model.summary),
        _printed(model.summary, line_length=100, expand_nested=True),
        _printed(model.fit, x, y, epochs=2, verbose=2),
        _printed(model.fit, x, y, epochs=2, batch_size=2, verbose=1),
        _printed(model.evaluate, x, y),
        repr(model.layers),
        repr([weight.path for weight in model.weights]),
        repr(model.get_config())[:3000],
    ]


def test_what_keras_prints_is_equal_to_itself(pages):
    for text in pages:
        comparison = compared(text, text)
        assert comparison.differences == (), text
        assert comparison.equal == comparison.figures


def test_figures_of_keras_stand_where_they_are_listed(pages):
    for text in pages:
        lines = dict(numbered(text))
        for figure in figures(list(lines.items())):
            assert lines[figure.line][figure.column :].startswith(figure.text)


def is_found(text, line, place):
    """Whether another digit at a place of a text is found."""
    lines = dict(numbered(text))
    digit = str((int(lines[line][place]) + 5) % 10)
    lines[line] = lines[line][:place] + digit + lines[line][place + 1 :]
    found = compared(text, "\n".join(lines.values()))
    return bool(found.substance or found.last_digit)


def test_a_changed_digit_of_any_figure_that_keras_prints_is_found(pages):
    for text in pages:
        for figure in figures([tuple(line) for line in numbered(text)]):
            line = numbered(text)[figure.line - 1].text
            for match in DIGIT.finditer(figure.text):
                place = figure.column + match.start()
                assert not line[place : place + 1].isdigit() or is_found(text, figure.line, place)
