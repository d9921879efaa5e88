"""Trusted code runs without containment, and needs nothing that only some systems have."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from harness.sandbox import process
from harness.sandbox.inputs import DataFile
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.uncontained import NOT_CONTAINED
from tests.sandbox.test_hostile import ANSWER, EXCEPTIONS, FORGERS, FRAMES
from tests.sandbox.test_sandbox import HANGS, SMALL, ends

ROOT = Path(__file__).parents[2]

HIDING = """
import builtins, io, os, sys, sysconfig
sysconfig.get_config_vars()
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name in ("resource", "fcntl", "pwd", "grp", "termios", "pty", "tty"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hidden())
for name in ("resource", "fcntl", "pwd", "grp", "termios"): sys.modules.pop(name, None)
for name in ("fork", "forkpty", "getuid", "getgid", "geteuid", "setsid", "killpg", "sched_getaffinity", "set_blocking"):
    if hasattr(os, name): delattr(os, name)
def without_proc(call):
    def checked(path, *rest, **named):
        if str(path).startswith("/proc"):
            raise FileNotFoundError(2, "No such file or directory", path)
        return call(path, *rest, **named)
    return checked
for module, name in ((builtins, "open"), (io, "open"), (os, "listdir"), (os, "readlink"), (os, "open")):
    setattr(module, name, without_proc(getattr(module, name)))
sys.platform = "other"
"""


@pytest.fixture
def sandbox(monkeypatch):
    def refuse(*_):
        raise ContainmentError("refused")

    monkeypatch.setattr("harness.sandbox.sandbox.Contained", refuse)
    with Sandbox(SMALL, trusted=True) as found:
        yield found


def hidden(source):
    """Run a script on a system that lacks much of what Linux has."""
    script = HIDING + f"sys.path.insert(0, {str(ROOT)!r})\n" + source
    with tempfile.TemporaryDirectory() as folder:  # what others keep in the usual one is theirs
        return subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, "TMPDIR": folder},
        )


def test_it_needs_no_fork_no_limits_no_proc_and_no_descriptors_handed_on():
    done = hidden(f"""
import subprocess
plain = subprocess.Popen
def checked(*arguments, **named):
    assert not {{"pass_fds", "preexec_fn"}} & set(named)
    return plain(*arguments, **named)
subprocess.Popen = checked
from harness.sandbox import process
process._BOOT = {HIDING!r} + process._BOOT
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.limits import Limits
with Sandbox(Limits(seconds=2), modules=("json",), trusted=True) as sandbox:
    print(sandbox.means)
    print(sandbox.run("x = 1; print('a')\\nx + 1").output)
    print(sandbox.run("1 / 0").raises["type"])
    print(sandbox.run("while True: pass").stopped)
print(sandbox.folder.exists())
""")
    assert done.stderr == ""
    assert (
        done.stdout == f"['{NOT_CONTAINED}']\na\n2\n\nZeroDivisionError\ntime limit of 2 s\nFalse\n"
    )


def test_all_of_the_harness_can_be_imported_there():
    done = hidden("""
import importlib, pkgutil, harness
for found in pkgutil.walk_packages(harness.__path__, "harness."):
    if not found.name.startswith(("harness.models", "harness.benchmarks", "harness.__main__")):
        importlib.import_module(found.name)
print("imported")
""")
    assert done.stderr == ""
    assert done.stdout == "imported\n"


def test_without_trust_the_refusal_says_why():
    done = hidden("""
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.limits import ContainmentError
try: Sandbox()
except ContainmentError as error: print(error)
""")
    assert done.stdout.startswith("needs Linux on x86_64 or aarch64; --trust runs")


def test_pieces_share_one_namespace_and_each_has_its_own_output(sandbox):
    assert sandbox.means == [NOT_CONTAINED]
    assert sandbox.run("x = 41; print('a')").output == "a\n"
    assert sandbox.run("x += 1\nx").output == "42\n"
    assert sandbox.run("import os; os.system('echo b'); os.write(1, b'c')").output == "b\nc1\n"
    assert sandbox.run("import sys; print('not output', file=sys.stderr)").output == ""
    assert ends(sandbox, "input()").startswith("EOFError")
    assert sandbox.run("import warnings; warnings.warn('old')").warns == ("UserWarning: old",)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("while True: pass", "time limit of 2 s"),
        ("import os; os._exit(0)", "its process ended with code 0"),
        ("import os; os.kill(os.getpid(), 9)", "its process was ended by SIGKILL"),
        ("import os; os.closerange(0, 99)", "its process ended with code"),
        ("import sys\nwhile True: sys.stdout.write('x' * 10 ** 4)", "output limit of 65536 bytes"),
        ("import os\nif os.fork(): os._exit(0)\nimport time; time.sleep(300)", "its process ended with code 0"),
        ("import sys; sys.exit('enough')", "SystemExit: enough"),
    ],
)  # fmt: skip
def test_every_ending_is_reported(sandbox, source, words):
    start = time.monotonic()
    assert words in ends(sandbox, source)
    sandbox.close()
    assert time.monotonic() - start < HANGS
    assert not sandbox.folder.exists()
    assert sandbox.run("1").stopped.startswith("not reached")


@pytest.mark.parametrize("name", [n for n in FORGERS if "child" not in n and "a file" not in n])
def test_a_forged_answer_does_not_count_here_either(sandbox, name):
    outcome = sandbox.run(FORGERS[name])
    assert outcome.stopped
    assert outcome.raises is None


def test_a_forked_child_that_returns_from_a_piece_sends_no_answer(sandbox):
    assert sandbox.run("import os; child = os.fork(); x = 1").stopped == ""
    assert sandbox.run("child != 0, x").output == "(True, 1)\n"


@pytest.mark.parametrize("source", EXCEPTIONS)
def test_any_exception_is_reported(sandbox, source):
    outcome = sandbox.run(source)
    assert (outcome.stopped, isinstance(outcome.raises["type"], str)) == ("", True)


def test_each_process_has_its_own_folders(sandbox):
    source = "import os, tempfile; [os.getcwd(), os.path.expanduser('~'), tempfile.gettempdir()]"
    for place in eval(sandbox.run(source).output):
        assert place.startswith(str(sandbox.folder))


def test_its_environment_holds_no_secret(sandbox, monkeypatch):
    assert "HARNESS" not in ends(sandbox, "import os; list(os.environ)")


def test_files_are_handed_in_as_copies(tmp_path, monkeypatch):
    (tmp_path / "data.txt").write_text("data")
    monkeypatch.setattr("harness.sandbox.contained.containment.why_never", lambda: "never")
    with Sandbox(SMALL, data=[DataFile(str(tmp_path), "data.txt", "a/b.txt")], trusted=True) as box:
        assert ends(box, "import os; open(os.path.expanduser('~/a/b.txt')).read()") == "'data'"
        assert ends(box, "open(os.path.expanduser('~/a/b.txt'), 'w').write('x')") == "1"
    assert (tmp_path / "data.txt").read_text() == "data"


def test_processes_it_started_end_with_it(sandbox):
    pid = int(sandbox.run("import subprocess; p = subprocess.Popen(['sleep', '60']); p.pid").output)
    assert Path(f"/proc/{pid}").exists()
    sandbox.close()
    deadline = time.monotonic() + HANGS
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    state = Path(f"/proc/{pid}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_failed_first_import_is_an_internal_error():
    with pytest.raises(RuntimeError, match="ModuleNotFoundError: No module named 'numpi_absent'"):
        Sandbox(Limits(seconds=2), modules=("numpi_absent",), trusted=True)


@pytest.mark.parametrize("noise", ["complaint\\n", "complaint without an end of line"])
def test_complaints_of_an_interpreter_at_start_are_no_answers(monkeypatch, noise):
    begin = f"import sys; sys.stderr.write('{noise}'); sys.stderr.flush()\n"
    monkeypatch.setattr(process, "_BOOT", begin + process._BOOT)
    monkeypatch.setattr("harness.sandbox.contained.containment.why_never", lambda: "never")
    with Sandbox(SMALL, trusted=True) as sandbox:
        assert sandbox.run("1").output == "1\n"


def test_an_interpreter_that_does_not_start_is_an_internal_error_with_its_message(monkeypatch):
    monkeypatch.setattr(process, "_BOOT", "raise SystemExit('no such module')")
    monkeypatch.setattr("harness.sandbox.contained.containment.why_never", lambda: "never")
    with pytest.raises(RuntimeError, match="ended with code 1 no such module"):
        Sandbox(SMALL, trusted=True)


def test_the_helpers_of_the_forgers_find_what_they_look_for(sandbox):
    """Else the forgers would fail for want of an id, and show nothing."""
    assert FRAMES in ANSWER
    assert len(ends(sandbox, FRAMES + "found('identity')")) == 34
