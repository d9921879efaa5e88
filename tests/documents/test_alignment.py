"""A passage is looked for at lines that the document has, the nearest first."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents.alignment import Chain, Followed, Placement, in_order

LINE = st.integers(1, 12)


@given(LINE, st.integers(1, 3), st.integers(1, 12))
def test_every_place_is_in_the_document_and_none_is_nearer_than_the_one_before(line, size, length):
    around = Placement((line, line + size - 1), Chain(()), frozenset(), length)
    windows = list(around.windows(size))
    assert all(1 <= first <= last <= length for first, last in windows)
    far = [around.distance(first) for first, _ in windows]
    assert far == sorted(far)
    assert len(set(windows)) == len(windows)


def test_a_place_that_is_taken_is_left_out():
    around = Placement((2, 2), Chain(()), frozenset({(2, 2)}), 4)
    assert list(around.windows(1)) == [(1, 1), (3, 3), (4, 4)]


SPAN = st.tuples(LINE, st.integers(0, 3)).map(lambda drawn: (drawn[0], sum(drawn)))


def rises(moves):
    return all(a[0][0] < b[0][0] and a[1][0] < b[1][0] for a, b in pairwise(moves))


@given(st.lists(st.tuples(SPAN, SPAN), max_size=6))
def test_a_chain_is_a_longest_one_in_which_old_and_new_places_rise(moves):
    chain = in_order(moves)
    ordered = sorted(moves, key=lambda move: (move[0][0], move[1][0]))
    ways = (way for size in range(len(moves) + 1) for way in combinations(ordered, size))
    assert rises(chain)
    assert set(chain) <= set(moves)
    assert len(chain) == max(len(way) for way in ways if rises(way))


@pytest.mark.parametrize(
    ("before", "after", "first", "last", "grown"),
    [
        (None, None, 1, 20, None),
        (((2, 3), (4, 6)), None, 7, 20, None),
        (None, ((8, 9), (10, 12)), 1, 9, 2),
        (((2, 3), (4, 6)), ((8, 9), (10, 12)), 7, 9, -1),
    ],
)
def test_a_passage_lies_between_the_ends_of_its_neighbours(before, after, first, last, grown):
    chain = Chain([move for move in (before, after) if move])
    around = Placement((5, 5), chain, frozenset(), 20)
    held = [line for line in range(1, 21) if around.holds((line, line))]
    assert (held[0], held[-1]) == (first, last)
    assert around.holds((first, last))
    assert not around.holds((first, last + 1))
    assert not around.holds((first - 1, last))
    assert around.bounded is bool(before and after)
    assert around.grown == grown


@given(
    st.lists(LINE, unique=True).map(sorted),
    LINE,
    st.integers(1, 4),
    st.lists(st.tuples(SPAN, SPAN), max_size=3),
)
def test_the_nearest_lines_are_among_those_that_are_chosen(starts, line, most, moves):
    around = Placement((line, line), Chain(in_order(moves)), frozenset(), 20)
    chosen = around.nearest_of(starts, most)
    assert chosen == sorted(set(chosen) & set(starts))
    assert len(chosen) <= 4 * 2 * most
    nearest = sorted(map(around.distance, starts))[:most]
    assert sorted(map(around.distance, chosen))[:most] == nearest
    if starts:
        assert around.distance(around.nearest(starts)) == nearest[0]


@pytest.mark.parametrize(("size", "first", "last"), [(1, 7, 13), (2, 7, 13), (19, 7, 12)])
def test_without_neighbours_a_passage_is_looked_for_three_lines_around_its_place(size, first, last):
    around = Placement((10, 9 + size), Chain(()), frozenset(), 30)
    found = sorted(around.windows(size))
    assert found == [(line, line + size - 1) for line in range(first, last + 1)]


def test_between_neighbours_it_is_looked_for_at_five_hundred_places_or_as_many_as_are_asked_for():
    around = Placement((2, 2), Chain([((1, 1), (1, 1)), ((3, 3), (900, 900))]), frozenset(), 900)
    assert len(list(around.windows(1))) == 500
    assert len(list(around.windows(1, 7))) == 7
    assert len(list(around.windows(600))) == 900 - 2 - 600 + 1


def test_between_neighbours_that_are_as_far_apart_as_before_it_is_looked_for_at_its_place_alone():
    moves = [((1, 1), (2, 2)), ((9, 9), (10, 10))]
    around = Placement((5, 5), Chain(moves), frozenset(), 20)
    assert list(around.windows(1)) == [(6, 6)]
    assert list(Placement((5, 5), Chain(moves), frozenset({(6, 6)}), 20).windows(1)) == []


@given(st.lists(st.tuples(SPAN, SPAN), max_size=6), st.integers(0, 17))
def test_the_passages_around_a_line_are_the_last_that_ended_and_the_first_that_began(moves, line):
    kept = in_order(moves)
    before, after = Chain(kept).before(line), Chain(kept).after(line)
    ends = [old[1] for old, _ in kept if old[1] < line]
    begins = [old[0] for old, _ in kept if old[0] > line]
    assert (before and before[0][1]) == max(ends, default=None)
    assert (after and after[0][0]) == min(begins, default=None)
    assert {before, after} <= {*kept, None}


def test_of_passages_that_overlap_the_one_that_ended_last_is_nearest_whatever_became_of_it():
    long, short = ((1, 9), (1, 9)), ((3, 4), (10, 11))
    chain = Chain([long, short])
    assert [chain.before(line) for line in (4, 5, 9, 10)] == [None, short, short, long]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, None, {5}),
        (((2, 3), (4, 5)), None, {7}),
        (None, ((8, 10), (12, 14)), {9}),
        (((2, 3), (4, 5)), ((8, 10), (12, 14)), {7, 9}),
    ],
)
def test_a_passage_should_stand_where_its_neighbours_moved(before, after, expected):
    chain = Chain([move for move in (before, after) if move])
    around = Placement((5, 5), chain, frozenset(), 20)
    assert {line for line in range(1, 21) if around.distance(line) == 0} == expected


@given(st.lists(st.tuples(SPAN, LINE), max_size=5), SPAN)
def test_lines_follow_the_passages_around_and_over_them_where_these_agree(moves, lines):
    shifts = [(then, first - then[0]) for then, first in moves]
    above = [(then[1], shift) for then, shift in shifts if then[1] < lines[0]]
    below = [(then[0], shift) for then, shift in shifts if then[0] > lines[1]]
    over = {shift for then, shift in shifts if then[0] <= lines[1] and then[1] >= lines[0]}
    over.add(max(above, default=(0, 0))[1])
    over |= {shift for _, shift in sorted(below)[:1]}
    expected = tuple(line + min(over) for line in lines) if len(over) == 1 else None
    pairs = [(then, (first, first + then[1] - then[0])) for then, first in moves]
    assert Followed(pairs).now(lines) == expected


@pytest.mark.parametrize("now", [(3, 10), (4, 11)])
def test_lines_within_a_passage_that_moved_otherwise_than_those_above_follow_none(now):
    followed = Followed([((1, 1), (2, 2)), ((2, 9), now)])
    assert followed.now((4, 5)) == ((5, 6) if now == (3, 10) else None)
    assert Followed([((1, 1), (2, 2)), ((5, 6), now)]).now((4, 9)) is None
