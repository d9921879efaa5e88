"""Hostile code is contained, its end is reported, and it does no harm."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness.sandbox import containment
from harness.sandbox.answers import Exchange
from harness.sandbox.inputs import DataFile
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox

MIB = 1 << 20
SMALL = Limits(
    seconds=2.0, cpu=20, memory=256 * MIB, file=8 * MIB, disk=16 * MIB, processes=14, output=64 << 10
)  # fmt: skip
ROOT = Path(__file__).parents[2]
HANGS = 60.0
"""Seconds that even a busy machine does not take, unless something waits for ever."""


def why_not():
    try:
        with Sandbox(SMALL):
            return ""
    except ContainmentError as error:
        return f"this machine cannot contain code: {error}"


needs_containment = pytest.mark.skipif(bool(why_not()), reason=why_not())
pytestmark = needs_containment


@pytest.fixture
def sandbox():
    with Sandbox(SMALL) as found:
        yield found


def ends(sandbox, source):
    """Say in one line what became of a piece of code."""
    outcome = sandbox.run(source)
    if outcome.stopped:
        return outcome.stopped
    raised = outcome.raises
    return f"{raised['type']}: {raised['message']}" if raised else outcome.output.strip()


HOSTILE = [
    ("while True: pass", "time limit of 2 s"),
    ("import time; time.sleep(99)", "time limit of 2 s"),
    ("try:\n  while True: pass\nexcept BaseException:\n  while True: pass", "time limit of 2 s"),
    ("import os\nwhile True: os.fork()", ""),
    ("import os, signal\nfor _ in range(99): os.fork() or signal.pause()", "BlockingIOError"),
    ("import threading, time\nfor _ in range(99): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()", "can't start new thread"),
    ("x = bytearray(100 << 30)", "MemoryError"),
    ("x = []\nwhile True: x.append(bytearray(1 << 24))", "MemoryError"),
    ("import mmap\nx = [mmap.mmap(-1, 1 << 26) for _ in range(99)]", "Cannot allocate memory"),
    ("import os\nos.memfd_create('x')", "Operation not permitted"),
    ("open('x', 'wb').write(b'0' * (9 << 20))", "File too large"),
    ("for i in range(99): open(f'{i}', 'wb').write(b'0' * (1 << 20))", "No space left on device"),
    ("for i in range(10 ** 6): open(f'{i}', 'w').close()", ""),
    ("import socket; socket.create_connection(('1.1.1.1', 80), 1)", "Network is unreachable"),
    ("import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b'x', ('8.8.8.8', 53))", "Network is unreachable"),
    ("import urllib.request; urllib.request.urlopen('http://localhost')", "URLError"),
    ("import os; os.kill(os.getppid(), 9); 'alive'", "'alive'"),
    ("import os; os.kill(1, 9); 'alive'", "'alive'"),
    ("import os; os.kill(-1, 9)", "ProcessLookupError"),
    ("import os; os.killpg(0, 9)", "ended by SIGKILL"),
    ("import os; os._exit(0)", "its process ended with code 0"),
    ("import os; os._exit(7)", "its process ended with code 7"),
    ("import os; os.abort()", "ended by SIGABRT"),
    ("import ctypes; ctypes.string_at(0)", "ended by SIGSEGV"),
    ("import sys; sys.exit('enough')", "SystemExit: enough"),
    ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ("import sys; sys.setrecursionlimit(10 ** 6)\ndef f(): f()\nf()", ""),
    ("import sys\nwhile True: sys.stdout.write('x' * 10 ** 6)", "output limit of 65536 bytes"),
    ("import sys\nwhile True: sys.stderr.write('x' * 10 ** 6)", "output limit of 65536 bytes"),
    ("import os\nfor d in range(3, 512):\n  try: os.write(d, b'garbage\\n')\n  except OSError: pass", "wrote to the channel of the answers"),
    ("import os\nfor d in range(3, 512):\n  try: os.write(d, b'{\"word\": \"\", \"raises\": null, \"warns\": [], \"result\": null}\\n')\n  except OSError: pass", "wrote to the channel of the answers"),
    ("import os\nfor d in range(3, 512):\n  try: os.write(d, b'x' * 10 ** 5)\n  except OSError: pass", "wrote to the channel of the answers"),
    ("import os; os.closerange(0, 512)", "its process ended"),
    ("import os; open('/proc/1/mem', 'rb')", "Permission denied"),
    ("import os; os.chroot('.')", "Operation not permitted"),
    ("import os; os.setuid(0)", "Operation not permitted"),
    ("import resource; resource.setrlimit(resource.RLIMIT_NPROC, (-1, -1))", "not allowed to raise maximum limit"),
    ("import ctypes; ctypes.CDLL(None).unshare(0x10000000)", "-1"),
    ("input()", "EOFError"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "words"), HOSTILE, ids=[source[:60] for source, _ in HOSTILE])
def test_hostile_code_is_contained_and_named(sandbox, source, words):
    assert words in ends(sandbox, source)
    sandbox.close()
    assert not sandbox.folder.exists()
    assert not living()


def living():
    """List what still runs under a user of the sandbox."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and entry.stat().st_uid == 0x40000000 + os.getpid():
                found.append((entry / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.mark.parametrize("place", ["~/x", "/tmp/../x", "/usr/x", "/etc/x", "{root}/x", "{tree}/x"])
def test_nothing_can_be_written_outside(sandbox, tmp_path, place):
    path = place.format(root=ROOT, tree=tmp_path)
    sandbox.run(f"import os; open(os.path.expanduser({path!r}), 'w').write('x')")
    assert not Path(path).expanduser().exists()


def test_a_tree_cannot_be_deleted(sandbox, tmp_path):
    (tmp_path / "kept").write_text("x")
    for path in (tmp_path, "/usr/share", sys.prefix):
        sandbox.run(f"import shutil; shutil.rmtree({str(path)!r}, ignore_errors=True)")
    assert (tmp_path / "kept").read_text() == "x"
    assert Path("/usr/share").is_dir()
    assert Path(sys.executable).exists()


def test_neither_the_home_nor_the_tree_can_be_read(sandbox, tmp_path):
    (tmp_path / "secret").write_text("secret")
    assert "FileNotFoundError" in ends(sandbox, f"open({str(tmp_path / 'secret')!r})")
    assert "FileNotFoundError" in ends(sandbox, f"open({str(ROOT / 'pyproject.toml')!r})")
    assert "[]" in ends(sandbox, "import os; os.listdir(os.path.expanduser('~'))")
    assert "[]" in ends(sandbox, "import os; os.listdir('.')")


def test_the_environment_holds_no_secret(monkeypatch):
    monkeypatch.setenv("HARNESS_SECRET", "open sesame")
    with Sandbox(SMALL) as sandbox:
        assert "sesame" not in ends(sandbox, "import os; dict(os.environ)")
        assert "sesame" not in ends(
            sandbox,
            "import glob\nfor f in glob.glob('/proc/*/environ'):\n"
            "  try: print(open(f).read())\n  except OSError: print('no')",
        )


def test_no_port_of_this_machine_can_be_reached(sandbox):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        source = f"import socket; socket.create_connection(('127.0.0.1', {port}), 1)"
        assert "OSError" in ends(sandbox, source) or "Refused" in ends(sandbox, source)


def test_no_process_of_this_machine_can_be_seen_or_ended(sandbox):
    with subprocess.Popen(["sleep", "30"]) as victim:
        ends(sandbox, f"import os; os.kill({victim.pid}, 9)")
        assert str(victim.pid) not in ends(sandbox, "import os; os.listdir('/proc')")
        assert victim.poll() is None
        victim.kill()


def test_a_daemon_does_not_outlive_its_sandbox(sandbox):
    daemon = "import os, time\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0: time.sleep(99)\n  os._exit(0)"
    assert ends(sandbox, daemon) == ""
    if os.getuid() == 0:
        assert living()
    sandbox.close()
    assert not living()


@pytest.mark.skipif(os.getuid() != 0, reason="processes are told by their user")
def test_everything_ends_with_the_process_that_began_it(tmp_path):
    source = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r})\n"
        "from harness.sandbox.sandbox import *\nfrom harness.sandbox.limits import *\n"
        "s = Sandbox(Limits(seconds=60)); print('ready', flush=True)\n"
        "s.run('import time; time.sleep(60)')"
    )
    with subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.2)
        assert of_user(0x40000000 + process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        deadline = time.monotonic() + HANGS
        while of_user(0x40000000 + process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not of_user(0x40000000 + process.pid)


def of_user(uid):
    return [p for p in Path("/proc").iterdir() if p.name.isdigit() and is_of(p, uid)]


def is_of(path, uid):
    try:
        return path.stat().st_uid == uid
    except OSError:
        return False


def test_many_processes_cannot_hold_more_memory_together(sandbox):
    source = (
        "import os, time\nfor _ in range(6):\n"
        "  if os.fork() == 0:\n    x = b'x' * (100 << 20); time.sleep(9)\ntime.sleep(9)"
    )
    assert "memory limit of 384 MiB" in ends(sandbox, source)


@pytest.mark.parametrize(
    "source",
    [
        "import builtins; builtins.print = None; builtins.repr = None; builtins.len = None",
        "import json, os; json.dumps = json.loads = None",
        "import sys; sys.stdout = sys.stderr = None",
        "import sys; sys.stdout.close(); sys.stderr.close()",
        "__builtins__ = {}; globals().clear()",
        "import sys; sys.modules.clear()",
    ],
)
def test_code_that_breaks_its_own_session_does_not_hang_the_host(sandbox, source):
    sandbox.run(source)
    start = time.monotonic()
    sandbox.run("1 + 1")
    assert time.monotonic() - start < HANGS


def test_pieces_share_one_namespace_and_each_has_its_own_output(sandbox):
    assert sandbox.run("x = 41; print('a')").output == "a\n"
    assert sandbox.run("x += 1\nx").output == "42\n"
    assert sandbox.run("x;").output == ""


def test_a_failing_piece_does_not_stop_the_next_and_a_stopped_one_does(sandbox):
    raised = sandbox.run("x = 1\n\n1 / 0").raises
    assert (raised["type"], raised["line"]) == ("ZeroDivisionError", 3)
    assert sandbox.run("x").output == "1\n"
    assert sandbox.run("import time; time.sleep(9)").stopped == "time limit of 2 s"
    assert sandbox.run("x").stopped == "not reached: time limit of 2 s"


def test_the_line_of_an_error_is_that_of_the_code_and_not_of_what_it_calls(sandbox):
    assert sandbox.run("import json\n\njson.loads('x')").raises["line"] == 3
    assert sandbox.run("1 +\n2").raises["line"] == 1


def test_warnings_are_reported(sandbox):
    outcome = sandbox.run("import warnings; warnings.warn('old', DeprecationWarning)")
    assert outcome.warns == ("DeprecationWarning: old",)


def test_a_strict_umask_of_the_user_hides_no_file_from_the_code():
    mask = os.umask(0o077)
    try:
        with Sandbox(SMALL) as sandbox:
            assert ends(sandbox, "import iniconfig, os; os.umask(0)") == "18"
    finally:
        os.umask(mask)


def test_files_are_handed_in_as_copies(tmp_path):
    source = tmp_path / "data.txt"
    source.write_text("data")
    with Sandbox(SMALL, data=[DataFile(str(tmp_path), "data.txt", ".kept/data.txt")]) as sandbox:
        path = "import os; p = os.path.expanduser('~/.kept/data.txt')\n"
        assert ends(sandbox, path + "open(p).read()") == "'data'"
        assert ends(sandbox, path + "open(p, 'w').write('x'); os.remove(p)") == ""
    assert source.read_text() == "data"


def test_the_means_of_containment_are_reported(sandbox):
    assert sandbox.means[-1] == "a filter of system calls"
    assert any("namespaces (mount, pid, net, ipc" in means for means in sandbox.means)


def test_without_one_of_the_means_no_code_runs(tmp_path, monkeypatch):
    """A user who may have no namespaces, as in many containers."""
    limit = Path("/proc/sys/user/max_user_namespaces")
    if os.getuid() != 0 or shutil.which("setpriv") is None or not limit.exists():
        pytest.skip("needs root to become nobody")
    monkeypatch.setattr(containment.platform, "machine", lambda: "riscv64")
    with pytest.raises(containment.CannotContainError, match="x86_64"):
        containment.separate()


@pytest.mark.skipif(shutil.which("setpriv") is None or os.getuid() != 0, reason="needs root")
def test_an_ordinary_user_is_contained_in_a_user_namespace(tmp_path):
    """Needs an interpreter that everybody may read; the system's own."""
    system = shutil.which("python3", path="/usr/bin")
    if system is None:
        pytest.skip("no interpreter of the system")
    for room in ("files", "sandbox"):
        target = tmp_path / "harness" / room
        target.mkdir(parents=True)
        for file in (ROOT / "harness" / room).glob("*.py"):
            (target / file.name).write_bytes(file.read_bytes())
    (tmp_path / "harness" / "__init__.py").touch()
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    source = (
        "from harness.sandbox.sandbox import *\nfrom harness.sandbox.limits import *\nwith Sandbox(Limits(processes=20)) as s:\n"
        "  print(s.means[0], s.run('import os\\nwhile True: os.fork() or __import__(\"time\").sleep(99)').raises['type'])"
    )
    command = [
        "setpriv",
        "--reuid",
        "65534",
        "--regid",
        "65534",
        "--clear-groups",
        system,
        "-c",
        source,
    ]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert (
        done.stdout == "namespaces (mount, pid, net, ipc, uts, user, cgroup) BlockingIOError\n"
    ), done.stderr


@needs_containment
@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("print('a')\n1 + 1", [("stream", "", "a\n"), ("result", "int", "2")]),
        ("'a\\nb'", [("result", "str", repr("a\nb"))]),
        ("import decimal\ndecimal.Decimal(1)", [("result", "decimal.Decimal", "Decimal('1')")]),
        ("class A:\n  def __repr__(self): return 'one\\ntwo'\nA()", [("result", "__main__.A", "one\ntwo")]),
        ("print('a', end='')", [("stream", "", "a")]),
        ("1;", []),
        ("None", []),
        ("print('é')\n'é'", [("stream", "", "é\n"), ("result", "str", "'é'")]),
        ("class B:\n  def __repr__(self): return ''\nB()", [("result", "__main__.B", "")]),
    ],
)  # fmt: skip
def test_the_value_of_a_cell_is_separated_from_its_output(source, parts):
    with Sandbox(Limits(seconds=20)) as sandbox:
        found = sandbox.run(source).parts
    assert [(part["type"], part.get("of", ""), part["text"]) for part in found] == parts


def test_a_failed_first_import_is_an_error_with_the_last_words_of_the_process(monkeypatch):
    with pytest.raises(RuntimeError, match="did not start: ModuleNotFoundError: No module named"):
        Sandbox(SMALL, modules=("numpi_absent",))
    dying = "import faulthandler, os; faulthandler.enable(); os.abort()"
    monkeypatch.setattr("harness.sandbox.sandbox.Exchange", lambda name, _: Exchange(name, dying))
    with pytest.raises(RuntimeError, match=r"ended by SIGABRT .*cell_loop\.py"):
        Sandbox(SMALL)
