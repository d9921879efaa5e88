"""Decides whether printed code may run without containment.

The command line or the user's own configuration may ask for it. A file of a project or an inherited
variable may not: a cloned repository must not be able to.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.sandbox.advice import TRUSTED_VARIABLE

_state = {"trusted": False}


class ConfigurationError(Exception):
    """A mistake in the user's own configuration; the text says where."""


def decide(asked: bool) -> None:
    """Decide for this process, before it starts a worker.

    Args:
        asked: Whether the command line asks for it.

    Raises:
        ConfigurationError: The configuration cannot be read.
    """
    _state["trusted"] = asked or configured()


def worker_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a worker, with the decision in place of an inherited one."""
    kept = {name: value for name, value in variables.items() if name != TRUSTED_VARIABLE}
    return {**kept, TRUSTED_VARIABLE: "1"} if _state["trusted"] else kept


def configured() -> bool:
    """Return whether the user's own configuration asks for it.

    Raises:
        ConfigurationError: It cannot be read, or it asks but is not the user's own file.
    """
    path = configuration_file()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    _check(path, data)
    if data.get("trust") and (why := _why_not_the_users(path)):
        raise ConfigurationError(f"{path}: 'trust = true' does not count: {why}")
    return bool(data.get("trust"))


def configuration_file() -> Path:
    """Return the path of the user's own configuration, by the conventions of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "harness" / "config.toml"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/harness/config.toml"
    named = Path(os.environ.get("XDG_CONFIG_HOME") or "")
    return (named if named.is_absolute() else Path.home() / ".config") / "harness" / "config.toml"


def _check(path: Path, data: dict[str, Any]) -> None:
    if unknown := sorted(set(data) - {"trust"}):
        raise ConfigurationError(f"{path}: unknown key '{unknown[0]}'; there is 'trust' alone")
    if not isinstance(data.get("trust", False), bool):
        raise ConfigurationError(f"{path}: 'trust' must be true or false")


def _why_not_the_users(path: Path) -> str:
    """Say why somebody else may have written a file; empty if only the user can have."""
    found = path.resolve()
    if found != _usual(path) and found.is_relative_to(_project()):
        return "it lies in the folder of the project"
    if os.name == "posix":
        status = found.stat()
        if status.st_uid != os.getuid():
            return "it belongs to another user"
        if status.st_mode & 0o022:
            return "others may write to it; chmod go-w ends that"
    return ""


def _usual(path: Path) -> Path | None:
    """Return the default path of the file, regardless of variables such as HOME."""
    try:
        import pwd  # not every system has it
    except ImportError:
        return None
    try:
        home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return None
    return (home / ".config" / "harness" / path.name).resolve()


def _project() -> Path:
    """Return the folder of the project in which this process runs."""
    here = Path.cwd().resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
