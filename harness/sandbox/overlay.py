"""The folder of a document inside a sandbox: its originals below, what the code changes above.

The kernel lays a folder of changes over the originals (overlayfs), so that gigabytes of data cost
nothing; where it cannot, small files are copied and large ones are mounted, read-only.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import List, Sequence

from harness.sandbox import mounts
from harness.sandbox.mounts import BIND, NODEV, NOEXEC, NOSUID, CannotContainError
from harness.sandbox.survey import FOLDER, LINK, SPECIAL, UNSEEN, FolderEntry, Survey, is_too_large
from harness.sandbox.working_tree import WorkingTree, working_directory

__all__ = ["adopt", "hide", "show_folder", "show_sources", "working_directory"]

_CHANGES = ".changes"
_OPTIONS = "lowerdir={0},upperdir={1}/upper,workdir={1}/work,"
_KINDS = ("userxattr", "redirect_dir=on,metacopy=on")  # in a user namespace, and as root
_LARGEST, _MOST_BYTES, _MOST_SHOWN = 1 << 20, 64 << 20, 256


def show_folder(folder: str, space: str, work: str) -> List[str]:
    """Show a folder at another path, where its files can be changed without changing them.

    Args:
        folder: The folder.
        space: The file system of all that code writes.
        work: An empty folder of it.

    Returns:
        What was left out, and why.

    Raises:
        CannotContainError: The kernel refuses to hide the changes.
    """
    if os.path.realpath(folder) == "/" or is_too_large(folder):
        return ["'.': too large"]
    changes = Path(space, _CHANGES)
    for path in (changes, changes / "upper", changes / "work"):
        path.mkdir(mode=0o700)
    (changes / "upper").chmod(0o777)
    overlaid = False
    with contextlib.suppress(OSError):  # it has gone
        overlaid = _can_lie_below(folder) and _overlay(folder, str(changes), work)
    hide(str(changes))
    if overlaid:
        return []
    return WorkingTree(folder, work, _LARGEST, _MOST_BYTES, _Shown()).copy()


def adopt(work: str, uid: int) -> List[str]:
    """Hide what code is not to see, and hand the rest over to the user that code runs as.

    It is called inside, where no path leads to the originals.

    Args:
        work: The folder.
        uid: That user, where this process is root.

    Returns:
        What was left out, and why.

    Raises:
        CannotContainError: The kernel refuses to hide something.
    """
    survey = Survey(work)
    for entry in survey:
        if entry.kind in (UNSEEN, SPECIAL):
            _remove(entry)
        elif os.getuid() == 0:
            _give(entry, uid, survey)
        if entry.kind == LINK and not os.path.exists(entry.path):
            survey.leave_out(entry.name, "a link that leads out of the folder")
    return survey.left_out


def show_sources(root: str, folders: Sequence[str], later: Sequence[str] = ()) -> None:
    """Show folders of packages in the making, read-only, without hidden files and sockets.

    Args:
        root: The root of what code sees.
        folders: The folders.
        later: What is shown afterwards, such as an environment in a hidden folder among them.

    Raises:
        CannotContainError: The kernel refuses.
    """
    shown: List[str] = []
    for folder in sorted({*folders, *map(os.path.realpath, folders)}):
        if not (folder + "/").startswith(tuple(path + "/" for path in shown)):
            mounts.show(root, folder)
            shown.append(folder)
    for folder in shown:
        for entry in Survey(root + folder) if not os.path.islink(folder) else ():
            if entry.kind in (UNSEEN, SPECIAL) and not entry.name.endswith("__pycache__"):
                _cover(entry, [root + path for path in later])


def hide(folder: str, below: Sequence[str] = ()) -> None:
    """Mount an empty folder over another one.

    Args:
        folder: The folder.
        below: Folders that others are mounted over later; of these, those in it are made.

    Raises:
        CannotContainError: The kernel refuses.
    """
    mounts.mount("none", folder, "tmpfs", NOSUID | NODEV | NOEXEC, "size=64k,mode=555")
    for path in below:
        if path.startswith(folder + "/"):
            Path(path).mkdir(parents=True, exist_ok=True)
    mounts.set_read_only(folder, recursive=False)


class _Shown:
    """Mounts single large files, read-only; a pipe or a socket would lead out of the sandbox."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, path: str, target: str) -> bool:
        self._count += 1
        if self._count > _MOST_SHOWN:
            return False
        Path(target).touch()
        mounts.mount(path, target, None, BIND)
        mounts.set_read_only(target, recursive=True)
        return True


def _can_lie_below(folder: str) -> bool:
    """Whether a layer above a folder would show and change all of it.

    A layer does not show what is mounted further down, and copies nothing up whose owner does not
    exist in this namespace.
    """
    own, device = (os.getuid(), os.getgid()), os.stat(folder).st_dev
    return all(
        (own[0] == 0 or (entry.status.st_uid, entry.status.st_gid) == own)
        and (entry.kind != FOLDER or entry.status.st_dev == device)
        for entry in Survey(folder)
    )


def _overlay(folder: str, changes: str, work: str) -> bool:
    """Lay a folder of changes over a folder; False where this kernel or file system cannot."""
    flags = os.O_RDONLY | os.O_DIRECTORY
    opened: List[int] = []
    try:
        opened = [os.open(path, flags) for path in (changes, folder)]
        # by numbers: the paths may hold signs with a meaning, and are not for the code to read
        named = ["/proc/self/fd/{}".format(number) for number in reversed(opened)]
        options = _OPTIONS.format(*named) + _KINDS[os.getuid() == 0]
        mounts.mount("none", work, "overlay", NOSUID | NODEV, options)
        if os.getuid() != 0 or _copies_no_data():
            return True
        mounts.unmount(work)
        return False
    except CannotContainError:
        return False
    except OSError:
        return False
    finally:
        for number in opened:
            os.close(number)


def _copies_no_data() -> bool:
    """Whether a new owner costs no copy of a file; a kernel that cannot do so says nothing."""
    lines = Path("/proc/self/mounts").read_text(errors="replace").splitlines()
    ours = "".join(line for line in lines if "lowerdir=/proc/self/fd/" in line)
    if "metacopy=" in ours:
        return "metacopy=on" in ours
    default = Path("/sys/module/overlay/parameters/metacopy")
    return default.exists() and default.read_text().strip() == "Y"


def _remove(entry: FolderEntry) -> None:
    """Remove an entry among the code's copies, or cover it."""
    if not stat.S_ISDIR(entry.status.st_mode):
        with contextlib.suppress(OSError):
            os.unlink(entry.path)
            return
    _cover(entry, ())


def _cover(entry: FolderEntry, below: Sequence[str]) -> None:
    if stat.S_ISDIR(entry.status.st_mode):
        hide(entry.path, below)
    elif not stat.S_ISLNK(entry.status.st_mode):
        mounts.mount("/dev/null", entry.path, None, BIND)


def _give(entry: FolderEntry, uid: int, survey: Survey) -> None:
    try:
        os.chown(entry.path, uid, uid, follow_symlinks=False)
    except OSError as error:
        survey.leave_out(entry.name, "cannot be changed: {}".format(error.strerror))
