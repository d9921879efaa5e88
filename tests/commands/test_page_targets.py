"""What `harness check` looks at: named documents, and those below a folder."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.commands.page_targets import Shard, find_pages


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A folder with documents and what is none."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.md",
        "a.ipynb",
        "deep/c.rst",
        "deep/d.py",
        "notes.txt",
        "data.csv",
        ".hidden.md",
        ".git/x.md",
        "deep/.ipynb_checkpoints/a.ipynb",
        "node_modules/p/README.md",
        "docs/_build/html/c.rst",
        "environment/lib/e.py",
        "specs/s.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "environment" / "pyvenv.cfg").write_text("")
    return tmp_path


def found(*arguments, shard="1/1"):
    targets = find_pages([Path(argument) for argument in arguments], Shard.parse(shard))
    return [target.path.as_posix() for target in targets]


def refusal(capsys, *arguments, **options):
    with pytest.raises(SystemExit) as ended:
        found(*arguments, **options)
    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    return message


def test_a_folder_stands_for_the_documents_below_it(tree):
    everything = ["a.ipynb", "b.md", "deep/c.rst", "deep/d.py"]
    assert found(".") == found() == everything
    assert found("deep") == ["deep/c.rst", "deep/d.py"]


def test_a_folder_that_is_named_is_looked_at_whatever_its_name(tree):
    assert found("docs/_build") == ["docs/_build/html/c.rst"]


def test_any_file_that_is_named_is_a_document(tree):
    assert found("notes.txt") == ["notes.txt"]


def test_a_document_is_looked_at_once_and_counts_as_named(tree):
    targets = find_pages([Path("b.md"), Path(), Path("./b.md")])
    assert [(t.path.name, t.named) for t in targets if t.path.name == "b.md"] == [("b.md", True)]


def test_what_names_no_document_is_one_message(tree, capsys):
    assert "harness: c.md is not there" in refusal(capsys, "c.md")
    assert "harness: a\\x00: " in refusal(capsys, "a\0")
    assert "specs/s.yaml is a spec, no document; 'harness verify" in refusal(capsys, "specs/s.yaml")
    assert "specs: no documents below it; they end in .ipynb" in refusal(capsys, "specs")


@pytest.mark.parametrize("shard", ["3/2", "0/2", "1", "a/b", "-1/2", "1/0", "/"])
def test_a_wrong_shard_is_one_message(tree, shard, capsys):
    assert f"--shard {shard}: " in refusal(capsys, shard=shard)


def test_a_shard_may_be_empty(tree):
    assert found("b.md", shard="2/2") == []


@given(st.integers(1, 6), st.sets(st.text("abc", min_size=1, max_size=3)))
def test_shards_hold_every_document_once(tmp_path_factory, of, names):
    folder = tmp_path_factory.mktemp("shards")
    for name in {"a"} | names:
        (folder / f"{name}.md").write_text("")
    parts = [found(str(folder), shard=f"{number}/{of}") for number in range(1, of + 1)]
    assert sorted(name for part in parts for name in part) == found(str(folder))
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_links_that_lead_round_in_circles_are_not_followed(tree):
    (tree / "deep" / "again").symlink_to(tree)
    assert found("deep") == ["deep/c.rst", "deep/d.py"]
