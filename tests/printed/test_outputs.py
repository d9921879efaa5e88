"""Outputs of the same code are compared value by value, each difference at its place."""

from __future__ import annotations

import pytest

from harness.printed.output_differences import SUBSTANCE, OutputComparison
from harness.printed.outputs import compare_outputs, figures
from harness.printed.parts import DEFAULT, Settings, Tolerance, read_part
from tests.growth import UNITS, is_linear


def compared(page: str, here: str, settings: Settings = DEFAULT) -> OutputComparison:
    return compare_outputs(list(enumerate(page.split("\n"), 1)), here, settings)


def kinds(page: str, here: str, settings: Settings = DEFAULT) -> list[str]:
    return [difference.kind for difference in compared(page, here, settings).differences]


@pytest.mark.parametrize(
    ("page", "here", "kind"),
    [
        ("3", "2", "value"),
        ("-inf", "inf", "value"),
        ("\u22123.5", "3.5", "value"),
        ("[1, 2]", "['1', '2']", "value"),
        ("True", "False", "value"),
        ("np.str_('a')", "'b'", "value"),
        ("[1]", "[[1]]", "shape"),
        ("array([1., 2.])", "array([[1., 2.]])", "shape"),
        ("(1,)", "(1)", "text"),
        ("[1 2]", "[1, 2]", "text"),
        ("array([1, 2])", "[1, 2]", "shape"),
        ("a >= 3", "a <= 3", "text"),
        ("x = 5", "y = 5", "text"),
        ("[0.3, 0.1]", "[0.1, 0.3]", "order"),
        ("0.1 0.2\n0.3 0.4", "0.3 0.4\n0.1 0.2", "order"),
        ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}", "order"),
        ("x = 5\ny = 6", "x = 5", "missing"),
        ("x = 5", "x = 5\ny = 6", "extra"),
        ("array([1, 2])", "array([1, 2, 3])", "extra"),
        ("{1, 2}", "{1, 3}", "value"),
        ("[1,000]", "[1000]", "missing"),
        ("{0: 1}", "{1: 0}", "value"),
        ("{nan: 1, nan: 2}", "{nan: 2, nan: 1}", "order"),
        (
            "<tf.Variable 'w:0' shape=() dtype=float32, numpy=1.0>",
            "<tf.Tensor: shape=(), dtype=float32, numpy=1.0>",
            "missing",
        ),
        ("[0", "[0]", "text"),
        ("[[1 2]\n [3 4]", "[[1 2]\n [3 4]]", "text"),
        ("f(1", "f(1)", "text"),
        ("f(1, 2", "f(1, 2)", "text"),
        ("1.5j", "1.54j", "value"),
        ("1.2abc", "1.24abc", "value"),
        ("checksum 0x1234abcd", "checksum 0x1234abce", "text"),
        ("tensorflow.linalg.norm", "numpy.linalg.norm", "text"),
        ("dense_01", "dense_1", "text"),
        ("[0. 0.12345678]", "[0.00000001 0.12345678]", "value"),
        ("[0.25   0.25  \n 0.5    0.0625]", "[0.25   0.25  \n 0.52   0.0625]", "value"),
        ("best: fold_1", "best: fold_2", "text"),
        ("best: 'model_1'", "best: 'model_2'", "text"),
        ("['dense', 'dense']", "['dense', 'dense_1']", "value"),
        ("['dense', 'dense_2']", "['dense', 'dense_1']", "value"),
        ("['dense_1', 'dense']", "['dense', 'dense_1']", "order"),
    ],
)
def test_a_difference_of_substance_is_found(page: str, here: str, kind: str) -> None:
    assert kind in kinds(page, here)
    assert set(kinds(here, page)) & set(SUBSTANCE), "and the other way round"


@pytest.mark.parametrize(
    ("page", "here"),
    [
        ("{2, 3, 1}", "{1, 2, 3}"),
        ("frozenset({'b', 'a'})", "frozenset({'a', 'b'})"),
        ("<A object at 0x7f1234>", "<A object at 0x7fabcd>"),
        ("a  \n\nb", "a\nb\n"),
        ("12%|##    |\r100%|######| done", "100%|######| done"),
    ],
)
def test_what_means_nothing_is_no_difference(page: str, here: str) -> None:
    assert not kinds(page, here)


@pytest.mark.parametrize(
    ("page", "here", "note"),
    [
        ("[ 1.  2.]", "[1. 2.]", "spacing"),
        ("[1 2\n 3]", "[1 2 3]", "line-breaks"),
        ("total 1,000", "total 1000", "thousands"),
        ("1.2x of 3.5GB", "1.24x of 3.46GB", "rounded"),
        ("{'a': 0.333333}", "{'a': 0.3333333333333333}", "shortened"),
        ("[0.333333, 1]", "[0.3333333333333333, 1]", "shortened"),
        ("['dense_3', 'dense_4']", "['dense', 'dense_1']", "automatic-name"),
    ],
)
def test_a_difference_of_form_is_named(page: str, here: str, note: str) -> None:
    found = compared(page, here)
    assert {difference.note for difference in found.differences} == {note}
    assert not found.substance


def test_the_elements_of_an_array_are_printed_to_the_same_place():
    assert compared("array([0.333333, 1.])", "array([0.33333333, 1.])").substance
    assert compared("[0.333333 1.]", "[0.33333333 1.]").substance


def test_the_figures_of_a_time_are_listed_one_by_one():
    found = figures([(7, "12ms at 10:00:05"), (8, "3.5")])
    assert [(figure.text, figure.line) for figure in found] == [
        ("12", 7), ("10", 7), ("00", 7), ("05", 7), ("3.5", 8)
    ]  # fmt: skip


def test_of_paragraphs_that_are_laid_out_otherwise_the_first_word_is_shown():
    (found,) = compared("[ 1.  2.] [3]", "[1. 2.] [3]").differences
    assert (found.printed, found.here, found.note) == ("[ 1. 2.]", "[1. 2.]", "spacing")


@pytest.mark.parametrize("word", ["frame", "series", "log"])
def test_a_word_stands_for_no_table_of_its_name(word):
    tables = {
        "frame": "   a  b\nx  1  2",
        "series": "x    1\ndtype: int64",
        "log": "Epoch 1/2\n2/2 - 0s - loss: 0.5",
    }
    found = [(d.kind, d.here) for d in compared(word, tables[word]).differences]
    assert found == [(d.kind, d.here) for d in compared("words", tables[word]).differences]


def test_the_last_digit_of_a_double_may_differ_unless_the_claim_is_exact() -> None:
    page, here = "0.30000000000000004", "0.30000000000000007"
    assert kinds(page, here) == ["last digit"]
    assert kinds(page, here, Settings(exact=True)) == ["value"]


def test_each_difference_has_its_place_on_both_sides() -> None:
    found = compared("x\n  [1 2 3]", "new\nx\n  [1 9 3]").differences
    assert [(d.kind, d.line, d.column, d.here_line, d.here_column) for d in found] == [
        ("extra", 1, 0, 1, 0),
        ("value", 2, 5, 3, 5),
    ]


@pytest.mark.parametrize(
    ("page", "here", "line"),
    [
        ("[1\n 2]\nb\nc", "new\n[1\n 2]\nb\nc", 1),
        ("[1\n 2]\nb\nc", "[1\n 2]\nnew\nb\nc", 2),
        ("a\nb\nc", "a\nb\nnew\nc", 2),
        ("a\nb\nc", "a\nb\nc\nnew", 3),
        ("", "new", 0),
    ],
)
def test_a_line_that_is_printed_here_alone_stands_where_those_before_it_end(
    page: str, here: str, line: int
) -> None:
    (found,) = compared(page, here).differences
    assert (found.kind, found.line, found.here) == ("extra", line, "new")


def test_what_is_printed_here_alone_stands_where_its_paragraph_begins() -> None:
    (found,) = compared("x\n[1 2\n 3]", "x\n[0 1 2\n 3]").differences
    assert (found.kind, found.line, found.column) == ("extra", 2, 0)


@pytest.mark.parametrize("letters", [199, 200, 201])
def test_a_long_text_is_shown_up_to_two_hundred_characters(letters: int) -> None:
    (found,) = compared("x" * letters, "y" * letters).differences
    assert found.printed == ("x" * 199 + "…" if letters > 200 else "x" * letters)


def test_every_figure_is_counted_once() -> None:
    found = compared("1 2\n[3 4 5]\nloss: 6.5", "1 9\n[3 4 5]\nloss: 6.5")
    assert (found.figures, found.equal, len(found.substance)) == (6, 5, 1)
    assert len(list(figures([(1, "1 2"), (2, "[3 4 5]"), (3, "loss: 6.5")]))) == 6


def test_lines_and_elements_that_the_page_leaves_out_are_said() -> None:
    lines = compared("a\n...\nb 2", "a\nx\ny\nb 2")
    elements = compared("[1 2 ... 9]", "[1 2 3 4 9]")
    members = compared("{1, 2, ..., 9}", "{1, 2, 3, 4, 9}")
    broken_off = compared("[[1 2]\n [3", "[[1 2]\n [3 4]\n [5 6]]")
    for found, number in ((lines, 2), (elements, 2), (members, 2), (broken_off, 3)):
        assert not found.differences
        assert sum(item.number for item in found.left_out) == number


@pytest.mark.parametrize(
    ("page", "here", "differences", "left_out"),
    [
        ("a 1\n...", "a 2\nx\ny", [("value", "1", "2")], [(2, "lines", 2)]),
        ("...\nz 1", "x\ny\nz 2", [("value", "1", "2")], [(2, "lines", 1)]),
        ("a 1\n...\nz 3", "a 9\nx\nz 4", [("value", "1", "9"), ("value", "3", "4")], [(1, "lines", 2)]),
        ("a 1\n...\nz 3", "a 9\n[1\n 2]\nz 4", [("value", "1", "9"), ("value", "3", "4")], [(2, "lines", 2)]),
        ("a 1\n...\nz 3", "a 9\nz 4", [("value", "1", "9"), ("value", "3", "4")], []),
        ("a 1\n...\nm 5\n...\nz 3", "a 9\nm 6\nx\nz 4", [("value", "1", "9"), ("value", "5", "6"), ("value", "3", "4")], [(1, "lines", 2)]),
        ("a 1\nb 2\n...\nz 3", "a 9", [("value", "1", "9"), ("missing", "b 2", ""), ("missing", "z 3", "")], []),
        ("a 1\nb 2\n...\ny 3\nz 4", "a 9\nb 8\nx\nx\ny 7\nz 6", [("value", "1", "9"), ("value", "2", "8"), ("value", "3", "7"), ("value", "4", "6")], [(2, "lines", 3)]),
    ],
)  # fmt: skip
def test_what_stands_around_a_gap_is_compared_from_both_ends(
    page: str,
    here: str,
    differences: list[tuple[str, str, str]],
    left_out: list[tuple[int, str, int]],
) -> None:
    found = compared(page, here)
    assert [(d.kind, d.printed, d.here) for d in found.differences] == differences
    assert [(item.number, item.what, item.line) for item in found.left_out] == left_out


@pytest.mark.parametrize(
    ("page", "here", "left_out"),
    [
        ("a 1\nTraina", "a 1\nTrainable: 0", [(1, 2)]),
        ("a 1\nTraina", "a 1\nTrainable: 0\nb\nc", [(3, 2)]),
        ("a 1\nTraina", "a 1\nTrainable", []),  # another word, as far as one can tell
        ("a 1\nTraina", "a 1\nTrainable\nb", [(2, 2)]),
        ("a 1\nTraina", "a 1\nTrainable\n\n", []),
        ("a 1\nTraina", "Trainable: 0", [(1, 2)]),
        ("a 1\n\nTraina\n\n", "a 1\n\n\nTrainable: 0", [(1, 3)]),
        ("Traina", "Trainable: 0", []),
        ("\nTraina", "\nTrainable: 0", []),
        ("a 1\nTraina", "a 1\nTraina 0", []),
        ("a 1\nTraina", "a 1\nTraina7 0", []),
        ("a 1\n12", "a 1\n12b 0", []),
        ("a 1\nT", "Trainable: 0\na 1\nTrainable: 7", [(1, 2)]),  # the last that it may be
    ],
)
def test_a_word_is_cut_where_more_words_follow_here_and_lines_precede_it(
    page: str, here: str, left_out: list[tuple[int, int]]
) -> None:
    found = compared(page, here).left_out
    assert [(item.number, item.line) for item in found] == left_out


def test_a_page_that_breaks_off_within_a_word_says_no_more() -> None:
    found = compared("a 1\nTraina", "a 1\nTrainable: 0\nb")
    assert not found.differences
    assert found.left_out[0].why == "the document breaks off"
    assert not kinds("a 1\nit is a", "a 1\nit is able to go")  # after one letter
    assert kinds("a 1\nloss: 0.5", "a 1\nloss: 0.54") == ["value"]


@pytest.mark.parametrize("blank", ["", "\n", "\n\n"])
def test_blank_lines_around_a_cut_word_change_nothing(blank: str) -> None:
    page, here = f"a 1\n{blank}Traina{blank}", f"a 1\n{blank}Trainable: 0\nb"
    found = compared(page, here)
    assert not found.differences
    assert [item.why for item in found.left_out] == ["the document breaks off"]


TABLES = {
    "series": "0    1\n1    2\ndtype: int64",
    "frame": "   a  b\n0  1  2",
    "exception": "Traceback (most recent call last):\n    ...\nValueError: x",
    "log": "Epoch 1/1\n2/2 - 0s - loss: 0.5",
    "summary": "Layer (type)  Param #\n================\na (B)         3\n================",
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_that_only_one_side_has_is_missing_or_more_as_its_lines(kind: str) -> None:
    table = TABLES[kind]
    assert set(kinds("x", f"x\n{table}")) == {"extra"}
    assert set(kinds(f"x\n{table}", "x")) == {"missing"}
    assert compared(kind, table).substance
    assert compared(table, kind).substance


def test_a_progress_bar_without_metrics_that_only_one_side_has_is_a_matter_of_form() -> None:
    bar = "2/2 [==============================] - 0s"
    for page, here in (("x", f"x\n{bar}"), (f"x\n{bar}", "x")):
        (found,) = compared(page, here).differences
        assert (found.kind, found.note) == ("form", "progress-bar")
        assert bool(found.printed) is (page != "x")


@pytest.mark.parametrize("heads", [("f", "array"), ("array", "f")])
def test_what_only_one_side_calls_an_array_is_none(heads: tuple[str, str]) -> None:
    page, here = (
        f"{head}([{end}, 0.12345678])"
        for head, end in zip(heads, ("0.5", "0.50000006"), strict=True)
    )
    assert sorted(kinds(page, here)) == ["text", "value"]
    found = compared(f"{heads[0]}([0.333333, 1.])", f"{heads[1]}([0.33333333, 1.])").differences
    assert [(d.kind, d.note) for d in found] == [("text", ""), ("form", "shortened")]


def test_where_the_page_prints_nothing_all_that_is_printed_here_is_more() -> None:
    assert [difference.kind for difference in compare_outputs([], "x").differences] == ["extra"]


def test_what_is_printed_elided_here_alone_is_missing() -> None:
    assert "missing" in kinds("[1 2 3 4 9]", "[1 2 ... 9]")
    ends = compared("[9]", "[1 ... 8 9]")  # compared from both ends: 9 is the last of both
    assert {difference.here for difference in ends.differences} == {"...", "1"}


def test_neighbours_differ_in_the_last_digit_as_far_as_float32_reaches() -> None:
    assert kinds("[2.0000001e+38]", "[2.0000003e+38]") == ["last digit"]
    assert kinds("[4.0000001e+38]", "[4.0000003e+38]") == ["value"]


def test_of_metrics_in_another_order_the_first_that_is_not_in_its_place_is_named() -> None:
    ways = [f"Epoch 1/1\n1/1 - 1s - loss: 1.0 - {way}" for way in ("a: 2 - b: 3", "b: 3 - a: 2")]
    for (page, here), first in ((ways, "2"), (ways[::-1], "3")):
        (found,) = compared(page, here).differences
        assert (found.kind, found.note, found.printed) == ("form", "metric-order", first)


def test_the_value_at_a_named_place_is_left_out_but_not_its_shape() -> None:
    settings = Settings(ignore=(read_part("line 2"),))
    assert not kinds("a 1\n[1 2]", "a 1\n[3 4]", settings)
    assert kinds("a 1\n[1 2]", "a 1\n[3 4 5]", settings) == ["extra"]
    assert kinds("a 1\n[1 2]", "a 2\n[3 4]", settings) == ["value"]
    assert compared("a 1\n[1 2]", "a 1\n[3 4]", settings).left_out[0].what == "line 2"


def test_a_metric_of_a_dictionary_is_left_out_by_its_name() -> None:
    settings = Settings(ignore=(read_part("metric loss"),))
    assert not kinds("{'loss': [0.5], 'mae': [1.0]}", "{'loss': [0.6], 'mae': [1.0]}", settings)
    assert kinds("{'loss': [0.5], 'mae': [1.0]}", "{'loss': [0.5], 'mae': [2.0]}", settings)
    assert not kinds("{'loss': 10:30}", "{'loss': 10:31}", settings)  # its name ends at a colon


def test_times_are_left_out_where_the_spec_says_so() -> None:
    settings = Settings(ignore=(read_part("timing"),))
    assert not kinds("took 5 ms for 3", "took 6 ms for 3", settings)
    assert kinds("took 5 ms for 3", "took 6 ms for 4", settings) == ["value"]
    assert kinds("took 5 ms", "took 6 ms") == ["value"]


def test_a_tolerance_covers_its_part_alone() -> None:
    settings = Settings(tolerances=(Tolerance(read_part("line 1"), 0.1, 0.0),))
    assert kinds("1.00\n2.00", "1.01\n2.01", settings) == ["tolerance", "value"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("line 5-3", True), ("number", True), ("metric ", True), ("lines 3-5", False)],
)
def test_only_times_addresses_lines_metrics_and_columns_are_parts(text: str, wrong: bool) -> None:
    if not wrong:
        assert read_part(text).lines == (3, 5)
        return
    with pytest.raises(ValueError, match="no part of an output"):
        read_part(text)


@pytest.mark.growth
@pytest.mark.parametrize("unit", [*UNITS, "dense_1 ", "{1: ", "{1, ", "x\n...\n", "1.5 "])
def test_comparing_takes_linear_time(unit: str) -> None:
    assert is_linear(lambda text: compared(text, text.replace("1", "2") + "3"), unit, 5000)


SUMMARY = "Date:                Fri, 06 May 2022   Prob (F-statistic):           1.58e-42\nTime:                        15:45:37   Log-Likelihood:                -112.34"


def test_when_a_model_was_fitted_is_left_out_of_its_summary() -> None:
    later = SUMMARY.replace("Fri, 06 May 2022", "Thu, 26 Nov 2026").replace("15:45:37", "22:01:02")
    found = compared(SUMMARY, later)
    assert found.differences == ()
    assert [(item.number, item.what) for item in found.left_out] == [(2, "dates and times")]
    assert kinds(SUMMARY, later.replace("1.58", "1.59")) == ["value"]
    assert "value" in kinds("Date: Fri, 06 May 2022", "Date: Thu, 26 Nov 2026")


@pytest.mark.parametrize("kind", ["float32", "complex64"])
def test_numbers_of_a_tensor_have_its_precision(kind: str) -> None:
    look = "<tf.Tensor: shape=(2,), dtype={0}, numpy=array([{1}], dtype={0})>"
    ends = ["-0.99999994,  5.9999995 ", "-0.9999999,  6.       "]
    if kind == "complex64":
        ends = ["-0.99999994+0.j,  5.9999995 +0.j", "-0.9999999+0.j,  6.       +0.j"]
    page, here = (look.format(kind, end) for end in ends)
    assert kinds(page, here) == ["last digit"] * 2
    assert "value" in kinds(page, here.replace("-0.9999999", "-0.9999989"))
    assert "value" in kinds(page.replace(kind, "float64"), here.replace(kind, "float64"))


def test_a_whole_output_does_not_break_off() -> None:
    cut, whole = "array([1, 2,", "array([1, 2,\n       3])"
    assert not compared(cut, whole).substance
    assert compared(cut, whole, Settings(whole=True)).substance
    assert not compared(whole, whole, Settings(whole=True)).differences


def test_defaults_that_are_not_written_here_are_left_out_by_name() -> None:
    found = compared("Ridge(alpha=2.0, tol=0.001)", "Ridge(alpha=2.0)", Settings(defaults=True))
    assert not found.substance
    assert [(item.number, item.why) for item in found.left_out] == [
        (1, "defaults are not written here")
    ]


def test_what_differs_beside_defaults_is_no_default() -> None:
    page, here = "x\nRidge(alpha=[1, 2], tol=0.001)", "x\nRidge(alpha=[1, 3, 5])"
    found = compared(page, here, Settings(defaults=True))
    assert [(d.kind, d.printed, d.here) for d in found.substance] == [
        ("extra", "", "5"),
        ("value", "2", "3"),
    ]
    assert [(item.number, item.line) for item in found.left_out] == [(1, 2)]


@pytest.mark.parametrize("text", ["x 1", "[1\n 2]", "Epoch 1/1\n2/2 - 0s - loss: 0.5\nx 1"])
@pytest.mark.parametrize("blank", ["\n", "\n \n"])
def test_blank_lines_above_an_output_are_no_difference_of_form(text: str, blank: str) -> None:
    for page, here in ((blank + text, text), (text, blank + text), (text + blank, text)):
        assert compared(page, here).differences == ()


def test_what_is_volatile_is_left_out_at_the_line_where_it_stands_first() -> None:
    page = "x\n<A object at 0x7f12ab>\n<B object at 0x7f34cd>"
    found = compared(page, page.replace("0x7f", "0x7e"))
    assert [(o.number, o.what, o.why, o.line) for o in found.left_out] == [
        (2, "addresses", "volatile", 2)
    ]
    settings = Settings(ignore=(read_part("timing"),))
    took = compared("x\ntook 5 ms\n6 ms", "x\ntook 7 ms\n8 ms", settings)
    assert [(o.number, o.what, o.line) for o in took.left_out] == [(2, "times", 2)]
