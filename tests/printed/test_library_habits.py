"""What other releases of pandas, SciPy, PyTorch and Keras print for the same values differs in form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.printed.output_differences import FORM
from harness.printed.parts import Settings
from harness.printed.readers import read_table
from harness.printed.screen import numbered
from tests.printed.comparing import compared

RELEASES = Settings(releases=True)
OLD_SPARSE = "<3x4 sparse matrix of type '<class 'numpy.float64'>'\n\twith 5 stored elements in Compressed Sparse Row format>"  # fmt: skip
NEW_SPARSE = "<Compressed Sparse Row sparse matrix of dtype 'float64'\n\twith 5 stored elements and shape (3, 4)>"  # fmt: skip

HABITS = [
    ("Timestamp('2012-01-01 00:00:00', freq='D')", "Timestamp('2012-01-01 00:00:00')", "-02 "),
    ("Timestamp('2012-01-01 00:00:00', tz=None)", "Timestamp('2012-01-01 00:00:00')", "-02 "),
    ("PeriodIndex(['2012-01'], dtype='period[M]', freq='M')", "PeriodIndex(['2012-01'], dtype='period[M]')", "-02'"),
    ("CategoricalDtype(categories=['a', 'b'], ordered=False)", "CategoricalDtype(categories=['a', 'b'], ordered=False, categories_dtype=str)", "'c'"),
    ("array(['2012-01-01T00:00:00.000000000'], dtype='datetime64[ns]')", "array(['2012-01-01T00:00:00'], dtype='datetime64[us]')", "-02T"),
    ("f(shape=[(None, 3)])", "f(shape=(None, 3))", ", 4"),
    ("<tf.Variable 'a/w:0' shape=() dtype=float32, numpy=1.0>", "<Variable path=net/a/w, shape=(), dtype=float32, value=1.0>", "a/v,"),
    ("np.longdouble('1.5')", "1.5", "1.6"),
    ("np.complex128(1+2j)", "(1+2j)", "(1+3j)"),
    ("array(['2012-01-01T00:00:00.500000000'], dtype='datetime64[ns]')", "array(['2012-01-01T00:00:00.500000'], dtype='datetime64[us]')", ".600000"),
    ("<function __main__.f>", "<function __main__.f(x, y=2)>", ".g("),
    ("tensor(0.1000, grad_fn=<ThAddBackward>)", "tensor(0.1000, grad_fn=<AddBackward0>)", "MulBackward0"),
    ("['dense/kernel:0', 'dense/bias:0']", "['dense_2/kernel', 'dense_2/bias']", "2/weight"),
    ("numpy.linalg.linalg.LinAlgError: Singular", "numpy.linalg.LinAlgError: Singular", "scipy.linalg"),
    (OLD_SPARSE, NEW_SPARSE, "shape (3, 5)"),
    (OLD_SPARSE, NEW_SPARSE, "with 6"),
    (OLD_SPARSE, NEW_SPARSE, "'float32'"),
]  # fmt: skip
FOR_RELEASES = [
    ("Int64Index([0, 1, 2], dtype='int64')", "RangeIndex(start=0, stop=3, step=1)", "stop=4"),
    ("[0, 2, 4]", "range(0, 6, 2)", ", 3)"),
    ("[a, b]\nCategories (2, object): [a < b]", "['a', 'b']\nCategories (2, str): ['a' < 'b']", "'c'"),
    ("[New York]\nCategories (1, object): [New York]", "['New York']\nCategories (1, str): ['New York']", "'York'"),
    ("['a', 'b']", "dict_keys(['a', 'b'])", "'c'"),
    ("array(['a', 'b'], dtype='|S1')", "array(['a', 'b'], dtype='<U1')", "<U2"),
    ("dtype('int32')", "dtype('int64')", "uint64"),
    ("array([1, 2], dtype=int64)", "array([1, 2])", ", 3"),
    ("array([1, 2], dtype=int64)", "array([1, 2], dtype=int32)", ", 3"),
]  # fmt: skip
PLACES = {
    "-02 ": "-01 ", "-02'": "-01'", "'c'": "'b'", ".600000": ".500000", ".g(": ".f(",
    "MulBackward0": "AddBackward0", "2/weight": "2/kernel", "shape (3, 5)": "shape (3, 4)",
    "with 6": "with 5", "'float32'": "'float64'", "stop=4": "stop=3", ", 3)": ", 2)",
    "scipy.linalg": "numpy.linalg", "-02T": "-01T", ", 3": ", 2", ", 4": ", 3", "a/v,": "a/w,", "1.6": "1.5", "(1+3j)": "(1+2j)", "'York'": "'New York'", "<U2": "<U1", "uint64": "int64",
}  # fmt: skip


@pytest.mark.parametrize(("page", "here", "other"), [*HABITS, *FOR_RELEASES])
def test_habits_of_libraries_hide_no_value(page, here, other):
    assert {difference.kind for difference in compared(page, here, RELEASES).differences} == {FORM}
    assert not compared(here, page, RELEASES).substance
    changed = here.replace(PLACES[other], other)
    assert changed != here
    assert compared(page, changed, RELEASES).substance


@pytest.mark.parametrize(("page", "here", "_"), FOR_RELEASES)
def test_what_the_same_code_prints_has_no_other_looks(page, here, _):
    assert compared(page, here).substance


@pytest.mark.parametrize(
    ("page", "here"),
    [
        ("[1, 2]", "['1', '2']"),
        ("[0, 1]", "range(0, 99999999999999999999999999)"),
        ("[0, 1]", "range(0, 3, 0)"),
        ("Timestamp('2012-01-01', tz='UTC')", "Timestamp('2012-01-01')"),
        ("Float64Index([0, 1, 2], dtype='float64')", "RangeIndex(start=0, stop=3, step=1)"),
        ("Index((0, 1, 2), dtype='int64')", "RangeIndex(start=0, stop=3, step=1)"),
        ("Index([0, 1, 2], dtype='float64')", "RangeIndex(start=0, stop=3, step=1)"),
        ("Other([0, 1, 2], dtype='int64')", "RangeIndex(start=0, stop=3, step=1)"),
        ("[0, 1]", "range(0, 2, 1, 1)"),
        ("[]", "range(0, 0)"),
        ("['2012-01-01T00:00:00.05']", "['2012-01-01T00:00:00.5']"),
        ("['2012-01-01']", "['2012-01-01T00:00:00']"),
        ("datetime64[ns] 5", "datetime64[us] 5"),
        ("'M'", "'ME'"),
        ("'object'", "'str'"),
        ("array([1], dtype=int8)", "array([1])"),
        ("array([1], dtype=int32)", "array([1], dtype=int8)"),
        ("array([0, 1])", "array([0, 1], shape=(2,))"),
        ("(dtype object, 1)", "(dtype str, 1)"),
        ("np.str_('1.5')", "1.5"),
        ("np.foo(1)", "1"),
        ("np.a(1)", "np.b(1)"),
        ("f(size=[(None, 3)])", "f(size=(None, 3))"),
        ("f(shape=((None, 3)))", "f(shape=(None, 3))"),
        ("f(shape=[3])", "f(shape=3)"),
        ("f(shape=g[(None, 3)])", "f(shape=(None, 3))"),
        ("Dimension(3)", "4"),
        ("(3)", "3"),
        ("<function __main__.f>", "<function __main__.f at 0x7f12ab>"),
    ],
)
def test_other_values_differ_in_any_case(page, here):
    assert compared(page, here, RELEASES).substance


def test_a_sparse_matrix_tells_its_shape_its_type_and_how_much_it_holds():
    for text in (OLD_SPARSE, NEW_SPARSE):
        table = read_table(numbered(text), 0)
        cells = table.rows[0].cells
        assert [cell.text for cell in cells] == ["3", "4", "float64", "5", "Compressed Sparse Row"]
        shown = text.split("\n")
        assert all(shown[cell.line - 1].startswith(cell.text, cell.column) for cell in cells)
        assert (table.end, table.kind) == (2, "sparse")
        below = read_table(numbered(f"x\n{text}\ny"), 1)
        assert below.end == 3
        assert [cell.line - 1 for cell in below.rows[0].cells] == [cell.line for cell in cells]
        assert read_table(numbered(shown[0]), 0) is None


BITS = st.sampled_from(["range(", "0", ", ", "[", "]", ")", "Index(", "'a'", "²", "dict_keys("])


@given(st.lists(BITS).map("".join), st.lists(BITS).map("".join))
def test_any_two_texts_are_compared(page, here):
    assert compared(page, here, RELEASES).figures >= 0
