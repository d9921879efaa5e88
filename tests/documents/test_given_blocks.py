"""A text without marks is read by line numbers that a person gives."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents.document import Document
from harness.documents.given_blocks import parse_ranges, read_given

TEXT = Document("d.txt", Path("d.txt"), ("Title", "x = 1", "print(x)", "", "1", "more"))


def test_code_and_output_are_the_lines_that_are_given():
    (block,) = read_given(TEXT, parse_ranges("2-3:5"))
    assert block.source(TEXT.lines) == ["x = 1", "print(x)"]
    assert [piece.text(TEXT.lines) for piece in block.outputs] == [["1"]]


def test_blocks_stand_in_the_order_of_the_document():
    found = read_given(TEXT, parse_ranges("3:5, 2"))
    assert [(block.code, block.output) for block in found] == [((2, 2), None), ((3, 3), (5, 5))]
    assert len({block.slug for block in found}) == 2


@pytest.mark.parametrize("text", ["", "a", "3-", "0", "5-3", "2:5-3", "2,,3", "-2"])
def test_what_names_no_lines_is_refused_with_the_way_out(text):
    with pytest.raises(ValueError, match="write code and the output below it as 3-7:9-10"):
        parse_ranges(text)


def test_lines_that_are_not_there_are_refused():
    with pytest.raises(ValueError, match="it has 6 lines, and no line 7"):
        read_given(TEXT, parse_ranges("2-3:7"))


@given(st.text("0123456789-:, "))
def test_any_text_is_read_or_refused_as_an_error_of_values(text):
    try:
        found = parse_ranges(text)
    except ValueError:
        return
    assert all(first <= last for first, last in (code for code, _ in found))
