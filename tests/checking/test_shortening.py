"""The training of a page becomes short, and the rest stays as it is."""

import ast
import random
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.shortening import short_training


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("m.fit(x, epochs=50)", "m.fit(x, epochs=1)"),
        (
            "m.fit(x, epochs=EPOCHS, steps_per_epoch=n // 2)",
            "m.fit(x, epochs=min(1, EPOCHS), steps_per_epoch=min(10, n // 2))",
        ),
        ("m.fit(x, y, 32, 10)", "m.fit(x, y, 32, 1)"),
        ("m.fit_generator(g, 100, 5)", "m.fit_generator(g, 10, 1)"),
        ("m.fit(x, nb_epoch=20)", "m.fit(x, nb_epoch=1)"),
        ("train(m, epochs=20)", "train(m, epochs=1)"),
        ("train_model(m, num_epochs=25)", "train_model(m, num_epochs=1)"),
        ("def train(m, epochs=20): pass", "def train(m, epochs=1): pass"),
        ("for epoch in range(n): f()", "for epoch in range(n)[:1]: f()"),
        ("for epoch in tqdm(range(1, n + 1)): f()", "for epoch in tqdm(range(1, n + 1)[:1]): f()"),
        (
            "for _ in range(300):\n    loss.backward()",
            "for _ in range(300)[:10]:\n    loss.backward()",
        ),
        (
            "for step in range(n):\n    o.apply_gradients(g)",
            "for step in range(n)[:10]:\n    o.apply_gradients(g)",
        ),
        ("for é, epoch in range(3): é", "for é, epoch in range(3): é"),
        ("m.fit(\n  x,\n  epochs=(\n    9\n  ),\n)", "m.fit(\n  x,\n  epochs=(\n    1\n  ),\n)"),
    ],
)
def test_a_training_becomes_short(source, short):
    assert short_training(source).source == short


@pytest.mark.parametrize(
    "source",
    [
        "m.fit(x)", "m.fit(x, epochs=1)", "LogisticRegression(max_iter=500).fit(x, y)", "plot_training(epochs=10)", "print(epochs=10)", "for i in range(10): f()",
        "for step in range(10): print(step)", "fit(m, x, y, opt)", "for epoch in range(1): f()", "m.fit(a, b, c, d)", "for epoch in epochs: f()", "epochs = 10", "m.fit(", "m.fit(x, epochs=20, initial_epoch=10)", "m.fit(*a, epochs=None)",
    ],
)  # fmt: skip
def test_what_is_no_training_stays(source):
    found = short_training(source)
    assert (found.source, found.lines) == (source, ())


def test_the_lines_that_were_shortened_are_named():
    assert short_training("x = 1\nm.fit(\n  x,\n  epochs=3)").lines == (4,)


def test_python_takes_every_module_of_the_library_afterwards_with_as_many_lines():
    files = [
        path
        for path in sorted(Path(sysconfig.get_path("stdlib")).rglob("*.py"))
        if "site-packages" not in path.parts
    ]
    for path in random.Random(3).sample(files, 40):
        source = path.read_bytes().decode("utf-8", "replace")
        found = short_training(source)
        assert len(found.source.splitlines()) == len(source.splitlines())
        if found.lines:
            ast.parse(found.source)


@given(st.text(max_size=40))
def test_any_text_keeps_its_lines(text):
    assert short_training(text).source.count("\n") == text.count("\n")
