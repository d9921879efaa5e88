"""Files of the format harness-check/1 are read strictly."""

import json

import jsonschema
import pytest

from harness.reports.check_json import check_json
from harness.results.check_document import check_schema, read_check
from harness.results.check_run import check_run
from harness.results.record import RunError
from tests.checked_pages import STARTED, every_label, right_page

ONE = check_json(check_run([every_label()], STARTED, 1.0))
TWO = check_json(check_run([every_label(), right_page()], STARTED, 1.0))


@pytest.mark.parametrize(("text", "number"), [(ONE, 1), (TWO, 2)])
def test_one_document_and_several_read_back(text, number, tmp_path):
    (tmp_path / "check.json").write_text(text)
    found = read_check(tmp_path / "check.json")
    assert len(found) == number
    assert found[0].blocks[2].output.differences[0].printed == "494"


@pytest.mark.parametrize("text", [ONE, TWO])
def test_the_schema_takes_what_is_written(text):
    jsonschema.validate(json.loads(text), json.loads(check_schema()))


@pytest.mark.parametrize(
    "change", [{"format": "harness-check/2"}, {"other": 1}, {"blocks": None}, {"document": 3}]
)
def test_anything_else_is_refused(change, tmp_path):
    data = {**json.loads(ONE), **change}
    (tmp_path / "check.json").write_text(json.dumps(data))
    with pytest.raises(RunError, match=r"check\.json: "):
        read_check(tmp_path / "check.json")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(check_schema()))
