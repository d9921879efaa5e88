"""Each output of a page gets the label that says what is known of it, and no other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.execution import (
    AGAIN,
    ONCE_MORE,
    OTHER_ARITHMETIC,
    OTHER_HASH,
    OTHER_SEED,
    StatementEnding,
)
from harness.checking.labels import PageLabels
from tests.checking.pages import ended, markdown, notebook, shown, stream


def labels(page, *executions, **options):
    """Return the label of each block: of its output, or else of its code."""
    checked = PageLabels(page, list(executions), **options).checked()
    return [block.output.label if block.output else block.outcome for block in checked.blocks]


def test_the_same_output_is_confirmed_and_another_refuted(tmp_path):
    page = markdown(tmp_path, ("print(1)", "1"), ("print(2)", "3"))
    assert labels(page, ended(page, "1\n", "2\n")) == ["confirmed", "refuted"]


def test_what_differs_between_two_runs_is_random(tmp_path):
    page = markdown(tmp_path, ("print(draw())", "0.5"), ("print(shape)", "(3,)"))
    runs = ended(page, "0.25\n", "(2,)\n"), ended(page, "0.75\n", "(2,)\n", how=OTHER_HASH)
    assert labels(page, *runs) == ["random", "refuted"]


def test_random_is_random_even_where_the_plain_run_agrees_by_chance(tmp_path):
    page = markdown(tmp_path, ("print(draw())", "1"))
    assert labels(page, ended(page, "1\n"), ended(page, "2\n", how=OTHER_HASH)) == ["random"]


def test_a_page_whose_seed_does_not_hold_is_told_so(tmp_path):
    page = markdown(tmp_path, ("import random\nrandom.seed(1)", None), ("print(draw())", "0.5"))
    runs = ended(page, "", "0.25\n"), ended(page, "", "0.75\n", how=OTHER_HASH)
    output = PageLabels(page, runs).checked().blocks[1].output
    assert output.label == "random"
    assert "sets a seed at line 3, yet" in output.why


def test_a_value_that_rests_on_the_seed_is_wrong_unless_other_arithmetic_moves_it(tmp_path):
    page = markdown(tmp_path, ("import random\nrandom.seed(1)", None), ("print(draw())", "0.5"))
    runs = [
        ended(page, "", "0.25\n"),
        ended(page, "", "0.25\n", how=OTHER_HASH),
        ended(page, "", "0.75\n", how=OTHER_SEED),
    ]
    first = PageLabels(page, runs)
    output = first.checked().blocks[1].output
    assert output.label == "refuted"
    assert "yet another value is drawn here" in output.why
    assert first.wants == {OTHER_ARITHMETIC}
    assert labels(page, *runs, ended(page, "", "0.26\n", how=OTHER_ARITHMETIC))[1] == "random"
    assert labels(page, *runs, ended(page, "", "0.25\n", how=OTHER_ARITHMETIC))[1] == "refuted"


def test_a_wrong_value_of_a_page_that_draws_is_looked_at_once_more(tmp_path):
    page = markdown(tmp_path, ("print(draw())", "0.5"), ("print(draw())", "1"))
    runs = [ended(page, "0.25\n", "2\n"), ended(page, "0.75\n", "2\n", how=OTHER_HASH)]
    found = PageLabels(page, runs)
    assert [block.outcome for block in found.checked().blocks] == ["random", "refuted"]
    assert found.wants == {AGAIN}
    assert labels(page, *runs, ended(page, "0.35\n", "3\n", how=AGAIN)) == ["random", "random"]


def test_what_follows_from_a_failure_has_its_line_as_root(tmp_path):
    page = markdown(
        tmp_path,
        ("df = read('prices.csv')", None),
        ("print(df.mean())", "3"),
        ("print(1 + 1)", "3"),
    )
    lost = ["FileNotFoundError: [Errno 2] No such file or directory: 'prices.csv'"]
    checked = PageLabels(page, [ended(page, lost, ["NameError: name 'df' is not defined"], "2\n")])
    first, second, third = checked.checked().blocks
    assert (first.outcome, first.why) == ("blocked", "needs the file prices.csv")
    assert (second.outcome, second.root) == ("blocked", first.line)
    assert third.outcome == "refuted"


def test_code_that_fails_by_itself_raises_once(tmp_path):
    page = markdown(tmp_path, ("x = numpy.float(3)", None), ("print(x)", "3.0"))
    gone = ["AttributeError: module 'numpy' has no attribute 'float'"]
    assert labels(page, ended(page, gone, ["NameError: name 'x' is not defined"])) == [
        "raises",
        "blocked",
    ]


def test_an_exception_that_the_page_shows_is_expected(tmp_path):
    page = notebook(
        tmp_path,
        ("1 / 0", {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero",
                   "traceback": ["ZeroDivisionError: division by zero"]}),
        ("2 + 2", shown("4")),
    )  # fmt: skip
    result = {"of": "int", "length": 1}
    four = [StatementEnding(page.blocks[1].code, "4\n", result=result)]
    same = ["ZeroDivisionError: division by zero"]
    assert labels(page, ended(page, same, four)) == ["confirmed", "confirmed"]
    assert labels(page, ended(page, ["KeyError: 'a'"], four))[0] == "refuted"
    assert labels(page, ended(page, "", four))[0] == "refuted"


def test_stderr_is_no_output_and_a_picture_is_not_compared(tmp_path):
    drawn = {"output_type": "display_data", "metadata": {},
             "data": {"text/plain": "<Figure size 1x1 with 1 Axes>", "image/png": "aWk="}}  # fmt: skip
    page = notebook(
        tmp_path,
        ("print(1)", stream("old\n", "stderr"), stream("1\n")),
        ("plot()", drawn),
        ("print(2)", drawn, stream("2\n")),
    )
    assert labels(page, ended(page, "1\n", "", "2\n")) == ["confirmed", "picture", "confirmed"]


def test_times_of_magics_are_volatile_and_the_value_beside_them_is_not(tmp_path):
    times = stream("CPU times: user 2 µs\nWall time: 4 µs\n")
    page = notebook(tmp_path, ("%%time\n1 + 1", times, shown("2")), ("%%time\nf()", times))
    result = {"of": "int", "length": 1}
    cell = [StatementEnding(page.blocks[0].code, "2\n", result=result)]
    assert labels(page, ended(page, cell, "")) == ["confirmed", "volatile"]


def test_code_that_prints_its_own_failure_to_reach_the_network_is_blocked(tmp_path):
    page = markdown(tmp_path, ("fetch()", "1000"))
    tried = StatementEnding(
        page.blocks[0].code, "<urlopen error [Errno -3] name resolution>\n", sought=("network",)
    )
    assert labels(page, ended(page, [tried])) == ["blocked"]


def test_a_statement_that_takes_too_long_blocks_what_needs_it_and_nothing_else(tmp_path):
    page = markdown(tmp_path, ("x = train()", None), ("print(x)", "1"), ("print(2)", "2"))
    slow = [StatementEnding(page.blocks[0].code, stopped="time limit of 60 s")]
    lost = ["NameError: name 'x' is not defined"]
    assert labels(page, ended(page, slow, lost, "2\n")) == ["blocked", "blocked", "confirmed"]


def test_a_skipped_block_is_blocked_with_its_directive(tmp_path):
    page = markdown(tmp_path, ("print(1)", "1"))
    object.__setattr__(page.blocks[0], "skipped", "skip: next")
    block = PageLabels(page, [ended(page)]).checked().blocks[0]
    assert (block.outcome, block.why) == ("blocked", "not run: skip: next")


def test_one_rerun_is_never_taken_for_random_and_two_are(tmp_path):
    page = markdown(tmp_path, ("print(draw())", "0.5"))
    one, two = ended(page, "0.25\n", how="a.ipynb"), ended(page, "0.75\n", how="b.ipynb")
    alone = PageLabels(page, [one]).checked().blocks[0].output
    assert (alone.label, "one rerun" in alone.why) == ("refuted", True)
    assert labels(page, one, two) == ["random"]


@pytest.mark.parametrize("strict", [False, True])
def test_another_form_is_confirmed_unless_form_is_strict(tmp_path, strict):
    page = markdown(tmp_path, ("np.sum([1, 2])", "3"))
    found = labels(page, ended(page, "np.int64(3)\n"), strict=strict)
    assert found == ["refuted" if strict else "confirmed"]


@given(printed=st.text("0123 .[]\n", min_size=1, max_size=20), here=st.just(""))
def test_nothing_printed_here_confirms_no_output(tmp_path_factory, printed, here):
    page = markdown(tmp_path_factory.mktemp("page"), ("f()", printed))
    if page.blocks[0].outputs and printed.strip():
        assert labels(page, ended(page, here)) != ["confirmed"]


def test_a_date_of_today_is_volatile_and_the_values_beside_it_are_compared(tmp_path):
    page = markdown(
        tmp_path, ("fit()", "Date: Fri, 06 May 2022\nR2: 0.5"), ("fit()", "Date: 2022-05-06")
    )
    printed = ["Date: Thu, 26 Nov 2026\nR2: {}", "Date: 2026-11-26"]
    for value, label in (("0.5", "confirmed"), ("0.6", "refuted")):
        run = ended(page, printed[0].format(value), printed[1])
        run = replace(run, started="2026-11-26T12:00:00+00:00")
        assert labels(page, run) == [label, "volatile"]
        assert labels(page, replace(run, started="2025-01-01T12:00:00+00:00")) == [
            "refuted",
            "refuted",
        ]


@pytest.mark.parametrize("output", ["<A object at 0x7f12>", "[<A at 0x1a>, <B at 0x2b>]", "..."])
def test_what_holds_nothing_to_compare_is_not_confirmed(tmp_path, output):
    page = markdown(tmp_path, ("f()", output))
    assert labels(page, ended(page, output)) != ["confirmed"]


def test_what_a_shell_line_would_have_printed_is_not_missed(tmp_path):
    page = notebook(
        tmp_path, ("!ls\nprint(1)", stream("a.txt\n1\n")), ("!ls\nprint(1)", stream("2\n"))
    )
    assert labels(page, ended(page, "1\n", "1\n"))[1] == "refuted"


def test_a_comment_inside_a_statement_is_no_output_of_it(tmp_path):
    page = markdown(tmp_path, ("def f():\n    len('a')  # 7\n    return 2\nprint(f())", "2"))
    assert labels(page, ended(page, "2\n")) == ["confirmed"]


def test_a_cell_ends_with_the_exception_that_the_page_shows(tmp_path):
    page = markdown(tmp_path, ("a = f(1)\nprint(a)", "ValueError: no"), ("print(2)", "2"))
    first, second = ((number, number) for number in page.blocks[0].code)
    raised = {"line": None, "missing": None, "causes": []}
    endings = [
        StatementEnding(first, raises={"type": "ValueError", "message": "no", **raised}),
        StatementEnding(second, raises={"type": "NameError", "message": "name 'a' is not defined", **raised}),
    ]  # fmt: skip
    checked = PageLabels(page, [ended(page, endings, "2\n")]).checked()
    assert [block.outcome for block in checked.blocks] == ["confirmed", "confirmed"]


def test_what_a_logger_writes_is_no_output_of_a_text(tmp_path):
    page = markdown(tmp_path, ("f()", "WARNING:tensorflow:Layer a will not use cuDNN\n3"))
    assert labels(page, ended(page, "3\n")) == ["confirmed"]
    assert labels(page, ended(page, "4\n")) == ["refuted"]


WRAPPED = "     a  b  \\\n0    1  2   \n1    3  4   \n\n   c  d  \n0  5  6  \n1  7  8  \n"
WHOLE = "   a  b  c  d\n0  1  2  5  6\n1  3  4  7  8\n"


def test_a_frame_may_be_wrapped_elsewhere_and_a_stored_output_is_whole(tmp_path):
    blocks = [("show(frame)", stream(WRAPPED)), ("show(array)", stream("array([1,\n       2,\n"))]
    page = notebook(tmp_path, *blocks)
    cut = "array([1,\n       2,\n       3])\n"
    assert labels(page, ended(page, WHOLE, cut)) == ["confirmed", "refuted"]
    assert labels(page, ended(page, WHOLE.replace("8", "9"), cut))[0] == "refuted"


def test_whole_numbers_may_be_floats_here(tmp_path):
    page = notebook(tmp_path, ("limits()", stream("(0, 200)\n")), ("half()", stream("(0, 3)\n")))
    assert labels(page, ended(page, "(0.0, 200.0)\n", "(0.0, 3.5)\n")) == ["confirmed", "refuted"]


def test_code_that_hides_its_failure_to_reach_the_network_is_blocked_where_it_differs(tmp_path):
    page = markdown(tmp_path, ("d = fetch()", None), ("print(len(d))", "1000"), ("print(2)", "2"))
    tried = [StatementEnding(page.blocks[0].code, sought=("network",))]
    checked = PageLabels(page, [ended(page, tried, "0\n", "2\n")]).checked()
    assert [block.outcome for block in checked.blocks] == ["blocked", "blocked", "confirmed"]
    assert checked.blocks[1].root == page.blocks[0].code[0]
    same = PageLabels(page, [ended(page, tried, "1000\n", "2\n")]).checked()
    assert same.blocks[1].outcome == "confirmed"


def test_a_package_that_is_missing_is_told_even_where_the_rest_of_the_cell_prints(tmp_path):
    page = markdown(tmp_path, ("from nowhere import a\nprint(1)", "1"))
    first, second = ((number, number) for number in page.blocks[0].code)
    raised = {"type": "ModuleNotFoundError", "message": "No module named 'nowhere'", "line": first[0],
              "missing": "nowhere", "causes": []}  # fmt: skip
    endings = [StatementEnding(first, raises=raised), StatementEnding(second, "1\n")]
    block = PageLabels(page, [ended(page, endings)]).checked().blocks[0]
    assert (block.outcome, block.why) == ("blocked", "needs the package nowhere")


def test_a_draw_without_a_seed_that_agrees_by_chance_is_looked_at_again_and_again(tmp_path):
    page = markdown(tmp_path, ("import random\nprint(random.randint(0, 1))", "1"))
    first, second = ((number, number) for number in page.blocks[0].code)
    coin = [StatementEnding(first), StatementEnding(second, "0\n")]
    runs = [ended(page, coin), ended(page, coin, how=OTHER_HASH)]
    for how in (AGAIN, ONCE_MORE):
        found = PageLabels(page, runs)
        assert found.checked().blocks[0].outcome == "refuted"
        assert how in found.wants
        runs.append(ended(page, coin, how=how))


def test_last_digits_of_a_float_of_python_are_no_sums(tmp_path):
    page = markdown(tmp_path, ("f()", "1.4142135623730941"))
    for of, label in (("float", "refuted"), ("numpy.float64", "confirmed")):
        value = [
            StatementEnding(
                page.blocks[0].code, "1.4142135623730951\n", result={"of": of, "length": 18}
            )
        ]
        assert labels(page, ended(page, value)) == [label]


def test_how_many_are_drawn_and_of_what_kind_is_compared(tmp_path):
    page = markdown(tmp_path, ("print(draw())", "[3, 1, 0, 2]"), ("print(gauss())", "x"))
    runs = (
        ended(page, "[4, 1, 0, 2, 3]\n", "0.5\n"),
        ended(page, "[1, 4, 3, 2, 0]\n", "0.25\n", how=OTHER_HASH),
    )
    assert labels(page, *runs) == ["refuted", "refuted"]


def test_an_exception_without_traceback_is_known_by_its_name_and_message(tmp_path):
    error = {"output_type": "error", "ename": "KeyError", "evalue": "'a'", "traceback": []}
    page = notebook(tmp_path, ("{}['a']", error))
    assert labels(page, ended(page, ["KeyError: 'a'"])) == ["confirmed"]
    assert labels(page, ended(page, ["ValueError: a"])) == ["refuted"]


@pytest.mark.parametrize("value", ["[]", "()", "{}"])
def test_empty_brackets_are_a_value_and_not_left_out(tmp_path, value):
    page = markdown(tmp_path, ("f()", value), ("f()", "<...>"))
    assert labels(page, ended(page, value, "<A B>")) == ["confirmed", "volatile"]
    assert labels(page, ended(page, "[1]", "<A B>"))[0] == "refuted"
