"""The statements of a cell have lines and code of their own."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.parsed_cell import ParsedCell, statement_place

CELL = "@str\n@int\ndef f():\n    pass\nx = (1,\n 2)\n'é'; y;  # quiet\nz\n"


def test_a_statement_has_its_lines_decorators_among_them():
    cell = ParsedCell(CELL, "<cell>")
    assert [cell.lines(at) for at in range(len(cell))] == [(1, 4), (5, 6), (7, 7), (7, 7), (8, 8)]


def test_only_a_semicolon_at_the_end_of_its_line_hides_a_value():
    cell = ParsedCell(CELL, "<cell>")
    assert [cell.is_quiet(at) for at in (2, 3, 4)] == [False, True, False]


def test_code_keeps_its_lines():
    code, _ = ParsedCell("\n\n\n1 / 0", "<cell>").compiled(0, "eval")
    with pytest.raises(ZeroDivisionError) as caught:
        eval(code)
    assert caught.traceback[-1].lineno == 3


def test_a_future_import_holds_for_later_statements():
    cell = ParsedCell("from __future__ import annotations\nx: 1 / 0 = 3", "<cell>")
    _, flags = cell.compiled(0, "exec")
    code, _ = cell.compiled(1, "exec", flags)
    names: dict = {}
    exec(code, names)
    assert names["__annotations__"] == {"x": "1 / 0"}


@given(
    st.lists(st.sampled_from(["x = 1", "f(\n1)", "'a'", "if x:\n    y", "# no", ""]), max_size=9)
)
def test_a_host_finds_the_same_places_without_the_interpreter(parts):
    source = "\n".join(parts)
    cell = ParsedCell(source, "<cell>")
    assert len(cell) == len(ast.parse(source).body)
    for at in range(len(cell)):
        assert statement_place(source, at) == (cell.lines(at), len(cell))


@given(st.text(max_size=50), st.integers(-5, 5))
def test_any_text_has_a_place(source, at):
    (first, last), number = statement_place(source, at)
    assert 1 <= first <= last
    assert number >= 0
