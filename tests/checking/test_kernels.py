"""A notebook's kernel leads to an interpreter, from any of Jupyter's folders."""

import json
import sys

import pytest

from harness.checking.kernels import kernel_python


@pytest.fixture(autouse=True)
def folders(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "path"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "user"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "prefix"))
    return tmp_path


def write(folder, name, text):
    (folder / "kernels" / name).mkdir(parents=True)
    (folder / "kernels" / name / "kernel.json").write_text(text)


@pytest.mark.parametrize("place", ["path", "user", "prefix/share/jupyter"])
def test_each_of_jupyters_folders_is_looked_at(folders, place):
    write(folders / place, "mine", json.dumps({"argv": ["/x/python"], "language": "python"}))
    assert kernel_python("mine") == ("/x/python", "the notebook's kernel 'mine'")


def test_the_first_folder_wins(folders):
    write(folders / "user", "mine", json.dumps({"argv": ["/second"]}))
    write(folders / "path", "mine", json.dumps({"argv": ["/first"]}))
    assert kernel_python("mine")[0] == "/first"


def test_a_bare_python_is_that_of_the_environment_that_holds_the_kernel(folders):
    (folders / "prefix/bin").mkdir(parents=True)
    write(folders / "prefix/share/jupyter", "python3", json.dumps({"argv": ["python", "-m", "x"]}))
    assert kernel_python("python3")[0] == str(folders / "prefix")


def test_another_language_has_neither_a_path_nor_a_reason(folders):
    write(folders / "user", "julia", json.dumps({"argv": ["/julia"], "language": "julia"}))
    assert kernel_python("julia") == ("", "")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"argv": 5}', '{"argv": []}'])
def test_a_broken_file_names_no_interpreter(folders, text):
    write(folders / "user", "mine", text)
    path, why = kernel_python("mine")
    assert path == ""
    assert why


@pytest.mark.parametrize("name", ["../mine", "a/b", "", ".", "..", "a\0b", "mine\n"])
def test_a_name_leads_out_of_no_folder(folders, name):
    write(folders / "user/kernels", "mine", json.dumps({"argv": ["/x"]}))
    assert kernel_python(name)[0] == ""
