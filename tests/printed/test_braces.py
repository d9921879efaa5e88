"""Dictionaries are compared by their keys, sets whatever their order."""

import pytest

from harness.printed.output_differences import ORDER
from tests.printed.comparing import compared


@pytest.mark.parametrize(
    ("page", "here", "found"),
    [
        ("{1, 2}", "{2, 1}", []),
        ("{1, 2}", "{3, 1}", [("2", "3")]),
        ("{1, 1, 2}", "{1, 2, 2}", [("1", "2")]),
        ("{1, 1, 1}", "{1, 2, 3}", [("1", "2"), ("1", "3")]),
        ("{1, 2}", "{1}", [("2", "")]),
        ("{1}", "{1, 2}", [("", "2")]),
        ("{5, 'b', 7}", "{8, 7, 'a'}", [("5", "8"), ("'b'", "'a'")]),
        ("{'a': 1, 'b': 2}", "{'a': 1, 'b': 3}", [("2", "3")]),
        ("{'a': 1, 'b': 2}", "{'a': 1}", [("'b': 2", "")]),
        ("{'a': 1}", "{'b': 1}", [("'a'", "'b'")]),
        ("{'a': 1, 'a': 2}", "{'a': 1, 'a': 3}", [("2", "3")]),
        ("{}", "{'a': 1}", [("", "'a': 1")]),
        ("{'a': 1}", "{}", [("'a': 1", "")]),
        ("{'a': 1:2}", "{'a': 3:2}", [("1", "3")]),
    ],
)
def test_what_stands_in_braces_of_one_side_alone_differs(page, here, found):
    differences = compared(page, here).differences
    assert [(d.printed, d.here) for d in differences] == found


def test_keys_in_another_order_are_told_once_at_the_first_of_them():
    page, here = "{'a': 1, 'b': 2, 'c': 3, 'd': 4}", "{'a': 1, 'd': 4, 'b': 2, 'c': 5}"
    assert [(d.kind, d.printed, d.here) for d in compared(page, here).differences] == [
        (ORDER, "'b'", "'d'"),
        ("value", "3", "5"),
    ]


@pytest.mark.parametrize(
    ("page", "here", "first"),
    [
        ("{'b': 1, 'a': 2}", "{'a': 2, 'b': 1}", ("'b'", "'a'")),
        ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}", ("'a'", "'b'")),
        ("{2: 'x', 1: 'y'}", "{1: 'y', 2: 'x'}", ("2", "1")),
        ("{'a': 1, 'c': 2, 'b': 3}", "{'b': 3, 'd': 4, 'a': 1}", ("'a'", "'b'")),
    ],
)
def test_the_first_key_that_has_moved_is_named(page, here, first):
    moved = [d for d in compared(page, here).differences if d.kind == ORDER]
    assert [(d.printed, d.here) for d in moved] == [first]


@pytest.mark.parametrize(
    ("page", "here", "found"),
    [
        ("{'a': b}", "{'a': c}", [("value", "b", "c")]),
        ("{'a': 'b'}", "{'a': 'c'}", [("value", "'b'", "'c'")]),
        ("{'a': x b}", "{'a': b x}", [("value", "x", "b"), ("value", "b", "x")]),
    ],
)
def test_what_stands_behind_a_key_is_a_value_whatever_it_is(page, here, found):
    assert [(d.kind, d.printed, d.here) for d in compared(page, here).differences] == found
