"""Every seed of a page is moved, and nothing else is changed."""

import ast
import random
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.moved_seeds import moved_seeds, seed_names


@pytest.mark.parametrize(
    ("source", "moved"),
    [
        ("np.random.seed(0)", "np.random.seed(1)"),
        ("seed(42)", "seed(43)"),
        ("f(x, random_state=42)", "f(x, random_state=43)"),
        ("np.random.RandomState(seed=1).rand()", "np.random.RandomState(seed=2).rand()"),
        ("rng = np.random.default_rng(7)", "rng = np.random.default_rng(8)"),
        (
            "tf.random.set_seed(1); keras.utils.set_random_seed(2)",
            "tf.random.set_seed(2); keras.utils.set_random_seed(3)",
        ),
        ("g = torch.Generator().manual_seed(9)", "g = torch.Generator().manual_seed(10)"),
        ("SEED = 42\nRANDOM_STATE: int = 1", "SEED = 43\nRANDOM_STATE: int = 2"),
        ("a, my_seed = 5, 6", "a, my_seed = 5, 7"),
        ("key = jax.random.PRNGKey(0)", "key = jax.random.PRNGKey(1)"),
        ("key = jax.random.key(0); d.key(0)", "key = jax.random.key(1); d.key(0)"),
        ("Generator(PCG64(1))", "Generator(PCG64(2))"),
        (
            "tf.random.stateless_uniform([2], seed=[1, 2])",
            "tf.random.stateless_uniform([2], seed=[2, 2])",
        ),
        ("p = {'seed': 1, 'depth': 3}", "p = {'seed': 2, 'depth': 3}"),
        ("def f(n=3, *, seed=1): pass", "def f(n=3, *, seed=2): pass"),
        ("é = 'é'; seed(1)  # 1", "é = 'é'; seed(2)  # 1"),
        ("f(\n  x,\n  seed=1,\n)", "f(\n  x,\n  seed=2,\n)"),
        ("np.random.seed(4294967295)", "np.random.seed(4294967294)"),
        ("seed(1)\r\nseed(2)\r\n", "seed(2)\r\nseed(3)\r\n"),
    ],
)
def test_a_seed_is_moved(source, moved):
    assert moved_seeds(source).source == moved


@pytest.mark.parametrize(
    "source",
    [
        "f(seed=None)",
        "seeds = 3",
        "n_seeds = 3",
        "num_seed = 2",
        "f(seed=True)",
        "x = 1",
        "seed = f(3)",
        "rows(1)",
        "'seed(1)'",
        "# seed(1)",
        "seed(",
        "f(n_seed=3)",
        "f'{seed(1)}'",
    ],
)
def test_what_is_no_seed_stays(source):
    found = moved_seeds(source)
    assert (found.source, found.lines) == (source, ())


def test_the_lines_that_set_a_seed_are_named():
    assert moved_seeds("import a\na.seed(1)\nx = 2\nf(x, seed=3)").lines == (2, 4)


def test_names_that_are_passed_on_as_seeds_are_found_and_moved():
    assert seed_names("np.random.seed(number)\nf(x, random_state=rs)\ng(h)") == {"number", "rs"}
    assert moved_seeds("number = 3\nother = 3", names={"number"}).source == "number = 4\nother = 3"


def test_moving_there_and_back_gives_the_same_source():
    source = "np.random.seed(5)\nSEED = 6"
    assert moved_seeds(moved_seeds(source).source, -1).source == source


def test_python_takes_every_module_of_the_library_afterwards_with_as_many_lines():
    files = [
        path
        for path in sorted(Path(sysconfig.get_path("stdlib")).rglob("*.py"))
        if "site-packages" not in path.parts
    ]
    for path in random.Random(2).sample(files, 40):
        source = path.read_bytes().decode("utf-8", "replace")
        found = moved_seeds(source)
        assert len(found.source.splitlines()) == len(source.splitlines())
        if found.lines:
            ast.parse(found.source)


@given(st.text(max_size=40) | st.sampled_from(["seed(1)\f", "seed(1)\x0b2", "a\rseed(1)"]))
def test_any_text_keeps_its_lines(text):
    found = moved_seeds(text)
    assert found.source.count("\n") == text.count("\n")
    assert isinstance(seed_names(text), frozenset)
