"""Passages of a document are found by their digests, anywhere or around a line."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from harness.documents import Document

LINES = st.lists(st.sampled_from(["a", "b 1", "b 2", ""]), max_size=8)


def document(lines):
    return Document("d.txt", Path("d.txt"), tuple(lines))


@given(LINES, st.integers(1, 4), st.integers(1, 9), st.integers(0, 9))
def test_both_digests_of_a_passage_lead_to_each_line_where_it_begins(lines, length, near, around):
    page = document(lines)
    places = list(range(1, len(lines) - length + 2))
    expected = {}
    for first in places:
        for part in page.digest((first, first + length - 1)).split("-"):
            expected.setdefault(part, []).append(first)
    assert page.places(length, near, None) == expected
    close = {
        part: [first for first in found if abs(first - near) <= around]
        for part, found in expected.items()
    }
    assert page.places(length, near, around) == {
        part: found for part, found in close.items() if found
    }


@given(LINES, st.integers(1, 8), st.integers(0, 3))
def test_a_passage_is_its_lines(lines, first, more):
    page = document(lines)
    for _ in range(2):
        assert page.passage((first, first + more)) == "\n".join(lines[first - 1 : first + more])
        assert page.passage((1, 1)) == "\n".join(lines[:1])


def test_numbers_alone_change_the_first_half_of_a_digest():
    one, two = (
        document(["b 1", "", "a"]).digest((1, 3)),
        document(["b 2", "", "a"]).digest((1, 3)),
    )
    assert one != two
    assert one.split("-")[1] == two.split("-")[1]
