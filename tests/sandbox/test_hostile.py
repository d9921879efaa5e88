"""Attacks of printed code on its sandbox fail and do not count as having run."""

import time

import pytest

from harness.sandbox.answers import MOST_MESSAGE
from harness.sandbox.limits import Limits
from harness.sandbox.sandbox import Sandbox
from tests.sandbox.test_sandbox import HANGS, MIB, SMALL, ends, living, needs_containment

pytestmark = needs_containment

FORGED = "wrote to the channel of the answers"

WRITE_EVERYWHERE = """
import os, socket
def everywhere(data):
    for d in range(3, 512):
        try: os.write(d, data)
        except OSError: pass
"""
FRAMES = """
import sys
def found(name):
    frame = sys._getframe()
    while frame:
        if name in frame.f_locals: return frame.f_locals[name]
        frame = frame.f_back
"""
ANSWER = (
    WRITE_EVERYWHERE
    + FRAMES
    + """
import json
def answer(**more):
    everywhere((json.dumps({"id": found("identity"), "raises": None, "warns": [], "result": None, **more}) + "\\n").encode())
"""
)


@pytest.fixture
def sandbox():
    with Sandbox(SMALL) as found:
        yield found


FORGERS = {
    "answers before it raises": ANSWER + "answer()\n1 / 0",
    "answers before it hangs": ANSWER + "answer()\nwhile True: pass",
    "answers before it dies": ANSWER + "answer()\nos._exit(0)",
    "answers twice": ANSWER + "answer(); answer()",
    "answers and then ends well": ANSWER + "answer()",
    "answers something of another shape": ANSWER + "answer(warns=5)",
    "answers with more than is asked": ANSWER + "answer(more=1)",
    "answers with another id": WRITE_EVERYWHERE + "everywhere(b'{\"id\": \"0\", \"raises\": null, \"warns\": [], \"result\": null}\\n')",
    "answers nonsense": WRITE_EVERYWHERE + "everywhere(b'\\xff\\n')",
    "answers half a line": WRITE_EVERYWHERE + "everywhere(b'{\"id\"')",
    "answers two lines in one": WRITE_EVERYWHERE + "everywhere(b'{}\\n{}\\n')",
    "answers nested brackets": WRITE_EVERYWHERE + "everywhere(b'[' * 100000 + b'\\n')",
    "answers a word that it guesses": ANSWER + "answer()\neverywhere((json.dumps({'id': found('identity'), 'word': 'x'}) + '\\n').encode())",
    "answers from a child": ANSWER + "pid = os.fork()\nif not pid:\n  answer()\n  os._exit(0)\nos.waitpid(pid, 0); 1 / 0",
    "answers from a grandchild": ANSWER + "if not os.fork():\n  if not os.fork(): answer()\n  os._exit(0)\nimport time; time.sleep(9)",
    "answers from a thread": ANSWER + "import threading\nt = threading.Thread(target=everywhere, args=(b'{}\\n',)); t.start(); t.join()",
    "answers with a file": WRITE_EVERYWHERE + "import array\nfor d in range(3, 512):\n  try:\n    s = socket.socket(fileno=os.dup(d)); s.sendmsg([b'{}\\n'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [0]))])\n  except OSError: pass",
}  # fmt: skip


@pytest.mark.parametrize("name", FORGERS)
def test_a_forged_answer_never_counts(sandbox, name):
    outcome = sandbox.run(FORGERS[name])
    assert outcome.stopped
    assert outcome.raises is None
    assert sandbox.run("1").stopped.startswith("not reached")


def test_a_forger_finds_neither_a_key_nor_a_channel(sandbox):
    source = (
        "import os, json\n"
        "g = json.loads(open('/proc/self/cmdline').read().split('\\0')[-2])\n"
        "os.write(g['answers'], (json.dumps({'word': g['word'], 'raises': None, 'warns': 5}) + '\\n').encode())"
    )
    assert ends(sandbox, source).startswith("JSONDecodeError")


def test_neither_the_command_line_nor_the_environment_holds_anything_secret(sandbox):
    source = "print(open('/proc/self/cmdline').read(), dict(__import__('os').environ))"
    shown = sandbox.run(source).output
    assert "answers" not in shown
    assert str(sandbox.folder) not in shown


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os\nfor d in range(3, 512):\n  try: os.read(d, 9)\n  except OSError: pass", "time limit of 2 s"),
        ("import os; os.closerange(3, 512)", "its process ended with code"),
        ("import os\nfor d in range(3, 512):\n  try: os.dup2(1, d)\n  except OSError: pass", "its process ended with code"),
        ("import os, sys; sys.stdout.flush(); os.closerange(0, 3)", ""),
        ("import atexit, os; atexit.register(os._exit, 0); raise SystemExit", "SystemExit: "),
        ("raise SystemExit(0)", "SystemExit: 0"),
        ("import threading, os; threading.Timer(0.2, os._exit, (0,)).start(); import time; time.sleep(1)", "its process ended with code 0"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "time limit of 2 s"),
        ("import os; os.execv('/bin/true', ['true'])", "its process ended with code 0"),
        ("import os\nif os.fork(): os._exit(0)\nimport time; time.sleep(1)", "its process ended with code 0"),
    ],
)  # fmt: skip
def test_a_process_that_ends_is_not_taken_for_a_piece_that_ran(sandbox, source, words):
    assert words in ends(sandbox, source)


@pytest.mark.parametrize(
    "source",
    [
        "import builtins; builtins.exec = builtins.eval = builtins.compile = lambda *a: None",
        "import ast; ast.parse = lambda *a: ast.Module([], []); ast.Expr = int",
        "import json; json.dumps = lambda *a: '{}'; json.encoder.JSONEncoder.encode = lambda *a: '{}'",
        "import sys\nfor n, m in list(sys.modules.items()):\n  if n.startswith('harness'): m.execute = m._raised = m._execute = lambda *a: None",
        "import os; os.getpid = lambda: 1; os._exit = print; os.read = None",
        "import linecache; linecache.cache = None; linecache.getlines = None",
        "import importlib; importlib.import_module = None",
    ],
)  # fmt: skip
def test_code_that_patches_modules_of_its_runner_hides_no_later_exception(sandbox, source):
    assert sandbox.run(source).stopped == ""
    later = sandbox.run("1 / 0")
    assert later.stopped or later.raises["type"] == "ZeroDivisionError"


def test_a_forked_child_that_returns_from_a_piece_sends_no_answer(sandbox):
    assert sandbox.run("import os; child = os.fork(); x = 1").stopped == ""
    assert sandbox.run("child != 0, x").output == "(True, 1)\n"
    assert ends(sandbox, "os.waitpid(child, 0)[1] != 0") == "True"


def test_many_forked_children_that_return_send_no_answer(sandbox):
    assert sandbox.run("import os\nfor _ in range(3): os.fork()").stopped == ""
    assert ends(sandbox, "'still the first'") == "'still the first'"


@pytest.mark.parametrize("number", [1, 2, 3, 13, 15, 17, 19, 10, 34, 64])
def test_no_signal_ends_the_first_process(sandbox, number):
    assert ends(sandbox, f"import os; os.kill(1, {number}); 'alive'") == "'alive'"
    assert ends(sandbox, "'and still'") == "'and still'"


CALL = "import ctypes; c = ctypes.CDLL(None, use_errno=True)\n"


@pytest.mark.parametrize(
    "call",
    [
        "shmget(0, 1 << 20, 0o1666)", "msgget(0, 0o1666)", "semget(0, 5, 0o1666)",
        "mq_open(b'/x', 0o102, 0o666, None)", "unshare(0x10000000)", "setns(0, 0)",
        "mount(b'none', b'/', b'tmpfs', 0, None)", "umount2(b'/', 2)", "ptrace(16, 1, 0, 0)",
        "process_vm_readv(1, None, 0, None, 0, 0)", "syscall(250, 0, 0, 0)", "syscall(321, 0, 0, 0)",
        "syscall(425, 4, 0)", "syscall(435, 0, 0)", "syscall(323, 0)", "syscall(298, 0, 0, -1, -1, 0)",
        "syscall(438, 0, 0, 0)", "syscall(447, 0)", "inotify_init()", "sethostname(b'x', 1)",
        "personality(0x0040000)", "vmsplice(1, None, 0, 0)", "setpriority(0, 1, 19)",
        "prlimit(1, 0, None, None)", "sched_setaffinity(1, 8, b'\\1\\0\\0\\0\\0\\0\\0\\0')",
        "syscall(56, 0x10000000, 0, 0, 0, 0)", "keyctl(0)", "chroot(b'.')", "swapon(b'x', 0)",
    ],
)  # fmt: skip
def test_a_call_that_is_not_listed_is_refused(sandbox, call):
    assert ends(sandbox, f"{CALL}try: r = c.{call}\nexcept AttributeError: r = -1\nr") == "-1"


@pytest.mark.parametrize("family", [16, 17, 38, 40, 29, 21, 31, 3, 44])
def test_a_socket_of_another_family_is_refused(sandbox, family):
    source = f"import socket; socket.socket({family}, socket.SOCK_DGRAM)"
    assert "Address family not supported" in ends(sandbox, source)


@pytest.mark.parametrize("protocol", [132, 33, 255, 262])
def test_a_socket_of_another_protocol_is_refused(sandbox, protocol):
    source = f"import socket; socket.socket(2, socket.SOCK_STREAM, {protocol})"
    assert "Protocol not supported" in ends(sandbox, source)


def test_nothing_can_be_typed_into_a_terminal(sandbox):
    source = "import fcntl\nfor r in (0x5412, 0x541C, 0x5423, 0x540E):\n  try: fcntl.ioctl(1, r, b'x')\n  except OSError as e: print(e.errno)"
    assert ends(sandbox, source) == "25\n25\n25\n25"


LARGE = SMALL._replace(seconds=20.0, disk=512 * MIB, file=512 * MIB, processes=64)
HOARDERS = {
    "buffers of pairs of sockets": "import socket\nkept = []\nfor _ in range(6):\n  import os\n  if os.fork() == 0: break\nwhile True:\n  try:\n    a, b = socket.socketpair(); a.setsockopt(1, 7, 1 << 22); a.setblocking(False); kept += [a, b]\n    while True: a.send(b'x' * 65536)\n  except BlockingIOError: pass\n  except OSError: import time; time.sleep(9)",
    "datagrams whose senders have closed": "import socket, os\nos.fork(), os.fork()\nkept = []\nwhile True:\n  try:\n    r = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); r.bind(f'\\0{os.getpid()}-{len(kept)}'); kept.append(r)\n    for _ in range(10):\n      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.setblocking(False); s.connect(r.getsockname()); s.send(b'x' * 99999); s.close()\n  except BlockingIOError: pass\n  except OSError: import time; time.sleep(9)",
    "shared memory in files": "import mmap, time\nfor i in range(5):\n  f = open(f'/dev/shm/{i}', 'w+b'); f.truncate(90 << 20); m = mmap.mmap(f.fileno(), 90 << 20); m.write(b'x' * (90 << 20))\ntime.sleep(9)",
    "files that nobody maps": "for i in range(45):\n  open(f'/tmp/{i}', 'wb').write(b'x' * (10 << 20))\nimport time; time.sleep(9)",
    "shared memory of several processes": "import mmap, os, time\nfor i in range(4):\n  if os.fork() == 0:\n    m = mmap.mmap(-1, 150 << 20); m.write(b'x' * (150 << 20)); time.sleep(9)\ntime.sleep(9)",
    "shared memory that is dropped from page tables": "import mmap, os, time\nfor i in range(4):\n  if os.fork() == 0:\n    m = mmap.mmap(-1, 300 << 20)\n    for _ in range(30): m.write(b'x' * (10 << 20))\n    m.madvise(mmap.MADV_DONTNEED); time.sleep(9)\ntime.sleep(9)",
    "page tables of memory that was only read": "import mmap, os, time\nfor i in range(60):\n  if os.fork() == 0:\n    m = mmap.mmap(-1, 900 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, prot=mmap.PROT_READ)\n    for p in range(0, 900 << 20, 1 << 21): m[p]\n    time.sleep(9)\ntime.sleep(9)",
}  # fmt: skip


@pytest.mark.parametrize("name", HOARDERS)
def test_memory_beyond_the_limits_of_single_processes_is_counted(name):
    with Sandbox(LARGE) as sandbox:
        assert ends(sandbox, HOARDERS[name]) == "memory limit of 384 MiB"


def test_a_socket_gets_no_larger_buffer(sandbox):
    source = "import socket; a, b = socket.socketpair(); n = a.getsockopt(1, 7); a.setsockopt(1, 7, 1 << 22); a.getsockopt(1, 7) == n"
    assert ends(sandbox, source) == "True"


def test_an_ordinary_number_of_sockets_and_pipes_is_fine():
    source = "import socket, os\nkept = [socket.socketpair() for _ in range(50)]\npipes = [os.pipe() for _ in range(100)]; 'fine'"
    with Sandbox(LARGE) as sandbox:
        assert ends(sandbox, source) == "'fine'"


@pytest.mark.parametrize(
    "path",
    ["/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/proc/1/oom_score_adj", "/proc/1/mem",
     "/proc/sys/net/core/somaxconn", "/proc/self/../1/environ", "/dev/null/../x", "/usr/x", "/x"],
)  # fmt: skip
def test_no_file_of_the_system_can_be_written(sandbox, path):
    assert "Error" in ends(sandbox, f"open({path!r}, 'w').write('1')")


@pytest.mark.parametrize("name", ["environ", "maps", "mem", "fd", "cwd", "root", "stack", "auxv"])
def test_the_memory_of_the_first_process_cannot_be_read(sandbox, name):
    source = f"import os\np = '/proc/1/{name}'\ntry: print(os.listdir(p) if os.path.isdir(p) else open(p, 'rb').read(1))\nexcept OSError: print('no')"
    assert ends(sandbox, source) in ("no", "b''")


def test_the_machine_has_another_name_inside(sandbox):
    assert ends(sandbox, "import socket; socket.gethostname()") == "'sandbox'"


def test_a_flood_of_answers_that_the_host_does_not_read_hangs_nothing(sandbox):
    sandbox.run(
        WRITE_EVERYWHERE
        + "import threading\nthreading.Timer(0.2, lambda: [everywhere(b'{}\\n') for _ in range(10 ** 5)]).start()"
    )
    time.sleep(1)
    start = time.monotonic()
    assert sandbox.run("1").stopped
    sandbox.close()
    assert time.monotonic() - start < HANGS
    assert not living()


def test_a_piece_that_is_longer_than_a_pipe_cannot_hang_its_host(sandbox):
    assert sandbox.run("x = 1  #" + "x" * 300_000).stopped == ""
    sandbox.run(
        "import os, signal, threading\nthreading.Timer(0.3, os.kill, (os.getpid(), signal.SIGSTOP)).start()"
    )
    time.sleep(0.5)
    start = time.monotonic()
    assert sandbox.run("x = 2  #" + "x" * 300_000).stopped == "time limit of 2 s"
    assert time.monotonic() - start < HANGS


EXCEPTIONS = [
    "class E(Exception):\n  def __str__(self): raise RuntimeError\nraise E",
    "class E(Exception):\n  def __str__(self): return 5\nraise E",
    "class E(Exception):\n  name = property(lambda s: 1 / 0); reason = name; __cause__ = name; __traceback__ = name\nraise E",
    "class E(Exception):\n  __cause__ = 5; __context__ = 'x'; name = ['x']; __bool__ = None\nraise E",
    "class M(type):\n  __name__ = property(lambda c: 1 / 0)\nclass E(Exception, metaclass=M): pass\nraise E",
    "class E(SyntaxError):\n  lineno = 10 ** 30\nraise E",
    "class E(SyntaxError):\n  lineno = 'x'\nraise E",
    "raise ValueError('x' * (20 << 20))",
    "raise ValueError('\\ud800\\x00\\x1b')",
    "raise type('x' * 10 ** 6, (Exception,), {})",
    "raise type('\\u20ac' * 300, (Exception,), {})('\\U0001f600' * 900)",
    "try:\n  1 / 0\nexcept Exception as e:\n  x = e\nfor i in range(99):\n  y = ValueError(i); y.__cause__ = x; x = y\nraise x",
    "raise ImportError(name='\\ud800')",
    "def f(): f()\nf()",
]  # fmt: skip


@pytest.mark.parametrize("source", EXCEPTIONS)
def test_any_exception_is_reported_and_the_next_piece_runs(sandbox, source):
    outcome = sandbox.run(source)
    assert outcome.stopped == ""
    assert isinstance(outcome.raises["type"], str)
    assert len(outcome.raises["message"]) <= MOST_MESSAGE
    assert sandbox.run("1").output == "1\n"


@pytest.mark.parametrize(
    "source",
    [
        "import warnings; warnings.warn('')",
        "import warnings\nfor i in range(99): warnings.warn('x' * 999 + str(i))",
        "import warnings\nclass W(UserWarning):\n  def __str__(self): return '\\ud800'\nwarnings.warn(W())",
        "import warnings; warnings.showwarning('x', 5, 'f', 1)",
    ],
)
def test_any_warning_is_reported_and_the_next_piece_runs(sandbox, source):
    outcome = sandbox.run(source)
    assert (outcome.stopped, outcome.raises) == ("", None)
    assert 0 < len(outcome.warns) <= 5
    assert all(len(told) <= 400 for told in outcome.warns)


def test_a_thread_bomb_ends_with_its_sandbox():
    source = "import threading, time\ntry:\n  while True: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()\nexcept RuntimeError: print('enough')"
    with Sandbox(Limits(seconds=10, processes=200)) as sandbox:
        assert ends(sandbox, source) == "enough"
    assert not living()


def test_the_sandbox_leaves_no_folder_behind(sandbox):
    sandbox.run("import os; os._exit(3)")
    assert not sandbox.folder.exists()
