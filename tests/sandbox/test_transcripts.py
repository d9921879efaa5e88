"""Output is stored completely, without copying the page."""

import time

from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.transcripts import LONGEST_OUTPUT, RESULT, STREAM, kept, restored

PAGE = ["import x", "", "the sum of all is", "[1 2", " 3 4]", "5", "A sentence of the page", "5"]
LINES = st.lists(st.sampled_from(["", "5", "[1 2", " 3 4]", "the sum of all is", "other", "\r"]))


def stream(text):
    return {"type": STREAM, "text": text}


@given(LINES, LINES, st.sets(st.integers(1, 8)))
def test_stored_output_is_restored(printed, again, shown):
    parts = [stream("\n".join(printed)), {"type": RESULT, "of": "int", "text": "\n".join(again)}]
    found = kept(parts, PAGE, sorted(shown))
    assert [restored(part, PAGE) for part in found] == [part["text"] for part in parts]
    assert [part["type"] for part in found] == [STREAM, RESULT]


@given(st.text())
def test_any_text_is_restored(text):
    assert restored(kept([stream(text)], PAGE, range(3, 7))[0], PAGE) == text


def test_the_pages_own_text_is_a_reference_to_its_lines():
    (part,) = kept([stream("the sum of all is\n[1 2\n 3 4]\n6\n")], PAGE, [3, 4, 5, 6])
    assert part["text"] == [[3, 5], "6\n"]


def test_a_sentence_of_the_page_is_never_copied_wherever_it_stands():
    (part,) = kept([stream("A sentence of the page")], PAGE, [])
    assert part["text"] == [[7, 7]]


def test_short_lines_refer_to_where_the_output_is_shown_alone():
    assert kept([stream("5")], PAGE, [])[0]["text"] == ["5"]
    assert kept([stream("5")], PAGE, [8])[0]["text"] == [[8, 8]]


def test_characters_beyond_the_bound_are_counted():
    first, second = kept([stream("x" * (LONGEST_OUTPUT - 1)), stream("yyy")], PAGE, [])
    assert "left_out" not in first
    assert (second["text"], second["left_out"]) == (["y"], 2)


def test_lines_of_the_page_need_no_room():
    page = [f"line {number} of the page" for number in range(10_000)]
    text = "\n".join(page)
    (part,) = kept([stream(text)], page, range(1, 10_001))
    assert part == {"type": STREAM, "text": [[1, 10_000]]}
    assert len(text) > LONGEST_OUTPUT
    (part,) = kept([stream(text + "\n" + "x" * LONGEST_OUTPUT + "\nyyy")], page, [])
    assert part["left_out"] == 4


def test_storing_takes_linear_time():
    for text in ("a\n" * 300_000, "[1 2\n" * 120_000, "x" * 600_000):
        start = time.process_time()
        kept([stream(text)], PAGE * 5000, range(1, 40_000))
        assert time.process_time() - start < 2
