"""Lines that a page keeps together."""

from hypothesis import given
from hypothesis import strategies as st

from harness.reports.line_blocks import line_blocks
from harness.reports.marked_lines import MarkedLine

LINES = st.lists(st.sampled_from(["", "  ", "text"]), max_size=20)
SPANS = st.lists(st.tuples(st.integers(1, 20), st.integers(0, 6)), max_size=3)


def numbered(texts):
    return [MarkedLine(number, text) for number, text in enumerate(texts, 1)]


@given(LINES, SPANS)
def test_every_line_is_in_one_block_in_order(texts, spans):
    lines = numbered(texts)
    blocks = list(line_blocks(lines, [(first, first + more) for first, more in spans]))
    assert [line for block in blocks for line in block] == lines
    assert all(blocks)


def test_code_stays_together_across_blank_lines_and_paragraphs_end_at_them():
    texts = ["a", "b", "", "code", "", "output", "", "c"]
    found = [[line.number for line in block] for block in line_blocks(numbered(texts), [(4, 6)])]
    assert found == [[1, 2, 3], [4, 5, 6], [7], [8]]
