"""The worker turns what subjects return into JSON data, and their failures into evidence."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import harness.stacks.worker
from harness.stacks.worker import jsonable, measure

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_json_data_stays_as_it_is(value):
    assert jsonable(value) == value
    assert json.loads(json.dumps(jsonable(value))) == value


def test_an_array_keeps_its_dtype():
    value = np.array([[1.5]], dtype=np.float32)
    assert jsonable({"a": value}) == {"a": {"array": [[1.5]], "dtype": "float32"}}


def test_a_scalar_becomes_a_number_and_a_tuple_a_list():
    assert jsonable((np.float32(0.5), np.int64(3), None)) == [0.5, 3, None]


def test_what_has_no_json_form_is_refused():
    with pytest.raises(TypeError, match="JSON data or arrays"):
        jsonable(object())


def test_a_subject_that_raises_is_a_failure_with_its_traceback():
    answer = measure("math:sqrt", {"x": 1})
    assert answer["failure"]["type"] == "TypeError"
    assert "Traceback" in answer["failure"]["traceback"]


def test_what_is_not_at_hand_blocks():
    answer = measure("a_package_that_is_not_there.sub:f", {})
    assert answer["failure"]["blocked"]
    assert "a_package_that_is_not_there" in answer["failure"]["message"]


def test_a_missing_module_of_ours_is_our_fault():
    assert not measure("harness.models.nothing:f", {})["failure"]["blocked"]


def test_the_worker_and_the_model_module_parse_as_python_3_8():
    package = Path(harness.stacks.worker.__file__).parents[1]
    files = [*(package / "models").glob("*.py"), package / "stacks" / "worker.py"]
    assert len(files) > 10
    for file in files:
        ast.parse(file.read_bytes(), str(file), feature_version=(3, 8))


def test_what_a_subject_announces_comes_out_before_its_answer():
    code = (
        "import harness.stacks.worker as w, importlib\n"
        "announce = importlib.import_module('harness.models.announcing').announce\n"
        "w.describe = lambda: {'python': '3'}\n"
        "w.measure = lambda s, g: (announce('deep', 'epoch', 1, 2), {'value': 1})[1]\n"
        "w.main()\n"
    )
    request = json.dumps({"subject": "m:f", "given": {}})
    done = subprocess.run(
        [sys.executable, "-c", code], input=request, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[1:] == [{"sign": ["deep", "epoch", 1, 2]}, {"value": 1}]


def test_what_a_subject_prints_does_not_reach_the_answers():
    code = (
        "import harness.stacks.worker as w, os\n"
        "w.describe = lambda: {'python': '3'}\n"
        "w.measure = lambda s, g: (print('noise'), os.system('echo more noise'), {'value': 1})[2]\n"
        "w.main()\n"
    )
    request = json.dumps({"subject": "m:f", "given": {}})
    done = subprocess.run(
        [sys.executable, "-c", code], input=request, capture_output=True, text=True, check=True
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"python": "3"},
        {"value": 1},
    ]
    assert "more noise" in done.stderr
