"""The files that a line for a shell would make, so far as the line names them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

_PARTS = re.compile(r"&&|\|\||[;|]")
_ARCHIVE = re.compile(r"\.(?:zip|tgz|tar(?:\.\w+)?|tbz2?|gz|bz2|xz)$", re.I)
_REDIRECT = re.compile(r"(?<![<>=-])>>?\s*([\w./~-]+)")
_MOST = 2000
"""The most characters of a line that are looked at."""


def made_files(line: str) -> list[str]:
    """List the files and folders that a line for a shell would make, as the line names them.

    Args:
        line: The line without the mark before it, such as ``wget https://example.org/a.csv``.
    """
    found = _REDIRECT.findall(line[:_MOST])
    for part in _PARTS.split(line[:_MOST]):
        words = [word for word in _words(part) if word != "sudo"]
        make = _PROGRAMS.get(words[0].rpartition("/")[2]) if words else None
        found += make(words[1:]) if make else ()
    return [name for name in found if name and name not in (".", "/dev/null")]


def _words(part: str) -> list[str]:
    try:
        return shlex.split(part)
    except ValueError:  # a quotation mark that nothing closes
        return part.split()


def _option(words: Sequence[str], *names: str) -> str:
    """Return the value of an option: ``-O name``, ``-Oname``, ``--output=name``."""
    for at, word in enumerate(words):
        for name in names:
            if word == name:
                return words[at + 1] if at + 1 < len(words) else ""
            if word.startswith(name + "=" if name.startswith("--") else name):
                return word[len(name) :].lstrip("=")
    return ""


def _plain(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word.startswith("-")]


def _last_part(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/").rpartition("/")[2]
    except ValueError:  # brackets that enclose no address
        return ""


def _downloads(words: Sequence[str]) -> Iterator[str]:
    folder = _option(words, "-P", "--directory-prefix")
    for word in filter(re.compile(r"\w+://").match, words):
        yield f"{folder.rstrip('/')}/{_last_part(word)}" if folder else _last_part(word)


def _wget(words: Sequence[str]) -> list[str]:
    named = _option(words, "-O", "--output-document")
    return [named] if named else list(_downloads(words))


def _curl(words: Sequence[str]) -> list[str]:
    named = _option(words, "-o", "--output")
    kept = any(re.match(r"-[a-zA-Z]*O|--remote-name", word) for word in words)
    return [named] if named else list(_downloads(words)) if kept else []


def _git(words: Sequence[str]) -> list[str]:
    at = next((at for at, word in enumerate(words) if "/" in word or ":" in word), 0)
    if not at or words[0] != "clone":
        return []
    return _plain(words[at + 1 : at + 2]) or [_last_part(words[at]).removesuffix(".git")]


def _unpacked(words: Sequence[str]) -> list[str]:
    archives = [word for word in words if _ARCHIVE.search(word)]
    return [_ARCHIVE.sub("", name) for name in archives] + [_option(words, "-d", "-C")]


def _kaggle(words: Sequence[str]) -> list[str]:
    named = _option(words, "-d", "-c")
    return [f"{named.rpartition('/')[2]}.zip"] if named else []


_PROGRAMS: dict[str, Callable[[Sequence[str]], Sequence[str]]] = {
    "wget": _wget,
    "curl": _curl,
    "git": _git,
    "unzip": _unpacked,
    "tar": _unpacked,
    "gunzip": _unpacked,
    "kaggle": _kaggle,
    "gdown": lambda words: [_option(words, "-O", "--output")],
    "mkdir": _plain,
    "touch": _plain,
    "cp": lambda words: _plain(words)[-1:],
    "mv": lambda words: _plain(words)[-1:],
}
