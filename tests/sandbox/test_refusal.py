"""A machine that cannot contain code runs none and says why."""

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from harness.sandbox import advice, contained, process
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import Sandbox
from tests.sandbox.test_sandbox import needs_containment

ROOT = Path(__file__).parents[2]

REFUSING = """
import sys; sys.path.insert(0, {root!r})
from harness.sandbox import syscalls
syscalls.filter_calls()  # under which nobody gets a namespace
"""


def refused(source):
    """Run a script on a machine that refuses namespaces."""
    script = REFUSING.format(root=str(ROOT)) + textwrap.dedent(source)
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120
    )


@needs_containment
def test_every_refusal_of_a_machine_is_reported():
    done = refused("""
        from harness.sandbox.sandbox import Sandbox
        from harness.sandbox.limits import ContainmentError
        for _ in range(20):
            try:
                Sandbox()
            except ContainmentError as error:
                print(error)
    """)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 20
    assert all(line.startswith("namespaces: Operation not permitted; ") for line in lines)
    assert all("--trust" in line for line in lines)


@needs_containment
def test_trusted_code_runs_where_it_cannot_be_contained_and_the_means_say_so():
    done = refused("""
        from harness.sandbox.sandbox import Sandbox
        with Sandbox(trusted=True) as sandbox:
            print(sandbox.means, sandbox.run("1 + 1").output)
    """)
    assert done.stdout == "['not contained: trusted by the user'] 2\n\n"


@needs_containment
def test_trusted_code_is_contained_where_it_can_be():
    with Sandbox(trusted=True) as sandbox:
        assert sandbox.means[0].startswith("namespaces")


ORDERS = {
    "the answer and the end at once": "os.write(answers, line); os._exit(0)",
    "the answer long before the end": "os.write(answers, line); time.sleep(0.3); os._exit(0)",
    "the answer in two parts": "os.write(answers, line[:9]); time.sleep(0.1); os.write(answers, line[9:]); os._exit(0)",
    "the end without an answer": "os._exit(3)",
    "the end by a signal": "os.kill(os.getpid(), 9)",
    "half an answer": "os.write(answers, line[:9]); os._exit(0)",
    "an answer closed before the end": "os.write(answers, line); os.close(answers); time.sleep(0.2); os._exit(1)",
    "an end before anything was read": "os.close(0); os._exit(1)",
}  # fmt: skip


@pytest.mark.parametrize("order", ORDERS)
def test_a_refusal_is_reported_in_any_order_of_answer_and_end(monkeypatch, order):
    script = (
        "import json, os, sys, time\n"
        "answers = json.loads(sys.stdin.readline())['answers']\n"
        'line = b\'!{"cannot": "namespaces: no"}\\n\'\n' + ORDERS[order]
    )
    monkeypatch.setattr(process, "_BOOT", script)
    for _ in range(5):
        with pytest.raises(ContainmentError) as caught:
            Sandbox(Limits(seconds=1))
        assert "--trust" in str(caught.value)


def test_a_process_that_cannot_be_started_is_a_refusal_and_leaves_nothing(monkeypatch, tmp_path):
    def fail(*_, **__):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(subprocess, "Popen", fail)
    with pytest.raises(ContainmentError, match="Resource temporarily unavailable"):
        Sandbox()
    assert not list(tmp_path.iterdir())


def test_on_another_system_no_process_is_started(monkeypatch):
    monkeypatch.setattr(contained.containment.sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(ContainmentError, match=r"needs Linux on x86_64 or aarch64.*--trust"):
        Sandbox()


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n",
         "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 would allow it; --trust"),
        ("proc/sys/kernel/unprivileged_userns_clone", "0\n",
         "sudo sysctl kernel.unprivileged_userns_clone=1 would allow it; --trust"),
        ("proc/sys/user/max_user_namespaces", "0\n", "sudo sysctl user.max_user_namespaces=10000"),
        (".dockerenv", "", "a container started with --privileged would allow it; --trust"),
        ("proc/sys/kernel/unprivileged_userns_clone", "1\n", "--trust"),
    ],
)  # fmt: skip
def test_the_setting_that_would_allow_it_is_named(tmp_path, file, text, words):
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text)
    assert advice.what_to_do(str(tmp_path)).startswith(words)
