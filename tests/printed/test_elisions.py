"""Rows and columns that only one release shows are left out by name; what both show is compared."""

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.printed.elisions import left_out_there
from harness.printed.parts import Settings
from tests.printed.comparing import compared, law
from tests.printed.printing import as_pandas_prints

RELEASES = Settings(releases=True)


def elided(number, first, last):
    names = [str(n) for n in range(number)]
    return names if first + last >= number else [*names[:first], "...", *names[number - last :]]


ENDS = st.tuples(st.integers(0, 7), st.integers(0, 7))


@given(st.integers(0, 14), ENDS, ENDS)
def test_what_is_left_is_the_same_on_both_sides(number, ends, others):
    sides = elided(number, *ends), elided(number, *others)
    kept = [
        [name for place, name in enumerate(one) if place not in left_out_there(one, other)]
        for one, other in (sides, sides[::-1])
    ]
    names = [str(n) for n in range(number)]
    first, last = map(min, zip(ends, others, strict=True))
    if "..." in sides[0] and "..." in sides[1]:  # each knows its first and its last ones
        assert kept[0] == kept[1] == [*names[:first], *names[number - last :]]
    else:
        assert kept[0] == kept[1] == [n for n in sides[0] if n in sides[1] and n != "..."]


FRAME = pd.DataFrame({"a": range(100), "b": range(100, 200)})
ROWS = [{"max_rows": 60, "min_rows": 60}, {"max_rows": 60, "min_rows": 10}, {"max_rows": None}]


@pytest.mark.parametrize("value", [FRAME, FRAME.a, FRAME.b], ids=["frame", "series", "long"])
@pytest.mark.parametrize("before", ROWS)
@pytest.mark.parametrize("after", ROWS)
def test_rows_that_one_side_elides_are_left_out(value, before, after):
    page, here = as_pandas_prints(value, **before), as_pandas_prints(value, **after)
    found = compared(page, here, RELEASES)
    assert found.substance == ()
    assert bool(found.left_out) == (before != after)
    for old, new in (
        (("97", "87"), ("b", "c")) if value is FRAME else (("97", "87"), ("Name", "Nom"))
    ):
        assert compared(page.replace(old, new), here, RELEASES).substance


def test_the_size_is_compared_even_where_one_side_shows_all():
    page, here = as_pandas_prints(FRAME, max_rows=10), as_pandas_prints(FRAME, max_rows=None)
    assert compared(page.replace("100 rows", "101 rows"), here, RELEASES).substance
    assert compared(page.replace("100 rows", "101 rows"), page, RELEASES).substance


@law
@given(st.integers(4, 12), st.integers(2, 6), st.integers(2, 6), st.data())
def test_columns_that_one_side_elides_are_left_out(columns, before, after, data):
    frame = pd.DataFrame({f"c{n}": [n * 7, n * 11] for n in range(columns)})
    page, here = (
        as_pandas_prints(frame, max_columns=2 * before),
        as_pandas_prints(frame, max_columns=2 * after),
    )
    assert compared(page, here, RELEASES).substance == ()
    assume(after >= before)
    name = data.draw(
        st.sampled_from([f"c{n}" for n in range(columns) if f" c{n} " in page] or ["c0"])
    )
    assert compared(page.replace(f" {name} ", " x  ".ljust(len(name) + 2)[: len(name) + 2]), here, RELEASES).substance  # fmt: skip


OLD = """
   id  year  r   h ...  rbi  sb  \\
0  41  2006  6  14 ...    2   1
1  43  2006  0   1 ...    0   0

   so  gidp
0   4     0
1   1     5

[2 rows x 13 columns]"""
NEW = """
   id  year  r   h  ...  rbi   sb   so  gidp
0  41  2006  6  14  ...  2.0  1.0  4.0   0.0
1  43  2006  0   1  ...  0.0  0.0  1.0   5.0

[2 rows x 13 columns]"""


def padded(text):
    """Write blanks at the end of lines as far as the first block is wide, as old pandas does."""
    return text.replace("\n0  41  2006  6  14 ...    2   1", "\n0  41  2006  6  14 ...    2   1   ") \
        .replace("\n1  43  2006  0   1 ...    0   0", "\n1  43  2006  0   1 ...    0   0   ")  # fmt: skip


def test_dots_one_blank_behind_a_column_stand_for_columns_of_their_own():
    assert compared(padded(OLD), NEW, RELEASES).substance == ()
    assert compared(padded(OLD), NEW.replace("14", "15"), RELEASES).substance
    assert compared(padded(OLD), NEW.replace("  h", "  g"), RELEASES).substance
    assert compared(padded(OLD), NEW.replace("13 columns", "14 columns"), RELEASES).substance


def test_what_is_left_out_is_counted():
    whole, part = (as_pandas_prints(FRAME, max_rows=rows) for rows in (None, 10))
    here = compared(whole, part, RELEASES).left_out
    assert [(o.number, o.what, o.why) for o in here] == [
        (270, "figures", "rows or columns are left out here")
    ]
    there = compared(part, whole, RELEASES).left_out
    assert [(o.number, o.what, o.why) for o in there] == [
        (270, "cells", "the document leaves them out")
    ]


@pytest.mark.parametrize(
    ("rows", "settings", "found"),
    [
        ((4, None), RELEASES, (15, "cells", "the document leaves them out", 3)),
        ((4, None), Settings(), (12, "rows", "the document leaves them out", 6)),
        ((None, 4), RELEASES, (15, "figures", "rows or columns are left out here", 3)),
    ],
)
def test_what_is_left_out_is_counted_and_has_its_place(rows, settings, found):
    page, here = ("words\n\n" + as_pandas_prints(FRAME.head(9), max_rows=most) for most in rows)
    assert compared(page, here, settings).left_out == (found,)


@pytest.mark.parametrize("values", [FRAME.a.head(9), pd.Series(range(9))], ids=["named", "unnamed"])
def test_the_size_of_a_whole_series_stands_where_the_type_of_its_values_does(values):
    page, here = (as_pandas_prints(values, max_rows=most) for most in (None, 4))
    found = compared(page, here.replace("Length: 9", "Length: 8"), RELEASES).differences
    assert [(d.kind, d.printed, d.here, d.line, d.column) for d in found] == [("value", "9", "8", 10, 0)]  # fmt: skip


def test_the_size_of_a_whole_frame_stands_where_its_last_row_does():
    page, here = (as_pandas_prints(FRAME.head(9), max_rows=most) for most in (None, 4))
    found = compared(page, here.replace("9 rows", "8 rows"), RELEASES).differences
    assert [(d.kind, d.printed, d.here, d.line, d.column) for d in found] == [("value", "9", "8", 10, 0)]  # fmt: skip


def test_a_table_that_leaves_rows_out_has_no_size_but_the_one_it_says():
    said = as_pandas_prints(FRAME.head(9), max_rows=4)
    unsaid = said.partition("\n\n")[0]
    for page, here, kind in ((unsaid, said, "extra"), (said, unsaid, "missing")):
        found = compared(page, here, RELEASES).differences
        assert [(d.kind, d.printed or d.here) for d in found] == [(kind, "9"), (kind, "2")]
