"""Whether the user trusts printed code, and what to do where this machine cannot contain it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

TRUST_HINT = "--trust runs the code of your own documents without containment"
"""Named wherever code was not run because it could not be contained; see docs/trust.md."""

TRUSTED_VARIABLE = "HARNESS_TRUSTED"
"""The variable by which a client tells its worker, as ``1``, that the user trusts printed code."""

_SETTINGS = (
    ("kernel/apparmor_restrict_unprivileged_userns", "0", "1"),
    ("kernel/unprivileged_userns_clone", "1", "0"),
    ("user/max_user_namespaces", "10000", "0"),
)
"""Settings that may forbid namespaces, each with the value that allows and the one that forbids."""

_CONTAINERS = ("/.dockerenv", "/run/.containerenv")


def is_trusted() -> bool:
    """Whether the user allowed uncontained execution (``--trust``)."""
    return os.environ.get(TRUSTED_VARIABLE) == "1"


def what_to_do(root: str = "/") -> str:
    """Name the setting of this machine that would allow containment, and the option ``--trust``.

    Args:
        root: The folder that stands for the root of the file system.
    """
    for name, allowing, forbidding in _SETTINGS:
        with contextlib.suppress(OSError):
            if Path(root, "proc/sys", name).read_text().strip() == forbidding:
                setting = "sudo sysctl {}={}".format(name.replace("/", "."), allowing)
                return "{} would allow it; {}".format(setting, TRUST_HINT)
    if any(Path(root, place[1:]).exists() for place in _CONTAINERS):
        return "a container started with --privileged would allow it; {}".format(TRUST_HINT)
    return TRUST_HINT
