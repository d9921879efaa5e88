"""Passages that moved are put back to the lines at which they stood."""

from hypothesis import given
from hypothesis import strategies as st

from harness.texts.lines import digest_of
from harness.texts.moved import put_back

LINES = st.lists(st.sampled_from(["a = 1", "b = 2", "", "3", "print(a)"]), min_size=1, max_size=9)


@given(LINES, LINES, st.data())
def test_whatever_is_inserted_above_every_passage_reads_as_it_did(lines, new, data):
    pairs = st.tuples(*[st.integers(1, len(lines))] * 2).map(lambda pair: tuple(sorted(pair)))
    spans = data.draw(st.lists(pairs, max_size=4))
    passages = [(span, digest_of(lines[span[0] - 1 : span[1]])) for span in spans]
    found = put_back([*new, *lines], passages)
    for (first, last), digest in passages:
        assert digest_of(found[first - 1 : last]) == digest


@given(LINES)
def test_lines_that_did_not_move_stay_as_they_are(lines):
    passages = [((1, len(lines)), digest_of(lines)), ((1, 1), "")]
    assert put_back(lines, passages) == tuple(lines)


def test_a_passage_that_is_gone_is_left_alone():
    assert put_back(["x", "y"], [((2, 3), digest_of(["a", "b"]))]) == ("x", "y", "")
