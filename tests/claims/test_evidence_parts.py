"""Paths lead to parts of the evidence, and say where they lead nowhere."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claims.evidence_parts import in_percent, last_key, value_at

SUMMARY = {"layers": [{"name": "a", "shape": [None, 4, 64]}, {"name": "b"}], "total": 3}
ROWS = {"array": [[1, 2], [3, 4]], "dtype": "int32"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("", SUMMARY),
        ("total", 3),
        ("layers.0.name", "a"),
        ("layers.-1.name", "b"),
        ("layers[0].name", "a"),
        ("layers[-1].name", "b"),
        ("layers[0].shape[1:]", [4, 64]),
        ("layers.0.shape[-1]", 64),
        ("layers[0].shape[::-1]", [64, 4, None]),
        ("layers[:1]", SUMMARY["layers"][:1]),
        ("layers[0]['name']", "a"),
    ],
)
def test_a_path_leads_to_a_part_of_the_evidence(path, value):
    assert value_at(SUMMARY, path) == value


def test_a_slice_of_an_array_keeps_its_dtype():
    assert value_at(ROWS, "[1:]") == {"array": [[3, 4]], "dtype": "int32"}
    assert value_at(ROWS, "[0]") == {"array": [1, 2], "dtype": "int32"}
    assert value_at(ROWS, "[0][1]") == value_at(ROWS, "array.0.1") == 2


@pytest.mark.parametrize("key", ["a.b", "a[0]", "<OOV>", "가장", "[x", "a b"])
def test_a_key_with_signs_of_its_own_is_found(key):
    assert value_at({key: 1}, key) == 1
    assert value_at({"in": {key: 1}}, f'in["{key}"]') == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("totals", "^no 'totals' among layers, total$"),
        ("layers.a", "^no 'a' in a list, at layers$"),
        ("total.0", "^no '0' in a int, at total$"),
        ("layers.7", "^7 is out of range: there are 2 elements, at layers$"),
        ("layers[7]", "^7 is out of range: there are 2 elements, at layers$"),
        ("layers[0].shape[3]", "3 elements, at layers\\[0\\].shape$"),
        ("total[1:]", "no slice in a value of type"),
        ("layers[0", "^cannot read '\\[0' in 'layers\\[0'$"),
        ("layers[x]", "cannot read"),
        ("layers..name", "cannot read"),
        ("layers[::0]", "a slice has a step that is not 0"),
    ],
)
def test_a_path_that_leads_nowhere_says_what_there_is(path, words):
    with pytest.raises(LookupError, match=words):
        value_at(SUMMARY, path)


@given(st.text("a.[]0:-'\" ", max_size=12))
def test_a_path_raises_nothing_but_a_lookup_error(path):
    with contextlib.suppress(LookupError):
        value_at({"a": [[1, 2], {"a": 3}]}, path)


@pytest.mark.parametrize(
    ("path", "key"), [("a.b", "b"), ("a.b[0]", "b"), ("a.0", "a"), ("", ""), ("a['b.c']", "b.c")]
)
def test_the_last_key_of_a_path_is_its_last_name(path, key):
    assert last_key(path) == key


def test_a_path_says_that_it_is_in_percent():
    assert in_percent("scores.percent")
    assert in_percent("accuracy_pct[0]")
    assert not in_percent("percent.accuracy")
