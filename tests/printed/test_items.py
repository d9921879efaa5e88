"""Printed text is read as tables, and as the paragraphs between them."""

import pytest

from harness.printed.items import as_paragraphs, compared_tokens, items_of
from harness.printed.screen import numbered

LOG = "Epoch 1/2\n2/2 - 3s - loss: 0.5\nEpoch 2/2\n2/2 - 4s - loss: 0.25"


def items(text, times=False):
    return items_of(numbered(text), times)


def lines(found):
    return [
        (item.table and item.table.kind, [line.number for line in item.lines]) for item in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n \n", []),
        ("\n\na 1", [(None, [3])]),
        ("a 1", [(None, [1])]),
        ("a\n\nb", [(None, [1]), (None, [3])]),
        ("[1\n 2]\nb", [(None, [1, 2]), (None, [3])]),
        (LOG, [("log", [1, 2, 3, 4])]),
        (f"a\n{LOG}\nb", [(None, [1]), ("log", [2, 3, 4, 5]), (None, [6])]),
        (f"{LOG}\n\nValueError: x\n\n[1\n 2]", [("log", [1, 2, 3, 4]), ("exception", [6]), (None, [8, 9])]),
        ("{'a': 1,\nValueError: x\n}", [(None, [1, 2, 3])]),  # no table begins inside brackets
        ("f(1)\nValueError: x", [(None, [1]), ("exception", [2])]),
    ],
)  # fmt: skip
def test_a_text_is_read_as_tables_and_paragraphs_in_order(text, found):
    assert lines(items(text)) == found


@pytest.mark.parametrize(
    ("text", "is_gap"),
    [
        ("...", True),
        ("…", True),
        ("......", True),
        ("... ...", True),
        ("... -----", True),
        ("----- ...", True),
        ("-----", False),
        ("=====", False),
        ("... =====", False),
        ("... x", False),
        ("[...]", False),
        ("1", False),
    ],
)
def test_dots_alone_say_that_lines_are_left_out(text, is_gap):
    (item,) = items(text)
    assert item.is_gap is is_gap
    assert not items(LOG)[0].is_gap


def test_a_table_is_read_again_as_the_paragraphs_of_its_lines():
    (table,), (paragraph,) = items(LOG), items("a 1")
    assert lines(as_paragraphs(table)) == [(None, [line]) for line in (1, 2, 3, 4)]
    assert as_paragraphs(paragraph) == [paragraph]
    kinds = [[t.kind for t in as_paragraphs(table, times)[1].nodes] for times in (False, True)]
    assert ["time" in found for found in kinds] == [False, True]
    assert as_paragraphs(table) == as_paragraphs(table, times=False)


def test_the_figures_of_an_item_are_those_that_a_comparison_looks_at():
    (table,), (paragraph,) = items(f"{LOG} - mae: 7"), items("a 1 [2, 'b 3'] 4.5")
    assert [token.text for token in compared_tokens(table)] == [
        "1", "2", "2", "2", "0.5", "2", "2", "2", "2", "0.25", "7"
    ]  # fmt: skip
    assert [token.text for token in compared_tokens(paragraph)] == ["1", "2", "4.5"]


def test_equal_items_have_equal_keys_whatever_is_volatile():
    (one,), (other,), (another,) = map(items, (LOG, LOG.replace("3s", "9s"), LOG.replace("25", "26")))  # fmt: skip
    assert one.key == other.key != another.key
    (spaced,), (plain,) = items("a  [ 1,2 ]"), items("a [1, 2]")
    assert spaced.key == plain.key
    assert items("took 5 ms", times=True)[0].key == items("took 6 ms", times=True)[0].key
    assert items("took 5 ms")[0].key != items("took 6 ms")[0].key
