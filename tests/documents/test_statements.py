"""Lines that state something are distinguished from those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents.statements import Checkable, looks_like_figures, statements

PROSE = st.text("abc xyz가나다", max_size=30).filter(lambda line: not line.startswith("    "))
LINES = st.lists(st.text(max_size=20).map(lambda line: " ".join(line.splitlines())), max_size=12)


def kind_of(line):
    return statements([line]).get(1)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("import tensorflow as tf", Checkable.CODE),
        ("model.add(SimpleRNN(units=3, input_shape=(2, 10)))", Checkable.CODE),
        ("timesteps = 10", Checkable.CODE),
        ("!pip install keras", Checkable.CODE),
        ("for i in range(6) :", Checkable.CODE),
        ("])", Checkable.CODE),
        ("# model.add(SimpleRNN(3))", Checkable.CODE),
        ("    Total params: 4,908", Checkable.OUTPUT),
        ("\tTotal params", Checkable.OUTPUT),
        ("    - the last dimension is 3", Checkable.FIGURE),
        ("\t2. call fit() first", Checkable.NAME),
        ("    - an item that is prose", None),
        ("Total params: 4,908", Checkable.FIGURE),
        ("- the last dimension is 3차원", Checkable.FIGURE),
        ("the loss is .0202", Checkable.FIGURE),
        ("- set return_sequences to get all of them", Checkable.NAME),
        ("- a layer named SimpleRNN", Checkable.NAME),
        ("- call fit() first", Checkable.NAME),
        ("- `relu` is usual", Checkable.NAME),
        ("- Conv2D", Checkable.NAME),
        ("# Recurrent networks", None),
        ("### 1. A heading with 3 numbers", None),
        ("___________", None),
        ("=====|=====", None),
        ("![figure 3](figure_3.png)", None),
        ("[SimpleRNN](https://www.tensorflow.org/SimpleRNN)", None),
        ("see https://example.org/a_b?c=3", None),
        ("1. an item that is prose", None),
        ("In [12]:", None),
        ("a network remembers what it has seen.", None),
        ("", None),
    ],
)
def test_a_line_states_something_or_nothing(line, kind):
    assert kind_of(line) is kind


def test_in_a_fence_every_line_is_code_until_a_prompt_and_output_after_it():
    lines = ["```python", "x", "", ">>>", "y", "```", "prose"]
    assert statements(lines) == {2: Checkable.CODE, 5: Checkable.OUTPUT}


def test_three_quotes_that_open_and_close_in_a_line_are_no_fence():
    assert 2 not in statements(["```words``` in prose", "more prose"])


@given(PROSE)
def test_prose_states_nothing(line):
    assert kind_of(line) is None


@given(PROSE, st.integers(0, 10**6))
def test_a_number_in_prose_states_something(line, number):
    assert kind_of(f"- words {line} {number:,}") is not None


@given(LINES)
def test_no_blank_line_states_anything_and_every_line_that_does_exists(lines):
    found = statements(lines)
    assert all(1 <= number <= len(lines) and lines[number - 1].strip() for number in found)


@given(LINES, LINES)
def test_what_comes_later_changes_nothing(lines, later):
    found = statements(lines + later)
    assert {n: kind for n, kind in found.items() if n <= len(lines)} == statements(lines)


@given(LINES)
def test_blanks_at_the_end_of_lines_change_nothing(lines):
    assert statements([f"{line} \t" for line in lines]) == statements(lines)


@given(LINES)
def test_in_a_fence_no_line_with_ink_is_overlooked(lines):
    inside = [
        line for line in lines if not line.lstrip().startswith(("```", "~~~", ">>>", "In", "Out"))
    ]
    found = statements(["```", *inside, "```"])
    assert set(found) == {n for n, line in enumerate(inside, 2) if line.strip()}


@pytest.mark.parametrize(
    ("line", "figures"),
    [
        ("loss: 0.0202", True),
        ("Total params: 4,908", True),
        ("(None, 32, 3)", True),
        ("[[3, 1], [2]]", True),
        ("1.23 MB", True),
        ("87 %", True),
        ("in 3 steps", False),
        ("see https://example.org/1.2.3", False),
    ],
)
def test_figures_that_a_measurement_could_decide_are_recognised(line, figures):
    assert looks_like_figures(line) is figures


@pytest.mark.parametrize("piece", ["x", "9", "[", "<a", "x1", "a.", "1-", " ", "`"])
def test_a_line_of_a_hundred_thousand_characters_is_no_burden(piece):
    """Where a pattern went back at each of them, this would take hours."""
    assert set(statements([piece * (100_000 // len(piece))])) <= {1}
