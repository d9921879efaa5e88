"""A part of an output covers what it names, and nothing else."""

import pytest

from harness.printed.parts import Settings, read_part


@pytest.mark.parametrize(
    ("part", "covered"),
    [
        ("line 4", {"line": 4}),
        ("lines 3-4", {"line": 3}),
        ("lines 4-5", {"line": 4}),
        ("lines 3-4", {"line": 4}),
        ("lines 3-5", {"line": 4}),
        ("lines 3-5", {"line": 5}),
        ("metric loss", {"metric": "loss"}),
        ("column loss", {"column": "loss"}),
    ],
)
def test_a_part_covers_what_it_names(part, covered):
    place = {"line": 9, "metric": "", "column": ""}
    assert read_part(part).covers(**place | covered)
    for other in ({}, {"line": 2}, {"line": 6}, {"metric": "mae"}, {"column": "mae"}):
        assert not read_part(part).covers(**place | other)
    swapped = {"metric": covered.get("column", ""), "column": covered.get("metric", "")}
    assert not read_part(part).covers(**place | swapped)
    assert read_part(part).shown == part


@pytest.mark.parametrize("part", ["timing", "address"])
def test_times_and_addresses_are_no_place(part):
    assert not read_part(part).covers(1, "", "")
    assert read_part(part).shown == part


def test_times_are_left_out_where_they_are_named():
    assert Settings(ignore=(read_part("line 1"), read_part("timing"))).times
    assert not Settings(ignore=(read_part("line 1"), read_part("address"))).times
