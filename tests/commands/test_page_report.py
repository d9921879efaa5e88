"""What `harness check` found is shown and written; a partial run replaces no whole one."""

import json
from pathlib import Path

import pytest

from harness.commands.page_report import PageReport, ReportOptions
from tests.checked_pages import every_label, right_page


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("docs/right.md", "docs/vocab.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("")


def report(*pages, interrupted=False, unreadable=(), **options):
    found = PageReport(ReportOptions(**options))
    for page in pages:
        found.add(page)
    for why in unreadable:
        found.unreadable(why)
    found.interrupted = interrupted
    return found.close()


def documents(out="out"):
    record = json.loads(Path(out, "run.json").read_text())
    return [page["document"] for page in record["documents"]]


def test_the_exit_code_is_that_of_the_findings():
    assert report(right_page()) == 0
    assert report(every_label()) == 1


def test_nothing_is_written_that_was_not_asked_for(capsys):
    report(right_page(), every_label())
    assert {path.name for path in Path().iterdir()} == {"docs"}
    assert "docs/vocab.md" in capsys.readouterr().out


def test_reports_and_results_for_programs_are_written_where_asked():
    assert report(right_page(), out=Path("out"), json_file=Path("deep/right.json")) == 0
    assert {"run.json", "junit.xml", "claims.sarif"} <= {it.name for it in Path("out").iterdir()}
    assert json.loads(Path("deep/right.json").read_text())["format"] == "harness-check/1"


def test_results_for_programs_may_be_all_that_is_printed(capsys):
    report(right_page(), json_file=Path("-"))
    assert json.loads(capsys.readouterr().out)["document"] == "docs/right.md"


def test_an_interrupted_run_shows_what_is_done_and_says_so(capsys):
    assert report(right_page(), interrupted=True, out=Path("out")) == 130
    assert "interrupted" in capsys.readouterr().out
    record = json.loads(Path("out/run.json").read_text())
    assert (record["complete"], record["whole"]) == (False, False)


def test_a_partial_run_never_replaces_the_reports_of_a_whole_one(capsys):
    report(right_page(), every_label(), out=Path("out"))
    report(right_page(), interrupted=True, out=Path("out"))
    report(right_page(), out=Path("out"))
    assert documents() == ["right.md", "vocab.md"]
    assert "the reports in out are kept: they are of docs/vocab.md, too" in (
        capsys.readouterr().err
    )


def test_a_document_that_is_gone_is_not_missed():
    report(right_page(), every_label(), out=Path("out"))
    Path("docs/vocab.md").unlink()
    report(right_page(), out=Path("out"))
    assert documents() == ["right.md"]


def test_an_unfinished_run_of_the_same_documents_replaces_no_finished_one():
    report(right_page(), out=Path("out"))
    report(right_page(), interrupted=True, out=Path("out"))
    assert json.loads(Path("out/run.json").read_text())["complete"]


def test_a_record_that_nobody_can_read_is_replaced():
    Path("out").mkdir()
    Path("out/run.json").write_text("{")
    report(right_page(), out=Path("out"))
    assert documents() == ["right.md"]


def test_a_document_that_cannot_be_read_was_not_looked_at(capsys):
    assert report(right_page(), unreadable=["docs/x.ipynb: no Jupyter notebook"]) == 4
    assert "not looked at: docs/x.ipynb: no Jupyter notebook" in capsys.readouterr().out


def test_accepted_findings_are_known_from_then_on(capsys):
    assert report(every_label(), because="they are of the last release", allowed=2) == 0
    assert Path("reports/check-known.json").is_file()
    assert report(every_label(), allowed=2) == 0
    assert report(every_label(), allowed=2, known=Path("reports/check-known.json")) == 0


def test_a_file_of_known_findings_that_is_named_has_to_be_there(capsys):
    with pytest.raises(SystemExit) as ended:
        report(right_page(), known=Path("gone.json"))
    assert ended.value.code == 2
    assert "gone.json" in capsys.readouterr().err


def test_what_cannot_be_written_is_one_message(capsys):
    Path("file").write_text("")
    assert report(right_page(), out=Path("file/out")) == 2
    assert "cannot write reports to file/out" in capsys.readouterr().err
