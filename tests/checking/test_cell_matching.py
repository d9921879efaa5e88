"""Cells are paired by their code, in order; ids tell equal ones apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.cell_matching import CODE_CHANGED, NO_SUCH_CELL, CellCode, pair_cells

CELLS = st.lists(st.builds(CellCode, st.sampled_from("abcd"), st.sampled_from(["", *"wxyz"])))


def cells(text):
    """Make cells from words such as ``a`` or ``a:id``."""
    return [CellCode(*word.split(":")) for word in text.split()]


@pytest.mark.parametrize(
    ("page", "copy", "partners"),
    [
        ("a b c", "a b c", {0: 0, 1: 1, 2: 2}),
        ("a b c", "a p b c", {0: 0, 1: 2, 2: 3}),
        ("a b c", "a c", {0: 0, 2: 1}),
        ("a b c", "a x c", {0: 0, 2: 2}),
        ("a a b", "a b", {1: 0, 2: 1}),
        ("a:1 a:2 b:3", "a:2 b:3", {1: 0, 2: 1}),
        ("a:1 b:2", "b:2 a:1", {0: 1, 1: 0}),
        ("a:0 b:1 c:2", "p:0 a:1 b:2 c:3", {0: 1, 1: 2, 2: 3}),
        ("a:1 b:2", "a:7 b:8", {0: 0, 1: 1}),
    ],
    ids=[
        "the same",
        "one was added",
        "one was removed",
        "one was changed",
        "one of two equal ones was removed: the neighbours tell",
        "the id says which of two equal ones was removed",
        "moved",
        "ids that count the cells mean nothing",
        "ids made anew",
    ],
)
def test_cells_find_their_partners(page, copy, partners):
    assert pair_cells(cells(page), cells(copy)).partners == partners


@pytest.mark.parametrize(
    ("page", "copy", "why"),
    [
        ("a b c", "a x c", CODE_CHANGED),
        ("a b c", "a c", NO_SUCH_CELL),
        ("a b c", "a x y c", NO_SUCH_CELL),
        ("a:1 b:2 c:3", "a:1 x:2 y:9 c:3", CODE_CHANGED),
    ],
)
def test_a_cell_that_was_changed_is_told_from_one_that_is_not_there(page, copy, why):
    assert pair_cells(cells(page), cells(copy)).unmatched == {1: why}


@given(CELLS, CELLS)
def test_partners_have_the_same_code_and_nobody_has_two(page, copy):
    found = pair_cells(page, copy)
    assert all(page[mine].source == copy[other].source for mine, other in found.partners.items())
    assert len(set(found.partners.values())) == len(found.partners)
    assert found.partners.keys() | found.unmatched.keys() == set(range(len(page)))
    assert not found.partners.keys() & found.unmatched.keys()


@given(CELLS)
def test_every_cell_of_an_unchanged_copy_has_its_partner(page):
    assert pair_cells(page, page).partners.keys() == set(range(len(page)))
