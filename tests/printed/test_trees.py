"""Printed text is read as lines that belong together, and as brackets with what is inside."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.screen import Line, numbered
from harness.printed.tokens import tokens_of
from harness.printed.trees import (
    CUT,
    Group,
    Node,
    Paragraph,
    elements_of,
    figures_in,
    flat,
    joined_text,
    paragraphs_in,
    tree_of,
    within_brackets,
)
from tests.growth import UNITS, is_linear

TEXTS = st.text(st.sampled_from("[](){}<>ab,. \n'\"\\0123456789-+=:x…"), max_size=60)


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    return paragraphs_in(lines, [tokens_of(line) for line in lines])


def texts(text: str) -> list[str]:
    return [joined_text(paragraph.nodes) for paragraph in paragraphs(numbered(text))]


@given(TEXTS)
def test_a_tree_holds_every_word_once_and_in_order(text: str) -> None:
    lines = numbered(text)
    tokens = [token for line in lines for token in tokens_of(line)]
    leaves = [t for p in paragraphs(lines) for t in flat(p.nodes) if t.text != CUT]
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
    assert is_linear(lambda text: paragraphs(numbered(text)), unit, 5000)


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


@pytest.mark.parametrize(
    ("text", "trees"),
    [
        ("f(1)", ['f( 1 )']),
        ("f (1)", ['f ( 1 )']),
        ("f[1]", ['f[ 1 ]']),
        ("f{1}", ['f { 1 }']),
        ("1(2)", ['1 ( 2 )']),
        ("f\n(1)", ['f', '( 1 )']),
        ("[1,234]", ['[ 1 , 234 ]']),
        ("1,234", ['1,234']),
        ("(1,234)", ['( 1,234 )']),
        ("{1,234}", ['{ 1 , 234 }']),
        ("[(1,234)]", ['[ ( 1,234 ) ]']),
        ("[1", ['[ 1 ⋯ ⋯']),
        ("f(1", ['f( 1 ⋯ ⋯']),
        ("(1", ['( 1']),
        ("[1)", ['[ 1 )']),
        ("[1)]", ['[ 1 ) ]']),
        ("<a b>", ['< a b >']),
        ("<a (b>", ['< a ( b >']),
        ("a < b", ['a < b']),
        ("[<a]", ['[ < a ]']),
        ("<a [b] c>", ['< a [ b ] c >']),
        ("f(g(x), [y])", ['f( g( x ) , [ y ] )']),
        ("[1\n 2]\n3", ['[ 1 2 ]', '3']),
        ("[1 2]]", ['[ 1 2 ] ]']),
        ("]1", ['] 1']),
        ("{'a': 1,\n 'b': 2}", ["{ 'a' : 1 , 'b' : 2 }"]),
        ("f(1)(2)", ['f( 1 ) ( 2 )']),
        ("'a'(1)", ["'a' ( 1 )"]),
        ("f(1) g[2]", ['f( 1 ) g[ 2 ]']),
        ("[[1]\n [2]]\n[3", ['[ [ 1 ] [ 2 ] ]', '[ 3 ⋯ ⋯']),
        ("[f\n  (1)]", ['[ f ( 1 ) ]']),
        ("f\n (1", ['f', '( 1']),
        ("    (x\nwxyz", ['( x', 'wxyz']),
    ],
)  # fmt: skip
def test_a_bracket_has_its_inside_and_the_word_directly_before_it(
    text: str, trees: list[str]
) -> None:
    assert texts(text) == trees  # a word, its bracket and what is inside, with a blank between


@pytest.mark.parametrize(
    ("text", "elements", "commas"),
    [
        ("[1 2 3]", ['1', '2', '3'], False),
        ("[1, 2]", ['1', '2'], True),
        ("(1)", ['1'], False),
        ("(1,)", ['1'], True),
        ("(1 2, 3)", ['1 2', '3'], True),
        ("[]", [], False),
        ("[1,]", ['1'], True),
        ("[1, ...", ['1', '...', '⋯'], True),
        ("[1 2", ['1', '2', '⋯'], False),
        ("f(a=1, b)", ['a = 1', 'b'], True),
        ("(1 2)", ['1 2'], False),
        ("{1 2}", ['1 2'], False),
        ("<a b>", ['a b'], False),
    ],
)  # fmt: skip
def test_commas_part_elements_or_else_each_value_of_an_array_is_one(
    text: str, elements: list[str], commas: bool
) -> None:
    (group,) = tree_of(tokens_of(numbered(text)[0]))
    assert isinstance(group, Group)
    assert ([joined_text(nodes) for nodes in elements_of(group)[0]], elements_of(group)[1]) == (
        elements,
        commas,
    )


def depth(nodes: Sequence[Node]) -> int:
    return max((1 + depth(node.inside) for node in nodes if isinstance(node, Group)), default=0)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("[" * 31 + "]" * 31, 31),
        ("[" * 33 + "]" * 33, 32),  # those further inside are words
        ("[" * 40 + "]" * 40, 32),
        ("[" * 8 + "1", 8),
        ("[" * 9 + "1", 0),  # so many are not open because a page breaks off
        ("(<a)", 1),  # what is never closed is no bracket
        ("[<a]", 1),
        ("{<a}", 1),
        ("[<a>]", 2),
    ],
)
def test_brackets_are_read_to_a_depth(text: str, levels: int) -> None:
    assert depth(tree_of(tokens_of(numbered(text)[0]))) == levels


def test_what_looks_like_thousands_in_a_list_is_two_figures_at_their_places() -> None:
    found = tree_of(tokens_of(numbered("x [5,678]")[0]))
    assert [(t.text, t.column) for t in flat(found)] == [("x", 0), ("[", 2), ("5", 3), (",", 4), ("678", 5), ("]", 8)]  # fmt: skip
    assert figures_in(found) == 2
