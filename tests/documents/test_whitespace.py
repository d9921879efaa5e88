"""Every place is found at which a part occurs in a text, and only once."""

import random
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.documents.whitespace import occurrences, squeezed

FEW = st.text("ab", min_size=1, max_size=4)


@given(FEW, st.lists(FEW, max_size=9), st.integers(1, 60))
def test_a_part_is_found_wherever_it_occurs_overlaps_included(part, pieces, times):
    text = "".join(pieces) * times
    places = [place for place in range(len(text)) if text.startswith(part, place)]
    assert list(occurrences(part, text)) == places


def test_a_part_that_occurs_often_is_found_as_often():
    chance = random.Random(0)
    for size in range(1, 8):
        for part in map("".join, product("ab", repeat=size)):
            text = "".join(chance.choices([part, "a", "b"], k=250))
            places = [place for place in range(len(text)) if text.startswith(part, place)]
            assert list(occurrences(part, text)) == places


def test_a_passage_is_normalised_once_for_all_its_figures():
    assert squeezed("a  1") is squeezed("a  1")


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        (" a \n b\t", "a b"),
        ("f ( x ) [ 1 ]", "f(x)[1]"),
        ("[ 1 , 2 ]", "[1, 2]"),  # without its space, the comma would part thousands
        ("2 ,3", "2, 3"),
        ("2, 3", "2, 3"),
        ("2,3", "2,3"),
        ("a2 , 3b", "a2, 3b"),
        ("a , 3", "a,3"),
        ("3 , b", "3,b"),
        (", 3 ,", ",3,"),
        ("", ""),
    ],
)
def test_spaces_are_kept_between_words_and_beside_a_comma_between_digits(text, normal):
    assert squeezed(text).text == normal


@given(st.text("a1, [)\n", max_size=12), st.data())
def test_a_part_of_the_normal_text_is_found_in_the_whole_one(whole, data):
    normal = squeezed(whole).text
    assume(normal)
    start = data.draw(st.integers(0, len(normal) - 1))
    end = data.draw(st.integers(start + 1, len(normal)))
    assume(normal[start] != " " != normal[end - 1])
    first, last = squeezed(whole).span(start, end)
    for part, of in ((whole[:first], normal[:start]), (whole[first:last], normal[start:end])):
        assert "".join(part.split()) == of.replace(" ", "")
    assert whole[first:last] == whole[first:last].strip()
