"""Figures stand in their lines as written, and what stands instead is named."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents import Misprint, PrintedColumn
from harness.documents.quoting import instead_of, misprint, stands_in, where

LOG = "Epoch 1/2\n7/7 - 1s 2ms/step - loss: 0.2033 - val_loss: 0.1331\nEpoch 2/2\n7/7 - loss: 0.0411 - val_loss: 0.0314"
LOSSES = PrintedColumn("loss", ("0.2033", "0.0411"))


@pytest.mark.parametrize(
    ("figure", "passage", "stands"),
    [
        ("42", "params 42  #", True),
        ("42", "params 142", False),
        ("42", "params 42.5", False),
        ("42", "it is 42.", True),
        ("4", "4,908", False),
        ("908", "4,908", False),
        ("4,908", "14,908", False),
        ("4,908", "4,908,000", False),
        ("908", "4, 908", True),
        ("4", "[4, 908]", True),
        ("4", "it is 4, or so", True),
        (",908", "4,908", True),
        (",908", "4, 908", True),
        (",908", "4, 08", False),
        ("4,908", "Total params: 4,908", True),
        ("4908", "Total params: 4,908", False),
        ("87.5 %", "it reaches 87.5 % at last", True),
        ("1e-3", "a rate of 1e-3.", True),
        ("1e-3", "a rate of 1e-30", False),
        ("1.23 MB", "Total params: 322881 (1.23 MB)", True),
        ("(None, 3)", "simple_rnn (SimpleRNN)  (None, 3)   42", True),
        ("(None, 3)", "(None, 32, 3)", False),
        ("[[ 0.1]\n [0.2]]", "  [[0.1]\n   [ 0.2]]", True),
        ("[[1, 2], [3]]", "[[1, 2],\n [3]]", True),
        ("{'a': 1, 'b': [2]}", "index: {'a': 1, 'b': [2]}", True),
        ("{'a': 1, 'b': [2]}", "index: {'a': 1, 'b': [3]}", False),
        ("[0 0 ... 9]", "[0 0 ... 9]", True),
        ("lstm", "lstm_1", False),
        ("loss 4", "loss 4,908", False),
        ("4 losses", "4 losses,908", True),
        ("4 losses", "908,4 losses", False),
        ("losses 4", "908,losses 4", True),
        ("0.0202", "손실은 0.0202였다", True),
        ("0.0202", "손실은 0.02021였다", False),
    ],
)
def test_a_figure_stands_in_a_passage_only_as_a_whole(figure, passage, stands):
    assert stands_in(figure, passage) is stands


@given(st.text(max_size=20).filter(str.strip))
def test_a_figure_stands_in_every_unicode_form_of_itself(figure):
    for form in ("NFC", "NFD"):
        assert stands_in(figure, f"( {unicodedata.normalize(form, figure)} )")


@pytest.mark.parametrize(
    ("figure", "passage", "found"),
    [
        ("0.0202", "the loss is 0.0203 after 20 epochs", Misprint("0.0202", "0.0203", 0)),
        ("4,908", "params\nTotal params: 4,941", Misprint("4,908", "4,941", 1)),
        (
            "(None, 32, 3)",
            "embedding (None, 32, 4) 300",
            Misprint("(None, 32, 3)", "(None, 32, 4)"),
        ),
        ("hidden_units", "set hidden_unit first", Misprint("hidden_units", "hidden_unit")),
        ("0.0202", "loss 0.0203\nagain 0.0203", Misprint("0.0202", "0.0203", 0)),
        ("0.0202", "no number here", Misprint("0.0202", "")),
        ("0.0202", "", Misprint("0.0202", "")),
        ("7", "99", Misprint("7", "99")),  # any number may stand for another one
        ("7", "seven", Misprint("7", "")),
        ("seven", "7", Misprint("seven", "")),
        ("loss", "lose", Misprint("loss", "lose")),
        ("loss", "else", Misprint("loss", "")),
        ("abcde", "abcxy", Misprint("abcde", "")),
        ("0.25 loss", "0.25 7", Misprint("0.25 loss", "0.25 7")),
        ("a " + "x" * 101, "a word", Misprint("a " + "x" * 101, "a word")),
        ("0.25 loss", "0.9 a 0.25 a", Misprint("0.25 loss", "0.25 a")),
        ("0.25", "0.9 0.24 0.1", Misprint("0.25", "0.24")),
        ("125 345", "125 apples, 124 346", Misprint("125 345", "124 346")),
        ("12 7", "a 12", Misprint("12 7", "")),  # two words do not stand where one is left
        ("x" * 100, "x" * 99 + "y", Misprint("x" * 100, "x" * 99 + "y")),
        ("x" * 101, "x" * 100 + "y", Misprint("x" * 101, "")),
    ],
)
def test_what_stands_instead_of_a_figure_is_named_with_its_line(figure, passage, found):
    assert instead_of(figure, passage) == found


@pytest.mark.parametrize(("number", "is_found"), [(8, True), (9, False)])
def test_in_a_figure_of_many_words_only_equal_ones_count(number, is_found):
    figure = " ".join(f"word{place}" for place in range(number))
    passage = figure.replace("word", "words")
    assert instead_of(figure, passage).document == (passage if is_found else "")


def test_a_log_prints_its_columns_in_order():
    assert misprint(None, [LOSSES, PrintedColumn("val_loss", ("0.1331", "0.0314"))], LOG) is None


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        (("0.2033", "0.0412"), Misprint("0.0412", "0.0411", 3)),
        (("0.0411", "0.2033"), Misprint("0.0411", "0.2033", 1)),
        (("0.2033", "0.0411", "0.0300"), Misprint("0.0300", "", 3)),
        (("0.2033",), Misprint("", "0.0411", 3)),
    ],
)
def test_a_log_that_prints_otherwise_is_noticed_with_both_figures(figures, found):
    assert misprint(None, [PrintedColumn("loss", figures)], LOG) == found


@pytest.mark.parametrize(
    ("figure", "printed", "is_same"),
    [
        ("nan", "nan", True),
        ("0.50", "0.5", True),
        ("nan", "inf", False),
        ("2j", "2", False),
        ("7" * 2000, "7" * 2000, True),
    ],
)
def test_figures_of_a_column_are_compared_by_their_values(figure, printed, is_same):
    found = misprint(None, [PrintedColumn("loss", (figure,))], f"loss: {printed}")
    assert found == (None if is_same else Misprint(figure, printed, 0))


def test_nothing_stands_at_the_beginning_of_a_passage():
    assert where(" ", "words") == (0, 0)


def test_a_column_with_an_open_end_may_go_on():
    assert misprint(None, [PrintedColumn("loss", ("0.2033",), is_open=True)], LOG) is None


def test_without_a_name_every_number_of_the_lines_counts():
    assert misprint(None, [PrintedColumn("", ("0", "0", "7"))], "[0 0\n 7]") is None
    assert misprint(None, [PrintedColumn("", ("0", "0", "7"))], "[0 0\n 8]") == Misprint(
        "7", "8", 1
    )


@given(st.lists(st.decimals(0, 9, places=4), min_size=1, max_size=8), st.data())
def test_any_digit_of_a_log_that_changes_is_noticed(losses, data):
    column = PrintedColumn("loss", tuple(map(str, losses)))
    text = "\n".join(f"7/7 - 3s - loss: {loss} - val_loss: {loss}" for loss in losses)
    assert misprint(None, [column], text) is None
    row = data.draw(st.integers(0, len(losses) - 1))
    place = data.draw(st.sampled_from([0, 2, 3, 4, 5]))
    lines = text.splitlines()
    start = lines[row].index("loss: ") + len("loss: ") + place
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != lines[row][start]]))
    lines[row] = lines[row][:start] + digit + lines[row][start + 1 :]
    wrong = misprint(None, [column], "\n".join(lines))
    assert wrong is not None
    assert (wrong.spec, wrong.line) == (str(losses[row]), row)
