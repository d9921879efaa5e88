"""Laws of the comparison: what is printed is equal to itself, and any one change of it is found."""

import re

import numpy as np
import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.printed.output_differences import ORDER
from harness.printed.outputs import figures
from harness.printed.screen import numbered
from tests.printed.changes import (
    change,
    changed_numbers,
    changed_structure,
    exchanged_numbers,
    is_rounding,
)
from tests.printed.comparing import compared, law
from tests.printed.printing import (
    FLOATS,
    FORMATTED,
    FULL_FRAMES,
    NUMERIC,
    NUMERIC_ARRAYS,
    PAGES,
    PRINTERS,
    TABLES,
    VALUE_PRINTERS,
    VALUES,
)


def is_found(changed, before):
    """Whether a change is a difference of substance, or of the last digit where it is one."""
    comparison = compared(before, changed.text)
    if not changed.before or changed.how == "exchange":
        return bool(comparison.substance)
    rounding = is_rounding(changed.before, changed.after, "float32" in before)
    if rounding is False:
        return bool(comparison.substance)
    if rounding is None or float(changed.before) == float(changed.after):
        return bool(comparison.differences)
    return bool(comparison.last_digit)


@law
@given(PAGES)
def test_an_output_is_equal_to_itself(text):
    comparison = compared(text, text)
    assert comparison.differences == ()
    assert comparison.equal == comparison.figures


@law
@given(PAGES)
def test_figures_stand_where_they_are_listed(text):
    lines = dict(numbered(text))
    for figure in figures(list(lines.items())):
        assert lines[figure.line][figure.column :].startswith(figure.text)


@law
@given(PAGES, st.data())
def test_a_changed_digit_of_any_listed_figure_is_found(text, data):
    lines = dict(numbered(text))
    listed = [f for f in figures(list(lines.items())) if re.search(r"\d", f.text)]
    assume(listed)
    figure = data.draw(st.sampled_from(listed))
    spot = data.draw(st.sampled_from([m.start() for m in re.finditer(r"[0-9]", figure.text)] or [0]))  # fmt: skip
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != figure.text[spot]]))
    line, place = lines[figure.line], figure.column + spot
    here = {**lines, figure.line: line[:place] + digit + line[place + 1 :]}
    found = compared(text, "\n".join(here.values()))
    assert found.substance or (found.last_digit and len(figure.text) >= 7)


@law
@given(VALUES, VALUE_PRINTERS, st.data())
def test_a_changed_value_is_found(value, print_, data):
    before = print_(value)
    after = print_(change(data.draw, _copy(value)))
    assume(before != after)
    assert compared(before, after).substance


def _copy(value):
    return value.copy() if hasattr(value, "copy") else value


@law
@given(NUMERIC, st.data())
def test_a_changed_number_of_a_text_is_found(text, data):
    assert is_found(data.draw(changed_numbers(text)), text)


@law
@given(FORMATTED, st.data())
def test_a_changed_digit_of_a_formatted_number_is_found(text, data):
    changed = data.draw(changed_numbers(text))
    assume(changed.how == "digit")
    assert compared(text, changed.text).differences


@law
@given(TABLES, st.data())
def test_a_changed_number_of_a_frame_is_found(text, data):
    assert is_found(data.draw(changed_numbers(text)), text)


@law
@given(NUMERIC | TABLES, st.data())
def test_two_exchanged_numbers_are_found(text, data):
    assert is_found(data.draw(exchanged_numbers(text)), text)


@law
@given(NUMERIC, st.data())
def test_a_changed_bracket_or_name_and_a_missing_number_or_line_are_found(text, data):
    assume("..." not in text)
    changed = data.draw(changed_structure(text))
    assert compared(text, changed.text).substance
    back = compared(changed.text, text)
    is_said = any(item.why == "the document breaks off" for item in back.left_out)
    assert back.substance or (is_said and text.startswith(changed.text))


@law
@given(NUMERIC_ARRAYS.filter(lambda array: array.size), PRINTERS, st.data())
def test_another_shape_is_found(array, print_, data):
    reshape = data.draw(st.sampled_from([np.ravel, np.transpose, np.atleast_3d, lambda a: a[None], lambda a: a[:-1], lambda a: a[::-1], lambda a: np.concatenate([a, a[:1]])]))  # fmt: skip
    other = reshape(array)
    assume(not np.array_equal(array, other, equal_nan=True))
    before, after = print_(array), print_(other)
    assume(before != after and "..." not in before + after)
    assert compared(before, after).substance


@law
@given(NUMERIC_ARRAYS, st.sampled_from(["f4", "f8", "i4", "i8", "f2", "c16"]))
def test_another_dtype_is_found(array, dtype):
    with np.errstate(all="ignore"):
        before, after = repr(array), repr(array.astype(dtype))
    assume(array.size and array.dtype != dtype)
    assert compared(before, after).substance


@law
@given(FULL_FRAMES, PRINTERS, st.data())
def test_other_rows_columns_or_labels_are_found(frame, print_, data):
    modify = data.draw(
        st.sampled_from(
            [
                lambda f: f.iloc[::-1],
                lambda f: f.iloc[:, ::-1],
                lambda f: f.iloc[:-1],
                lambda f: f.iloc[:, 1:],
                lambda f: f.rename(columns={f.columns[0]: "renamed"}),
                lambda f: f.set_axis([f"row{n}" for n in range(len(f))]),
                lambda f: f.set_axis(list(f.columns[::-1]), axis=1),
            ]
        )
    )
    before, after = print_(frame), print_(modify(frame))
    assume(before != after and "..." not in before + after)
    assert compared(before, after).substance


@law
@given(FULL_FRAMES)
def test_rows_in_another_order_are_a_difference_of_order(frame):
    frame = frame.set_axis([f"row{n}" for n in range(len(frame))]).assign(number=range(len(frame)))
    before, after = frame.to_string(), frame.iloc[::-1].to_string()
    assert {d.kind for d in compared(before, after).substance} == {ORDER}


def read(text):
    """Read the figures of a text as numbers."""
    return [float(figure.text) for figure in figures([tuple(line) for line in numbered(text)])]


def are_equal(read_numbers, numbers):
    return np.array_equal(read_numbers, np.array(numbers, "f8").ravel(), equal_nan=True)


@law
@given(NUMERIC_ARRAYS, st.integers(30, 120), st.sampled_from([repr, str]))
def test_what_numpy_prints_reads_as_its_values(array, width, print_):
    assume(array.size)
    with np.printoptions(floatmode="unique", linewidth=width, threshold=10**9):
        text = print_(array)
    read_numbers = np.array(read(text)).astype(array.dtype if array.dtype.kind == "f" else "f8")
    assert are_equal(read_numbers, array)


@law
@given(st.lists(FLOATS | st.integers(-(2**53), 2**53), max_size=8), VALUE_PRINTERS)
def test_what_python_prints_reads_as_its_values(numbers, print_):
    assert are_equal(read(print_(numbers)), numbers)
    assert are_equal(read(print_(tuple(numbers))), numbers)
    assert are_equal(read(print_(dict(enumerate(map(str, numbers))))), range(len(numbers)))


@law
@given(st.lists(st.tuples(st.integers(-999, 10**9), st.integers(-9999, 9999)), min_size=1, max_size=6))  # fmt: skip
def test_what_pandas_prints_reads_as_its_values(rows):
    rows = [(whole, part / 1000) for whole, part in rows]
    labels = [f"{letter}" for letter in "abcdef"[: len(rows)]]
    frame = pd.DataFrame(rows, columns=["whole", "part"], index=labels)
    assert are_equal(read(repr(frame)), rows)
    assert are_equal(read(repr(frame["part"])), frame["part"])
