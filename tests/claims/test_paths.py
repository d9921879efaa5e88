"""Files that specs name lie below their folders."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claims import SpecErrors, load_spec
from harness.claims.paths import below, leads_out, relative
from harness.documents import DocumentError

SPEC = """\
format: harness-spec/1
document: {document}
title: A document of ours
code:
  blocks: [{{lines: 1}}]
  data: [{{file: {file}, at: {at}}}]
claims:
  - {{id: a, kind: arithmetic, at: {{lines: 1, figure: "5"}}, expression: 2 + 3}}
"""
OUT = [
    "../x",
    "a/../../x",
    "/etc/passwd",
    '"a\\\\..\\\\x"',
    '"C:/x"',
    '"a\\0b"',
    '"a\\nb"',
    ".",
    "a/",
    '""',
    "a" * 256,
    "a/" * 600 + "a",
]


@pytest.fixture
def write(tmp_path):
    """Write a spec into the folder specs/ of a project."""
    (tmp_path / "project" / "specs").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("outside")

    def write(document="d.md", file="f.txt", at="f.txt"):
        path = tmp_path / "project" / "specs" / "s.yaml"
        path.write_text(SPEC.format(document=document, file=file, at=at))
        return path

    return write


@pytest.mark.parametrize("name", OUT)
@pytest.mark.parametrize("key", ["file", "at"])
def test_a_file_of_data_lies_below_its_folder(key, name, write):
    with pytest.raises(SpecErrors) as caught:
        load_spec(write(**{key: name}))
    (error,) = caught.value.errors
    column = SPEC.splitlines()[5].replace("{{", "{").index({"file": "{file}", "at": "{at}"}[key])
    if key == "at":
        column += len("f.txt") - len("{file}")
    assert (error.line, error.column) == (6, column + 1), error


@pytest.mark.parametrize("name", [*OUT[2:], "../../outside.md"])
def test_a_document_lies_in_the_project_of_its_spec(name, write):
    with pytest.raises(SpecErrors) as caught:
        load_spec(write(document=name))
    assert [(error.line, error.column) for error in caught.value.errors] == [(2, 11)]


def test_a_document_may_stand_above_its_spec_in_the_project(write, tmp_path):
    (tmp_path / "project" / "README.md").write_text("five is 5")
    spec = load_spec(write(document="../README.md"))
    assert spec.find_document(None).lines == ("five is 5",)
    (tmp_path / "project" / "specs" / "pyproject.toml").write_text("")
    with pytest.raises(SpecErrors, match="leads out of"):
        load_spec(write(document="../README.md"))


def test_a_link_out_of_the_project_is_not_followed(write, tmp_path):
    (tmp_path / "project" / "README.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(DocumentError, match="leads out of"):
        load_spec(write(document="../README.md")).find_document(None)


def test_a_link_out_of_the_folder_of_documents_is_not_followed(write, tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "d.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(DocumentError, match="leads out of"):
        load_spec(write()).find_document(tmp_path / "documents")
    (tmp_path / "linked").symlink_to(tmp_path / "documents")
    (tmp_path / "documents" / "d.md").unlink()
    (tmp_path / "documents" / "d.md").write_text("inside")
    assert load_spec(write()).find_document(tmp_path / "linked").lines == ("inside",)


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_no_file_is_refused_and_never_waited_for(kind, write, tmp_path):
    path = tmp_path / "d.md"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(DocumentError, match=r"d\.md: "):
        assert load_spec(write()).find_document(tmp_path) is not None


@given(st.text("ab./\\:\0\n ", max_size=12))
def test_a_name_that_is_accepted_stays_below_any_folder(name):
    for check in (relative, below):
        try:
            check(name)
        except ValueError:
            continue
        assert not name.startswith("/")
        if check is below:
            assert os.path.normpath(f"/root/{name}").startswith("/root/")


@given(st.lists(st.sampled_from(["..", "a", ".", ""]), max_size=8))
def test_a_name_leads_out_where_any_part_of_it_does(tmp_path_factory, parts):
    root = tmp_path_factory.getbasetemp() / "project"  # no .git above the folders of other tests
    spec = root / "specs" / "deep" / "s.yaml"
    (root / ".git").mkdir(parents=True, exist_ok=True)
    depth, least = 2, 2
    for part in parts:
        depth += {"..": -1, ".": 0, "": 0}.get(part, 1)
        least = min(least, depth)
    assert leads_out(spec, "/".join([*parts, "x"])) == (least < 0)
