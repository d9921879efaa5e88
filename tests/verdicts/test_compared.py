"""What of an output was compared is said in one sentence, and nothing is left unsaid."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError

from harness.printed.output_differences import (
    KINDS,
    SUBSTANCE,
    Difference,
    LeftOut,
    OutputComparison,
)
from harness.verdicts import Compared
from harness.verdicts.compared import MOST_SHOWN


def difference(kind, note="", line=9):
    return Difference(kind, line, 0, "4", "5", 1, 0, "", note)


def compared(figures, equal, *differences, left_out=(), lines=1, strict=False, reasons=None):
    found = OutputComparison(figures, equal, differences, left_out)
    return Compared.of(found, lines, strict=strict, reasons=reasons or {})


TIMES = LeftOut(3, "times", "the machine's", 9)
FORM = difference("form", "numpy-scalar")


RICH = compared(44, 41, difference("last digit"), FORM, FORM, left_out=(TIMES,))
RICH_SENTENCE = (
    "41 of 44 figures as printed; 1 in the last digit; 2 written otherwise (numpy-scalar "
    "since NumPy 2.0); left out: 3 times (the machine's)"
)
NOTHING = compared(0, 0, left_out=(TIMES,))
WRONG = compared(2, 0, difference("value"), difference("order"))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (compared(1, 1), "1 figure as printed"),
        (compared(41, 41), "41 figures as printed"),
        (compared(0, 0, lines=4), "4 lines of text as printed"),
        (compared(0, 0, difference("text")), "1 line of text compared; 1 differs"),
        (
            NOTHING,
            "no figure was compared, only the shape of 1 line; left out: 3 times (the machine's)",
        ),
        (compared(0, 0, lines=0), "0 lines of text as printed"),
        (compared(0, 0, left_out=(TIMES._replace(number=0, why=""),), lines=2), "no figure was compared, only the shape of 2 lines; left out: times"),
        (compared(2, 2, difference("form", "line-breaks")), "2 figures as printed; 1 written otherwise (line-breaks)"),
        (compared(2, 2, difference("form", "no rule")), "2 figures as printed; 1 written otherwise (no rule)"),
        (compared(2, 2, difference("form")), "2 figures as printed; 1 written otherwise"),
        (compared(2, 1, difference("tolerance")), "1 of 2 figures as printed; 1 within the tolerance of the spec"),
        (RICH, RICH_SENTENCE),
        (WRONG, "0 of 2 figures as printed; 2 differ"),
    ],
)  # fmt: skip
def test_a_sentence_says_what_was_compared_and_what_was_not(found, sentence):
    assert found.sentence == sentence


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_difference_is_counted_once(kind):
    found = compared(2, 1, difference(kind))
    assert found.differing + found.form + found.last_digit + found.tolerated == 1
    assert found.differing == (kind in SUBSTANCE)


def test_a_difference_of_form_is_wrong_where_form_is_strict():
    found = compared(1, 1, FORM, strict=True)
    assert found.differing == 1
    assert found.wrong == "line 9: 4 there, 5 here (form)"


def test_what_makes_the_output_wrong_is_named_first_and_counted_exactly():
    forms = [FORM] * MOST_SHOWN
    found = compared(99, 0, *forms, *(difference("value", line=n) for n in range(1, 6)))
    assert [shown.line for shown in found.differences[:5]] == [1, 2, 3, 4, 5]
    assert len(found.differences) == MOST_SHOWN == 50
    assert found.wrong.endswith("line 3: 4 there, 5 here; 2 more")
    assert (found.differing, found.form) == (5, MOST_SHOWN)


def test_the_reason_of_the_spec_is_given_for_what_it_leaves_out():
    left_out = (LeftOut(4, "metric loss", "left out by the spec", 9),)
    found = compared(1, 1, left_out=left_out, reasons={"metric loss": "judged elsewhere"})
    assert found.sentence == "1 figure as printed; left out: 4 of metric loss (judged elsewhere)"


def test_a_difference_without_texts_says_what_it_is():
    found = Difference("text", 9, 0, "", "", 0, 0, "", "a bracket is not closed")
    assert compared(0, 0, found).wrong == "line 9: a bracket is not closed"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (difference("value"), "line 9: 4 there, 5 here"),
        (difference("order"), "line 9: 4 there, 5 here (order)"),
        (difference("value")._replace(part="row 2"), "line 9: 4 there, 5 here (row 2)"),
        (difference("missing")._replace(here=""), "line 9: 4 there, nothing here"),
        (difference("extra", "left out here")._replace(printed=""), "line 9: 5 here"),
        (
            difference("text", "left out here")._replace(printed="", here=""),
            "line 9: left out here",
        ),
        (difference("text", "a note")._replace(here=""), "line 9: 4 there, nothing here"),
    ],
)
def test_a_difference_is_said_with_both_sides_its_kind_and_its_part(found, words):
    assert str(compared(1, 0, found).differences[0]) == words


def test_a_long_text_is_cut_to_60_characters():
    (found,) = compared(
        1, 0, difference("text")._replace(printed="x" * 99, here="y" * 60)
    ).differences
    assert (len(found.printed), found.printed[-1], found.here) == (60, "\u2026", "y" * 60)


RECORD = {
    "lines": 1, "figures": 2, "equal": 1, "last_digit": 0, "tolerated": 0, "form": 0, "differing": 1,
    "left_out": ({"number": 3, "what": "times", "why": "", "line": 9},),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\n   b\n", "a b"), ("a   b", "a   b"), (f"a\n{' ' * 99}b", "a b")],
)
def test_a_text_of_several_lines_is_shown_in_one(text, shown):
    (found,) = compared(1, 0, difference("text")._replace(printed=text)).differences
    assert found.printed == shown


def test_a_record_of_what_was_compared_is_read_strictly():
    read = TypeAdapter(Compared)
    assert read.validate_json(json.dumps(RECORD)).left_out[0].what == "times"
    omission = RECORD["left_out"][0]
    for wrong in (
        {**RECORD, "figures": "2"},
        {**RECORD, "more": 1},
        {**RECORD, "left_out": ({**omission, "line": "9"},)},
        {**RECORD, "left_out": ({**omission, "more": 1},)},
    ):
        with pytest.raises(ValidationError):
            read.validate_json(json.dumps(wrong))
