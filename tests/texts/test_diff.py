"""Two sequences are aligned within a bound on the work."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from harness.texts.diff import Bounded, aligned, changes

WORDS = st.lists(st.sampled_from("abcd"), max_size=30)
STEPS = st.integers(0, 200)


def whole(found, left, right):
    """Check that changes cover both sequences in order, and that what is called equal is."""
    i = k = 0
    for how, first, last, start, end in found:
        assert (first, start) == (i, k)
        assert how in ("equal", "replace", "delete", "insert", "unaligned")
        if how == "equal":
            assert left[first:last] == right[start:end]
        i, k = last, end
    assert (i, k) == (len(left), len(right))


@given(left=WORDS, right=WORDS, steps=STEPS)
def test_changes_cover_both_sequences_and_only_equal_items_are_equal(left, right, steps):
    whole(list(changes(left, right, steps)), left, right)


@given(left=WORDS, right=WORDS, steps=STEPS, data=st.data())
def test_changes_of_texts_of_several_lines_do_so_too(left, right, steps, data):
    lines = sorted(data.draw(st.lists(st.integers(1, 5), min_size=len(left), max_size=len(left))))
    others = sorted(
        data.draw(st.lists(st.integers(1, 5), min_size=len(right), max_size=len(right)))
    )
    whole(list(aligned(left, right, lines, others, steps)), left, right)


@given(left=WORDS, right=WORDS)
def test_within_the_bound_the_alignment_is_that_of_difflib(left, right):
    expected = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    assert [tuple(change) for change in changes(left, right)] == expected


@given(left=WORDS, right=WORDS, steps=STEPS)
def test_no_more_steps_are_taken_than_allowed(left, right, steps):
    matcher = Bounded(left, right, steps)
    matcher.get_opcodes()
    assert 0 <= matcher.left_over <= steps


def test_beyond_the_bound_ends_lines_and_unique_words_are_aligned():
    left, right = ["x"] * 50 + ["one"] + ["y"] * 50, ["x"] * 60 + ["one"] + ["y"] * 40
    found = [change.how for change in changes(left, right, 10)]
    assert found[0] == found[-1] == "equal"
    assert "unaligned" in found or "insert" in found


def test_an_inserted_line_moves_the_others():
    left = [f"w{n}" for n in range(2000)]
    right = [*left[:400], "new", *left[400:]]
    lines = [n // 40 for n in range(len(left))]
    others = [*lines[:400], 1000, *(n + 1000 for n in lines[400:])]
    found = [
        change for change in aligned(left, right, lines, others, 5000) if change.how != "equal"
    ]
    assert [tuple(change) for change in found] == [("insert", 400, 400, 400, 401)]
