"""Values of Python, NumPy and pandas, and what these print for them, drawn by Hypothesis."""

import collections
import dataclasses
import datetime
import enum
import pprint
from contextlib import ExitStack
from typing import NamedTuple

import numpy as np
import pandas as pd
from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

Point = collections.namedtuple("Point", ["x", "y"])
Colour = enum.Enum("Colour", {"RED": 1, "DARK_BLUE": "blue"})
Layer = dataclasses.make_dataclass("Layer", ["name", "units"])


WORD = st.text("abcxyzABé", min_size=1, max_size=6)
TRICKY = st.text("ab.,'\"\\ [](){}:=e01-_\u2212\n\t<>#%é가😀", max_size=12)
INTS = st.integers(-1000, 1000) | st.integers() | st.integers(10**15, 10**25)
FLOATS = (
    st.floats()
    | st.floats(-100, 100)
    | st.floats(width=32)
    | st.integers(-9999, 9999).map(lambda number: number / 1000)
)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.none() | st.booleans() | INTS | FLOATS | TRICKY | st.complex_numbers() | st.binary(max_size=6)  # fmt: skip
HASHABLE = st.booleans() | INTS | FINITE | TRICKY | st.tuples(INTS, WORD) | st.none()
NUMPY_SCALARS = st.one_of(
    FLOATS.map(np.float64),
    st.floats(width=32).map(np.float32),
    st.floats(width=16).map(np.float16),
    FLOATS.map(np.longdouble),
    st.complex_numbers().map(np.complex128),
    st.integers(-(2**31), 2**31 - 1).map(np.int32),
    st.integers(-(2**63), 2**63 - 1).map(np.int64),
    st.integers(0, 255).map(np.uint8),
    st.booleans().map(np.bool_),
    WORD.map(np.str_),
    st.binary(max_size=4).map(np.bytes_),
    st.dates(datetime.date(1900, 1, 1)).map(np.datetime64),
    st.integers(0, 999).map(lambda days: np.timedelta64(days, "D")),
)
OTHERS = st.one_of(
    st.dates(),
    st.datetimes(),
    st.timedeltas(),
    st.fractions().filter(lambda value: abs(value.numerator) < 10**40),
    st.decimals(allow_nan=False, places=3),
    st.builds(slice, st.none() | INTS, INTS),
    st.just(...),
    st.sampled_from([*Colour, int, np.float32, ValueError("ham, 3"), NotImplemented]),
    st.builds(range, st.integers(0, 9), st.integers(10, 99), st.integers(1, 5)),
)
LEAVES = PLAIN | NUMPY_SCALARS | OTHERS


def _containers(inner):
    few = st.lists(inner, max_size=4)
    entries = st.dictionaries(HASHABLE, inner, max_size=4)
    return st.one_of(
        few,
        few.map(tuple),
        entries,
        st.frozensets(HASHABLE, max_size=4),
        st.sets(HASHABLE, max_size=4),
        few.map(collections.deque),
        entries.map(collections.OrderedDict),
        entries.map(lambda held: collections.defaultdict(int, held)),
        st.builds(Point, inner, inner),
        st.builds(Layer, WORD, inner),
    )


VALUES = st.recursive(LEAVES, _containers, max_leaves=12)
COUNTERS = st.lists(WORD, max_size=8).map(collections.Counter)


def _formatted(draw):
    number = draw(st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9))
    form = draw(st.sampled_from(["{:.4f}", "{:,}", "{:.2%}", "{:>14}", "{:+.3e}", "{:010.2f}", "{:g}", "{:,.2f}", "{:<12.1f}|", "{:.3f}s", "{:.1f}x"]))  # fmt: skip
    label = draw(st.sampled_from(["", "loss: ", "accuracy = ", "mean ± ", "The total is ", "x="]))
    return label + form.format(number)


FORMATTED = st.composite(_formatted)()

SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5)
RECORD = np.dtype([("a", "<i4"), ("b", "<f8"), ("c", "<U3")])
NUMERIC = ["f2", "f4", "f8", "i1", "i4", "i8", "u1", "u8", "c8", "c16", "?"]
DTYPES = st.sampled_from([*NUMERIC, "g", "U5", "S4", "M8[D]", "M8[s]", "m8[h]", "O"])
OBJECTS = st.none() | INTS | FLOATS | WORD | st.lists(INTS, max_size=2)


def _elements(dtype):
    kind = np.dtype(dtype).kind
    if kind == "O":
        return OBJECTS
    if kind == "U":
        return st.text("abc '\",[]\\é1.", max_size=5)
    if kind == "f" and np.dtype(dtype).itemsize == 8:
        return FLOATS
    return None


def _arrays(draw, dtypes=DTYPES, shapes=SHAPES):
    dtype = draw(dtypes)
    shape = draw(shapes)
    return draw(hnp.arrays(dtype, shape, elements=_elements(dtype)))


def _records(draw):
    rows = draw(st.lists(st.tuples(st.integers(-99, 99), FLOATS, WORD), max_size=4))
    return np.array([(a, b, c[:3]) for a, b, c in rows], RECORD)


def _masked(draw):
    array = draw(hnp.arrays(draw(st.sampled_from(["f8", "i8", "?"])), draw(SHAPES)))
    return np.ma.masked_array(array, draw(hnp.arrays("?", array.shape)))


ARRAYS = st.composite(_arrays)()
NUMERIC_ARRAYS = st.composite(_arrays)(
    st.sampled_from(["f4", "f8", "i4", "i8"]), hnp.array_shapes(min_dims=1, max_dims=3, max_side=6)
)
ARRAY_LIKES = ARRAYS | st.composite(_records)() | st.composite(_masked)()

OPTIONS = st.one_of(
    st.just({}),
    st.fixed_dictionaries(
        {},
        optional={
            "precision": st.integers(0, 17),
            "threshold": st.integers(0, 60),
            "edgeitems": st.integers(1, 3),
            "linewidth": st.integers(20, 120),
            "suppress": st.booleans(),
            "sign": st.sampled_from(["-", "+", " "]),
        },
    ),
    st.fixed_dictionaries(
        {
            "precision": st.integers(1, 10),
            "floatmode": st.sampled_from(["fixed", "unique", "maxprec", "maxprec_equal"]),
        }
    ),
    st.fixed_dictionaries({"legacy": st.sampled_from(["1.13", "1.21", "1.25", "2.1"])}),
)


class Printer(NamedTuple):
    """A way to print a value: its function, and options of NumPy and pandas."""

    function: object
    numpy: dict
    pandas: dict

    def __call__(self, value):
        with np.printoptions(**self.numpy), pd.option_context(*_flat(self.pandas)):
            try:
                return self.function(value)
            except (TypeError, AttributeError):
                reject()  # NumPy cannot print every array in its older manners


def _flat(options):
    return [part for pair in options.items() for part in pair] or ["display.width", 80]


NARROW = pprint.PrettyPrinter(width=30, sort_dicts=False).pformat
DISPLAY = st.fixed_dictionaries(
    {},
    optional={
        "display.max_rows": st.integers(4, 12),
        "display.max_columns": st.integers(2, 6),
        "display.width": st.integers(40, 120),
        "display.precision": st.integers(1, 9),
    },
)
PRINTERS = st.builds(Printer, st.sampled_from([repr, str]), OPTIONS, DISPLAY)
VALUE_PRINTERS = st.builds(Printer, st.sampled_from([repr, NARROW]), OPTIONS, st.just({}))

COLUMN = st.sampled_from(["int", "float", "word", "truth", "date", "missing", "category"])
CELLS = {
    "int": st.integers(-999, 10**6),
    "float": st.floats(-1e4, 1e4) | st.floats(allow_infinity=False),
    "word": WORD,
    "truth": st.booleans(),
    "date": st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2030, 1, 1)),
    "missing": st.none() | st.floats(-10, 10),
    "category": st.sampled_from(["low", "mid", "high"]),
}


def _frames(draw, least=0):
    height = draw(st.integers(least, 8))
    names = draw(st.lists(WORD | st.integers(0, 99), min_size=least, max_size=5, unique_by=str))
    columns = {}
    for name in names:
        kind = draw(COLUMN)
        held = draw(st.lists(CELLS[kind], min_size=height, max_size=height))
        columns[name] = pd.Series(held, dtype="category" if kind == "category" else None)
    frame = pd.DataFrame(columns, index=range(height))
    if draw(st.booleans()):
        frame.index = draw(st.lists(WORD, min_size=height, max_size=height, unique=True))
    return frame


FRAMES = st.composite(_frames)()
FULL_FRAMES = st.composite(_frames)(2)
SERIES = FULL_FRAMES.map(lambda frame: frame.iloc[:, 0])

PRINTED = st.one_of(
    st.builds(lambda print_, value: print_(value), VALUE_PRINTERS, VALUES | COUNTERS),
    st.builds(lambda print_, value: print_(value), PRINTERS, ARRAY_LIKES),
    st.builds(lambda print_, value: print_(value), PRINTERS, FRAMES | SERIES),
    FORMATTED,
)
"""Text as Python, NumPy and pandas print it."""

PAGES = st.lists(PRINTED, min_size=1, max_size=3).map("\n".join)
NUMBERS = st.recursive(
    INTS | FINITE,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=5)
        | st.lists(inner, min_size=1, max_size=3).map(tuple)
        | st.dictionaries(INTS | WORD, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
NUMERIC = st.one_of(
    st.builds(lambda print_, value: print_(value), VALUE_PRINTERS, NUMBERS),
    st.builds(lambda print_, value: print_(value), PRINTERS, NUMERIC_ARRAYS),
)
TABLES = st.builds(lambda print_, value: print_(value), PRINTERS, FRAMES | SERIES)


def as_pandas_prints(value, **options):
    """Print a frame or a series with some options of pandas."""
    with ExitStack() as stack:
        for name, option in options.items():
            stack.enter_context(pd.option_context(f"display.{name}", option))
        return repr(value)
