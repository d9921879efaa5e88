"""The worker turns what subjects return into JSON data, and their failures into evidence."""

import ast
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import harness.stacks.worker
from harness.sandbox.return_values import LARGEST_ANSWER
from harness.stacks.worker import DESCRIBE, call_subject, encoded

ROOT = Path(__file__).parents[2]


def test_a_subject_that_raises_is_a_failure_with_its_traceback():
    answer = call_subject("math:sqrt", {"x": 1})
    assert answer["failure"]["type"] == "TypeError"
    assert "Traceback" in answer["failure"]["traceback"]


def test_missing_packages_and_data_block():
    answer = call_subject("a_package_that_is_not_there.sub:f", {})
    assert answer["failure"]["blocked"]
    assert "a_package_that_is_not_there" in answer["failure"]["message"]


def test_a_missing_module_of_the_harness_is_an_error():
    assert not call_subject("harness.models.nothing:f", {})["failure"]["blocked"]


def test_portable_modules_parse_as_python_3_8():
    package = Path(harness.stacks.worker.__file__).parents[1]
    names = "channel keeper leftovers process_snapshot process_state worker worker_process"
    files = [package / "subject.py", package / "files" / "temporary.py"]
    for room in ("models", "texts", "printed", "sandbox"):
        files += (package / room).glob("*.py")
    files += [package / "stacks" / f"{name}.py" for name in names.split()]
    assert len(files) > 20
    for file in files:
        ast.parse(file.read_bytes(), str(file), feature_version=(3, 8))


def conversation(*requests, code="", path=""):
    """Start a worker, and return what it says to some requests, and its standard error."""
    lines = [
        json.dumps({"id": number, "given": {}, **request})
        for number, request in enumerate(requests)
    ]
    done = subprocess.run(
        [sys.executable, "-c", f"import harness.stacks.worker as w\n{code}\nw.answer_requests()"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), path])},
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


ANNOUNCES = r"""
from harness.subject import announce
def good(): announce('deep\ud800', 'epoch', 1, True); return 1
def bad(): announce(1, 'epoch', 1, 2)
def odd(): announce('a', 'epoch', 'x', 2)
"""


def test_heartbeats_precede_the_answer(tmp_path):
    (tmp_path / "announcing_subjects.py").write_text(ANNOUNCES)
    asked = [{"subject": f"announcing_subjects:{name}"} for name in ("good", "bad", "odd")]
    (sign, good, bad, odd), _noise = conversation(*asked, path=str(tmp_path))
    assert sign == {"id": 0, "heartbeat": ["deep\\ud800", "epoch", 1, 1]}
    assert (good["id"], good["value"]) == (0, 1)
    assert bad["failure"]["type"] == "TypeError"
    assert odd["failure"]["type"] == "ValueError"


def test_output_of_a_subject_does_not_reach_the_channel():
    asked = [{"subject": "builtins:print", "given": {}}, {"subject": "os:system"}]
    asked[1]["given"] = {"command": "echo noise"}
    answers, noise = conversation(*asked)
    assert [answer["value"] for answer in answers] == [None, 0]
    assert "noise" in noise


def test_the_stack_is_described_on_request():
    code = "w.describe = lambda packages: {'python': '3'}; import sys; sys.modules['harness.stacks.worker'] = w"
    (answer,), _noise = conversation({"subject": DESCRIBE, "given": {"packages": []}}, code=code)
    assert answer["value"] == {"python": "3"}
    assert answer["seconds"] >= 0


def test_an_answer_says_that_its_subject_spoilt_the_process():
    code = "import os, builtins; builtins.closes = lambda: os.close(0)"
    (answer,), _noise = conversation({"subject": "builtins:closes"}, code=code)
    assert answer["spoilt"] == "the file descriptor 0 was closed or replaced"


def test_an_answer_that_is_too_large_is_a_failure_with_its_size():
    written = json.loads(encoded({"value": ["\u00e4" * (LARGEST_ANSWER // 4)], "seconds": 0.0}))
    assert "not 50,331," in written["failure"]["message"]
    assert "value" not in written


@pytest.mark.parametrize("kind", [KeyboardInterrupt, GeneratorExit, SystemExit, MemoryError])
def test_any_end_of_a_subject_is_evidence(kind, monkeypatch):
    def subject():
        raise kind("enough")

    monkeypatch.setattr(math, "subject", subject, raising=False)
    assert call_subject("math:subject", {})["failure"]["type"] == kind.__name__


def test_a_long_message_is_cut_and_half_characters_are_written_as_escapes(monkeypatch):
    def subject():
        raise ValueError("\udfff" + "x" * (20 << 20))

    monkeypatch.setattr(math, "subject", subject, raising=False)
    failure = call_subject("math:subject", {})["failure"]
    assert failure["message"].startswith("\\udfffx")
    assert "characters left out" in failure["message"]
    assert len(failure["message"]) < 5_000
    assert len(failure["traceback"]) < 25_000


def test_the_time_of_importing_does_not_count(tmp_path):
    (tmp_path / "slow_to_import.py").write_text("import time; time.sleep(0.3)\ndef one(): return 1")
    (answer,), _noise = conversation({"subject": "slow_to_import:one"}, path=str(tmp_path))
    assert answer["value"] == 1
    assert answer["seconds"] < 0.2


def test_the_worker_needs_nothing_that_only_some_systems_have():
    code = "import os, sys; sys.modules['fcntl'] = sys.modules['resource'] = None\n"
    code += "del os.register_at_fork, os.WNOHANG"
    (answer,), _noise = conversation({"subject": "os:getcwd"}, code=code)
    assert "value" in answer


@pytest.mark.parametrize(
    "module",
    [
        "keras.src.utils.naming",
        "tensorflow.python.keras.backend",
        "keras.src.backend",
        "keras.backend",
        "tf_keras.src.backend",
    ],
)
def test_automatic_names_begin_again_with_each_subject_whichever_keras_counts_them(
    module, monkeypatch
):
    """Else the same subject would build ``dense`` first, and ``dense_1`` when it is asked again."""
    names = []
    monkeypatch.setitem(sys.modules, module, SimpleNamespace(reset_uids=names.clear))
    monkeypatch.setattr(math, "name", lambda: names.append("dense") or len(names), raising=False)
    assert [call_subject("math:name", {})["value"] for _ in range(3)] == [1, 1, 1]


def test_a_subject_may_take_the_memory_of_the_machine_and_no_more(tmp_path):
    resource = pytest.importorskip("resource")
    if resource.getrlimit(resource.RLIMIT_DATA)[1] != resource.RLIM_INFINITY:
        pytest.skip("another limit holds here")
    (tmp_path / "limited.py").write_text(
        "import resource\ndef limit(): return resource.getrlimit(resource.RLIMIT_DATA)[0]\n"
    )
    (answer,), _noise = conversation({"subject": "limited:limit"}, path=str(tmp_path))
    assert answer["value"] == os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
