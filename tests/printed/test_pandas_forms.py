"""Rules of pandas explain another look of the same value, and nothing else."""

import pytest

from harness.printed.parts import Settings
from tests.printed.comparing import explained, swapped

LOOKS = [
    ("Timestamp('2012-01-01', freq='D')", "Timestamp('2012-01-01')", "gone-argument"),
    ("Timestamp('2012-01-01')", "Timestamp('2012-01-01', freq='D')", "gone-argument"),
    ("Timestamp('2012-01-01', freq='D')", "Timestamp('2012-01-02')", "gone-argument; '2012-01-01' → '2012-01-02'"),
    ("Timestamp('2012-01-01', tz=None)", "Timestamp('2012-01-01')", "gone-argument"),
    ("Timestamp('2012-01-01', tz='UTC')", "Timestamp('2012-01-01')", ""),
    ("Timestamp('2012-01-01', freq='D')", "Timestamp('2012-01-01', freq='H')", ""),
    ("Other('2012-01-01', freq='D')", "Other('2012-01-01')", ""),
    ("Timestamp['2012-01-01', freq='D']", "Timestamp['2012-01-01']", ""),
    ("'2012-01-01T00:00:00.500'", "'2012-01-01T00:00:00.5'", "time-digits"),
    ("'2012-01-01T00:00:00.05'", "'2012-01-01T00:00:00.5'", ""),
    ("'2012-01-01T00:00:00.000'", "'2012-01-01T00:00:00'", "time-digits"),
    ("'2012-01-01T00:00:00.1'", "'2012-01-01T00:00:00'", ""),
    ("'2012-01-01'", "'2012-01-02'", ""),
    ("<function __main__.f>", "<function __main__.f(x, y=2)>", "shown-function"),
    ("<function __main__.f>", "<function __main__.g(x)>", ""),
    ("<function f>", "<function __main__.f(x)>", "shown-function"),
    ("<function>", "<function f(x)>", ""),
    ("<function f at 0x7f12>", "<function __main__.f(x)>", "shown-function"),
    ("<function f at 0x7f12>", "<function __main__.f(x) at 0x7f12>", ""),
    ("<function __main__.f>", "<function f>", ""),
    ("<other __main__.f>", "<function __main__.f(x)>", ""),
    ("<function __main__.f(x)>", "<function __main__.f(x, y)>", "shown-function"),
    ("<function __main__.f at 0x7f12>", "<function __main__.g>", ""),
    ("Timestamp('2012-01-01', tz=UTC)", "Timestamp('2012-01-01')", ""),
    ("Timestamp('2012-01-01', tz=AB)", "Timestamp('2012-01-01')", ""),
    ("Timestamp('2012-01-01', freq='D', offset='D', tz=None)", "Timestamp('2012-01-01')", "gone-argument"),
    ("Timestamp('2012-01-01', freq='D')", "Timestamp('2012-01-01', tz=None)", "gone-argument"),
    ("Timestamp('2012-01-01')", "Timestamp('2012-01-02')", ""),
    ("Timestamp('2012-01-01', freq='D')", "Other('2012-01-01')", ""),
    ("PeriodIndex(['2012'], freq='D')", "PeriodIndex(['2012'])", "gone-argument"),
    ("DatetimeIndex(['2012'], freq='D')", "DatetimeIndex(['2012'])", ""),
    ("'2012-01-01T00:00:00.1'", "'2012-01-01T00:00:01.1'", ""),
    ("'2012-01-01'", "word", ""),
]  # fmt: skip

OF_OTHER_RELEASES = [
    ("Int64Index([0, 1, 2], dtype='int64')", "RangeIndex(start=0, stop=3, step=1)", "range-index"),
    ("Int64Index([0, 1, 3], dtype='int64')", "RangeIndex(start=0, stop=3, step=1)", ""),
    ("RangeIndex(start=0, stop=3, step=1)", "Index([0, 1, 2], dtype='int32')", "range-index"),
    ("Index([0, 1, 2], dtype='float64')", "RangeIndex(start=0, stop=3, step=1)", ""),
    ("[0, 2, 4]", "range(0, 6, 2)", "range-index"),
    ("[0, 1]", "range(0, 2)", "range-index"),
    ("[0, 1]", "range(2)", ""),
    ("[]", "range(0, 0)", ""),
    ("[0, 1]", "range(0, 2, 0)", ""),
    ("[0, 1]", "range(0, 2, 1, 1)", ""),
    ("[0, 'a']", "range(0, 2)", ""),
    ("(0, 1)", "range(0, 2)", ""),
    ("[a, b]", "['a', 'b']", "category-quotes"),
    ("[a, b]", "['a', 'c']", ""),
    ("[1, 2]", "['1', '2']", ""),
    ("[a b]", "['a b']", "category-quotes"),
    ("(a, b)", "('a', 'b')", ""),
    ("['a', 'b']", "dict_keys(['a', 'b'])", "dictionary-view"),
    ("dict_values([1, 2])", "[1, 2]", "dictionary-view"),
    ("[1, 2]", "dict_values([1, 3])", "dictionary-view; 2 → 3"),
    ("[1]", "dict_other([1])", ""),
    ("[1]", "dict_keys([1], 2)", ""),
    ("f(dtype='|S1')", "f(dtype='<U1')", "text-width"),
    ("f(dtype='|S1')", "f(dtype='<U2')", ""),
    ("f(kind='|S1')", "f(kind='<U1')", ""),
    ("f(a='|S1')", "f(a='<U1')", ""),
    ("f(dtype='|S2')", "f(dtype='other')", ""),
    ("f(dtype='other')", "f(dtype='thing')", ""),
    ("[0, 1, 1]", "range(0, 3)", ""),
    ("[0, 1]", "range(0, 2, 1, 1, 1)", ""),
    ("[0, 1]", "range(0, 2, 00)", ""),
    ("[0, 1]", "range(0, 2, 1)", "range-index"),
    ("[1]", "range(1, 2)", "range-index"),
    ("[]", "range(2, 1)", ""),
    ("[]", "[1]", ""),
    ("[0, 1]", "range(, 2)", ""),
    ("[0, 1]", "range[0, 2]", ""),
    ("{0, 1}", "range(0, 2)", ""),
    ("f[0, 1]", "range(0, 2)", ""),
    ("Index((0, 1), dtype='int64')", "RangeIndex(start=0, stop=2, step=1)", ""),
    ("Index({0, 1}, dtype='int64')", "RangeIndex(start=0, stop=2, step=1)", ""),
    ("Index([0, 1])", "RangeIndex(start=0, stop=2, step=1)", ""),
    ("Index()", "RangeIndex(start=0, stop=2, step=1)", ""),
    ("Index(5, dtype='int64')", "RangeIndex(start=0, stop=2, step=1)", ""),
    ("range(0, 2)", "range(0, 3)", ""),
    ("{a, b}", "{'a', 'b'}", ""),
    ("f[a, b]", "f['a', 'b']", ""),
    ("[a, 2]", "['a', '2']", ""),
    ("[a, b]", "[a, c]", ""),
    ("['a', 'b']", "['a', 'c']", ""),
    ("[a, b]", "('a', 'b')", ""),
    ("[1]", "dict_keys()", ""),
    ("[1]", "dict_keys[[1]]", ""),
    ("dict_keys([1])", "dict_keys([2])", ""),
]  # fmt: skip


@pytest.mark.parametrize(("page", "here", "found"), LOOKS)
def test_a_rule_explains_its_own_look_and_what_is_left_is_compared(page, here, found):
    assert explained(page, here) == found
    assert explained(here, page) == swapped(found)


@pytest.mark.parametrize(("page", "here", "found"), OF_OTHER_RELEASES)
def test_another_release_may_print_the_same_value_otherwise(page, here, found):
    assert explained(page, here, Settings(releases=True)) == found
    assert explained(here, page, Settings(releases=True)) == swapped(found)


@pytest.mark.parametrize(("last", "found"), [(10_000, "range-index"), (10_001, "")])
def test_a_range_is_written_out_up_to_ten_thousand_numbers(last, found):
    listed = str(list(range(last)))
    assert explained(listed, f"range(0, {last})", Settings(releases=True)) == found
