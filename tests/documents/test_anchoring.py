"""Claims find their passage, and notice what became of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents import Document, DocumentError, State, anchor, find
from harness.documents.anchoring import follow, stands_in, where

LINES = ("# Title", "the loss is 0.0202 today", "another line", "Total params: 4,908", "", "end")


def document(*lines):
    return Document("d.txt", Path("d.txt"), tuple(lines))


ORIGINAL = document(*LINES)
DIGEST = ORIGINAL.digest((2, 2))


def state(lines, figure="0.0202"):
    return anchor(document(*lines), (2, 2), DIGEST, figure)


def test_an_unchanged_passage_is_anchored():
    assert state(LINES).state is State.ANCHORED


@given(st.lists(st.text("abc ", max_size=5), max_size=8))
def test_a_passage_is_found_again_after_lines_were_inserted_before_it(inserted):
    found = state((LINES[0], *inserted, *LINES[1:]))
    assert found.state is (State.MOVED if inserted else State.ANCHORED)
    assert found.lines == (2 + len(inserted),) * 2


@given(st.integers(0, 9999).filter(lambda number: number != 202))
def test_another_figure_in_the_same_words_is_misquoted(number):
    changed = f"the loss is 0.{number:04} today"
    found = state((LINES[0], changed, *LINES[2:]))
    assert (found.state, found.lines) == (State.MISQUOTED, (2, 2))


def test_a_figure_that_never_stood_there_is_misquoted():
    assert state(LINES, figure="0.0203").state is State.MISQUOTED


def test_other_words_around_the_figure_are_reworded():
    assert state((LINES[0], "a loss of 0.0202", *LINES[2:])).state is State.REWORDED


def test_a_passage_that_is_gone_has_vanished():
    assert state((LINES[0], *LINES[2:])).state is State.VANISHED


def test_a_document_that_is_not_at_hand_says_so():
    assert anchor(None, (2, 2), DIGEST, "0.0202").state is State.ABSENT


@pytest.mark.parametrize(
    ("figure", "passage", "stands"),
    [
        ("42", "params 42  #", True),
        ("42", "params 142", False),
        ("42", "params 42.5", False),
        ("42", "it is 42.", True),
        ("4", "4,908", False),
        ("4,908", "Total params: 4,908", True),
        ("(None, 3)", "simple_rnn (SimpleRNN)  (None, 3)   42", True),
        ("[[ 0.1]\n [0.2]]", "  [[0.1]\n   [ 0.2]]", True),
        ("lstm", "lstm_1", False),
        ("0.0202", "손실은 0.0202였다", True),
        ("0.0202", "손실은 0.02021였다", False),
    ],
)
def test_a_figure_stands_in_a_passage_only_as_a_whole(figure, passage, stands):
    assert stands_in(figure, passage) is stands


def test_a_document_in_another_encoding_is_refused_with_its_place(tmp_path):
    (tmp_path / "d.txt").write_bytes("한글".encode("cp949"))
    with pytest.raises(DocumentError, match=r"d\.txt: not UTF-8 at byte 0"):
        find("d.txt", tmp_path)


def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    (tmp_path / "d.txt").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(LINES).encode())
    found = find("d.txt", tmp_path)
    assert found is not None
    assert found.lines == LINES


def test_a_document_that_is_not_there_is_not_at_hand(tmp_path):
    assert find("d.txt", tmp_path) is None
    assert find("d.txt", None) is None


@given(passage=st.text("12,. []()a가\n-", max_size=14), data=st.data())
def test_a_figure_is_found_exactly_where_it_is_printed(passage, data):
    start = data.draw(st.integers(0, len(passage)))
    figure = passage[start : start + data.draw(st.integers(1, 6))].strip()
    found = where(figure, passage) if figure else None
    if found is not None:
        assert "".join(passage[slice(*found)].split()) == "".join(figure.split())
        assert stands_in(figure, passage[: found[1]])


@pytest.mark.parametrize(
    ("figure", "passage", "found"),
    [
        ("42", "142 42", (4, 6)),
        ("[1, 2]", "x [ 1,\n 2 ] y", (2, 11)),
        ("1, 2", "1,2", None),
        ("42", "답은 42개", (3, 5)),
        ("a", "2,a", (2, 3)),
        ("42", "42.5 42. end", (5, 7)),
    ],
)
def test_offsets_of_a_figure(figure, passage, found):
    assert where(figure, passage) == found


@pytest.mark.parametrize(
    ("lines", "passages", "now"),
    [
        ((2, 2), [], (2, 2)),
        ((5, 6), [((2, 2), (4, 4)), ((9, 9), (11, 11))], (7, 8)),
        ((5, 6), [((2, 2), (2, 2)), ((9, 9), (11, 11))], None),
        ((5, 6), [((2, 2), (3, 3))], (6, 7)),
        ((1, 1), [((2, 2), (3, 3))], None),
        ((5, 6), [((2, 2), (3, 3)), ((6, 6), (9, 9))], None),
        ((5, 6), [((1, 1), (1, 1)), ((3, 3), (4, 4))], (6, 7)),
    ],
)
def test_lines_without_a_digest_follow_the_passages_around_them(lines, passages, now):
    assert follow(lines, passages) == now
