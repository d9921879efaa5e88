"""Each form rule explains another look of the same values, and hides no other value."""

from __future__ import annotations

import pytest

from harness.printed.forms import LOOKS, RULES, form_described
from harness.printed.outputs import compare_outputs

PAIRS = {
    "numpy-scalar": ("(1.5, True)", "(np.float64(1.5), np.True_)", ("2.5", "False")),
    "numpy-name": ("numpy.datetime64('2020')", "np.datetime64('2020')", ("2021",)),
    "pandas-index": ("Int64Index([1, 2], dtype='int64')", "Index([1, 2], dtype='int64')", ("3",)),
    "tensor-shape": ("TensorShape([None, 32])", "(None, 32)", ("33", "8, None, 32")),
    "dimension": ("Dimension(3)", "3", ("4",)),
    "ordered-dict": (
        "OrderedDict([('a', 1), ('b', 2)])",
        "OrderedDict({'a': 1, 'b': 2})",
        ("3", "'c': 2"),
    ),
    "variable": (
        "<tf.Variable 'w:0' shape=(2,) dtype=float32, numpy=array([1., 2.], dtype=float32)>",
        "<Variable path=w, shape=(2,), dtype=float32, value=[1. 2.]>",
        ("[1. 3.]", "(3,)", "float64", "path=v"),
    ),
    "tensor-id": (
        "<tf.Tensor: id=5, shape=(), dtype=int32, numpy=3>",
        "<tf.Tensor: shape=(), dtype=int32, numpy=3>",
        ("numpy=4",),
    ),
    "elided-shape": (
        "array([0, 1, ..., 8, 9])",
        "array([0, 1, ..., 8, 9], shape=(1000,))",
        ("7, 9",),
    ),
    "symbolic-tensor": (
        "<KerasTensor: shape=(None, 10) dtype=float32 (created by layer 'x')>",
        "<KerasTensor shape=(None, 10), dtype=float32, sparse=False, name=keras_tensor>",
        ("(None, 11)", "float16"),
    ),
    "bool-dtype": ("array([ True], dtype=bool)", "array([ True])", ("[False]",)),
    "shown-object": ("<__main__.A at 0x7f12>", "<__main__.A object at 0x7f13>", ("__main__.B",)),
    "shown-class": ("numpy.float64", "<class 'numpy.float64'>", ("numpy.float32",)),
    "data-set": (
        "<PrefetchDataset element_spec=TensorSpec(shape=(2,), dtype=tf.int64, name=None)>",
        "<_PrefetchDataset element_spec=TensorSpec(shape=(2,), dtype=tf.int64, name=None)>",
        ("(3,)", "_BatchDataset"),
    ),
    "class-word": ("<type 'int'>", "<class 'int'>", ("'float'",)),
    "masked-array": (
        "masked_array(data = [1 -- 3], mask = [False True False], fill_value = 9)",
        "masked_array(data=[1, --, 3], mask=[False, True, False], fill_value=9)",
        ("[1, 2, 3]", "[True, True, False]"),
    ),
    "time-unit": (
        "DatetimeIndex(['2020-01-01'], dtype='datetime64[ns]', freq='D')",
        "DatetimeIndex(['2020-01-01'], dtype='datetime64[us]', freq='D')",
        ("'2020-01-02'", "datetime64[ms]"),
    ),
    "frequency-alias": (
        "DatetimeIndex(['2020-01-31'], dtype='datetime64[ns]', freq='M')",
        "DatetimeIndex(['2020-01-31'], dtype='datetime64[ns]', freq='ME')",
        ("freq='QE'",),
    ),
    "ruler": ("-----", "--------", ("=====",)),
    "string-dtype": ("array(['a'], dtype=object)", "array(['a'], dtype=str)", ("'b'", "int")),
    "tensorflow-dtype": ("<dtype: 'float32'>", "'float32'", ("'float64'",)),
    "moved-module": (
        "<keras.callbacks.History at 0x7f12>",
        "<keras.src.callbacks.history.History at 0x7f13>",
        ("history.Other",),
    ),
    "keras-object": (
        "<keras.layers.core.Dense object at 0x7f1234>",
        "<Dense name=dense, built=True>",
        ("<Conv2D",),
    ),
    "quotes": ("{'a': 'b'}", '{"a": "b"}', ('"c"',)),
}
"""Of each rule two looks, and values that here would be other ones."""


@pytest.mark.parametrize("rule", [rule.name for rule in RULES if rule.name in PAIRS])
def test_a_rule_explains_another_look(rule: str) -> None:
    page, here, _ = PAIRS[rule]
    found = compare_outputs([(1, page)], here)
    assert not found.substance
    assert rule in {difference.note for difference in found.form}


@pytest.mark.parametrize("rule", PAIRS)
def test_another_value_is_found_in_spite_of_the_rule(rule: str) -> None:
    page, here, others = PAIRS[rule]
    for other in others:
        changed = _changed(here, other)
        assert changed != here
        assert compare_outputs([(1, page)], changed).substance, changed


def test_rules_have_names_of_their_own_and_say_what_they_explain() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.what.endswith(".") for rule in RULES)
    assert not {look.name for look in LOOKS} & {rule.name for rule in RULES}
    assert form_described("numpy-scalar") == "The type is written around a number. Since NumPy 2.0."
    elsewhere = {"input-shape", "functional", "drawn-object", "drawn-list", "gone-argument"}
    elsewhere |= {"time-digits", "shown-function", "gradient-function", "variable-output"}
    assert {rule.name for rule in RULES} == {*PAIRS, *elsewhere}


def _changed(here: str, other: str) -> str:
    """Put another value in the place of one that looks like it."""
    places = {
        "2.5": "1.5", "False": "np.True_", "2021": "2020", "33": "32", "8, None, 32": "None, 32",
        "'c': 2": "'b': 2", "[1. 3.]": "[1. 2.]", "(3,)": "(2,)", "float64": "float32",
        "path=v": "path=w", "numpy=4": "numpy=3", "7, 9": "8, 9", "(None, 11)": "(None, 10)",
        "float16": "float32", "'b'": "'a'", "int": "str", "'float64'": "'float32'",
        "'2020-01-02'": "'2020-01-01'", "freq='QE'": "freq='ME'",
        "datetime64[ms]": "datetime64[us]", "history.Other": "history.History", "[False]": "[ True]", "'float'": "'int'",
        "__main__.B": "__main__.A", "numpy.float32": "numpy.float64",
        "_BatchDataset": "_PrefetchDataset", "=====": "--------", "[1, 2, 3]": "[1, --, 3]", "[True, True, False]": "[False, True, False]", "<Conv2D": "<Dense", '"c"': '"b"', "4": "3", "3": "2",
    }  # fmt: skip
    return here.replace(places[other], other)
