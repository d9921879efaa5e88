"""Passages are found again, and changes in them are noticed."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.documents import (
    Anchor,
    Document,
    DocumentError,
    Misprint,
    Passage,
    PrintedColumn,
    State,
    anchor_all,
    find_document,
)
from harness.documents.alignment import Followed
from harness.documents.quoting import stands_in, where

LINES = ("# Title", "the loss is 0.0202 today", "another line", "Total params: 4,908", "", "end")


def document(*lines):
    return Document("d.txt", Path("d.txt"), tuple(lines))


ORIGINAL = document(*LINES)
DIGEST = ORIGINAL.digest((2, 2))


def state(lines, figure="0.0202"):
    return anchor_all(document(*lines), [Passage((2, 2), DIGEST, figure)])[0]


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
    assert anchor_all(None, [Passage((2, 2), DIGEST)])[0].state is State.ABSENT


def test_a_document_in_another_encoding_is_refused_with_its_place(tmp_path):
    (tmp_path / "d.txt").write_bytes("한글".encode("cp949"))
    with pytest.raises(DocumentError, match=r"d\.txt: not UTF-8 at byte 0"):
        find_document("d.txt", tmp_path)


def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    (tmp_path / "d.txt").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(LINES).encode())
    found = find_document("d.txt", tmp_path)
    assert found is not None
    assert found.lines == LINES


def test_a_document_that_is_not_there_is_not_at_hand(tmp_path):
    assert find_document("d.txt", tmp_path) is None
    assert find_document("d.txt", None) is None


FIGURES = ("0.0202", "4,908", "87 %", "1e-3", "(None, 32)", "[3 12]", "1.23 MB", "{'\u00e9': 2}")
TEXT = tuple(
    line
    for index, figure in enumerate(FIGURES)
    for line in (f"no claim {index}", f"claim {index} is {figure} \u00e9", f"after {index}")
)
CLAIMED = range(2, len(TEXT) + 1, 3)
PASSAGES = [
    Passage((line, line), document(*TEXT).digest((line, line)), figure)
    for line, figure in zip(CLAIMED, FIGURES, strict=True)
]
WORDS = st.text("xyz", min_size=1, max_size=4)


def anchors(lines, passages=PASSAGES):
    return anchor_all(document(*lines), passages)


def stand_where_they_should(lines):
    """Whether every passage is found, on the line that has its text."""
    found = anchors(lines)
    return all(
        place.state in (State.ANCHORED, State.MOVED)
        and place.lines[0] == lines.index(TEXT[passage.lines[0] - 1]) + 1
        for passage, place in zip(PASSAGES, found, strict=True)
    )


@given(
    st.lists(st.tuples(st.integers(0, len(TEXT)), WORDS), max_size=6), st.sets(st.integers(0, 7))
)
def test_lines_inserted_and_deleted_elsewhere_lose_no_claim(inserted, deleted):
    gone = {3 * index for index in deleted}
    lines = [line for index, line in enumerate(TEXT) if index not in gone]
    for place, line in inserted:
        lines.insert(min(place, len(lines)), line)
    assert stand_where_they_should(lines)


@given(st.permutations(range(len(FIGURES))))
def test_blocks_that_change_places_lose_no_claim(order):
    assert stand_where_they_should([line for i in order for line in TEXT[3 * i : 3 * i + 3]])


@given(
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from(["", " ", "\t "]),
)
def test_line_ends_unicode_forms_and_blanks_lose_no_claim(
    tmp_path_factory, end, last, form, blanks
):
    text = f"{blanks}{end}".join(TEXT) + end * last
    file = tmp_path_factory.mktemp("d") / "d.txt"
    file.write_bytes(unicodedata.normalize(form, text).encode())
    found = anchor_all(Document.read(file), PASSAGES)
    assert {place.state for place in found} == {State.ANCHORED}


@given(st.sampled_from(range(len(FIGURES))), st.data())
def test_any_digit_of_a_figure_that_changes_is_misquoted_wherever_it_stands_now(index, data):
    figure = FIGURES[index]
    line = TEXT[3 * index + 1]
    place = data.draw(st.sampled_from([i for i, sign in enumerate(figure) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != figure[place]]))
    printed = figure[:place] + digit + figure[place + 1 :]
    lines = list(TEXT)
    lines[3 * index + 1] = line.replace(figure, printed)
    before = data.draw(st.lists(WORDS, max_size=3))
    found = anchors([*before, *lines])
    lost = [place for place in found if place.state.lost]
    assert [place.state for place in lost] == [State.MISQUOTED]
    assert lost[0].lines[0] == 3 * index + 2 + len(before)
    assert lost[0].misprint == Misprint(figure, printed)


@given(st.sampled_from(range(1, len(FIGURES) - 1)), st.data())
def test_a_copy_of_a_passage_elsewhere_never_steals_its_anchor(index, data):
    inside = range(3 * index - 1, 3 * index + 5)
    places = [place for place in range(len(TEXT) + 1) if place not in inside]
    lines, true = list(TEXT), 3 * index + 2
    for place in sorted(data.draw(st.sets(st.sampled_from(places), min_size=1)), reverse=True):
        lines.insert(place, TEXT[3 * index + 1])
        true += place < 3 * index + 1
    found = anchors(lines)[index]
    assert found.lines == (true, true)
    assert found.state is (State.ANCHORED if true == 3 * index + 2 else State.MOVED)


def test_a_figure_that_changes_with_its_words_is_misquoted_between_its_neighbours():
    lines = list(TEXT)
    lines[4] = "in other words, 4,909"
    found = anchors(["new", *lines])[1]
    assert (found.state, found.lines) == (State.MISQUOTED, (6, 6))
    assert found.misprint == Misprint("4,908", "4,909")


@pytest.mark.parametrize(
    ("now", "state", "line"),
    [
        ("claim 3 is 2e-3 \u00e9", State.MISQUOTED, 11),  # the figure was changed
        ("in other words, 2e-3", State.MISQUOTED, 11),
        ("in other words, 1e-3", State.REWORDED, 11),
        ("", State.MOVED, len(TEXT) + 1),  # the line was taken away
        ("   ", State.MOVED, len(TEXT) + 1),
    ],
)
def test_a_passage_that_was_changed_in_place_is_not_taken_for_a_copy_of_its_old_text(
    now, state, line
):
    lines = [*TEXT, TEXT[10]]
    lines[10] = now
    found = anchors(lines)[3]
    assert (found.state, found.lines) == (state, (line, line))


def test_a_passage_without_a_neighbour_below_it_may_have_moved_from_a_line_with_its_words():
    lines = ["new", *TEXT[:-2], "claim 7 is {'\u00e9': 3} \u00e9", "more", TEXT[-2]]
    found = anchors(lines)[7]
    assert (found.state, found.lines) == (State.MOVED, (len(lines), len(lines)))


def test_other_words_that_moved_are_reworded_where_they_stand_now():
    lines = list(TEXT)
    lines[4] = "in other words, 4,908"
    found = anchors(["new", *lines])[1]
    assert (found.state, found.lines) == (State.REWORDED, (6, 6))


def test_a_line_that_is_deleted_between_its_neighbours_has_vanished():
    assert anchors([*TEXT[:4], *TEXT[5:]])[1].state is State.VANISHED


def test_passages_that_share_a_line_now_stand_where_their_texts_do():
    then, now = document(*"apqqrz"), "apqrsz"
    passages = [Passage(lines, then.digest(lines)) for lines in ((2, 3), (4, 5), (6, 6))]
    assert [place.lines for place in anchors(now, passages)] == [(2, 3), (3, 4), (6, 6)]


@pytest.mark.parametrize(
    ("most", "shift", "state"),
    [
        (2460, 40, State.MOVED),  # all places of 60 lines among 100 are looked at
        (2459, 20, State.MOVED),
        (2459, 21, State.VANISHED),
        (60, 1, State.MOVED),  # one line at least
        (60, 2, State.VANISHED),
    ],
)
def test_in_a_long_document_a_passage_is_looked_for_near_its_place(monkeypatch, most, shift, state):
    lines = [f"line {letter}" for letter in map(chr, range(0x4E00, 0x4E00 + 100))]
    passage = Passage((1, 60), document(*lines).digest((1, 60)))
    monkeypatch.setattr("harness.documents.anchoring._DIGESTED", most)
    moved = [*lines[60 : 60 + shift], *lines[:60], *lines[60 + shift :]]
    assert anchors(moved, [passage])[0].state is state


def test_a_passage_longer_than_the_document_makes_no_other_one_harder_to_find(monkeypatch):
    monkeypatch.setattr("harness.documents.anchoring._DIGESTED", 50)
    passages = [
        Passage((1, 1), document("one").digest((1, 1))),
        Passage((1, 60), "0" * 8 + "-" + "0" * 8),
    ]
    assert anchors([*"abcd", "one"], passages)[0].lines == (5, 5)


def test_lines_without_a_digest_stay_where_their_neighbours_leave_them():
    then = document(*"abc")
    passages = [Passage((line, line), then.digest((line, line))) for line in (1, 2, 3)]
    passages[1] = Passage((2, 2), "")
    assert anchors(["new", *"abc"], passages)[1] == Anchor(State.ANCHORED, (2, 2))


def test_of_lines_with_the_same_words_those_between_the_neighbours_are_taken():
    then = document("a", "it is 1", "b", "c", "d")
    passages = [Passage((line, line), then.digest((line, line))) for line in (1, 2, 3)]
    between = anchors(["it is 7", "a", "x", "y", "it is 8", "b", "c", "d"], passages)[1]
    assert between.lines == (5, 5)
    assert anchors(["it is 7", "a", "b", "c", "d"], passages)[1].lines == (1, 1)


def test_of_two_passages_with_one_text_only_one_stands_where_it_is_printed_once():
    then = document("x", "y", "x")
    passages = [Passage((line, line), then.digest((line, line))) for line in (1, 2, 3)]
    found = anchors(["x", "y"], passages)
    assert [anchor.state for anchor in found] == [State.ANCHORED, State.ANCHORED, State.VANISHED]


def test_another_line_with_the_same_words_is_not_taken_for_one_that_vanished():
    passages = [
        Passage((line, line), document("is 1", "so", "is 2").digest((line, line)))
        for line in (1, 3)
    ]
    assert anchors(["is 1", "so"], passages)[1].state is State.VANISHED


def test_a_log_whose_spec_has_another_figure_is_misquoted_though_its_lines_are_unchanged():
    log = ("loss: 0.5 - val_loss: 0.4", "loss: 0.3 - val_loss: 0.2")
    digest = document(*log).digest((1, 2))
    for figures, state in ((("0.5", "0.3"), State.ANCHORED), (("0.5", "0.2"), State.MISQUOTED)):
        passage = Passage((1, 2), digest, columns=(PrintedColumn("loss", figures),))
        assert anchors(log, [passage])[0].state is state


def test_only_line_ends_end_lines(tmp_path):
    (tmp_path / "d.txt").write_text("a\x0bb\u2028c\x85d\ne\n")
    assert len(Document.read(tmp_path / "d.txt").lines) == 2


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
        ("3 ms", "2,3 ms", None),
        ("3 ms", "2, 3 ms", (3, 7)),
        ("ms 3", "2,ms 3", (2, 6)),
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
        ((12, 12), [((1, 9), (2, 10)), ((3, 4), (3, 4))], (13, 13)),  # that ended last counts
        ((1, 1), [((2, 9), (3, 10)), ((3, 4), (3, 4))], None),
    ],
)
def test_lines_without_a_digest_follow_the_passages_around_them(lines, passages, now):
    assert Followed(passages).now(lines) == now


@given(
    st.lists(st.text("ab 1", max_size=4), max_size=6),
    st.lists(
        st.builds(
            lambda first, length, digest, figure: Passage((first, first + length), digest, figure),
            st.integers(1, 9),
            st.integers(0, 3),
            st.sampled_from(["", "00000000-00000000", document("a", "1").digest((1, 2))]),
            st.sampled_from([None, "1", "a b"]),
        ),
        max_size=5,
    ),
)
def test_any_document_and_any_passages_give_a_place_each(lines, passages):
    found = anchors(lines, passages)
    assert len(found) == len(passages)
    assert all(place.lines[0] <= place.lines[1] for place in found)


def test_a_document_of_one_long_line_is_searched_in_no_time():
    figure = " ".join(map(str, range(300)))
    passage = Passage((1, 1), "00000000-00000000", figure)
    assert anchors(["0 1 " * 25_000], [passage])[0].state is State.VANISHED
