"""Checked documents for programs."""

import json

from harness.reports.check_json import check_json
from harness.results.check_run import check_run
from harness.results.page_facts import NotebookPlace
from harness.results.record import parse_run, run_text
from tests.checked_pages import STARTED, every_label, right_page

RUN = check_run([every_label()], STARTED, 1.0)
DATA = json.loads(check_json(RUN))


def test_the_promised_keys_are_there_and_none_is_named_otherwise():
    assert list(DATA)[:5] == ["format", "document", "stack", "seconds", "blocks"]
    keys = {"index", "slug", "lines", "cell", "outcome", "output"}
    assert all(keys <= block.keys() for block in DATA["blocks"])
    output = DATA["blocks"][2]["output"]
    assert {"lines", "label", "form", "differences", "why"} <= output.keys()
    assert output["form"] == []
    assert {"line", "printed", "here", "kind"} <= output["differences"][0].keys()


def test_a_block_without_output_has_none():
    assert [block["output"] is None for block in DATA["blocks"][:4]] == [True, False, False, True]


def test_differences_that_make_an_output_wrong_come_with_those_of_form():
    differences = DATA["blocks"][2]["output"]["differences"]
    assert [item["kind"] for item in differences] == ["value", "shape", "text", "form"]
    assert differences[0]["here"] == "484"


def test_notes_of_form_are_listed():
    assert DATA["blocks"][1]["output"]["form"] == ["scalars"]


def test_several_documents_are_a_list():
    data = json.loads(check_json(check_run([every_label(), right_page()], STARTED, 1.0)))
    assert list(data) == ["format", "documents"]
    assert [page["document"] for page in data["documents"]] == ["docs/vocab.md", "docs/right.md"]


def test_a_folder_with_one_document_may_be_written_as_a_list():
    assert len(json.loads(check_json(RUN, several=True))["documents"]) == 1
    nothing = check_run([], STARTED, 0.0)
    assert json.loads(check_json(nothing)) == {"format": "harness-check/1", "documents": []}


def test_it_is_made_from_the_run_record_alone():
    assert check_json(parse_run(run_text(RUN), "run.json")) == check_json(RUN)


def test_lines_of_a_notebook_are_given_in_its_file_too():
    places = (NotebookPlace(1, 1, False, 1, 701, 200, 1),)
    page = every_label("a.ipynb", cells=True, places=places)
    data = json.loads(check_json(check_run([page], STARTED, 1.0)))
    assert data["blocks"][2]["file_lines"] == [721, 723]
    assert data["blocks"][2]["output"]["differences"][0]["file_line"] == 725
