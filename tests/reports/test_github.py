"""Annotations and summaries for GitHub Actions, which are written there alone."""

import pytest

from harness.reports.github import tell_actions


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch):
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def test_outside_github_nothing_is_made_nor_written(capsys):
    made = []
    tell_actions(lambda: made.append("annotations"), lambda: made.append("summary"))
    assert capsys.readouterr() == ("", "")
    assert made == []


def test_summaries_of_one_step_stand_below_each_other(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    tell_actions(lambda: "::error::x\n", lambda: "## one\n")
    tell_actions(lambda: "", lambda: "## two\n")
    assert (tmp_path / "summary").read_text() == "## one\n## two\n"
    assert capsys.readouterr().out == "::error::x\n"


def test_a_summary_too_long_for_a_step_keeps_its_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    tell_actions(lambda: "", lambda: "## answer\n" + "row\n" * 2**19)
    text = (tmp_path / "summary").read_text()
    assert text == "## answer\n\nThe rest is too long for a summary.\n"


def test_a_summary_that_cannot_be_written_does_not_fail_the_run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    tell_actions(lambda: "", lambda: "## answer\n")
    assert "no summary in" in capsys.readouterr().err
