"""Whether printed code may run without containment: only this process's user says so.

The command line may ask for it, or the user's own configuration. No file of a project and no
variable that this process inherited can: a cloned repository must not be able to.
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
    """A mistake in the user's own configuration."""


def decide(asked: bool) -> None:
    """Decide for this process, before it starts a worker.

    Args:
        asked: Whether the command line asks for it.

    Raises:
        ConfigurationError: The configuration cannot be read.
    """
    _state["trusted"] = asked or configured()


def worker_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return a worker's environment with what was decided in it, whatever was in it before."""
    kept = {name: value for name, value in variables.items() if name != TRUSTED_VARIABLE}
    return {**kept, TRUSTED_VARIABLE: "1"} if _state["trusted"] else kept


def configured() -> bool:
    """Read from the user's own configuration whether it asks for it.

    Raises:
        ConfigurationError: It cannot be read, or it asks and may not: it is no file of the user's.
    """
    path = configuration_file()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: {_reason(error)}") from error
    _check(path, data)
    if data.get("trust") and (why := _why_not_the_users(path)):
        raise ConfigurationError(f"{path}: 'trust = true' does not count: {why}")
    return bool(data.get("trust"))


def configuration_file() -> Path:
    """Say where the user's own configuration is, by the rules of the system."""
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
    """Say why a file is none that the user alone decides on; nothing where it is one."""
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
    """Where the file would be if no variable named another place, and whatever HOME says."""
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
    """Find the folder of the project that this process runs in."""
    here = Path.cwd().resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
