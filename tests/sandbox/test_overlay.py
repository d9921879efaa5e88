"""The folder of a document inside a sandbox: it can be used and changed, and no original changes."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import harness
from harness.sandbox import process, uncontained
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CodePlace
from tests.sandbox.test_sandbox import HANGS, MIB, ROOT, ends, needs_containment, why_not

LIMITS = Limits(seconds=10.0, memory=512 * MIB, disk=64 * MIB, file=32 * MIB)


@pytest.fixture
def folder(tmp_path):
    """Make the folder of a document with all that may lie in one."""
    root = tmp_path / "a folder, with: sign\\s"
    (root / "docs").mkdir(parents=True)
    (root / "data").mkdir()
    (root / ".git").mkdir()
    (root / ".git/config").write_text("token")
    (root / ".env").write_text("token")
    (root / "data/x.csv").write_text("1,2\n")
    (root / "docs/helpers.py").write_text("answer = 42\n")
    (root / "docs/data").symlink_to("../data")
    (root / "docs/shadow").symlink_to("/etc/shadow")
    (root / "docs/out").symlink_to(tmp_path)
    (tmp_path / "outside").write_text("secret")
    with (root / "large.bin").open("wb") as large:
        large.truncate(2 << 30)
    return root


@pytest.fixture
def without_overlay(tmp_path, monkeypatch):
    """Have sandboxes run a copy of the harness that takes the kernel to know no overlay."""
    copy = tmp_path / "copy/harness"
    for room in ("sandbox", "files"):
        shutil.copytree(Path(harness.__file__).parent / room, copy / room)
    (copy / "__init__.py").touch()
    module = copy / "sandbox/overlay.py"
    module.write_text(module.read_text() + "\n\ndef _overlay(*_):\n    return False\n")
    monkeypatch.setattr(process, "_HARNESS", str(copy))


@pytest.fixture(params=["overlay", "copies", "uncontained"])
def sandbox(request, folder, monkeypatch):
    if request.param == "uncontained":

        def refuse(*_):
            raise ContainmentError("never")

        monkeypatch.setattr("harness.sandbox.sandbox.Contained", refuse)
    elif why_not():
        pytest.skip(why_not())
    elif request.param == "copies":
        request.getfixturevalue("without_overlay")
    place = CodePlace(folder=str(folder), below="docs")
    with Sandbox(LIMITS, trusted=True, place=place) as found:
        assert (uncontained.NOT_CONTAINED in found.means) == (request.param == "uncontained")
        yield found


def state(folder):
    """Describe all that lies in a folder, so that any change shows."""
    return {
        path: (found.st_mode, found.st_uid, found.st_size, found.st_mtime_ns)
        for path in sorted(folder.parent.rglob("*"))
        for found in [path.lstat()]
        if "copy" not in path.parts
    }


def test_code_reads_the_files_beside_and_above_its_document(sandbox):
    assert ends(sandbox, "open('../data/x.csv').read()") == r"'1,2\n'"
    assert ends(sandbox, "open('data/x.csv').read()") == r"'1,2\n'"
    assert ends(sandbox, "import os; os.path.basename(os.getcwd())") == "'docs'"


def test_code_imports_the_modules_beside_its_document_first(sandbox):
    assert ends(sandbox, "import helpers; helpers.answer") == "42"
    assert ends(sandbox, "open('json.py', 'w').write('mine = 1'); import json; json.mine") == "1"


CHANGES = [
    "open('../data/x.csv', 'a').write('3')",
    "open('data/x.csv', 'w').write('3')",
    "open('helpers.py', 'r+').truncate(0)",
    "import os; os.unlink('helpers.py')",
    "import os; os.rename('helpers.py', '../data/x.csv')",
    "import os; os.chmod('../data/x.csv', 0o777)",
    "import os; os.utime('../data/x.csv', (1, 1))",
    "import shutil; shutil.rmtree('../data')",
    "import shutil; shutil.move('../data', '../moved')",
    "import os; os.link('../data/x.csv', 'hard'); open('hard', 'w').write('3')",
    "import os; os.symlink('../data/x.csv', 'soft'); open('soft', 'w').write('3')",
    "open('new', 'w').write('3'); import os; os.mkdir('deep'); open('deep/new', 'w').write('3')",
    "import mmap; f = open('../data/x.csv', 'r+b'); m = mmap.mmap(f.fileno(), 0); m[0] = 57; m.flush()",
]  # fmt: skip


@pytest.mark.parametrize("source", CHANGES)
def test_files_can_be_changed_and_no_original_changes(sandbox, folder, source):
    before = state(folder)
    outcome = sandbox.run(source)
    assert (outcome.stopped, outcome.raises) == ("", None)
    assert state(folder) == before


def test_hidden_files_are_not_shown(sandbox):
    source = "import os; os.path.exists('../.git/config'), os.path.exists('../.env')"
    assert ends(sandbox, source) == "(False, False)"


@pytest.mark.parametrize("path", ["shadow", "out/outside", "../docs/shadow"])
def test_no_link_leads_out(sandbox, path):
    assert ends(sandbox, f"open({path!r}).read()").startswith("FileNotFoundError")
    assert "'docs/shadow': a link that leads out of the folder" in sandbox.left_out


def test_large_files_cost_nothing_and_are_shown_or_named(sandbox):
    if uncontained.NOT_CONTAINED in sandbox.means:
        assert "'large.bin': 2048 MiB" in sandbox.left_out
    else:
        assert ends(sandbox, "import os; os.path.getsize('../large.bin')") == str(2 << 30)
        assert ends(sandbox, "open('../large.bin', 'rb').read(3)") == r"b'\x00\x00\x00'"


HOSTILE = [
    "open('/space/.changes/upper/docs/x', 'w')",
    "import os; os.rename('/space/.changes', '/space/mine')",
    "import os; os.rmdir('/space/work')",
    "import os; os.rename('/space/work', '/space/mine')",
    "import os; os.mknod('w', 0o20000, 0)",
    "import os; os.mknod('disk', 0o60660, os.makedev(254, 0)); open('disk', 'rb').read(1)",
    "import os; os.chown('helpers.py', 0, 0)",
    "import os; os.setxattr('helpers.py', 'user.overlay.redirect', b'/etc')",
    "import os; os.setxattr('helpers.py', 'trusted.overlay.metacopy', b'')",
    "open('../.git/config')",
    "open('../.git/new', 'w')",
    "import os; os.rmdir('../.git'); open('../.git/config')",
    "import os; os.listdir('/proc/1/root')",
    "import os; os.listdir('/proc/1/cwd')",
    "import os; os.listdir('/proc/1/fd')",
    "import ctypes; assert ctypes.CDLL(None).umount2(b'/space/work/.git', 2) == 0",
    "import ctypes; assert ctypes.CDLL(None).mount(None, b'/space/work', None, 32, None) == 0",
]


@needs_containment
@pytest.mark.parametrize("source", HOSTILE)
def test_no_trick_reaches_an_original_or_what_lies_below_the_changes(folder, source):
    before = state(folder)
    with Sandbox(LIMITS, place=CodePlace(folder=str(folder), below="docs")) as sandbox:
        assert "Error" in ends(sandbox, source)
    assert state(folder) == before


@needs_containment
def test_a_large_file_that_is_mounted_cannot_be_changed(folder, without_overlay):
    before = state(folder)
    with Sandbox(LIMITS, place=CodePlace(folder=str(folder))) as sandbox:
        for source in ("open('large.bin', 'r+b')", "import os; os.truncate('large.bin', 0)",
                       "import os; os.chmod('large.bin', 0o777)", "import os; os.unlink('large.bin')"):  # fmt: skip
            assert "Error" in ends(sandbox, source)
    assert state(folder) == before


@needs_containment
def test_neither_mounts_nor_file_names_tell_where_the_folder_lies(folder):
    with Sandbox(LIMITS, place=CodePlace(folder=str(folder))) as sandbox:
        shown = sandbox.run(
            "print(open('/proc/self/mounts').read(), open('/proc/self/mountinfo').read())"
        )
        lines = [line for line in shown.output.splitlines() if "overlay" in line]
        assert lines
        assert not any(str(folder.parent) in line or str(sandbox.folder) in line for line in lines)


CONNECT = """
import socket, os
s = socket.socket(socket.AF_UNIX)
try:
    s.connect('socket')
except OSError as e:
    print(type(e).__name__)
"""


@needs_containment
@pytest.mark.parametrize("late", [True, False])
def test_a_socket_or_a_pipe_in_the_folder_leads_to_no_process_outside(tmp_path, late, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:

        def appear():
            listening.bind("socket")
            listening.listen()
            os.mkfifo("pipe")
            for name in ("socket", "pipe"):
                Path(name).chmod(0o777)

        if not late:
            appear()
        with Sandbox(LIMITS, place=CodePlace(folder=str(tmp_path))) as sandbox:
            if late:
                appear()
            reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
            assert ends(sandbox, CONNECT) in ("FileNotFoundError", "ConnectionRefusedError")
            sandbox.run("import os; os.write(os.open('pipe', os.O_WRONLY | os.O_NONBLOCK), b'out')")
            assert os.read(reading, 9) == b""
            os.close(reading)


@needs_containment
def test_what_is_written_to_the_copies_counts_as_disk(folder):
    with Sandbox(LIMITS, place=CodePlace(folder=str(folder))) as sandbox:
        source = "for i in range(9): open(f'{i}', 'wb').write(b'x' * (10 << 20))"
        assert "No space left" in ends(sandbox, source)


@needs_containment
def test_the_root_of_the_machine_is_no_folder_of_a_document():
    with Sandbox(LIMITS, place=CodePlace(folder="/")) as sandbox:
        assert ends(sandbox, "import os; os.listdir('.')") == "[]"
        assert sandbox.left_out == ["'.': too large"]


@pytest.mark.parametrize("below", ["..", "a/../../b", "/etc", "..\\b"])
def test_a_working_directory_outside_the_folder_is_refused(tmp_path, below):
    with pytest.raises(ValueError, match="leads out"):
        Sandbox(place=CodePlace(folder=str(tmp_path), below=below))


@needs_containment
def test_a_folder_that_has_gone_is_an_empty_one(tmp_path):
    with Sandbox(LIMITS, place=CodePlace(folder=str(tmp_path / "gone"), below="a")) as sandbox:
        assert ends(sandbox, "open('x', 'w').write('1'); import os; os.listdir('..')") == "['a']"


@needs_containment
def test_many_small_files_do_not_delay_the_start(tmp_path):
    for folder in range(50):
        (tmp_path / str(folder)).mkdir()
        for file in range(100):
            (tmp_path / str(folder) / str(file)).write_text("x" * 500)
    start = time.monotonic()
    with Sandbox(LIMITS, place=CodePlace(folder=str(tmp_path))) as sandbox:
        taken = time.monotonic() - start
        assert ends(sandbox, "open('9/9', 'a').write('y'); len(open('9/9').read())") == "501"
        assert sandbox.left_out == []
    assert taken < HANGS / 2


@needs_containment
@pytest.mark.skipif(os.getuid() != 0, reason="only root mounts")
def test_what_is_mounted_in_the_folder_is_shown(tmp_path):
    script = (
        "import sys; from harness.sandbox.sandbox import Sandbox\n"
        "from harness.sandbox.steps import CodePlace\n"
        "with Sandbox(place=CodePlace(folder=sys.argv[1])) as it:\n"
        "  print(it.run(\"open('data/x').read()\").output)"
    )
    (tmp_path / "page/data").mkdir(parents=True)
    mounting = 'mount -t tmpfs none "$1/data" && echo 42 > "$1/data/x" && exec "$2" -c "$3" "$1"'
    arguments = [str(tmp_path / "page"), sys.executable, script]
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", mounting, "sh", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stdout == "'42\\n'\n\n", done.stderr
