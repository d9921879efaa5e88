"""Only the command line and the user's own configuration can ask for trust."""

import os
from types import SimpleNamespace

import pytest

from harness.pytest_plugin import _asks_for_trust, pytest_configure_node
from harness.sandbox.advice import TRUSTED_VARIABLE, is_trusted
from harness.stacks import trust
from harness.stacks.client import Client
from harness.stacks.trust import (
    ConfigurationError,
    configuration_file,
    configured,
    decide,
    worker_environment,
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user's home, beside the project that is worked in."""
    (tmp_path / "home" / ".config" / "harness").mkdir(parents=True)
    (tmp_path / "project").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setattr(trust, "_state", {"trusted": False})
    return tmp_path / "home"


def write(home, text):
    file = home / ".config" / "harness" / "config.toml"
    file.write_text(text)
    return file


def test_without_a_configuration_nothing_is_trusted(home):
    assert not configured()
    decide(asked=False)
    assert worker_environment({"A": "b"}) == {"A": "b"}


@pytest.mark.parametrize(
    ("text", "trusted"), [("trust = true", True), ("trust = false", False), ("", False)]
)
def test_the_users_own_configuration_may_ask(home, text, trusted):
    write(home, text)
    assert configured() is trusted
    decide(asked=False)
    assert worker_environment({}) == ({TRUSTED_VARIABLE: "1"} if trusted else {})


def test_the_path_of_the_configuration_follows_the_system(home, monkeypatch):
    assert configuration_file() == home / ".config" / "harness" / "config.toml"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "other"))
    assert configuration_file() == home / "other" / "harness" / "config.toml"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert configuration_file() == home / ".config" / "harness" / "config.toml"
    monkeypatch.setattr(trust.sys, "platform", "darwin")
    assert configuration_file().parts[-4:-2] == ("Library", "Application Support")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("trust = 'yes'", "'trust' must be true or false"),
        ("trust = 1", "'trust' must be true or false"),
        ("trusted = true", "unknown key 'trusted'; there is 'trust' alone"),
        ("trust = ", "Invalid value"),
        ("\x00", "Invalid statement"),
    ],
)
def test_a_mistake_in_it_is_one_line(home, text, words):
    write(home, text)
    with pytest.raises(ConfigurationError, match=words) as caught:
        configured()
    assert "config.toml: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_configuration_that_is_no_text_is_a_mistake_too(home):
    write(home, "").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError):
        configured()


def test_a_file_of_the_project_cannot_ask_whatever_a_variable_says(home, monkeypatch, tmp_path):
    project = tmp_path / "project"
    for folder in (project / "harness", project / ".config" / "harness"):
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text("trust = true")
    assert not configured()
    for name, value in (("XDG_CONFIG_HOME", project), ("HOME", project)):
        with monkeypatch.context() as patch:
            patch.setenv(name, str(value))
            with pytest.raises(ConfigurationError, match="in the folder of the project"):
                configured()
    (project / ".git").mkdir()
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(project))
    with pytest.raises(ConfigurationError, match="in the folder of the project"):
        configured()


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_a_configuration_that_others_may_write_does_not_count(home):
    file = write(home, "trust = true")
    file.chmod(0o666)
    with pytest.raises(ConfigurationError, match="others may write to it"):
        configured()
    file.chmod(0o644)
    os.chown(file, 65534, 65534)
    with pytest.raises(ConfigurationError, match="belongs to another user"):
        configured()


def test_a_worker_gets_the_decision_and_not_an_inherited_variable(home, monkeypatch):
    monkeypatch.setenv(TRUSTED_VARIABLE, "1")
    decide(asked=False)
    assert TRUSTED_VARIABLE not in Client(environment={TRUSTED_VARIABLE: "1"})._environment
    decide(asked=True)
    assert Client()._environment[TRUSTED_VARIABLE] == "1"
    decide(asked=False)
    assert TRUSTED_VARIABLE not in Client()._environment


@pytest.mark.parametrize("value", ["0", "true", "", "yes"])
def test_a_worker_trusts_nothing_by_default(monkeypatch, value):
    monkeypatch.setenv(TRUSTED_VARIABLE, value)
    assert not is_trusted()


def test_pytest_honours_its_command_line_alone(pytester, monkeypatch):
    assert _asks_for_trust(pytester.parseconfig("--trust"))
    assert not _asks_for_trust(pytester.parseconfig())
    monkeypatch.setenv("PYTEST_ADDOPTS", "--trust")
    assert not _asks_for_trust(pytester.parseconfig())


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pytest.ini", "[pytest]\naddopts = --trust"),
        ("tox.ini", "[pytest]\naddopts = --trust"),
        ("setup.cfg", "[tool:pytest]\naddopts = --trust"),
        ("pyproject.toml", "[tool.pytest.ini_options]\naddopts = ['--trust']"),
    ],
)
def test_no_setting_of_a_project_asks_pytest(pytester, file, text):
    (pytester.path / file).write_text(text)
    config = pytester.parseconfig()
    assert config.option.trust
    assert not _asks_for_trust(config)


def test_workers_of_xdist_get_the_option_of_the_command_line(pytester):
    for arguments, asked in ((["--trust"], True), ([], False)):
        node = SimpleNamespace(config=pytester.parseconfig(*arguments), workerinput={})
        pytest_configure_node(node)
        worker = SimpleNamespace(workerinput=node.workerinput)
        assert _asks_for_trust(worker) is asked
