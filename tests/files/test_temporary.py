"""Only temporary folders of killed processes are removed at the next start."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from harness.files import temporary
from harness.files.writing import write_folder, write_text

ROOT = Path(__file__).parents[2]
MAKING = f"""
import sys, tempfile, time; sys.path.insert(0, {str(ROOT)!r})
from harness.files.writing import write_folder, write_text
from harness.files import temporary
print(tempfile.mkdtemp(prefix=temporary.prefix(sys.argv[1])), flush=True)
time.sleep(60)
"""


@pytest.fixture
def parent(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def started(parent, kind):
    """Have another process make a folder, and go on living."""
    process = subprocess.Popen(
        [sys.executable, "-c", MAKING, kind],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(parent)},
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def ended(process):
    process.kill()
    process.wait()
    process.stdout.close()


def test_files_of_a_killed_writer_are_removed_by_the_next_one(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from harness.files import writing\n"
        "writing.shutil.rmtree = os.fsync = None\n"
        "Path.replace = Path.rename = lambda *a: (print(flush=True), os.kill(os.getpid(), 9))\n"
        "target = Path(sys.argv[1])\n"
        "writing.write_text(target / 'a.txt', 'x') if sys.argv[2] == 'file' else "
        "writing.write_folder(target / 'site', [('a', 'x')], 'mark')"
    )
    for what in ("file", "folder"):
        command = [sys.executable, "-c", code, str(tmp_path), what]
        assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == -9
    assert len(list(tmp_path.iterdir())) == 2
    write_text(tmp_path / "a.txt", "y")
    write_folder(tmp_path / "site", [("a", "y")], "mark")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "site"]


@pytest.mark.parametrize("kind", ["", "worker", "site"])
def test_folders_of_a_killed_process_are_removed(parent, kind):
    process, folder = started(parent, kind)
    (folder / "deep").mkdir()
    (folder / "deep" / "file").write_text("x")
    assert temporary.sweep(kind) == []
    ended(process)
    assert temporary.sweep(kind) == [str(folder)]
    assert not folder.exists()


def test_targets_of_links_are_kept(parent, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").write_text("x")
    process, folder = started(parent, "")
    (folder / "link").symlink_to(tmp_path / "kept")
    ended(process)
    name = folder.name[:-1] + ("a" if folder.name.endswith("_") else "_")
    (tmp_path / name).symlink_to(tmp_path / "kept")
    assert temporary.sweep() == [str(folder)]
    assert (tmp_path / "kept" / "file").exists()


def test_a_process_with_a_reused_number_is_not_the_owner(parent):
    own = temporary.prefix()
    number, start, space = own.removeprefix("harness-").rstrip("-").split(".")
    (parent / f"harness-{number}.{int(start) - 1}.{space}-abcd").mkdir()
    (parent / f"{own}abcd").mkdir()
    assert len(temporary.sweep()) == 1
    assert (parent / f"{own}abcd").is_dir()


@pytest.mark.parametrize(
    "name",
    [
        "harness-1234", "harness-worker-abcdefgh", "harness-abc.1.2-x", "other-1.1.1-abcd",
        "harness-999999.1.77-abcd", "harness-999999.1-abcd", "xharness-999999.1.1-abcd",
        "harness-99999999999999999999999.1.1-abcd",
    ],
)  # fmt: skip
def test_folders_in_doubt_are_kept(parent, name):
    """No owner is told, or one of another container."""
    (parent / name).mkdir()
    assert temporary.sweep() == []


def test_a_file_of_such_a_name_is_kept(parent):
    space = temporary.prefix().rstrip("-").split(".")[2]
    (parent / f"harness-999999.1.{space}-abcd").write_text("x")
    assert temporary.sweep() == []


@pytest.mark.skipif(os.getuid() != 0, reason="only root makes folders of others")
def test_a_folder_of_another_user_is_kept(parent):
    space = temporary.prefix().rstrip("-").split(".")[2]
    folder = parent / f"harness-999999.1.{space}-abcd"
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    assert temporary.sweep() == []
    os.chown(folder, 0, 0)
    assert temporary.sweep() == [str(folder)]


def test_without_knowledge_of_running_processes_nothing_is_removed(parent, monkeypatch):
    space = temporary.prefix().rstrip("-").split(".")[2]
    (parent / f"harness-999999.1.{space}-abcd").mkdir()
    monkeypatch.setattr(temporary.os, "name", "nt")
    monkeypatch.setattr(temporary, "_is_own", lambda *_: True)
    assert temporary.sweep() == []


def test_a_folder_that_cannot_be_listed_is_no_error(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert temporary.sweep() == []
