"""A control group is used where one can be made; elsewhere nothing fails.

The kernel's own is played by a folder: this machine's has no memory in its second version.
"""

import os
from pathlib import Path

import pytest

from harness.sandbox import cgroup
from harness.sandbox.limits import Limits


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A control group of ours within a slice that may be written to."""
    own = tmp_path / "fs" / "user.slice" / "own.scope"
    own.mkdir(parents=True)
    (own / "cgroup.subtree_control").write_text("")
    (own.parent / "cgroup.subtree_control").write_text("cpu memory pids\n")
    (tmp_path / "cgroup").write_text("4:memory:/x\n0::/user.slice/own.scope\n")
    mount = f"30 25 0:26 / {tmp_path / 'fs'} rw,nosuid - cgroup2 cgroup rw\n"
    (tmp_path / "mountinfo").write_text("25 1 0:2 / / rw - ext4 /dev/vda rw\n" + mount)
    monkeypatch.setattr(cgroup, "_OWN", tmp_path / "cgroup")
    monkeypatch.setattr(cgroup, "_MOUNTS", tmp_path / "mountinfo")
    return own.parent


def test_a_group_beside_our_own_bounds_memory_and_processes(tree):
    group = cgroup.make(Limits(memory=100 << 20, processes=10))
    (folder,) = tree.glob("harness-*")
    assert (folder / "memory.max").read_text() == str((150 + 64) << 20)
    assert (folder / "memory.swap.max").read_text() == "0"
    assert (folder / "pids.max").read_text() == "18"
    assert group.add(77)
    assert (folder / "cgroup.procs").read_text() == "77"
    assert not group.ran_out_of_memory()
    (folder / "memory.events").write_text("oom 3\noom_kill 0\n")
    assert not group.ran_out_of_memory()
    (folder / "memory.events").write_text("oom 3\noom_kill 2\n")
    assert group.ran_out_of_memory()
    for file in folder.iterdir():
        file.unlink()
    group.remove()
    assert not folder.exists() or [file.name for file in folder.iterdir()] == ["cgroup.kill"]


def test_a_group_within_our_own_comes_first(tree):
    (tree / "own.scope" / "cgroup.subtree_control").write_text("memory pids")
    cgroup.make(Limits())
    assert list((tree / "own.scope").glob("harness-*"))


@pytest.mark.parametrize("missing", ["cgroup", "mountinfo", "fs/user.slice/cgroup.subtree_control"])
def test_without_a_group_nothing_fails(tree, tmp_path, missing):
    (tmp_path / missing).unlink()
    assert cgroup.make(Limits()) is None


def test_a_group_without_memory_is_none(tree):
    (tree / "cgroup.subtree_control").write_text("cpu pids")
    assert cgroup.make(Limits()) is None
    assert not list(tree.glob("harness-*"))


def test_a_group_whose_limits_cannot_be_set_is_removed(tree, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "write_text", refuse)
    assert cgroup.make(Limits()) is None
    assert not [folder for folder in tree.glob("harness-*") if not list(folder.iterdir())]


def test_empty_groups_of_ended_processes_are_swept_and_no_others(tree):
    for owner in (999999999, os.getpid()):
        (tree / f"harness-{owner}-abcd").mkdir()
    cgroup.make(Limits())
    assert not (tree / "harness-999999999-abcd").exists()
    assert (tree / f"harness-{os.getpid()}-abcd").is_dir()
