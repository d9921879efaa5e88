"""Reading a page's code takes time in proportion to its length, also for hostile code."""

import pytest

from harness.checking.code_names import PageNames
from harness.checking.failure_wordings import prints_failure
from harness.checking.failures import named_files
from harness.checking.magics import plain_python
from harness.checking.moved_seeds import moved_seeds, seed_names
from harness.checking.shell_files import made_files
from harness.checking.shortening import short_training
from tests.growth import UNITS, is_linear

CODE = [
    "x = 1\n", "x = f(x)\n", "def f(): return f()\n", "f = lambda: f\n", "!wget a \\\n", "%time f(\n", "seed(1)\n", "for epoch in range(9): f()\n", "'", "x?\n", "x = %a\n", "pip install a\n",
    "for a ", "import a, ", "m.fit(epochs=3)\n", "; ", "&& wget a/b ", "> a ", "file not found ", "No such file or directory: 'a", "[f(seed=1) for x in y]\n", "if a: pass\n", "name = ",
]  # fmt: skip
READERS = {
    "plain": lambda text: plain_python(text.split("\n")),
    "names": lambda text: PageNames().follow(text),
    "seeds": moved_seeds,
    "seed names": seed_names,
    "short": short_training,
    "made": made_files,
    "files": named_files,
    "prints": prints_failure,
}


@pytest.mark.growth
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("unit", [*CODE, *UNITS])
def test_reading_code_is_linear(reader, unit):
    assert is_linear(READERS[reader], unit, small=5_000)
