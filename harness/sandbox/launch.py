"""How the process that runs printed code is started, and what it finds in its environment.

It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Dict, List

_PLACE = str(Path(__file__).parents[1])
_KEPT = ("TF_USE_LEGACY_KERAS", "TF_CPP_MIN_LOG_LEVEL", "TF_ENABLE_ONEDNN_OPTS")
_WINDOWS = ("SYSTEMROOT", "PATH", "PATHEXT", "COMSPEC")
_SMALL = 4096  # what a pipe takes in at once
_BOOT = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
place, name = sys.argv.pop(), sys.argv.pop()
file = place + "/__init__.py"
spec = spec_from_file_location("harness", file, submodule_search_locations=[place])
sys.modules["harness"] = module_from_spec(spec)
from importlib import import_module
import_module(name).main()
"""


def command(module: str) -> List[str]:
    """Say how to start a module of ours in a fresh interpreter, and nothing else from beside it.

    Args:
        module: Its whole path.
    """
    return [sys.executable, "-s", "-c", _BOOT, module, _PLACE]


def environment(home: str, temporary: str) -> Dict[str, str]:
    """Say what the code finds in its environment: nothing of ours but what names the stack.

    Args:
        home: Its home.
        temporary: Where its temporary files belong.
    """
    names = (*_KEPT, *(_WINDOWS if os.name == "nt" else ()))
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {
        "PATH": "/usr/bin:/bin",
        **kept,
        "HOME": home,
        "USERPROFILE": home,
        "TMPDIR": temporary,
        "TEMP": temporary,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
        "MPLBACKEND": "Agg",
    }


def send(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Write to a process without ever waiting for it: one that reads nothing has a time limit."""
    if len(data) <= _SMALL:
        _write(process, data)
    else:
        threading.Thread(target=_write, args=(process, data), daemon=True).start()


def _write(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError, ValueError):  # whoever reads from it learns how it ended
        while data:
            data = data[os.write(process.stdin.fileno(), data) :]
