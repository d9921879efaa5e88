"""Printed text is read as lines that belong together, and as brackets with what is inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.screen import Line, numbered
from harness.printed.tokens import tokens_of
from harness.printed.trees import CUT, flat, joined_text, paragraphs_of, within_brackets
from tests.growth import UNITS, is_linear

TEXTS = st.text(st.sampled_from("[](){}<>ab,. \n'\"\\0123456789-+=:x…"), max_size=60)


def texts(text: str) -> list[str]:
    return [joined_text(paragraph.nodes) for paragraph in paragraphs_of(numbered(text))]


@given(TEXTS)
def test_a_tree_holds_every_word_once_and_in_order(text: str) -> None:
    lines = numbered(text)
    tokens = [token for line in lines for token in tokens_of(line)]
    leaves = [t for p in paragraphs_of(lines) for t in flat(p.nodes) if t.text != CUT]
    assert "".join(t.text for t in leaves) == "".join(t.text for t in tokens)


@given(TEXTS.filter(lambda text: "\n" not in text))
def test_tokens_hold_all_but_the_blanks(text: str) -> None:
    tokens = tokens_of(Line(1, text))
    assert all(text[t.column : t.end] == t.text for t in tokens)
    assert "".join("".join(t.text for t in tokens).split()) == "".join(text.split())


def test_lines_belong_together_while_a_bracket_is_open() -> None:
    assert texts("[[1 2]\n [3 4]]\nnext") == ["[ [ 1 2 ] [ 3 4 ] ]", "next"]


def test_a_bracket_that_is_never_closed_is_a_word() -> None:
    assert texts("a :( b\nc") == ["a : ( b", "c"]
    assert texts("in [0, 1) is\n[2 3]") == ["in [ 0 , 1 ) is", "[ 2 3 ]"]


def test_an_array_that_the_document_breaks_off_ends_in_an_elision() -> None:
    assert texts("[1 2\n 3 4") == [f"[ 1 2 3 4 {CUT} {CUT}"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1.24x", ["figure", "word"]),
        ("2.16.1", ["word"]),
        ("-3.5 \u22123.5 3-2", ["figure", "figure", "figure", "sign", "figure"]),
        ("-inf nan", ["figure", "figure"]),
        ("don't 'a b'", ["word", "sign", "word", "string"]),
        ("at 0x7f12ab", ["word", "address"]),
        ("0x7f12ab", ["word"]),
        ("1,234 1,23", ["figure", "figure", "comma", "figure"]),
    ],
)
def test_kinds_of_tokens(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens_of(Line(1, text))] == kinds


def test_a_time_is_one_token_where_times_are_left_out() -> None:
    found = tokens_of(Line(1, "5 ms 0:12 12s/step 3"), times=True)
    assert [token.kind for token in found] == ["time", "time", "time", "figure"]


@pytest.mark.growth
@pytest.mark.parametrize("unit", [*UNITS, "(\n", "[(]", "<a ", "(]\n", "'\\", "{'a': "])
def test_reading_takes_linear_time(unit: str) -> None:
    assert is_linear(lambda text: paragraphs_of(numbered(text)), unit, 5000)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("[1 2\n 3 4]\nnext", {1}),
        ("{'a': 1,\n 'b': [2,\n 3]}\nnext", {1, 2}),
        ("f(1,\n  2)\nnext", {1}),
        ("[1\n 2]\nnext\n[3\n 4\n 5]", {1, 4, 5}),
        ("words (in\n brackets) and more", set()),  # prose may go on in the next line
        ("[1 2\n 3", {1}),
        ("[1 2]", set()),
        ("", set()),
    ],
)
def test_lines_that_begin_inside_an_array_a_dictionary_or_a_call(
    text: str, inside: set[int]
) -> None:
    assert within_brackets([tokens_of(line) for line in numbered(text)]) == inside


@pytest.mark.parametrize("opening", "([{<")
@pytest.mark.parametrize("closing", ")]}>")
def test_a_bracket_is_closed_by_its_own_kind_alone(opening: str, closing: str) -> None:
    one = texts(f"f{opening}a\nb{closing}")
    assert len(one) == (1 if opening + closing in ("()", "[]", "{}", "<>") else 2)
