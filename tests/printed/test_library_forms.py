"""Rules of Python and NumPy explain another look of the same value, and nothing else."""

import pytest

from harness.printed.output_differences import FORM
from harness.printed.parts import Settings
from tests.printed.comparing import compared, explained, swapped

LOOKS = [
    ("np.float64(1.5)", "1.5", "numpy-scalar"),
    ("1.5", "np.float64(1.5)", "numpy-scalar"),
    ("np.float64(1.5)", "2.5", "numpy-scalar; 1.5 → 2.5"),
    ("numpy.int32(3)", "3", "numpy-scalar"),
    ("np.True_", "True", "numpy-scalar"),
    ("np.True_", "False", "numpy-scalar; True → False"),
    ("np.bool_(True)", "True", "numpy-scalar"),
    ("np.str_('a')", "'a'", "numpy-scalar"),
    ("np.float64(1.5, 2)", "1.5", ""),
    ("np.float64[1.5]", "1.5", ""),
    ("np.other(1.5)", "1.5", ""),
    ("np.complex128(1+2j)", "(1+2j)", "numpy-scalar"),
    ("np.complex128(2j)", "2j", "numpy-scalar"),
    ("np.longdouble('1.5')", "1.5", "numpy-scalar"),
    ("np.longdouble('1.5')", "1.6", "numpy-scalar; 1.5 → 1.6"),
    ("np.float64('1.5')", "1.5", "numpy-scalar; '1.5' → 1.5"),
    ("np.longdouble('x')", "x", "numpy-scalar; 'x' → x"),
    ("np.float64(nan)", "nan", "numpy-scalar"),
    ("numpy.random.RandomState(3)", "np.random.RandomState(3)", "numpy-name"),
    ("numpy.a(3)", "np.b(3)", ""),
    ("Index([1, 2])", "Float64Index([1, 2])", "pandas-index"),
    ("Index([1, 2])", "Float64Index([1, 3])", "pandas-index; 2 → 3"),
    ("Index([1, 2])", "Other([1, 2])", ""),
    ("OrderedDict([('a', 1), ('b', 2)])", "OrderedDict({'a': 1, 'b': 2})", "ordered-dict"),
    ("OrderedDict({'a': 1, 'b': 2})", "OrderedDict([('a', 1), ('b', 2)])", "ordered-dict"),
    ("OrderedDict([('a', 1)])", "OrderedDict({'a': 2})", "ordered-dict; 1 → 2"),
    ("OrderedDict([('a', 1)])", "OrderedDict({'b': 1})", "ordered-dict; 'a' → 'b'"),
    ("OrderedDict([('a', 1, 3)])", "OrderedDict({'a': 1})", ""),
    ("OrderedDict([('a', 1)])", "OrderedDict([('a', 2)])", ""),
    ("OrderedDict()", "OrderedDict({})", ""),
    ("OrderedDict([('a', 1)], 2)", "OrderedDict({'a': 1}, 2)", ""),
    ("OrderedDict([('a', 1)])", "dict({'a': 1})", ""),
    ("array([0, 1, ..., 8, 9])", "array([0, 1, ..., 8, 9], shape=(1000,))", "elided-shape"),
    ("array([0, 1, ..., 8, 9], shape=(10,))", "array([0, 1, ..., 8, 9], shape=(1000,))", ""),
    ("array([0, 1])", "array([0, 1], shape=(2,))", ""),
    ("array([ True], dtype=bool)", "array([ True])", "bool-dtype"),
    ("array([ True], dtype=bool)", "array([False])", "bool-dtype; True → False"),
    ("array([1.], dtype=float32)", "array([1.])", ""),
    ("array[ True, dtype=bool]", "array[ True]", ""),
    ("array([1.], dtype=bool)", "array([1.], dtype=float32)", ""),
    ("masked_array(data = [1 -- 3], mask = [False True False])", "masked_array(data=[1, --, 3], mask=[False, True, False])", "masked-array"),
    ("masked_array(data = [1 -- 3], mask = [False True False])", "masked_array(data=[1, --, 3], mask=[False, True, True])", "masked-array; False → True"),
    ("masked_array(data = [1 -- 3], mask = [False True False])", "masked_array(data=[1, --, 3], other=[False, True, False])", ""),
    ("masked_array(data = [1 -- 3], mask = [False])", "other(data=[1, --, 3], mask=[False])", ""),
    ("other(data = [1 -- 3], mask = [False])", "masked_array(data=[1, --, 3], mask=[False])", ""),
    ("array([ True], dtype=bool)", "list([ True])", ""),
    ("list([ True])", "array([ True], dtype=bool)", ""),
    ("array([0, 1, ..., 8, 9])", "f([0, 1, ..., 8, 9], shape=(1000,))", ""),
    ("f([0, 1, ..., 8, 9])", "array([0, 1, ..., 8, 9], shape=(1000,))", ""),
    ("array(['a'], dtype=object)", "array(['a'], dtype=str)", "string-dtype"),
    ("array(['a'], dtype=object)", "array(['a'], dtype=int)", ""),
    ("object", "str", ""),
    ("{'a': 'b'}", "{\"a\": \"b\"}", "quotes; quotes"),
    ("'a'", "\"b\"", ""),
    ("\u2018a\u2019", "'a'", "quotes"),
    ("'a\\n'", "\"a\\n\"", "quotes"),
    ("b'a'", "'a'", ""),
    ("<type 'int'>", "<class 'int'>", "class-word"),
    ("<class 'int'>", "<class 'str'>", ""),
    ("<type 'int'>", "<type 'str'>", ""),
    ("<type 'int'>", "<class 'str'>", "class-word; 'int' → 'str'"),
    ("<__main__.A at 0x7f12>", "<__main__.A object at 0x7f13>", "shown-object"),
    ("<__main__.A at 0x7f12>", "<__main__.B object at 0x7f13>", "shown-object; __main__.A → __main__.B"),
    ("<__main__.A at 0x7f12>", "<__main__.A thing at 0x7f13>", ""),
    ("<__main__.A of 0x7f12>", "<__main__.A object at 0x7f13>", ""),
    ("numpy.float64", "<class 'numpy.float64'>", "shown-class"),
    ("'numpy.float64'", "<class 'numpy.float64'>", ""),
    ("numpy.float64", "<class 'numpy.float32'>", "shown-class; numpy.float64 → numpy.float32"),
    ("<class 'a' more>", "a", ""),
    ("a", "<class 555>", ""),
    ("a", "<class a>", ""),
    ("-----", "--------", "ruler"),
    ("-----", "=====", ""),
    ("-----", "word", ""),
    ("-----", "'-----'", ""),
    ("f(dtype=datetime64[ns])", "f(dtype=datetime64[us])", "time-unit"),
    ("f(dtype=datetime64[ns])", "f(dtype=datetime64[ms])", ""),
    ("f(kind=datetime64[ns])", "f(kind=datetime64[us])", ""),
    ("f(dtype=int64[ns])", "f(dtype=int32[us])", ""),
    ("f(freq='M')", "f(freq='ME')", "frequency-alias"),
    ("f(freq='M')", "f(freq='QE')", ""),
    ("f(often='M')", "f(often='ME')", ""),
    ("f(freq='H')", "f(freq='h')", "frequency-alias"),
    ("f(freq='M')", "f(freq=ME)", "frequency-alias"),
    ("f(freq='M')", "f(freq='N')", ""),
    ("np.float64(1.5)", "np.float64(2.5)", ""),
    ("np.complex128(1+2j)", "np.complex128(1+3j)", ""),
    ("np.longdouble()", "1.5", ""),
    ("np.longdouble('-1.5e+30')", "-1.5e+30", "numpy-scalar"),
    ("np.longdouble('-inf')", "-inf", "numpy-scalar"),
    ("np.longdouble('nan')", "nan", "numpy-scalar"),
    ("np.False_", "False", "numpy-scalar"),
    ("np.True_", "np.False_", ""),
    ("numpy.f(3)", "numpy.f(4)", ""),
    ("numpy.f", "np.f", "numpy-name"),
    ("xnumpy.f(3)", "xnp.f(3)", ""),
    ("Index([1, 2])", "Index([1, 3])", ""),
    ("Index([1, 2])", "Index[1, 2]", ""),
    ("Other([1, 2])", "Thing([1, 2])", ""),
    ("OrderedDict([('a', 1)])", "OrderedDict((('a', 1), ('b', 2)))", ""),
    ("OrderedDict([('a', 1)])", "OrderedDict[{'a': 1}]", ""),
    ("OrderedDict([('a', 1)])", "OrderedDict(5)", ""),
    ("OrderedDict(5)", "OrderedDict({'a': 1})", ""),
    ("OrderedDict([('a',)])", "OrderedDict({'a': 1})", ""),
    ("OrderedDict([5])", "OrderedDict({'a': 1})", ""),
    ("OrderedDict([('a', 1),, ('b', 2)])", "OrderedDict({'a': 1, 'b': 2})", ""),
    ("OrderedDict([('a', 1) 5])", "OrderedDict({'a': 1})", ""),
    ("OrderedDict([('a', (1, 2)), ('b', 'c')])", "OrderedDict({'a': (1, 3), 'b': 'd'})", "ordered-dict; 2 → 3; 'c' → 'd'"),
    ("array([0, 1, ..., 8, 9], shape=(1000,))", "array([0, 1, 8, 9])", ""),
    ("array([0, 1, ..., 8, 9])", "array([0, 1, ..., 8, 7])", ""),
    ("array([0, 1, ..., 8, 9])", "array([0, 1, ..., 8, 7], shape=(1000,))", "elided-shape; 9 → 7"),
    ("array([True], dtype=bool)", "array([False], dtype=bool)", ""),
    ("array([1], dtype=bool)", "array([1], dtype=object)", ""),
    ("masked_array(data = [1 -- 3], mask = [False])", "masked_array(data = [1 -- 4], mask = [False])", ""),
    ("masked_array(data=[1, --, 3], mask=[False])", "masked_array(data=[1, --, 4], mask=[False])", ""),
    ("masked_array(data = [1 -- 3])", "masked_array(data=[1, --, 3], mask=[False])", ""),
    ("masked_array(mask = [True])", "masked_array(data=[1, --, 3], mask=[True])", ""),
    ("masked_array(data=[1, --, 3], mask=[True])", "masked_array[data=[1, --, 3], mask=[True]]", ""),
    ("f(dtype=object)", "f(dtype=string)", ""),
    ("f(dtype=int)", "f(dtype=str)", ""),
    ("f(dtype='object')", "f(dtype=\"object\")", "quotes"),
    ("f(dtypes=object)", "f(dtypes=str)", "string-dtype"),
    ("f(DTYPE=object)", "f(DTYPE='str')", "string-dtype"),
    ("bb'a'", "'a'", ""),
    ("'\udcff'", "\"\udcff\"", ""),
    ("'a'", "a", ""),
    ("<type 'int'>", "<kind 'int'>", ""),
    ("<__main__.A object at 0x7f12>", "<__main__.B object at 0x7f13>", ""),
    ("<__main__.A at 0x7f12>", "<__main__.B at 0x7f13>", ""),
    ("5", "<__main__.A object at 0x7f13>", ""),
    ("<at 0x7f12>", "<__main__.A object at 0x7f13>", ""),
    ("<__main__.A at 0x7f12>", "<__main__.A object more at 0x7f13>", ""),
    ("[__main__.A at 0x7f12]", "<__main__.A object at 0x7f13>", ""),
    ("<__main__.A at 0x7f12>", "(__main__.A object at 0x7f13)", ""),
    ("<class 'a'>", "<class 'b'>", ""),
    ("<kind 'a'>", "a", ""),
    ("<class>", "a", ""),
    ("5", "<class '5'>", ""),
    ("-----", "- -", ""),
    ("-----", "--", ""),
    ("f(dtype='datetime64[ns]')", "f(dtype='datetime64[us, UTC]')", ""),
    ("f(dtype='datetime64[ns, UTC]')", "f(dtype='datetime64[us,UTC]')", "time-unit"),
    ("f(dtype='timedelta64[ns]')", "f(dtype='datetime64[us]')", ""),
    ("f(dtype='int64')", "f(dtype=int64)", "tensorflow-dtype"),
]  # fmt: skip

OF_OTHER_RELEASES = [
    ("dtype('int32')", "dtype('int64')", "integer-width"),
    ("dtype('int32')", "dtype('int8')", ""),
    ("f(dtype='int32')", "f(dtype='int64')", "integer-width"),
    ("f(dtype=int32)", "f(dtype=int64)", ""),
    ("f(kind='int32')", "f(kind='int64')", ""),
    ("array([1], dtype=int64)", "array([1])", "integer-dtype"),
    ("array([1], dtype=int32)", "array([1], dtype=int64)", "integer-dtype"),
    ("array([1], dtype=int8)", "array([1])", ""),
    ("dtype('int32')", "f('int64')", ""),
    ("dtype('int64')", "dtype['int32']", ""),
    ("dtype('int64')", "dtype('int8')", ""),
    ("dtype('int16')", "dtype('int64')", ""),
    ("dtype('int64')", "dtype('uint32')", ""),
    ("f(dtype='int64')", "f(dtype=int32)", ""),
    ("f(dtype=\"int64\")", "f(dtype=\"int32\")", ""),
    ("array([1], dtype=int64)", "array([2], dtype=int64)", ""),
    ("array([1], dtype=int64)", "array([1], dtype=bool)", ""),
    ("array([1], dtype=int64)", "array[[1]]", ""),
    ("array([1], dtype=int64)", "f([1])", ""),
    ("f([1])", "array([1], dtype=int64)", ""),
    ("array([1], dtype=int64)", "array([2])", "integer-dtype; 1 → 2"),
    ("3", "3.0", "whole-number"),
    ("3", "3.5", ""),
    ("[0., 1.]", "[-0., 1.]", "zero-sign"),
    ("1.5", "-1.5", ""),
    ("(1, 2)", "TtestResult(statistic=1, pvalue=2)", "named-result"),
    ("(1, 2)", "TtestResult(statistic=1, pvalue=3)", "named-result; 2 → 3"),
    ("(1, 2)", "TtestResult(statistic=1)", ""),
    ("(1, 2)", "Other(a=1, b=2)", ""),
    ("[1, 2]", "TtestResult(a=1, b=2)", ""),
    ("f(1, 2)", "TtestResult(a=1, b=2)", ""),
    ("(1, 2)", "TtestResult(1, 2)", ""),
]  # fmt: skip

DEFAULTS = [
    ("A(b=1, n=3)", "A(n=3)", "estimator-defaults"),
    ("A(b='x', n=3)", "A(n=3)", "estimator-defaults"),
    ("A(b=1, n=3)", "A(n=4)", "estimator-defaults; 3 → 4"),
    ("A(n=3)", "A(b=1, n=3)", ""),
    ("A(b=1, n=3)", "B(n=3)", ""),
    ("(b=1, n=3)", "(n=3)", ""),
    ("A(5, b=1)", "A(5)", ""),
    ("A(b=1)", "A()", "estimator-defaults"),
    ("A(b=1 c=2)", "A(c=2)", ""),
    ("A(b=1 c=2,,)", "A(c=2)", "estimator-defaults;  → c=2"),
    ("A[b=1, n=3]", "A(n=3)", ""),
    ("A(b=1, n=3)", "A[n=3]", ""),
    ("A(b=1, k=2, n=3, m=4)", "A(k=2, m=5)", "estimator-defaults; 4 → 5"),
    ("A(b=f(c=1, d=2), n=3)", "A(b=f(d=2))", "estimator-defaults; estimator-defaults"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "here", "found"), LOOKS)
def test_a_rule_explains_its_own_look_and_what_is_left_is_compared(page, here, found):
    assert explained(page, here) == found
    assert explained(here, page) == swapped(found)


@pytest.mark.parametrize(
    ("page", "here", "found"),
    [
        (f"'{'a' * 4998}'", f'"{"a" * 4998}"', "quotes"),
        (f"'{'a' * 4997}'", f'"{"a" * 4996}\\x61"', ""),  # one character more
    ],
)
def test_texts_of_ten_thousand_characters_are_told_to_be_the_same(page, here, found):
    assert explained(page, here) == found


@pytest.mark.parametrize(
    ("page", "here", "columns"),
    [
        ("x np.True_", "x False", (5, 2)),
        ("x numpy.float64", "x <class 'numpy.float32'>", (2, 10)),
        ("x np.float64(2.5)", "x 1.5", (13, 2)),
        ("x OrderedDict([('a', 1)])", "x OrderedDict({'a': 2})", (21, 20)),
    ],
)
def test_what_is_left_stands_where_it_is_printed(page, here, columns):
    (found,) = [d for d in compared(page, here).differences if d.kind != FORM]
    assert (found.column, found.here_column) == columns
    assert page[columns[0] :].startswith(found.printed)
    assert here[columns[1] :].startswith(found.here)


@pytest.mark.parametrize(("page", "here", "found"), OF_OTHER_RELEASES)
def test_another_release_may_print_the_same_value_otherwise(page, here, found):
    assert explained(page, here, Settings(releases=True)) == found
    if "named-result" not in found:  # a tuple is not printed in its place again
        assert explained(here, page, Settings(releases=True)) == swapped(found)


@pytest.mark.parametrize(("page", "here", "found"), DEFAULTS)
def test_arguments_that_have_their_defaults_need_not_be_written(page, here, found):
    assert explained(page, here, Settings(defaults=True)) == found
