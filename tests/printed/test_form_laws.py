"""Laws of form: the same values written otherwise are no difference, and a changed one still is."""

import re

import numpy as np
import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from harness.printed.output_differences import FORM, ORDER
from tests.printed.comparing import compared, kinds, law
from tests.printed.printing import (
    ARRAYS,
    HASHABLE,
    INTS,
    NARROW,
    NUMERIC_ARRAYS,
    NUMPY_SCALARS,
    VALUES,
    WORD,
)


@law
@given(st.lists(NUMPY_SCALARS, min_size=1, max_size=4))
def test_scalars_with_and_without_their_type_differ_in_form(scalars):
    new = repr(scalars)
    with np.printoptions(legacy="1.25"):
        old = repr(scalars)
    assert kinds(old, new) <= {FORM}
    assert kinds(new, old) <= {FORM}


@law
@given(ARRAYS, st.sampled_from(["1.13", "1.21", "1.25", "2.1"]))
def test_arrays_of_older_releases_differ_in_form(array, legacy):
    assume(array.dtype.char in "dlib" and array.ndim and array.size)
    new = repr(array)
    with np.printoptions(legacy=legacy):
        old = repr(array)
    assert kinds(old, new) <= {FORM}


@law
@given(NUMERIC_ARRAYS, st.integers(20, 120), st.sampled_from([repr, str]))
def test_arrays_wrapped_at_another_width_differ_in_form(array, width, print_):
    before = print_(array)
    with np.printoptions(linewidth=width):
        after = print_(array)
    assert kinds(before, after) <= {FORM}


@law
@given(VALUES)
def test_values_wrapped_at_another_width_differ_in_form(value):
    narrow = NARROW(value)
    assume(not _breaks_text(narrow, repr(value)))
    assert kinds(narrow, repr(value)) <= {FORM}


def _breaks_text(narrow, text):
    """Whether pprint broke a text in two, or sorted a set, as it does."""
    return re.sub(r"[\s]", "", narrow) != re.sub(r"[\s]", "", text)


@law
@given(st.lists(WORD, min_size=1, max_size=5), st.data())
def test_series_of_text_differ_in_form_from_older_ones(words, data):
    new = repr(pd.Series(words))
    old = new.replace("dtype: str", "dtype: object")
    assert kinds(old, new) == {FORM}
    place = data.draw(st.integers(0, len(words) - 1))
    other = repr(pd.Series([*words[:place], words[place] + "z", *words[place + 1 :]]))
    assert compared(old, other).substance


@law
@given(st.integers(1, 2000), st.floats(0, 9), st.integers(0, 99), st.integers(0, 99), st.data())
def test_logs_with_other_bars_and_times_differ_in_form(steps, loss, before, after, data):
    old = f"{steps}/{steps} [==============================] - {before}s {before}ms/step - loss: {loss:.4f}"  # fmt: skip
    new = f"{steps}/{steps} ━━━━━━━━━━━━━━━━━━━━ {after}s {after}ms/step - loss: {loss:.4f}"
    assert kinds(old, new) <= {FORM}
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != new[-1]]))
    assert compared(old, new[:-1] + digit).substance


@law
@given(st.lists(HASHABLE, max_size=5, unique=True).flatmap(lambda all_: st.tuples(st.just(all_), st.permutations(all_))), st.sampled_from(["{%s}", "frozenset({%s})", "[{%s}]"]))  # fmt: skip
def test_sets_are_equal_in_any_order(orders, frame):
    assume(orders[0])
    before, after = (frame % ", ".join(map(repr, order)) for order in orders)
    assert kinds(before, after) <= {FORM}
    assert compared(before, after.replace("{", "{'other', ", 1)).substance


@law
@given(st.dictionaries(WORD, INTS, min_size=2, max_size=5), st.data())
def test_dicts_in_another_order_differ_in_order_alone(held, data):
    keys = data.draw(st.permutations(list(held)))
    assume(keys != list(held))
    comparison = compared(repr(held), repr({key: held[key] for key in keys}))
    assert {difference.kind for difference in comparison.substance} == {ORDER}


LAYERS = st.sampled_from(["dense", "lstm", "conv2d", "max_pooling2d", "batch_normalization", "flatten"])  # fmt: skip


def _name(layer, number):
    return f"{layer}_{number}" if number else layer


def _names(layer, counters):
    return repr([_name(layer, counter) for counter in counters])


@law
@given(LAYERS, st.lists(st.integers(0, 9), min_size=2, max_size=4, unique=True), st.integers(1, 9))
def test_automatic_names_may_be_counted_from_elsewhere(layer, counters, shift):
    counters = sorted(counters)
    shifted = [counter + shift for counter in counters]
    assert kinds(_names(layer, counters), _names(layer, shifted)) == {FORM}
    further = [*shifted[:-1], shifted[-1] + 1]
    assert compared(_names(layer, counters), _names(layer, further)).substance
    assert compared(_names(layer, counters), _names(layer, shifted[::-1])).substance
    merged = [shifted[0], *shifted[:-1]]
    assert compared(_names(layer, counters), _names(layer, merged)).substance
