"""Every place is found at which a part occurs in a text, and only once."""

from hypothesis import given
from hypothesis import strategies as st

from harness.documents.whitespace import occurrences, squeezed

FEW = st.text("ab", min_size=1, max_size=4)


@given(FEW, st.lists(FEW, max_size=9), st.integers(1, 60))
def test_a_part_is_found_wherever_it_occurs_overlaps_included(part, pieces, times):
    text = "".join(pieces) * times
    places = [place for place in range(len(text)) if text.startswith(part, place)]
    assert list(occurrences(part, text)) == places


def test_a_passage_is_normalised_once_for_all_its_figures():
    assert squeezed("a  1") is squeezed("a  1")
