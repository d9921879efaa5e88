"""The same probes where the user is not root, and a user namespace contains the code.

They need an interpreter that everybody may read: the system's own.
"""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.sandbox import test_hostile as hostile

ROOT = Path(__file__).parents[2]
PYTHON = shutil.which("python3", path="/usr/bin")

SCRIPT = """
import json, sys
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox
from harness.sandbox.steps import CodePlace
for name, limits, pieces, *place in json.load(sys.stdin):
    try:
        with Sandbox(Limits(*limits), place=CodePlace(*place)) as sandbox:
            found = [sandbox.run(piece)._asdict() for piece in pieces]
    except ContainmentError as error:
        found = str(error)
    print(json.dumps([name, found]), flush=True)
"""

pytestmark = pytest.mark.skipif(
    PYTHON is None or shutil.which("setpriv") is None or os.getuid() != 0,
    reason="needs root, setpriv and an interpreter of the system",
)


@pytest.fixture
def open_folder():
    """A folder that everybody may read; pytest closes those above its own whenever it begins."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def as_nobody(open_folder):
    """Run pieces of code in sandboxes that an ordinary user makes."""
    for room in ("files", "sandbox"):
        target = open_folder / "harness" / room
        target.mkdir(parents=True)
        for file in (ROOT / "harness" / room).glob("*.py"):
            (target / file.name).write_bytes(file.read_bytes())
    (open_folder / "harness" / "__init__.py").touch()

    def run(probes):
        user, group = run.identity
        done = subprocess.run(
            ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", PYTHON, "-c", SCRIPT],
            input=json.dumps(probes),
            cwd=open_folder,
            env={"PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.stderr == ""
        found = dict(json.loads(line) for line in done.stdout.splitlines())
        assert len(found) == len(probes)
        refusals = {outcome for outcome in found.values() if isinstance(outcome, str)}
        if refusals:
            pytest.skip(f"an ordinary user cannot contain code here: {refusals.pop()}")
        return found

    run.identity = ["65534", "65534"]
    return run


def test_a_forged_answer_never_counts(as_nobody):
    probes = [(name, hostile.SMALL, [source]) for name, source in hostile.FORGERS.items()]
    for name, (outcome,) in as_nobody(probes).items():
        assert outcome["stopped"], name
        assert outcome["raises"] is None, name


def test_no_call_of_the_refused_ones_is_allowed(as_nobody):
    source = hostile.CALL + "print({})"
    probes = [(call, hostile.SMALL, [source.format("c." + call)]) for call in CALLS]
    for call, (outcome,) in as_nobody(probes).items():
        assert outcome["output"] == "-1\n", (call, outcome)


CALLS = [
    "shmget(0, 1 << 20, 0o1666)", "msgget(0, 0o1666)", "semget(0, 5, 0o1666)", "unshare(0x10000000)",
    "unshare(0x20000)", "setns(0, 0)", "mount(b'none', b'/', b'tmpfs', 0, None)", "ptrace(16, 1, 0, 0)",
    "umount2(b'/proc', 2)", "setuid(0)", "prlimit(1, 0, None, None)", "kill(-1, 9)",
    "chroot(b'.')", "syscall(56, 0x10000000, 0, 0, 0, 0)",
]  # fmt: skip


def test_memory_beyond_the_limits_of_single_processes_is_counted(as_nobody):
    probes = [(name, hostile.LARGE, [source]) for name, source in hostile.HOARDERS.items()]
    for name, (outcome,) in as_nobody(probes).items():
        assert outcome["stopped"] == "memory limit of 384 MiB", name


def test_the_first_process_cannot_be_reached(as_nobody):
    pieces = [
        "import os\nfor n in range(1, 65): os.kill(1, n)\n'alive'",
        "for n in ('environ', 'maps', 'mem'):\n  try: print(open('/proc/1/' + n, 'rb').read(9))\n  except OSError: print('no')",
        "import resource; resource.prlimit(1, resource.RLIMIT_CPU, (1, 1))",
        "'and still'",
    ]  # fmt: skip
    (outcomes,) = as_nobody([("first", hostile.SMALL, pieces)]).values()
    assert [outcome["output"] for outcome in outcomes] == [
        "'alive'\n",
        "no\nno\nno\n",
        "",
        "'and still'\n",
    ]
    assert outcomes[2]["raises"]["type"] == "PermissionError"


def test_nothing_of_the_system_can_be_written_and_no_secret_be_read(as_nobody):
    paths = ["/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/x", "/usr/x", "/etc/passwd"]
    pieces = [f"open({path!r}, 'w').write('1')" for path in paths]
    pieces += ["open('/etc/passwd').read()", "import os; os.listdir('/root')"]
    (outcomes,) = as_nobody([("paths", hostile.SMALL, pieces)]).values()
    assert all(outcome["raises"] for outcome in outcomes)


CHANGING = [
    "open('docs/x.csv', 'a').write('3'); print(open('docs/x.csv').read())",
    "open('docs/new', 'w').write('3'); import os; os.unlink('gone'); print(sorted(os.listdir('.')))",
    "import os; print(os.path.exists('.git/config'), os.path.exists('/space/.changes/upper'))",
    "print(len(open('large.bin', 'rb').read()))",
    "open('/space/.changes/x', 'w')",
]


@pytest.mark.parametrize("group", [65533, 0], ids=["layers", "copies"])
def test_the_folder_of_a_document_can_be_changed_and_no_original_changes(
    as_nobody, open_folder, group
):
    folder = open_folder / "document"
    for name in ("docs/x.csv", "gone", ".git/config"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("1")
    (folder / "large.bin").write_bytes(b"x" * (3 << 20))
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65533, group)
    before = {path: path.stat() for path in folder.rglob("*")}
    as_nobody.identity[:] = ["65533", "65533"]
    place = ["", [], str(folder)]
    (outcomes,) = as_nobody([("folder", hostile.SMALL, CHANGING, *place)]).values()
    assert [outcome["output"] for outcome in outcomes] == [
        "13\n", "['.git', 'docs', 'large.bin']\n" if group else "['docs', 'large.bin']\n",
        "False False\n", f"{3 << 20}\n", ""
    ]  # fmt: skip
    assert outcomes[-1]["raises"]
    assert {path: path.stat().st_mtime_ns for path in before} == {
        path: found.st_mtime_ns for path, found in before.items()
    }
