"""Every command takes a spec, a document, a folder of either, or a name."""

import shutil
from pathlib import Path

import pytest

from harness.commands.targets import find_targets


@pytest.fixture
def two(project):
    """The project with a second spec, about another document."""
    text = (project / "specs" / "s.yaml").read_text()
    (project / "specs" / "t.yaml").write_text(text.replace("d.txt", "e.txt"))
    return project


def found(*arguments):
    targets = find_targets([Path(argument) for argument in arguments])
    return [
        (target.spec and target.spec.name, target.document and str(target.document))
        for target in targets
    ]


@pytest.mark.parametrize(
    "argument", ["specs/s.yaml", "s", "d.txt", "anywhere/d.txt", "./specs/s.yaml"]
)
def test_a_spec_goes_by_its_file_its_name_or_its_document(two, argument):
    assert found(argument) == [("s", None)]


def test_a_document_that_is_named_by_its_path_is_the_copy_that_is_read(two):
    assert found("documents/d.txt") == [("s", "documents/d.txt")]


def test_a_folder_stands_for_its_specs_or_else_for_its_documents(two):
    assert found("specs") == found() == [("s", None), ("t", None)]
    assert found("documents") == [("s", "documents/d.txt")]


def test_what_is_named_twice_counts_once(two):
    assert found("s", "specs/s.yaml", "documents/d.txt", "t") == [
        ("s", "documents/d.txt"),
        ("t", None),
    ]


def test_a_document_without_a_spec_has_none(two):
    (two / "other.txt").write_text("")
    assert found("other.txt") == [(None, "other.txt")]


def test_a_name_of_neither_is_one_message(two, capsys):
    for argument in ("u", "documents/f.txt", "\0"):
        with pytest.raises(SystemExit) as ended:
            find_targets([Path(argument)])
        assert ended.value.code == 2
    assert "u names no file, and no spec is about it; specs/ has s, t" in capsys.readouterr().err


def test_a_document_is_found_without_a_folder_of_specs(two):
    shutil.rmtree(two / "specs")
    assert found("documents/d.txt") == [(None, "documents/d.txt")]


def test_a_spec_that_does_not_mention_a_document_is_not_loaded_for_it(two):
    (two / "specs" / "t.yaml").write_text("no spec")
    assert found("documents/d.txt") == [("s", "documents/d.txt")]
