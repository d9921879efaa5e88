"""Comparing takes time in proportion to what is printed, whatever that is."""

import random
from itertools import cycle

import pytest

from harness.printed.outputs import compare_outputs
from harness.printed.screen import numbered
from tests.growth import UNITS, is_linear
from tests.printed.comparing import compared


def page(text):
    return [tuple(line) for line in numbered(text)]


def numbers(seed, count):
    chance = random.Random(seed)
    return [chance.random() for _ in range(count)]


def as_array(values):
    return "array([" + ",\n       ".join(map(repr, values)) + "])"


def as_grid(values):
    rows = (values[place : place + 10] for place in range(0, len(values), 10))
    return "[[" + "]\n [".join(" ".join(f"{value:.8f}" for value in row) for row in rows) + "]]"


def as_lines(values):
    return "\n".join(f"the loss is {value:.6f} now" for value in values)


def as_dict(values):
    return repr({f"key{number}": value for number, value in enumerate(values)})


def as_set(values):
    return repr(set(values))


WAYS = [as_array, as_grid, repr, as_lines, as_dict, as_set]


def grows_linearly(print_, change):
    """Whether comparing eight times as many figures takes about eight times as long."""

    def compare(figures):
        values = numbers(1, len(figures))
        return compare_outputs(page(print_(values)), print_(change(values)))

    return is_linear(compare, "1", 1000)


@pytest.mark.growth
@pytest.mark.parametrize("print_", WAYS)
def test_one_changed_figure_of_many_is_found_in_linear_time(print_):
    assert grows_linearly(print_, lambda values: [*values[:500], 0.5, *values[501:]])


@pytest.mark.parametrize("print_", WAYS)
@pytest.mark.parametrize("place", [0, 999])
def test_a_changed_figure_at_either_end_is_found(print_, place):
    values = numbers(1, 1000)
    before = page(print_(values))
    values[place] = 0.5
    assert len(compare_outputs(before, print_(values)).substance) == 1


@pytest.mark.growth
@pytest.mark.parametrize("print_", WAYS)
def test_outputs_that_differ_everywhere_are_compared_in_linear_time(print_):
    assert grows_linearly(print_, lambda values: numbers(2, len(values)))


MOVES = {
    "first gone": lambda values: values[1:],
    "first last": lambda values: values[1:] + values[:1],
    "middle gone": lambda values: values[:900] + values[901:],
}


@pytest.mark.growth
@pytest.mark.parametrize("print_", [as_array, repr, as_lines])
@pytest.mark.parametrize("move", MOVES)
def test_a_figure_that_is_gone_or_moved_shifts_no_others(print_, move):
    assert grows_linearly(print_, MOVES[move])
    values = numbers(1, 1000)
    before, after = page(print_(values)), print_(MOVES[move](values))
    assert compare_outputs(before, after).substance
    if move != "first last":
        assert len(compare_outputs(before, after).substance) == 1


def with_a_change(text):
    return text[: len(text) // 2] + "7" + text[len(text) // 2 :]


SITUATIONS = {
    "changed": lambda text: compared(text, with_a_change(text)),
    "cut": lambda text: compared(text, text[: len(text) // 3]),
    "beside numbers": lambda text: compared("[1 2]\n" * (len(text) // 6), text),
}


VALUES = ["{1, ", "{'a': [", "((", "array([", "[1, 2], ", "<A <B ", "f(x=", "np.float64(", "dense_1 ", "1.5e", "│ 1 ", "---\n", "1  2\n", "Epoch 1/2\n", "1%|", "'\\''", '"""']  # fmt: skip


@pytest.mark.growth
@pytest.mark.parametrize(("unit", "situation"), [*zip([*UNITS, *VALUES], cycle(SITUATIONS))])
def test_anything_is_compared_in_linear_time(situation, unit):
    assert is_linear(SITUATIONS[situation], unit, 5000)


LINES = {
    "words": ("a b " * 25, "b a " * 24),
    "lists": (f"[{', '.join('12' * 25)}, ", f"[{', '.join('21' * 24)}, "),
}


@pytest.mark.growth
@pytest.mark.parametrize("kind", LINES)
def test_lines_of_which_none_is_equal_are_compared_in_linear_time(kind):
    def compare(lines):
        sides = ("\n".join(f"{line}{n}]" for n in range(len(lines))) for line in LINES[kind])
        return compared(*sides)

    assert is_linear(compare, "1", 40)


@pytest.mark.parametrize(
    ("printed", "here", "agrees"),
    [
        ("1e999999999", "1e999999998", False),
        ("1e999999999", "1e999999999", True),
        ("1e-999999999", "-1e-999999999", False),
        ("9" * 100_000, "9" * 99_999 + "8", False),
        ("9" * 100_000, "9" * 100_000, True),
        ("0." + "3" * 100_000, "0." + "3" * 99_999 + "4", None),
        (f"1e{'9' * 5000}", f"1e{'9' * 5001}", False),
        ("[1e-999999999 1]", "[1e-999999998 1]", False),
        ("1e999999999x", "1e999999998x", False),
        ("[" * 10_000 + "1", "[" * 10_000 + "2", False),
        ("[" * 10_000 + "]" * 10_000, "[" * 9_999 + "]" * 9_999, False),
        ("{" * 10_000 + "}" * 10_000, "{" * 10_000 + "}" * 10_000, True),
        ("(" * 10_000, "(" * 10_000, True),
    ],
    ids=range(13),
)
def test_extreme_numbers_and_brackets_are_compared_in_time(printed, here, agrees):
    comparison = compared(printed, here)
    if agrees is not None:
        assert bool(comparison.differences) is not agrees
