"""What a user can do where this machine does not let code be contained.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

TRUST = "--trust runs the code of your own documents without containment"
"""Named wherever code was not run for want of containment; see docs/trust.md."""

_SETTINGS = (
    ("kernel/apparmor_restrict_unprivileged_userns", "0", "1"),
    ("kernel/unprivileged_userns_clone", "1", "0"),
    ("user/max_user_namespaces", "10000", "0"),
)
"""What may forbid namespaces: the setting, the value that allows them, the one that does not."""

_CONTAINERS = ("/.dockerenv", "/run/.containerenv")


def what_to_do(root: str = "/") -> str:
    """Name the setting of this machine that would allow containment, and the way without.

    Args:
        root: Where the machine's own files begin.
    """
    for name, allowing, forbidding in _SETTINGS:
        with contextlib.suppress(OSError):
            if Path(root, "proc/sys", name).read_text().strip() == forbidding:
                setting = "sudo sysctl {}={}".format(name.replace("/", "."), allowing)
                return "{} would allow it; {}".format(setting, TRUST)
    if any(Path(root, place[1:]).exists() for place in _CONTAINERS):
        return "a container started with --privileged would allow it; {}".format(TRUST)
    return TRUST
