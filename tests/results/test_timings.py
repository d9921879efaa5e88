"""Files of pytest-benchmark, whole and damaged."""

import json
import re

import pytest

from harness.results.timings import TimingsError, read_timings

STATS = {"min": 1, "q1": 2, "median": 3, "q3": 5, "max": 9, "rounds": 7, "mean": 4}
WHOLE = {
    "datetime": "2026-01-01T10:00:00",
    "machine_info": {"cpu": {"brand_raw": "a processor", "count": 2}, "system": "Linux"},
    "commit_info": {"id": "abc"},
    "benchmarks": [{"name": "lstm", "group": "layers", "stats": STATS, "extra_info": {"ratio": 2}}],
}


def test_a_file_of_benchmarks_is_read(tmp_path):
    path = tmp_path / "b.json"
    path.write_text(json.dumps(WHOLE))
    found = read_timings(path)
    assert found.machine == {
        "processor": "a processor",
        "threads": "2",
        "system": "Linux",
        "commit": "abc",
    }
    (timing,) = found.groups["layers"]
    assert (timing.low, timing.median, timing.spread, timing.rounds) == (1, 3, 3, 7)
    assert timing.extra == {"ratio": 2}


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        '{"benchmarks": [',
        "[]",
        "{}",
        json.dumps({**WHOLE, "benchmarks": [{"name": "lstm"}]}),
        json.dumps({**WHOLE, "machine_info": None}),
    ],
)
def test_another_file_is_refused_in_one_message(text, tmp_path):
    path = tmp_path / "b.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(TimingsError, match=re.escape(str(path))):
        read_timings(path)


def timing(extra, name="lstm"):
    return {"name": name, "group": None, "stats": STATS, "extra_info": extra}


def read(tmp_path, *timings):
    path = tmp_path / "b.json"
    path.write_text(json.dumps({**WHOLE, "benchmarks": timings}))
    return read_timings(path)


def test_a_benchmark_that_knows_its_limit_says_how_far_it_is_away(tmp_path):
    known = {"limit": 0.5, "ratio": 2.0, "binds": "steps", "layer": "LSTM", "flops": 7}
    found = read(tmp_path, timing(known), timing({"ratio": 2}, "other"))
    assert [one.name for one in found.distances["LSTM"]] == ["lstm"]
    assert list(found.distances) == ["LSTM"]
    (first, second) = found.timings
    assert (first.distance.ratio, first.distance.binds) == (2, "steps")
    assert first.other == {"flops": 7}
    assert second.distance is None
    assert second.other == {"ratio": 2}


@pytest.mark.parametrize(
    "wrong", [{"ratio": "2"}, {"ratio": -1.0}, {"limit": 0.0}, {"limit": None}, {"binds": 3}]
)
def test_a_distance_that_is_none_is_shown_as_any_other_figure(wrong, tmp_path):
    extra = {"limit": 0.5, "ratio": 2.0, "binds": "steps", **wrong}
    (found,) = read(tmp_path, timing(extra)).timings
    assert found.distance is None
    assert found.other == extra


@pytest.mark.parametrize(
    ("name", "label"), [("test_a[x-1]", "x-1"), ("test_a", "test_a"), ("test_a[]", "test_a[]")]
)
def test_a_benchmark_is_labelled_by_its_parameters(name, label, tmp_path):
    (found,) = read(tmp_path, timing({}, name)).timings
    assert found.label == label
