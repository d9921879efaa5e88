"""Lines are broken where groups allow it, outermost first, and no text is lost."""

from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.layout import TextLayout

WORDS = st.text("abc", min_size=1, max_size=30)
NESTED = st.recursive(WORDS, lambda inner: st.lists(inner, min_size=1, max_size=8), max_leaves=40)


def write(layout, nested):
    if isinstance(nested, str):
        layout.text(nested)
        return
    with layout.group(1, "[", "]"):
        for part in layout.parts(nested):
            write(layout, part)


def laid_out(nested, width):
    layout = TextLayout(width)
    write(layout, nested)
    return layout.whole()


@given(NESTED, st.integers(1, 100))
def test_only_separators_become_ends_of_lines(nested, width):
    lines = laid_out(nested, width).split("\n")
    assert " ".join(line.strip() for line in lines) == laid_out(nested, 10**9)


@given(st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=40))
def test_lines_of_a_flat_group_that_is_too_long_have_one_part_each(words):
    lines = laid_out(words, 79).split("\n")
    assert len(lines) in (1, len(words))
    assert all(len(line) <= 79 for line in lines)


def test_the_outer_group_is_broken_before_the_inner():
    assert laid_out([["a" * 9, "b" * 9], ["c"]], 25) == "[[aaaaaaaaa, bbbbbbbbb],\n [c]]"


def test_parts_beyond_the_most_are_dots():
    layout = TextLayout(most=2)
    write(layout, ["a", "b", "c", "d"])
    assert layout.whole() == "[a, b, ...]"


def test_a_hard_break_keeps_the_indentation():
    layout = TextLayout()
    with layout.group(2, "("), layout.indent(1):
        layout.text("a")
        layout.break_()
        layout.text("b")
    assert layout.whole() == "(a\n   b"
