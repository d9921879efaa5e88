"""What a comparison finds in small outputs, in full: kinds, both texts, what is left out, equal figures."""

import pytest

from harness.printed.parts import DEFAULT, Settings, Tolerance, read_part
from tests.printed.comparing import compared

ELEMENTS = [
    ("[1, 2, 3]", "[1, 3]", "missing: 2 →  | 2 of 3"),
    ("[1, 2]", "[1, 5, 2]", "extra:  → 5 | 2 of 2"),
    ("[1, 2, 3, 4]", "[1, 9, 3]", "value: 2 → 9 | missing: 4 →  | 2 of 4"),
    ("[3, 1, 2]", "[1, 2, 3]", "order: 3 → 1 | order: 1 → 2 | order: 2 → 3 | 0 of 3"),
    ("[1, 2, 3]", "[3, 2, 1]", "order: 1 → 3 | order: 3 → 1 | 1 of 3"),
    ("[1, 2]", "[2, 3]", "value: 1 → 2 | value: 2 → 3 | 0 of 2"),
    ("[1 ... 9]", "[1 2 3 9]", "left out: 2 elements (the document leaves them out) | 2 of 2"),
    ("[1 2 9]", "[1 ... 9]", "value: 2 → ... | 2 of 3"),
    ("[1 2]", "[1 2 ...]", "text (elements are left out here):  → ... | 2 of 2"),
    ("[1 2 3 ... 8 9]", "[1 2 7 ... 8 9]", "value: 3 → 7 | 4 of 5"),
    ("[... 8 9]", "[7 8 9]", "left out: 1 elements (the document leaves them out) | 2 of 2"),
    ("[1 2 ...]", "[1 2 3 4]", "left out: 2 elements (the document leaves them out) | 2 of 2"),
    ("[1 2 ...]", "[1 5 3 4]", "value: 2 → 5 | left out: 2 elements (the document leaves them out) | 1 of 2"),
    ("[1 2 ... 9]", "[1]", "missing: 2 →  | value: 9 → 1 | 1 of 3"),
    ("[1 ... 9]", "[1 ... 8]", "value: 9 → 8 | 1 of 2"),
    ("[1 2 ... 9]", "[1 ... 8 9]", "value: 2 → ... | value: ... → 8 | 2 of 3"),
    ("[1, 2, ..., 9]", "[1, 2, 3]", "value: 9 → 3 | 2 of 3"),
    ("[[1 2] [3 4]]", "[[1 2] [3 5]]", "value: 4 → 5 | 3 of 4"),
    ("[[1, 2], [3, 4]]", "[[1, 2]]", "text (commas between the elements): [[1, 2], [3, 4]] → [[1, 2]] | missing: [3, 4] →  | 2 of 4"),
    ("[[1, 2], [3, 4]]", "[[3, 4], [1, 2]]", "order: [1, 2] → [3, 4] | order: [3, 4] → [1, 2] | 0 of 4"),
    ("[[1 2]\n ...\n [7 8]]", "[[1 2]\n [3 4]\n [7 8]]", "left out: 2 elements (the document leaves them out) | 4 of 4"),
    ("[]", "[1]", "extra:  → 1 | 0 of 0"),
    ("[1]", "[]", "missing: 1 →  | 0 of 1"),
    ("[[]]", "[[1]]", "extra:  → 1 | 0 of 0"),
    ("(1, 'a')", "(1, 'b')", "value: 'a' → 'b' | 1 of 1"),
    ("f(a=1, b=2)", "f(a=1, b=3)", "value: 2 → 3 | 1 of 2"),
    ("f(a=1, b=2)", "f(b=2, a=1)", "order: a=1 → b=2 | order: b=2 → a=1 | 0 of 2"),
    ("f(a=1)", "f(a=1, b=2)", "text (commas between the elements): f(a=1) → f(a=1, b=2) | extra:  → b=2 | 1 of 1"),
    ("f(1, 2)", "f(1, 2, 3)", "extra:  → 3 | 2 of 2"),
]  # fmt: skip
NODES = [
    ("a 1 b", "a 2 b", "value: 1 → 2 | 0 of 1"),
    ("f(1)", "g(1)", "text: f → g | 1 of 1"),
    ("(1)", "f(1)", "extra:  → f | 1 of 1"),
    ("f(1)", "(1)", "missing: f →  | 1 of 1"),
    ("f(1)", "f[1]", "shape: f(1) → f[1] | 0 of 1"),
    ("[1, 2]", "[1 2]", "text (commas between the elements): [1, 2] → [1 2] | 2 of 2"),
    ("[1]", "1", "shape: [1] → 1 | 0 of 1"),
    ("x 5", "x 5 6", "extra:  → 6 | 1 of 1"),
    ("x 5 6", "x 6", "missing: 5 →  | 1 of 2"),
    ("took 3 ms", "took 3.2 ms", "value: 3 → 3.2 | 0 of 1"),
    ("took 3. ms", "took 3.2 ms", "form (rounded): 3. → 3.2 | 0 of 1"),
    ("took 3.0 ms", "took 3.04 ms", "form (rounded): 3.0 → 3.04 | 0 of 1"),
    ("took 3.0 m", "took 3.04 n", "value: 3.0 → 3.04 | text: m → n | 0 of 1"),
    ("3.0x", "3.04x", "form (rounded): 3.0 → 3.04 | 0 of 1"),
    ("True", "False", "value: True → False | 0 of 0"),
    ("None", "3", "value: None → 3 | 0 of 0"),
    ("a = 'x'", "a = 'y'", "text: 'x' → 'y' | 0 of 0"),
    ("[1., 2.5]", "[1., 2.50000000001]", "value: 2.5 → 2.50000000001 | 1 of 2"),
    ("[1. 0.12345678]", "[1. 0.12345679]", "last digit: 0.12345678 → 0.12345679 | 1 of 2"),
    ("array([0.1, 0.12345678])", "array([0.1, 0.12345679])", "value: 0.12345678 → 0.12345679 | 1 of 2"),
    ("array([0.1, 0.12345678], dtype=float32)", "array([0.1, 0.12345679], dtype=float32)", "last digit: 0.12345678 → 0.12345679 | 1 of 2"),
    ("tensor([0.1, 0.1234567])", "tensor([0.1, 0.1234568])", "value: 0.1234567 → 0.1234568 | 1 of 2"),
    ("array([1., 0.])", "array([1., 1e-17])", "last digit: 0. → 1e-17 | 1 of 2"),
    ("array([1., 0.])", "array([1., 1e-9])", "value: 0. → 1e-9 | 1 of 2"),
    ("[a, b]\nCategories (2, object): [a, b]", "[a, b]\nCategories (2, str): [a, b]", "form (string-dtype): object → str | 1 of 1"),
    ("a b c d", "a c d e", "extra:  → e | missing: b →  | 0 of 0"),
    ("the 1st of 3", "the 2nd of 4", "value: 1 → 2 | text: st → nd | value: 3 → 4 | 0 of 2"),
]  # fmt: skip
BRACES = [
    ("{'a': 1, 'b': 2}", "{'a': 1}", "missing: 'b': 2 →  | 1 of 2"),
    ("{'a': 1}", "{'a': 1, 'b': 2}", "extra:  → 'b': 2 | 1 of 1"),
    ("{'a': 1, 'b': 2}", "{'b': 3, 'a': 1}", "order (order of keys): 'a' → 'b' | value: 2 → 3 | 1 of 2"),
    ("{'a': {'b': 1}}", "{'a': {'b': 2}}", "value: 1 → 2 | 0 of 1"),
    ("{'a': [1, 2]}", "{'a': [1]}", "text (commas between the elements): [1, 2] → [1] | missing: 2 →  | 1 of 2"),
    ("{}", "{'a': 1}", "extra:  → 'a': 1 | 0 of 0"),
    ("{1, 2, 3}", "{1, 4, 3}", "value: 2 → 4 | 2 of 3"),
    ("{1, 2}", "{1}", "missing: 2 →  | 1 of 2"),
    ("{1}", "{1, 2, 3}", "extra:  → 2 | extra:  → 3 | 1 of 1"),
    ("{1, 1, 2}", "{1, 2, 2}", "value: 1 → 2 | 2 of 3"),
    ("{1: 2}", "{1, 2}", "extra:  → 2 | missing: : 2 →  | 1 of 2"),
    ("{1, 2, ..., 9}", "{1, 2, 3, 9}", "left out: 1 elements (the document leaves them out) | 3 of 3"),
    ("{'a': 1, 'a': 2}", "{'a': 1, 'a': 3}", "value: 2 → 3 | 1 of 2"),
    ("{'a': 1, ...}", "{'a': 1, 'b': 2}", "left out: 1 elements (the document leaves them out) | 1 of 1"),
]  # fmt: skip
LINES = [
    ("a 1\nb 2\nc 3", "a 1\nc 3", "missing: b 2 →  | 2 of 3"),
    ("a 1\nc 3", "a 1\nb 2\nc 3", "extra:  → b 2 | 2 of 2"),
    ("a 1\nb 2", "b 2\na 1", "order: b 2 → b 2 | 1 of 2"),
    ("a 1\nb 2", "a 1\nb 3", "value: 2 → 3 | 1 of 2"),
    ("a 1\nb 2", "b 3\na 1", "extra:  → b 3 | missing: b 2 →  | 1 of 2"),
    ("a 1\n...\nd 4", "a 1\nb 2\nc 3\nd 4", "left out: 2 lines (the document leaves them out) | 2 of 2"),
    ("a 1\n...\nd 4", "a 1\nd 4", "2 of 2"),
    ("a 1\n...", "a 1\nb 2", "left out: 1 lines (the document leaves them out) | 1 of 1"),
    ("...\nd 4", "c 3\nd 5", "value: 4 → 5 | left out: 1 lines (the document leaves them out) | 0 of 1"),
    ("a 1\n...\nc 3\n...\ne 5", "a 1\nb 2\nc 4\nd 4\ne 5", "text: c → b | value: 3 → 2 | left out: 2 lines (the document leaves them out) | 2 of 3"),
    ("a 1", "", "missing: a 1 →  | 0 of 1"),
    ("", "a 1", "extra:  → a 1 | 0 of 0"),
    ("[1\n 2]\nx 3", "[1 2]\nx 4", "form (line-breaks): [1 2] → [1 2] | value: 3 → 4 | 2 of 3"),
    ("a  1", "a 1", "1 of 1"),
    ("one two", "two one", "extra:  → two | missing: two →  | 0 of 0"),
    ("[[1 2]\n [3", "[[1 2]\n [3 4]]", "left out: 1 elements (the document breaks off) | 3 of 3"),
    ("a 1\nb is cu", "a 1\nb is cut off\nc 3", "left out: 2 lines (the document breaks off) | 1 of 1"),
]  # fmt: skip
NAMES = [
    ("dense_1", "dense_2", "form (automatic-name): dense_1 → dense_2 | 0 of 0"),
    ("dense", "dense_2", "form (automatic-name): dense → dense_2 | 0 of 0"),
    ("dense_1 dense_2", "dense_3 dense_5", "value (the numbers are not moved by the same everywhere): dense_1 → dense_3 | value (the numbers are not moved by the same everywhere): dense_2 → dense_5 | 0 of 0"),
    ("'dense_1/kernel'", "'dense_2/kernel'", "form (automatic-name): 'dense_1/kernel' → 'dense_2/kernel' | 0 of 0"),
    ("fold_1", "fold_2", "text: fold_1 → fold_2 | 0 of 0"),
    ("lstm_1", "gru_1", "text: lstm_1 → gru_1 | 0 of 0"),
    ("input_1", "input_layer", "text: input_1 → input_layer | 0 of 0"),
    ("'model_1'", "'functional_1'", "text: 'model_1' → 'functional_1' | 0 of 0"),
]  # fmt: skip
TABLES = [
    ("   a  b\nx  1  2\ny  3  4", "   a  b\nx  1  2\ny  3  5", "value: 4 → 5 | 3 of 4"),
    ("   a  b\nx  1  2\ny  3  4", "   a  b\nx  1  2", "missing: y 3 4 →  | 2 of 4"),
    ("   a  b\nx  1  2\ny  3  4", "   a\nx  1\ny  3", "missing: b →  | missing: 2 →  | missing: 4 →  | 2 of 4"),
    ("   a  b\nx  1  2\ny  3  4", "   a  c\nx  1  2\ny  3  4", "extra:  → c | missing: b →  | extra:  → 2 | missing: 2 →  | extra:  → 4 | missing: 4 →  | 2 of 4"),
    ("   a  b\nx  1  2\ny  3  4", "   a  b\nx  1  2\nz  3  4", "text: y → z | 4 of 4"),
    ("   a  b\nx  1  2", "   a  b\nx  1  2\ny  3  4", "extra:  → y 3 4 | 2 of 2"),
    ("Epoch 1/2\n2/2 - 1s - loss: 1.0\nEpoch 2/2\n2/2 - 1s - loss: 0.5", "Epoch 1/2\n2/2 - 9s - loss: 1.0\nEpoch 2/2\n2/2 - 1s - loss: 0.4", "value: 0.5 → 0.4 | left out: 2 times (volatile) | 9 of 10"),
    ("Epoch 1/2\n2/2 - 1s - loss: 1.0\nEpoch 2/2\n2/2 - 1s - loss: 0.5", "Epoch 1/2\n2/2 - 9s - loss: 1.0", "missing: 2/2 2/2 0.5 →  | left out: 1 times (volatile) | 5 of 10"),
    ("2/2 - 1s - loss: 1.0", "2/2 - 1s - loss: 1.0 - mae: 2.0", "extra:  → 2.0 | left out: 1 times (volatile) | 3 of 3"),
    ("2/2 - 1s - loss: 1.0", "3/3 - 1s - loss: 1.0", "value: 2 → 3 | value: 2 → 3 | left out: 1 times (volatile) | 1 of 3"),
    ("2/2 [==============================] - 1s 2ms/step - loss: 0.1", "2/2 ━━━━━━━━━━━━━━━━━━━━ 1s 4ms/step - loss: 0.1", "form (drawing): 2/2 → 2/2 | left out: 2 times (volatile) | 3 of 3"),
    ("ValueError: shapes 3 and 4", "ValueError: shapes 3 and 5", "value: 4 → 5 | 1 of 2"),
    ("ValueError: no", "KeyError: no", "text: ValueError → KeyError | 0 of 0"),
    ("a.b.ValueError: no", "ValueError: no", "form (module): a.b →  | 0 of 0"),
]  # fmt: skip


def told(page, here):
    """Write what a comparison finds."""
    found = compared(page, here)
    notes = [f"{d.kind}{f' ({d.note})' if d.note else ''}" for d in found.differences]
    shown = [
        f"{note}: {d.printed} → {d.here}" for note, d in zip(notes, found.differences, strict=True)
    ]
    left_out = [f"left out: {it.number} {it.what} ({it.why})" for it in found.left_out]
    return " | ".join([*shown, *left_out, f"{found.equal} of {found.figures}"])


@pytest.mark.parametrize(
    ("page", "here", "expected"), [*ELEMENTS, *NODES, *BRACES, *LINES, *NAMES, *TABLES]
)
def test_every_difference_is_found_once_and_every_figure_is_counted(page, here, expected):
    assert told(page, here) == expected


def pairs(page, here):
    return [(d.kind, d.printed, d.here) for d in compared(page, here).differences]


def kinds_of(page, here, settings=DEFAULT):
    return [difference.kind for difference in compared(page, here, settings).differences]


def test_behind_a_gap_elements_are_compared_from_the_end():
    assert pairs("[1 ... 7 8 9]", "[8 9]") == [("value", "1", "8"), ("missing", "7", "")]
    assert pairs("[1 ... 7 8 9]", "[1 2 3 8 9]") == [("value", "7", "3")]


def test_words_in_another_order_are_missing_and_more():
    assert pairs("a b c 1", "b c a 1") == [("missing", "a", ""), ("extra", "", "a")]


def test_a_clock_is_one_time_where_times_are_left_out_alone():
    times, line = Settings(ignore=(read_part("timing"),)), Settings(ignore=(read_part("line 2"),))
    page, here = "at 10:02:03 we had 3", "at 11:02:04 we had 3"
    assert not kinds_of(page, here, times)
    assert kinds_of(page, here, line) == kinds_of(page, here) == ["value", "value"]


def test_a_row_that_has_moved_says_where_it_is():
    page = "   a  b\nx  1  2\ny  3  4\nz  5  6"
    here = "   a  b\nz  5  6\nx  1  2\ny  3  4"
    notes = [d.note for d in compared(page, here).differences]
    assert notes == [f"the row is row {n} here" for n in (3, 4, 2)]


def test_columns_in_another_order_are_told_once():
    page, here = "   a  b\nx  1  2\ny  3  4", "   b  a\nx  2  1\ny  4  3"
    found = compared(page, here).differences
    assert [(d.kind, d.note) for d in found] == [("order", "order of columns")]


@pytest.mark.parametrize("turned", [False, True])
def test_a_bar_that_only_one_side_prints_is_a_form(turned):
    sides = ["[[0.5]]", "1/1 [==============================] - 0s 5ms/step\n[[0.5]]"]
    page, here = sides[::-1] if turned else sides
    (found,) = compared(page, here).differences
    assert (found.kind, found.note) == ("form", "progress-bar")
    assert [bool(found.printed), bool(found.here)] == [turned, not turned]


def test_keys_in_another_order_are_shown_as_they_stand():
    assert pairs("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}") == [("order", "'a'", "'b'")]


def test_a_part_of_a_table_is_named_by_its_row_and_its_column():
    found = compared("   a  b\nx  1  2\ny  3  4", "   a  b\nx  1  2\ny  3  5").differences
    assert [difference.part for difference in found] == ["row y, b"]


def test_a_figure_differs_at_the_line_of_its_own():
    found = compared("[1 2\n 3 4]\nx", "[1 2\n 3 5]\nx").differences
    assert [(d.line, d.column, d.here_line, d.here_column) for d in found] == [(2, 3, 2, 3)]


def test_the_tolerance_of_a_metric_is_for_it_alone():
    settings = Settings(
        tolerances=(
            Tolerance(read_part("metric loss"), 0.1, 0.0),
            Tolerance(read_part("metric mse"), 0.0, 0.0),
        )
    )
    page = "{'loss': [1.00], 'mae': [1.00]}"
    assert kinds_of(page, "{'loss': [1.01], 'mae': [1.01]}", settings) == ["tolerance", "value"]


def test_a_metric_that_only_one_side_has_is_named_as_one():
    lines = ["Epoch 1/1\n1/1 - 1s - loss: 1.0", " - mae: 0.5"]
    found = [*compared(lines[0], "".join(lines)).differences, *compared("".join(lines), lines[0]).differences]  # fmt: skip
    assert [(d.kind, d.part) for d in found] == [("extra", "metric mae, epoch 1"), ("missing", "metric mae, epoch 1")]  # fmt: skip


def test_a_text_that_is_cut_off_is_shown_without_a_sign_for_it():
    assert pairs("a 1\n[[1 2]\n [3", "a 1") == [("missing", "[[1 2] [3", "")]
