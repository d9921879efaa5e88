"""What differs by nature is taken out of a comparison, and nothing that a page states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.volatile import without_volatile
from harness.printed.outputs import compare_outputs


def judged(printed, here, *, clocked=True):
    lines = list(enumerate(printed.split("\n"), 1))
    return without_volatile(compare_outputs(lines, here), lines, here, clocked=clocked)


@pytest.mark.parametrize(
    ("printed", "here"),
    [
        ("2.4.1", "2.21.0"),
        ("v1.0rc2", "v1.3.0"),
        ("2021-03-04", "2026-11-26"),
        ("it is 2021-03-04 10:11:12.5 now", "it is 2026-11-26 22:58:02.25 now"),
        ("datetime.date(2021, 3, 4)", "datetime.date(2026, 11, 26)"),
        ("Thu Mar  4 10:11:12 2021", "Fri Nov 27 22:58:02 2026"),
    ],
)
def test_versions_and_dates_are_volatile_where_the_code_asks_for_them(printed, here):
    found, varied = judged(printed, here)
    assert not found.substance
    assert varied["volatile"]
    assert {left.why for left in found.left_out} == {"volatile"}
    kept, varied = judged(printed, here, clocked=False)
    assert kept.substance
    assert not varied


@pytest.mark.parametrize(
    ("printed", "here"),
    [
        ("/home/ann/docs/a.csv", "/tmp/place/a.csv"),
        ("read '/home/ann/a.csv'", "read '/tmp/place/b/a.csv'"),
        (r"C:\Users\ann\a.csv", "/tmp/place/a.csv"),
    ],
)
def test_a_path_of_another_machine_is_volatile_whether_or_not_it_was_asked_for(printed, here):
    found, varied = judged(printed, here, clocked=False)
    assert not found.substance
    assert varied["volatile"]


def test_what_stands_beside_a_path_counts():
    found, _ = judged("of /home/ann/a.csv 3 rows, at 2/3/4", "of /tmp/b/a.csv 4 rows, at 2/5/4")
    assert [(item.printed, item.here) for item in found.substance] == [("3", "4"), ("3", "5")]


def test_a_number_that_is_no_version_counts_although_a_clock_is_read():
    found, varied = judged("0.93 of 40", "0.93 of 41")
    assert found.substance
    assert not varied


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
def test_whole_numbers_are_never_volatile(printed, here, clocked):
    found, varied = judged(str(printed), str(here), clocked=clocked)
    assert not varied
    assert found == compare_outputs([(1, str(printed))], str(here))
