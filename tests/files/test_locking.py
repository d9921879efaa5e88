"""Only one process writes at a time, even after another was killed."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
from contextlib import ExitStack

import pytest

from harness.files.locking import locked

HOLD = """\
import sys, time
from pathlib import Path
from harness.files.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""
COUNT = """\
import sys
from pathlib import Path
from harness.files.locking import locked
from harness.files.writing import write_text
path = Path(sys.argv[1])
for _ in range(40):
    with locked(path):
        write_text(path, str(int(path.read_text()) + 1))
"""


def python(code, *arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)], **options
    )


@pytest.fixture
def holder(tmp_path):
    """A process that holds the lock until it is killed."""
    process = python(HOLD, tmp_path / "a" / "run.json", stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_lock_leaves_nothing_behind(tmp_path):
    with locked(tmp_path / "a" / "run.json"):
        assert [path.name for path in (tmp_path / "a").iterdir()] == [".run.json.lock"]
    assert list((tmp_path / "a").iterdir()) == []


def test_a_second_writer_says_what_it_waits_for_and_gives_up_in_time(holder, tmp_path, capsys):
    path, said = tmp_path / "a" / "run.json", "another harness has been writing it"
    with pytest.raises(OSError, match=said) as caught, locked(path, patience=1.2):
        pass
    assert caught.value.errno == errno.EBUSY
    assert capsys.readouterr().err.startswith("harness: waiting for another harness that writes ")


def test_the_lock_of_a_killed_writer_hinders_no_other(holder, tmp_path):
    os.kill(holder.pid, signal.SIGKILL)
    with locked(tmp_path / "a" / "run.json", patience=10):
        pass


def test_many_writers_lose_no_update(tmp_path):
    path = tmp_path / "number"
    path.write_text("0")
    writers = [python(COUNT, path) for _ in range(3)]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0]
    assert path.read_text() == "120"
    assert [found.name for found in tmp_path.iterdir()] == ["number"]


def test_threads_take_turns_too(tmp_path):
    inside, most = [0], [0]

    def write():
        with locked(tmp_path / "x"):
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            inside[0] -= 1

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_error(tmp_path):
    tmp_path.chmod(0o500)
    with ExitStack() as stack:
        stack.callback(tmp_path.chmod, 0o700)
        with pytest.raises(OSError, match="Permission"), locked(tmp_path / "run.json"):
            pass


def test_a_file_in_the_way_of_the_folder_is_one_error(tmp_path):
    (tmp_path / "a").write_text("mine")
    with pytest.raises(FileExistsError), locked(tmp_path / "a" / "run.json"):
        pass


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path):
    (tmp_path / "other").write_text("mine")
    (tmp_path / ".run.json.lock").symlink_to(tmp_path / "other")
    with pytest.raises(OSError, match=r"run\.json"), locked(tmp_path / "run.json", patience=0.5):
        pass
    assert (tmp_path / "other").read_text() == "mine"
