"""Mutants of printed output differ from it in one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.analysis.printed_mutants import (
    column_mutants,
    edited,
    element_mutants,
    figure_mutants,
    row_mutants,
    word_mutants,
)


def texts(mutants, page):
    lines = list(enumerate(page.split("\n"), 10))
    return ["\n".join(text for _, text in edited(lines, m.edits)) for m in mutants(lines)]


def test_every_digit_place_and_the_sign_of_a_figure_change():
    assert {"1.25", "0.35", "0.26", "-0.25"} <= {*texts(figure_mutants, "0.25")}


def test_a_nine_becomes_an_eight_so_that_no_leading_zero_appears():
    assert "85" in texts(figure_mutants, "95")


def test_a_negative_figure_loses_its_sign():
    assert "[ 0.5]" in [text.replace("[0", "[ 0") for text in texts(figure_mutants, "[-0.5]")]


def test_neighbours_change_places_but_not_inside_a_set():
    assert "[2 1]" in texts(figure_mutants, "[1 2]")
    assert "{2, 1}" not in texts(figure_mutants, "{1, 2}")
    assert "{a: 2, b: 1}" in texts(figure_mutants, "{a: 1, b: 2}")


def test_a_letter_of_each_word_changes_and_a_number_behind_a_name_stays():
    assert texts(word_mutants, "dense_1 (Dense)") == ["densx_1 (Dense)", "dense_1 (Densx)"]


def test_each_row_is_left_out_and_rows_that_differ_change_places():
    assert texts(row_mutants, "a 1\n====\nb 2") == [
        "====\nb 2",
        "a 1\n====",
        "b 2\n====\na 1",
    ]


def test_an_element_is_left_out_with_what_parts_it_from_the_next():
    assert "[1, 3]" in texts(element_mutants, "[1, 2, 3]")


def test_each_column_of_a_table_is_left_out():
    assert texts(column_mutants, "a  1\nb  2") == ["  1\n  2", "a  \nb  "]


@given(st.text(st.sampled_from("ab12.-[], \n"), max_size=40))
def test_every_mutant_is_another_page(page):
    makers = (figure_mutants, word_mutants, row_mutants, element_mutants, column_mutants)
    for maker in makers:
        assert page not in texts(maker, page)


@pytest.mark.parametrize("page", ["", "\n\n", "-----"])
def test_a_page_without_figures_and_words_has_no_mutants(page):
    assert not texts(figure_mutants, page) + texts(word_mutants, page) + texts(row_mutants, page)
