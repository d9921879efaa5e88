"""What a subject returns becomes JSON data that can be read again, or is refused in one line."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.return_values import (
    DEEPEST_VALUE,
    DIGITS,
    LARGEST_ANSWER,
    NotJSONError,
    json_data,
    sendable,
    shortened,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
ANYTHING = st.recursive(
    st.none()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.binary()
    | st.text(st.characters())
    | st.text(st.characters(categories=["Cs"]))
    | st.dates()
    | st.builds(lambda n: 10**n, st.integers(3990, 5000))
    | st.builds(np.float16, st.floats(-9, 9))
    | st.builds(np.datetime64, st.just("2020-01-01"))
    | st.builds(lambda kind: np.zeros(2, kind), st.sampled_from("?bBhHiIqQefdgFDUSOV")),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner)
        | st.dictionaries(st.text() | st.integers() | st.floats() | st.none() | st.binary(), inner)
    ),
    max_leaves=8,
)


@given(JSON)
def test_json_data_stays_as_it_is(value):
    assert json_data(value) == value
    assert json.loads(json.dumps(json_data(value))) == value


@given(ANYTHING)
def test_a_value_can_be_read_again_or_is_refused_in_one_line(value):
    try:
        text = json.dumps(json_data(value))
    except NotJSONError as error:
        assert len(str(error).splitlines()) == 1
    else:
        json.dumps(json.loads(text), ensure_ascii=False).encode()


def test_an_array_keeps_its_dtype():
    value = np.array([[1.5]], dtype=np.float32)
    assert json_data({"a": value}) == {"a": {"array": [[1.5]], "dtype": "float32"}}
    assert json_data(np.array(["ä"])) == {"array": ["ä"], "dtype": "<U1"}


def test_a_scalar_becomes_a_number_and_a_tuple_a_list():
    assert json_data((np.float32(0.5), np.int64(3), None, True)) == [0.5, 3, None, True]


def test_nan_and_infinity_are_values():
    assert math.isnan(json_data(float("nan")))
    assert json_data([math.inf, np.float32(-math.inf)]) == [math.inf, -math.inf]


def test_keys_are_written_as_text():
    assert json_data({1: 2, None: 3, np.int64(4): 5}) == {"1": 2, "None": 3, "4": 5}


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def circle():
    value = {}
    value["a"] = [value]
    return value


def shared(depth):
    value = [1]
    for _ in range(depth):
        value = [value, [value]]
    return value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (object(), "JSON data or arrays, not object"),
        (1j, r"not complex; return \[x.real, x.imag\]"),
        (b"x", "not bytes; return text, or list"),
        ({1, 2}, "not set; return sorted"),
        (iter([1]), "not list_iterator; return list"),
        (range(3), "not range; return list"),
        (np.array([1j]), "not complex numbers; return"),
        (np.array([object()]), "not objects; return lists"),
        (np.array([b"a"]), "not bytes; return value.astype"),
        (np.array(["2020-01-01"], "datetime64[D]"), "not dates; return value.astype"),
        (np.datetime64(1, "ns"), "not dates"),
        (np.timedelta64(1, "ns"), "not durations"),
        (np.longdouble(1), "not .*longdouble|not float128"),
        (10**DIGITS * 10, "at most 4,000 digits, not of about 4,00"),
        ([-(10**5000)], "not of about 5,000"),
        ({10**5000: 1}, "not of about 5,000"),
        ("ab\ud800", "character 3 of 3 is half a surrogate pair"),
        ({"\udfff": 1}, "character 1 of 1"),
        (np.array(["\ud800"]), "character 1 of 1"),
        ({1: 2, "1": 3}, "two keys that are both written '1'"),
        ({math.nan: 1}, "NaN is no key"),
        ({(1, 2): 3}, "keys are text or numbers, not tuple"),
        (nested(DEEPEST_VALUE + 1), "nested at most 100 deep"),
        (nested(5000), "nested at most 100 deep"),
        (circle(), "no dict that holds itself"),
        (shared(40), "at most 33,554,432 bytes"),
        ("x" * (LARGEST_ANSWER + 1), "at most 33,554,432 bytes"),
        (np.zeros(LARGEST_ANSWER // 2 + 1, bool), "at most 33,554,432 bytes"),
    ],
)
def test_a_value_without_a_json_form_is_refused_with_what_to_return(value, words):
    with pytest.raises(NotJSONError, match=words):
        json_data(value)


def test_a_value_may_be_as_deep_as_the_bound_and_hold_a_part_twice():
    assert json_data(nested(DEEPEST_VALUE)) == nested(DEEPEST_VALUE)
    part = [list(range(3000))]
    assert json_data([part, part, {"a": part}]) == [part, part, {"a": part}]


def test_depth_counts_where_a_part_is_held_again():
    part = [list(map(str, range(3000))), nested(90)]
    deep = part
    for _ in range(20):
        deep = [deep]
    with pytest.raises(NotJSONError, match="deep"):
        json_data([part, deep])


def test_an_array_counts_with_its_dimensions():
    value = np.zeros((1,) * 30)
    for _ in range(DEEPEST_VALUE - 30):
        value = [value]
    with pytest.raises(NotJSONError, match="deep"):
        json_data(value)
    assert json_data(value[0])


@given(st.text(st.characters()) | st.text(st.characters(categories=["Cs"])))
def test_any_text_becomes_sendable(text):
    sendable(text).encode()


@given(st.text(), st.integers(2, 50))
def test_a_long_text_loses_its_middle_and_says_how_much(text, most):
    short = shortened(text, most)
    assert (short == text) == (len(text) <= most)
    if short != text:
        assert short.startswith(text[: most // 2])
        assert short.endswith(text[-(most // 2) :])
        assert f"{len(text) - 2 * (most // 2):,} characters" in short
