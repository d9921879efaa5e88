"""Tests of harness.models.printed_code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.models import printed_code

names = st.lists(st.sampled_from(["a", "b", "c", "len"]), max_size=3)
statements = st.lists(st.fixed_dictionaries({"uses": names, "binds": names}), max_size=5)


def test_a_name_used_before_it_is_bound_is_found_once():
    printed = [{"uses": ["a", "a"], "binds": ["b"]}, {"uses": ["b", "a"]}, {"binds": ["a"]}]
    assert printed_code.unbound(printed) == ["a"]


def test_a_statement_uses_names_before_it_binds_them():
    assert printed_code.unbound([{"uses": ["a"], "binds": ["a"]}]) == ["a"]


def test_built_in_and_given_names_are_bound():
    assert printed_code.unbound([{"uses": ["len", "np"]}], bound=["np"]) == []


def test_running_names_the_missing_one():
    with pytest.raises(NameError, match="'b'"):
        printed_code.resolve_names([{"binds": ["a"]}, {"uses": ["a"]}, {"uses": ["b"]}])


@given(statements)
def test_code_runs_exactly_if_no_name_is_unbound(printed):
    if printed_code.unbound(printed):
        with pytest.raises(NameError):
            printed_code.resolve_names(printed)
    else:
        assert printed_code.resolve_names(printed) == len(printed)
