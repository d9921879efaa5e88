"""Every command gives claims their document, and says what of a spec has no effect any more."""

from pathlib import Path

import pytest

from harness.commands import loaded

SPEC = """\
format: harness-spec/1
document: page.md
title: A page of ours
code:
  ignore: {layout: frames are drawn otherwise, timing: of the machine}
  blocks: [{lines: 1, prints: [{lines: 3}]}]
claims:
  - {id: a, kind: runs, at: {lines: 1}}
"""


@pytest.fixture
def page(project):
    (project / "specs" / "page.yaml").write_text(SPEC)
    (project / "documents" / "page.md").write_text("print(4)\n\n4\n")
    return project


def printed(*arguments, **named):
    (spec,) = loaded(*arguments, **named)
    return spec.claims[0].printed


def test_claims_have_their_document_from_the_folder_the_variable_or_the_argument(page, monkeypatch):
    spec = (Path("specs/page.yaml"),)
    assert printed(spec) == []
    assert printed(spec, Path("documents")) == [(3, "4")]
    assert printed((Path("documents/page.md"),)) == [(3, "4")]
    monkeypatch.setenv("HARNESS_DOCUMENTS", "documents")
    assert printed(spec) == [(3, "4")]


def test_strict_form_of_the_command_line_is_a_term_of_every_claim(page):
    (spec,) = loaded((Path("specs/page.yaml"),), Path("documents"), strict=True)
    assert spec.claims[0].terms["form"] == "strict"


def test_a_key_without_effect_is_said_once_for_each_spec(page, capsys):
    loaded((Path("specs/page.yaml"),))
    said = capsys.readouterr().err
    assert said.count("specs/page.yaml: 'ignore: layout' leaves nothing out any more") == 1
    assert "timing'" not in said


def test_a_document_that_cannot_be_read_is_said_in_one_message(page, capsys):
    (page / "documents" / "page.md").write_bytes(b"\xff\xff")
    with pytest.raises(SystemExit) as stopped:
        loaded((Path("specs/page.yaml"),), Path("documents"))
    assert stopped.value.code == 2
    assert "not UTF-8" in capsys.readouterr().err
