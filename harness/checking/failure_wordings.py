"""How Python and common libraries word it that something outside the page is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_FILE = r"[\"'(]*([\w~./\\ -]{0,199}\w)"
_PATH = r"[\"'(]*([\w~./\\-]{0,199}[./\\][\w-]{1,60})"
_NAME = r"[\"'`(\[]*(?:PosixPath\(')?([A-Za-z][\w.-]{0,60})"
_INSTALL = "install it beside the others, or name an interpreter that has it with --python"
_NAMELESS = {"file": "a file", "package": "a package", "program": "a program", "data": "a data set"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How it is worded that something is missing.

    Args:
        kind: ``network``, ``gpu``, ``memory``, ``input``, ``display``, ``program``, ``file``,
            ``place``, ``data``, ``package`` or ``key``.
        needs: What the page needs; ``{}`` stands for the name that the message has.
        help: What would help.
        patterns: What the message may say; a group is the name.
        types: Types of exceptions that say it whatever their message is.
    """

    kind: str
    needs: str
    help: str
    patterns: Sequence[str]
    types: frozenset[str] = field(default=frozenset())

    def found(self, message: str) -> str | None:
        """Return the name in a message that says it, or an empty text; None where none does.

        Args:
            message: The message of an exception, or what code has printed.
        """
        for pattern in self.patterns:
            if found := re.search(pattern, message):
                return found[1].strip() if found.re.groups and found[1] else ""
        return None

    def need(self, name: str) -> str:
        """Say what the page needs, in a clause.

        Args:
            name: The name in the message; may be empty.
        """
        if self.kind == "input":
            return "it asks for input"
        if "{}" not in self.needs:
            return f"needs {self.needs}"
        return f"needs {self.needs.format(name)}" if name else f"needs {_NAMELESS[self.kind]}"


NETWORK = Wording(
    "network",
    "the network",
    "put what it loads beside the page, or where the library keeps what it has loaded",
    (
        r"URL fetch failure|urlopen error|[Nn]ame resolution|getaddrinfo failed",
        r"Name or service not known|nodename nor servname|Max retries exceeded",
        r"Network is unreachable|No route to host|Could not resolve host|Failed to resolve",
        r"Failed to establish a new connection|[Cc]ouldn't (?:connect to|reach)|HTTP Error \d{3}",
        r"Connection (?:refused|reset|timed out)|[Oo]ffline mode|Remote end closed connection",
    ),
    frozenset(
        {"URLError", "gaierror", "herror", "HTTPError", "MaxRetryError", "ProxyError", "SSLError"}
        | {"ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "ConnectTimeout"}
        | {"NewConnectionError", "ConnectTimeoutError", "ReadTimeout", "ReadTimeoutError"}
        | {"NameResolutionError", "RemoteDisconnected", "ClientConnectorError", "ConnectError"}
        | {"ClientConnectorDNSError", "ServerDisconnectedError", "LocalEntryNotFoundError"}
        | {"OfflineModeIsEnabled", "APIConnectionError", "IncompleteRead"}
    ),
)
FILES = Wording(
    "file",
    "the file {}",
    "put it beside the page",
    (
        rf"No such file or directory: b?{_FILE}",
        rf"{_FILE}['\"]?; No such file or directory",
        rf"[Uu]nable to (?:synchronously )?open file \(.*?name = {_FILE}",
        rf"[Ff]ile not found: (?:filepath=)?{_PATH}",
        rf"[Ff]ile b?{_FILE}['\"]? (?:does not exist|not found|cannot be found)",
        rf"file does not exist at: {_FILE}",
        rf"(?:Could not|[Cc]an(?:'|no)t|Failed to) (?:find|open)(?: the)?(?: \w+)? {_PATH}",
        rf"Error opening {_FILE}",
        rf"^{_PATH}['\"]? (?:not found|does not exist)",
        r"[Uu]nable to (?:synchronously )?open file|cannot open resource|\[Errno 2\]",
    ),
    frozenset({"FileNotFoundError"}),
)
PLACES = Wording(
    "place",
    "a place where it may write",
    "let it write beside the page, or run it with --trust",
    (r"Read-only file system", r"Permission denied"),
    frozenset({"PermissionError"}),
)
PACKAGES = Wording(
    "package",
    "the package {}",
    _INSTALL,
    (
        rf"Missing optional dependency {_NAME}",
        rf"(?:pip3?|conda) install (?:-\S{{1,20}} )*{_NAME}",
        rf"[Pp]lease install (?:the )?{_NAME}",
        rf"{_NAME}[\"'`]? (?:is not installed|not found, please install|must be installed)",
        rf"(?:[Rr]equires|needs) (?:the )?{_NAME}[\"'`]? (?:package|library|to be installed)",
        rf"usable engine; tried using: {_NAME}",
        rf"[`'\"]Import {_NAME}[`'\"] failed",
    ),
)

WORDINGS = (
    NETWORK,
    Wording("gpu", "a TPU", "check it on a machine that has one", (r"\bTPU\b",)),
    Wording(
        "gpu",
        "a GPU",
        "check it on a machine that has one",
        (
            r"\bCUDA\b|cuDNN|no NVIDIA|NVIDIA driver|MPS backend|[Nn]o GPU|GPU device not found",
            r"GPU:\d|\bcuda:\d|[Rr]equires? a GPU|\bGPU\b.{0,40}not (?:found|available)",
        ),
    ),
    Wording(
        "memory",
        "more memory",
        "check it on a machine that has more",
        (r"\bOOM\b|[Oo]ut of memory|Unable to allocate|(?:can't|[Cc]annot) allocate memory",),
        frozenset({"MemoryError", "ResourceExhaustedError", "OutOfMemoryError"}),
    ),
    Wording(
        "input",
        "input",
        "write the answer into the code",
        (r"EOF when reading a line|raw_input was called",),
        frozenset({"StdinNotImplementedError"}),
    ),
    Wording(
        "display", "a display", "", (r"no display name|connect to (?:X server|display)|\$DISPLAY",)
    ),
    Wording(
        "program",
        "the program dot",
        "install Graphviz and pydot",
        (
            r"[Ii]nstall.{0,20}(?:pydot|[Gg]raphviz)|failed to execute.{0,40}\bdot\b",
            r"[Gg]raphviz.{0,60}(?:PATH|install)",
        ),
        frozenset({"ExecutableNotFound"}),
    ),
    Wording("program", "the program ffmpeg", "install it", (r"\bffmpeg\b",)),
    Wording("program", "the program java", "install it", (r"JAVA_HOME|[Jj]ava gateway",)),
    Wording("program", "the program latex", "install it", (r"latex could not be found",)),
    Wording("program", "the program {}", "install it", (rf"failed to execute {_NAME}",)),
    Wording(
        "data",
        "the data {}",
        "put it where the library looks for it",
        (
            r"Resource (?:\x1b\[\d+m)?([\w.-]+)(?:\x1b\[\d+m)? not found",
            r"[Cc]an't find model '([\w.-]+)'",
            r"[Dd]ataset ()not found",
        ),
    ),
    FILES,
    PLACES,
    PACKAGES,
    Wording(
        "key",
        "an account's key",
        "set its variable of the environment",
        (
            r"(?i:api[_ -]?key|access token|credentials?\b|unauthorized|not authenticated)",
            r"(?i:gated repo|log ?in to|authentication)",
        ),
    ),
)
"""What may be missing; the first that fits counts."""


def prints_failure(text: str) -> str | None:
    """Return what code needs that catches its own failure and prints it.

    This alone proves nothing: use it where the code sought the network, or where the document
    prints something else.

    Args:
        text: What the code has printed.
    """
    for wording in (NETWORK, FILES, PLACES, PACKAGES):
        found = wording.found(text)
        if found is not None:
            return wording.need(found)
    return None
