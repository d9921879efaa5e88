"""A cell that is put together from pieces knows where each of its parts stands."""

from hypothesis import given
from hypothesis import strategies as st

from harness.printed.tables import Cell, Place, Table, places_of, tokens_in


def test_a_sign_that_the_piece_does_not_have_is_no_part_of_it():
    assert places_of("(b", [("(b", 1, 0)]) == (Place(0, 1, 0),)
    assert places_of("(b", [("[b", 1, 0)]) == (Place(1, 1, 1),)
    assert places_of("a((b", [("a", 1, 0), ("[(b", 2, 0)]) == (Place(0, 1, 0), Place(2, 2, 1))
    assert places_of("ab", [("a", 1, 0), ("b", 2, 1)]) == (Place(0, 1, 0), Place(1, 2, 1))
    assert places_of("ab", [("a", 2, 0), ("b", 1, 1)]) == (Place(0, 2, 0), Place(1, 1, 1))
    assert places_of("ab", [("a", 1, 0), ("b", 1, 1)]) == (Place(0, 1, 0),)
    assert places_of("ab", [("a", 1, 0), ("b", 1, 5)]) == (Place(0, 1, 0), Place(1, 1, 5))
    assert places_of("a bc", [("a", 1, 0), ("bc", 2, 3)]) == (Place(0, 1, 0), Place(2, 2, 3))
    assert places_of("(-+b", [("(*+b", 1, 0)]) == (Place(2, 1, 2),)
    assert places_of("a-b-c", [("a-b", 1, 0), ("-c", 2, 5)]) == (Place(0, 1, 0), Place(3, 2, 5))


PIECE = st.tuples(st.text("ab1(_", min_size=1, max_size=5), st.integers(1, 9), st.integers(0, 30))


@given(st.lists(PIECE, min_size=1, max_size=4, unique_by=lambda piece: piece[1]))
def test_each_part_of_a_text_stands_in_the_piece_that_it_is_from(pieces):
    pieces = sorted(pieces, key=lambda piece: piece[1])
    text = " ".join(piece for piece, _, _ in pieces)
    begins = [sum(len(piece) + 1 for piece, _, _ in pieces[:n]) for n in range(len(pieces))]
    assert not places_of("", pieces[:0])
    for place in places_of(text, pieces):
        number = max(n for n, begin in enumerate(begins) if begin <= place.offset)
        _piece, line, column = pieces[number]
        assert (place.line, place.column) == (line, column + place.offset - begins[number])


def test_tokens_of_a_text_from_several_lines_stand_where_they_are_printed():
    pieces = [("dense_1", 4, 2), ("(Dense", 5, 2), (")", 6, 2)]
    cell = Cell("layer", "dense_1 (Dense)", 4, 2, places_of("dense_1 (Dense)", pieces))
    assert [(t.text, t.line, t.column) for t in tokens_in(cell)] == [
        ("dense_1", 4, 2), ("(", 5, 2), ("Dense", 5, 3), (")", 5, 8),
    ]  # fmt: skip
    pieces = [("ab", 1, 4), ("cd", 2, 5), ("ef gh", 3, 6)]
    three = Cell("a", "ab cd ef gh", 1, 4, places_of("ab cd ef gh", pieces))
    assert [(t.text, t.line, t.column) for t in tokens_in(three)] == [
        ("ab", 1, 4), ("cd", 2, 5), ("ef", 3, 6), ("gh", 3, 9),
    ]  # fmt: skip
    before = Cell("a", "(b", 1, 0, (Place(1, 1, 0),))  # no column is before the first
    assert [(t.text, t.column) for t in tokens_in(before)] == [("(", 0), ("b", 0)]
    alone = Cell("a", "x 1", 3, 7)
    assert [(t.text, t.line, t.column) for t in tokens_in(alone)] == [("x", 3, 7), ("1", 3, 9)]


def test_a_table_leaves_nothing_out_and_has_an_order_where_it_does_not_say_otherwise():
    table = Table("log", (), 1)
    assert (table.elided, table.unordered, table.style) == (False, False, "")
    assert (dict(table.volatile), table.optional, table.metrics) == ({}, set(), set())
