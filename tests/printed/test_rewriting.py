"""A rule explains two looks of a value; a look beside something else is explained by none."""

import pytest

from harness.printed.parts import Settings
from harness.printed.rewriting import (
    arguments,
    called,
    elements_in_a_row,
    is_call,
    representation,
    unnamed,
    without_argument,
    without_commas,
)
from harness.printed.screen import Line
from harness.printed.tokens import tokens_of
from harness.printed.trees import joined_text, tree_of
from tests.printed.comparing import explained

PAIRS = [
    ('<tf.Tensor: id=5, shape=(), dtype=int32, numpy=3>', '<Other: shape=(), dtype=int32, numpy=3>', ''),
    ('<Other: shape=(), dtype=int32, numpy=3>', '<tf.Tensor: id=5, shape=(), dtype=int32, numpy=3>', ''),
    ("<tf.Variable 'w:0' shape=() dtype=float32, numpy=1.0>", '<Other path=w, shape=(), dtype=float32, value=1.0>', ''),
    ("<Other 'w:0' shape=() dtype=float32, numpy=1.0>", '<Variable path=w, shape=(), dtype=float32, value=1.0>', ''),
    ('<KerasTensor shape=(None, 10), dtype=float32, sparse=False, name=k>', "<Other 'x:0' shape=(None, 10) dtype=float32>", ''),
    ("<Other 'x:0' shape=(None, 10) dtype=float32>", '<KerasTensor shape=(None, 10), dtype=float32, sparse=False, name=k>', ''),
    ('<keras.layers.core.Dense object at 0x7f12ab>', 'Dense', ''),
    ('Dense', '<Dense name=dense, built=True>', ''),
    ('<keras.layers.core.Dense object at 0x7f12ab>', '(Dense name=dense)', ''),
    ('(keras.layers.core.Dense object at 0x7f12ab)', '<Dense name=dense, built=True>', ''),
    ('<BatchDataset shapes: (2,)>', '_BatchDataset', ''),
    ('BatchDataset', '<_BatchDataset shapes: (2,)>', ''),
    ("<dtype: 'float32'>", "<dtype: 'float64'>", ''),
    ("<dtype: 'float32' x>", 'tf.float32', ''),
    ('tensor(1, grad_fn=<AddBackward0>)', 'tensor(1, grad_fn=<Other>)', ''),
    ('tensor(1, grad_fn=<Other>)', 'tensor(1, grad_fn=<AddBackward0>)', ''),
    ("['a/kernel:0']", "['kernel']", ''),
    ("['a/kernel']", "['a/kernel:0']", 'variable-output'),
    ("['a/kernel:0']", '[a/kernel]', ''),
    ('TensorShape([3, 4])', '[3, 4]', 'tensor-shape'),
    ('Other([3, 4])', '(3, 4)', ''),
    ('TensorShape[3]', '(3,)', ''),
    ('Dimension[3]', '3', ''),
    ('3', 'Dimension(3)', 'dimension'),
    ('keras.a.History', 'History', ''),
    ('History', 'keras.a.History', ''),
    ('keras.a.History', '3', ''),
    ('f(shape=[(None, 3)])', 'f(shape=x[(None, 3)])', 'input-shape; (None, 3) → x[(None, 3)]'),
    ('f(shape=[3])', 'f(shape=3)', ''),
    ('f(shape=[(None, 3)])', 'f(shape=3)', 'input-shape; (None, 3) → 3'),
    ('f(type=Model)', 'f(type=Model2)', ''),
    ('f(type=Functional)', 'f(type=Model)', 'functional'),
    ("Timestamp('2012-01-01', freq='D')", "'2012-01-01'", ''),
    ("Timestamp('2012-01-01', freq='D')", "Other('2012-01-01')", ''),
    ("'2012-01-01T00:00:00.500'", 'x', ''),
    ('x', "'2012-01-01T00:00:00.500'", ''),
    ('<function f>', 'f', ''),
    ('f', '<function f(x)>', ''),
    ('RangeIndex(start=0, stop=3, step=1)', 'x[0, 1, 2]', ''),
    ('[0, 1, 2]', 'Other(start=0, stop=3, step=1)', ''),
    ('dict_keys[1]', '[1]', ''),
    ('dict_keys([1])', '(1)', 'dictionary-view; [1] → (1)'),
    ('dict_keys(1)', '[1]', 'dictionary-view; 1 → [1]'),
    ('numpy.a(3)', '3', ''),
    ('3', 'np.a(3)', ''),
    ('Index([1])', '[1]', ''),
    ('[1]', 'Float64Index([1])', ''),
    ('-----', 'x', ''),
    ('x', '-----', ''),
    ("'a'", 'a', ''),
    ('a', '"a"', ''),
    ("<type 'int'>", 'int', ''),
    ("<type 'int'>", "<type 'str'>", ''),
    ("<class 'int'>", "<type 'int'>", 'class-word'),
    ('<__main__.A object at 0x7f12>', '<__main__.A at 0x7f13>', 'shown-object'),
    ('<__main__.A object at 0x7f12>', 'A', ''),
    ("<class 'numpy.float64'>", 'numpy.float64', 'shown-class'),
    ("<class 'a'>", "<class 'b'>", ''),
    ('f(dtype=datetime64[us])', 'f(dtype=datetime64[ns])', 'time-unit'),
    ('f(dtype=datetime64[us])', 'f(dtype=datetime64[us, UTC])', ''),
    ("f(dtype='int64')", "f(dtype='int32')", 'integer-width'),
    ("dtype('int64')", "dtype('int32')", 'integer-width'),
    ("dtype('int64')", 'int32', ''),
    ("f(freq='ME')", "f(freq='M')", 'frequency-alias'),
    ("f(freq='X')", "f(freq='Y')", ''),
    ("f(freq='A')", "f(freq='Y')", 'frequency-alias'),
]  # fmt: skip


@pytest.mark.parametrize(("page", "here", "found"), PAIRS)
def test_a_look_is_another_one_only_beside_the_look_that_it_took_the_place_of(page, here, found):
    assert explained(page, here, Settings(releases=True)) == found


def node(text):
    """Read a text as its one node."""
    (found,) = tree_of(tokens_of(Line(1, text)))
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("f()", {}),
        ("f(1, 2)", {}),
        ("f(a=1)", {"a": "1"}),
        ("f(a=1,)", {"a": "1"}),
        ("f(a=1, b=2, c=[3, 4])", {"a": "1", "b": "2", "c": "[ 3 , 4 ]"}),
        ("<f x, a=1 2 b=3>", {"a": "1 2", "b": "3"}),
        ("f(a=)", {"a": ""}),
        ("f(a=, b=1)", {"a": "", "b": "1"}),
        ("f(=1)", {}),
        ("f(1, a=2)", {"a": "2"}),
    ],
)
def test_arguments_have_names_and_values(text, found):
    assert {name: joined_text(nodes) for name, nodes in arguments(node(text)).items()} == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("f(a=1)", "f(  )"),
        ("f(a=1, b=2)", "f( b = 2 )"),
        ("f(b=2, a=1)", "f( b = 2 )"),
        ("f(b=2, a=1, c=3)", "f( b = 2 , c = 3 )"),
        ("f(b=2, a=1 2)", "f( b = 2 )"),
        ("<f x a=1>", "< f x >"),
        ("<f x, a=1, b=2>", "< f x , b = 2 >"),
        ("f(b=a, 1)", "f( b = a , 1 )"),
        ("f(a, b=1)", "f( a , b = 1 )"),
        ("f(b=1, a)", "f( b = 1 , a )"),
        ("f(1 a=2)", "f( 1 )"),
    ],
)
def test_an_argument_goes_with_the_comma_that_parts_it(text, left):
    (found,) = without_argument(node(text), "a")
    assert found.text == left


@pytest.mark.parametrize(
    ("text", "found"),
    [("[1, 2]", "1 , 2"), ("[1, 2,]", "1 , 2"), ("[1,]", "1"), ("[]", ""), ("x", "x"), ("[,]", "")],
)
def test_elements_in_a_row_end_without_a_comma(text, found):
    assert joined_text(elements_in_a_row(node(text))) == found


@pytest.mark.parametrize(
    ("text", "call", "look", "name", "rest"),
    [
        ("f(1)", True, False, "f", "( 1 )"),
        ("g(1)", False, False, "g", "( 1 )"),
        ("f[1]", False, False, "f", "[ 1 ]"),
        ("f", False, False, "f", ""),
        ("<f 1>", False, True, "", "< f 1 >"),
        ("<g 1>", False, False, "", "< g 1 >"),
        ("(f 1)", False, False, "", "( f 1 )"),
        ("{f}", False, False, "", "{ f }"),
    ],
)
def test_a_node_is_a_call_a_representation_or_something_else(text, call, look, name, rest):
    found = node(text)
    assert is_call(found, "f", "h") is call
    assert representation(found, "f", "h") is (found if look else None)
    assert called(found) == name
    assert joined_text(unnamed(found)) == rest


def test_commas_are_left_out_however_deep_they_are():
    assert without_commas(node("f([1, 2], [[3, 4], 5])")).text == "f( [ 1 2 ] [ [ 3 4 ] 5 ] )"
    assert without_commas(node("','")).text == "','"
