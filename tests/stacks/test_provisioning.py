"""tox.ini defines the stacks, and tox provides them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.engine.slots import Target
from harness.evidence import Request
from harness.stacks import provisioning
from harness.stacks.provisioning import (
    PROVIDED,
    Provided,
    StackError,
    check_name,
    provide,
    stack_names,
)

ROOT = Path(__file__).parents[2]
STACKS = ["tf2.5", "tf2.8", "tf2.11", "tf2.12", "tf2.15", "tf2.16", "tf2.21", "tf2.21-legacy"]
AT_HAND = [name for name in STACKS if (ROOT / ".tox" / name / "bin" / "python").exists()]

TOX = """\
[testenv]
skip_install = true
base_python =
    tf2.98: python3.99
    python3
deps =
    tf2.98,tf2.99: nothing
    tf3.0-!gpu: nothing
    tf3.0-gpu: nothing
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    (tmp_path / "tox.ini").write_text(TOX)
    monkeypatch.delenv(PROVIDED, raising=False)
    monkeypatch.delenv("TOX_ENV_NAME", raising=False)
    return tmp_path


def test_this_repository_defines_its_stacks():
    assert set(STACKS) <= set(stack_names(ROOT))


def test_the_conditions_of_the_dependencies_are_the_stacks(root):
    assert stack_names(root) == ["tf2.98", "tf2.99", "tf3.0", "tf3.0-gpu"]


def test_another_line_defines_another_stack(root):
    (root / "tox.ini").write_text(f"{TOX}    tf3.1: tensorflow==3.1.*\n")
    assert "tf3.1" in stack_names(root)


def test_a_stack_that_is_not_defined_is_named_with_those_that_are(root):
    with pytest.raises(StackError, match=r"no stack 'tf2\.9'.*defines tf2\.98, tf2\.99"):
        check_name("tf2.9", root)
    with pytest.raises(StackError, match="defines none"):
        check_name("tf2.9", root / "nowhere")


def test_a_broken_tox_ini_is_reported_with_its_path(root):
    (root / "tox.ini").write_text("deps = 1\n")
    with pytest.raises(StackError, match=r"tox\.ini"):
        stack_names(root)


def test_a_missing_interpreter_blocks_and_says_how_to_get_it(root, monkeypatch):
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    provided = provide("tf2.98", root)
    failure = Target(provided).stack().measure(Request("m:f")).failure
    assert failure is not None
    assert failure.blocked
    assert failure.message.startswith("tf2.98 cannot be had here: ")
    assert "uv python install 3.99 gets it" in failure.message


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("x: failed with no such package\n  error: no wheel\n  FAIL", "error: no wheel; see tox"),
        ("", "tox said nothing; see tox run -e tf2.99 --notest"),
        ("only this", "only this; see"),
    ],
)
def test_a_failed_installation_blocks_with_what_tox_said(root, monkeypatch, output, words):
    done = subprocess.CompletedProcess([], 1, stdout=output)
    monkeypatch.setattr(provisioning, "_tox", lambda *arguments, root: done)
    provided = provide("tf2.99", root)
    assert (provided.python, words in provided.why) == ("", True)


def test_without_tox_a_stack_is_blocked_and_the_message_says_what_to_install(root, monkeypatch):
    monkeypatch.setitem(sys.modules, "tox", None)
    failure = Target(provide("tf2.99", root)).stack().measure(Request("m:f")).failure
    assert failure is not None
    assert failure.blocked
    assert failure.message == "tf2.99 cannot be had here: install claims-harness[stacks]"


def test_a_stack_provided_by_the_parent_process_is_used(root, monkeypatch):
    given = Provided("tf2.99", "/some/python", {"A": "1"})
    monkeypatch.setenv(
        PROVIDED,
        json.dumps(
            {"name": "tf2.99", "python": "/some/python", "environment": {"A": "1"}, "why": ""}
        ),
    )
    assert provide("tf2.99", root) == given


def test_inside_a_stacks_own_environment_tox_is_not_asked_again(root, monkeypatch):
    monkeypatch.setenv("TOX_ENV_NAME", "tf2.99")
    monkeypatch.setenv("TOX_ENV_DIR", str(root / "env"))
    monkeypatch.setattr(provisioning, "_tox", None)
    monkeypatch.setenv(PROVIDED, "")
    provided = provide("tf2.99", root)
    assert Path(provided.python).is_relative_to(root / "env")
    assert json.loads(os.environ[PROVIDED])["name"] == "tf2.99"


@pytest.mark.parametrize("name", AT_HAND)
def test_a_stack_at_hand_measures_with_its_own_tensorflow(name, monkeypatch):
    monkeypatch.setenv(PROVIDED, "")
    monkeypatch.delenv("TOX_ENV_NAME", raising=False)
    stack = Target(provide(name, ROOT)).stack()
    assert stack.facts.name == name
    value = stack.measure(Request("harness.models.recurrent:plain_layer")).value
    assert value["total_parameters"] == 42
    assert [layer["name"] for layer in value["layers"]] == ["simple_rnn"]
    again = stack.measure(Request("harness.models.recurrent:plain_layer", {"units": 4})).value
    assert [layer["name"] for layer in again["layers"]] == ["simple_rnn"]
    stack.close()
