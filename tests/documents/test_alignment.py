"""A passage is looked for at lines that the document has, the nearest first."""

from hypothesis import given
from hypothesis import strategies as st

from harness.documents.alignment import Chain, Placement

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
