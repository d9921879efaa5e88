"""Results that became named tuples are the tuples that they were; nothing else is."""

import pytest

from harness.printed.output_differences import FORM
from harness.printed.outputs import compare_outputs
from harness.printed.parts import Settings

RELEASES = Settings(releases=True, steps=128)


def kinds(printed, here):
    return [item.kind for item in compare_outputs([(1, printed)], here, RELEASES).differences]


@pytest.mark.parametrize(
    ("printed", "here", "expected"),
    [
        ("(array([1., 2.]), 3)", "EigResult(eigenvalues=array([1., 2.]), sign=3)", [FORM]),
        ("(array([1., 2.]), 3)", "EigResult(eigenvalues=array([1., 2.]), sign=4)", [FORM, "value"]),
        ("(1, 2)", "TtestResult(statistic=1, pvalue=2)", [FORM]),
    ],
)
def test_a_named_result_is_compared_by_its_parts(printed, here, expected):
    assert kinds(printed, here) == expected


@pytest.mark.parametrize(
    "here", ["EigResult(eigenvalues=1)", "Point(x=1, y=2)", "EigResult(a=1, b=2, c=3)"]
)
def test_other_names_and_numbers_of_parts_are_differences(here):
    assert set(kinds("(1, 2)", here)) - {FORM}


@pytest.mark.parametrize(
    ("printed", "here", "kind"),
    [
        ("104.311563", "104.311562", ["last digit"]),
        ("104.311563", "104.311561", ["value"]),
        ("1.2345", "1.2346", ["value"]),
        ("12345678", "12345679", ["value"]),
    ],
)
def test_a_long_figure_of_another_release_may_be_rounded_to_its_neighbour(printed, here, kind):
    assert kinds(printed, here) == kind
    assert [it.kind for it in compare_outputs([(1, printed)], here).differences] != ["last digit"]
