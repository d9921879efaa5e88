"""A tox plugin: interpreters that pyenv keeps are found like those on the path."""

from __future__ import annotations

import os
from pathlib import Path

_ROOT = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
_KEPT = sorted(map(str, _ROOT.glob("versions/*/bin")))

os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *_KEPT])
