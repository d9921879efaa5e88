"""Notes what code reaches for that a sandbox does not have: the network, and input."""

from __future__ import annotations

import os
import re
import sys
from typing import Any, NoReturn, Set

NETWORK, INPUT = "network", "input"

_AFTER_SOCKET = frozenset(("socket.connect", "socket.sendto"))
_NAMES = frozenset(("socket.getaddrinfo", "socket.gethostbyname"))
_STARTS = frozenset(("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec"))
_LOOKED_AT = _AFTER_SOCKET | _NAMES | _STARTS
_LOCAL = re.compile(r"(localhost|127\.[\d.]+|::1|0\.0\.0\.0|::|)$", re.IGNORECASE)
_LOADERS = re.compile(
    r"\b(wget|curl|gsutil|kaggle|pip3? +(install|download)|conda +install"
    r"|git +(clone|pull|fetch))\b"
)


class StdinNotImplementedError(NotImplementedError):
    """Nobody is there who could type something."""


class Attempts:
    """Collects what code reaches for.

    Attributes:
        sought: What it reached for since this was last emptied.
    """

    def __init__(self) -> None:
        self.sought: Set[str] = set()
        sys.addaudithook(self._note)

    def refuse(self, *_arguments: Any, **_named: Any) -> NoReturn:
        """Refuse to read what somebody would type."""
        self.sought.add(INPUT)
        raise StdinNotImplementedError("raw_input was called, but nobody is there to answer")

    def _note(self, event: str, arguments: Any) -> None:
        if event not in _LOOKED_AT:
            return
        try:
            if event in _STARTS:
                found = is_loader(arguments)
            else:
                found = is_remote(arguments[1] if event in _AFTER_SOCKET else arguments[0])
        except Exception:  # noqa: BLE001 - code calls with anything, and fails by itself
            return
        if found:
            self.sought.add(NETWORK)


def is_remote(address: Any) -> bool:
    """Whether an address, or a host's name, is that of another machine."""
    if isinstance(address, tuple):
        address = address[0]
    elif isinstance(address, (bytes, str)) and (address[:1] in ("/", b"/", "\0", b"\0")):
        return False  # a path: it stays on this machine
    if isinstance(address, bytes):
        address = address.decode("ascii", "replace")
    return isinstance(address, str) and not _LOCAL.match(address)


def is_loader(arguments: Any) -> bool:
    """Whether a command, with its arguments or as one text, loads something from the network."""
    words = arguments[1] if len(arguments) > 1 and arguments[1] else arguments[0]
    words = [words] if isinstance(words, (str, bytes)) else words
    return bool(_LOADERS.search(" ".join(os.fsdecode(word) for word in words)))
