"""Showing a document at the command line."""

import json
import shutil

import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.reports.latest import write_reports
from harness.results.check_run import check_run
from harness.results.record import read_run, write_run
from tests.checked_pages import STARTED, every_label, right_page
from tests.test_cli import edit, run

EVIDENCE = {
    "format": "harness-evidence/1",
    "stack": {
        "name": "tf2.21",
        "python": "3.11",
        "tensorflow": "2.21.0",
        "keras": "3",
        "numpy": "2",
        "device": "CPU",
    },
    "measurements": [],
}


@pytest.fixture
def recorded(project):
    """The project with a record of one stack."""
    folder = project / "reports" / "evidence"
    folder.mkdir(parents=True)
    (folder / "tf2.21.json").write_text(json.dumps(EVIDENCE))
    harness("follow", "--write", "--documents", "documents")
    return project


def harness(*arguments):
    """Run the command in the current folder, within this process: it is run often here."""
    done = CliRunner().invoke(main, list(map(str, arguments)))
    assert isinstance(done.exception, (SystemExit, type(None))), done.exception
    return done


def show(*arguments):
    return harness("show", "documents/d.txt", *arguments)


def page(project, name="reports/latest/d.html"):
    return (project / name).read_text(encoding="utf-8")


def test_the_page_stands_among_the_latest_reports_and_says_where_its_verdicts_come_from(recorded):
    done = show()
    assert (done.exit_code, done.stderr) == (0, "")
    assert "recorded evidence of tf2.21" in done.stdout
    assert "A document of ours: 1 statement was never true" in done.stdout
    assert 'twice three is <mark class="erratum">7</mark>' in page(recorded)


def test_the_document_of_a_spec_is_looked_for_in_the_folder_of_documents(recorded):
    assert harness("show", "s", "--documents", "documents").exit_code == 0
    assert "twice three is" in page(recorded)
    done = harness("show", "s")
    assert (done.exit_code, "d.txt is not at hand" in done.stderr) == (2, True)


def test_the_markdown_form_is_chosen_by_its_ending(recorded):
    assert show("--out", "d.md").exit_code == 0
    text = page(recorded, "d.md")
    assert "3  !   twice three is 7" in text
    assert "> - measured: 6 (exact)" in text


def test_the_latest_run_is_taken_and_a_named_one_before_it(recorded):
    run("verify", cwd=recorded)
    assert "run of" in show().stdout
    shutil.copy(recorded / "reports" / "latest" / "run.json", recorded / "other.json")
    assert "(other.json)" in show("--run", "other.json").stdout
    assert "recorded evidence" in show("--recorded").stdout


def test_a_run_that_knows_older_claims_is_left_aside(recorded):
    run("verify", cwd=recorded)
    edit(recorded / "specs" / "s.yaml", "id: sum", "id: sum-of-two")
    done = show()
    assert "it lacks claims as they stand now" in done.stderr
    assert "recorded evidence" in done.stdout


def test_a_named_run_that_lacks_a_claim_judges_it_by_the_document_alone(recorded):
    run("verify", cwd=recorded)
    file = recorded / "reports" / "latest" / "run.json"
    record = read_run(file)
    write_run(type(record)(**{**vars(record), "claims": record.claims[1:]}), file)
    assert show("--run", str(file)).exit_code == 0
    assert page(recorded).count("✓") > 2


def test_an_edited_figure_is_misquoted_in_this_copy(recorded):
    edit(recorded / "documents" / "d.txt", "is 7", "is 8")
    assert show().exit_code == 0
    assert "the document prints 8 there, the spec says 7" in page(recorded)


def test_a_run_over_another_copy_does_not_make_this_one_misquoted(recorded):
    edit(recorded / "documents" / "d.txt", "is 7", "is 8")
    run("verify", "--documents", "documents", cwd=recorded)
    edit(recorded / "documents" / "d.txt", "is 8", "is 7")
    assert show().exit_code == 0
    assert 'is <mark class="erratum">7</mark>' in page(recorded)


def test_marks_follow_lines_that_moved_and_what_is_between_changed_ones_is_naked(recorded):
    edit(recorded / "documents" / "d.txt", "# Sums", "new\n# Sums\nnew: 12")
    assert show().exit_code == 0
    text = page(recorded)
    assert '<div id="L5" class="line"><span class="line-number">5' in text
    assert "1 naked" in text


def test_a_copy_of_another_name_needs_its_spec_named(recorded):
    (recorded / "documents" / "d.txt").rename(recorded / "mine.txt")
    done = harness("show", "mine.txt")
    assert done.exit_code == 2
    assert done.stderr == (
        "harness: no spec in specs/ is about mine.txt; name one with --spec, or run "
        "'harness check mine.txt --out reports/check'\n"
    )
    assert harness("show", "mine.txt", "--spec", "specs/s.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "d.pdf"], "d.pdf: a document is shown as .html or as .md"),
        (["--run", "pytest.ini"], "pytest.ini: not a whole run record"),
        (["--run", "pytest.ini", "--recorded"], "two sources of verdicts; give one"),
        (["--run", "none.json"], "'none.json' does not exist"),
        (["--out", "pytest.ini/x.html"], "cannot write pytest.ini/x.html"),
    ],
)
def test_a_mistake_is_one_message_and_nothing_is_written(recorded, arguments, message):
    done = show(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(recorded.rglob("d.html"))


def test_the_document_itself_is_never_overwritten(recorded):
    edit(recorded / "specs" / "s.yaml", "document: d.txt", "document: d.md")
    (recorded / "documents" / "d.txt").rename(recorded / "d.md")
    before = (recorded / "d.md").read_text()
    done = harness("show", "d.md", "--out", "./d.md")
    assert (done.exit_code, (recorded / "d.md").read_text()) == (2, before)


def test_without_a_run_or_a_record_the_message_says_how_to_get_one(project):
    done = show()
    assert done.exit_code == 2
    assert "run harness verify first" in done.stderr


def test_a_cut_off_latest_run_is_left_aside_and_a_cut_off_record_is_one_message(recorded):
    (recorded / "reports" / "latest").mkdir()
    (recorded / "reports" / "latest" / "run.json").write_text('{"format": ')
    done = show()
    assert done.exit_code == 0
    assert "the latest run is left aside" in done.stderr
    (recorded / "reports" / "evidence" / "tf2.21.json").write_text("{")
    assert "not whole" in show().stderr


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no newline at the end",
        b"# Sums\r\ntwo and three is 5\r\ntwice three is 7\r\nas we said: 5\r\n",
        b"x" * 100_000,
        b"\x00\x01\x1b[31m\xe2\x80\xae <script>alert(1)</script>",
        "합은 5".encode("cp949"),
    ],
)
def test_whatever_the_document_holds_is_shown(recorded, data):
    (recorded / "documents" / "d.txt").write_bytes(data)
    assert show().exit_code == 0
    assert "<script>alert" not in page(recorded)


@pytest.fixture
def checked(project):
    """A document that no spec is about, and a check of it."""
    (project / "docs").mkdir()
    (project / "docs" / "vocab.md").write_text("Total params: 494\n" * 120)
    write_reports(check_run([every_label()], STARTED, 1.0), project / "reports" / "check")
    return project


def test_a_checked_document_is_shown_without_a_spec(checked):
    done = harness("show", "docs/vocab.md")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "docs/vocab.md: 2 verdicts are new" in done.stdout
    assert '<mark class="refuted">' in page(checked, "reports/latest/vocab.html")


def test_the_run_of_a_check_may_be_named(checked):
    (checked / "reports" / "check").rename(checked / "other")
    done = harness("show", "docs/vocab.md", "--run", "other/run.json", "--out", "vocab.md")
    assert done.exit_code == 0
    assert "484 here" in page(checked, "vocab.md")


def test_a_broken_check_hinders_no_other_document(checked):
    (checked / "reports" / "check" / "run.json").write_text("{")
    assert "no spec in specs/ is about vocab.md" in harness("show", "docs/vocab.md").stderr
    named = harness("show", "docs/vocab.md", "--run", "reports/check/run.json")
    assert named.exit_code == 2


def test_a_spec_counts_before_a_check(recorded):
    page_ = right_page("documents/d.txt")
    write_reports(check_run([page_], STARTED, 1.0), recorded / "reports" / "check")
    assert "A document of ours: 1 statement was never true" in show().stdout
