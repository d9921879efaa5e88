"""Data frames of runs, matrices and benchmarks."""

import json
import sys
from dataclasses import fields

import pytest

from harness.results.frames import ExtraError
from harness.results.run import Result
from harness.results.timings import Timing, Timings
from harness.results.verdict_matrix import Fate, Matrix, MatrixCell, MatrixRow, StackColumn

COLUMNS = tuple(StackColumn(f"tf{n}", f"{n}.0", "3.0", dated=True) for n in ("2.15", "2.16"))
CELLS = tuple(MatrixCell(word, word, f"found {word}", "") for word in ("confirmed", "refuted"))
MATRIX = Matrix(
    COLUMNS, (MatrixRow("s/a", "d.txt", 3, "three", CELLS, (1,), Fate.DRIFTED, "", "value"),)
)
TIMINGS = Timings(
    "b.json", "2026-01-01", {}, (Timing("lstm", "layers", 1, 2, 3, 4, 5, 6, {"a": 1}),)
)


def test_the_frame_of_a_run_has_a_row_for_each_claim_and_a_column_for_each_field(record):
    found = record.frame()
    assert list(found.columns) == [field.name for field in fields(Result)]
    assert list(found["id"]) == [claim.id for claim in record.claims]
    assert json.loads(found["given"][0]) == {"units": 3}


def test_the_frame_of_a_matrix_has_a_row_for_each_claim_on_each_stack():
    found = MATRIX.frame()
    assert list(found["stack"]) == ["tf2.15", "tf2.16"]
    assert list(found["verdict"]) == ["confirmed", "refuted"]
    assert found.loc[1, ["id", "fate", "tensorflow", "found"]].tolist() == [
        *("s/a", "drifted", "2.16.0", "found refuted"),
    ]


def test_the_frame_of_benchmarks_has_times_in_seconds():
    found = TIMINGS.frame()
    assert (found["median"][0], found["extra"][0]) == (3, '{"a": 1}')


def test_a_frame_without_rows_has_its_columns():
    assert len(Matrix((), ()).frame()) == 0
    assert "stack" in Matrix((), ()).frame()


@pytest.mark.parametrize("data", [MATRIX, TIMINGS])
def test_without_pandas_the_message_names_the_extra(data, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExtraError, match=r"pip install 'claims-harness\[frames\]'"):
        data.frame()
