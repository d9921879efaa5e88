"""What an exception of a page's statement means: a finding, or something that is missing here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from harness.checking.api_changes import names_an_api, python_2_of, removed_module
from harness.checking.code_names import StatementNames
from harness.checking.execution import StatementEnding
from harness.checking.failure_wordings import NETWORK, PACKAGES, WORDINGS, Wording
from harness.checking.magics import ANY_NAME
from harness.checking.taint import TaintRoot

_LONGEST = 200
_NAME = re.compile(r"name '(\w+)'")
_FILE_WORD = re.compile(r"""["']([\w~./\\ -]{1,200}\.\w{1,6})["']""")
_PROGRAMS = frozenset(
    {"dot", "git", "java", "ffmpeg", "latex", "pdflatex", "nvidia-smi", "wget", "curl", "convert"}
)
_AUTOMAGIC = frozenset({"ls", "pwd", "cd", "who", "whos", "pip", "conda", "cat", "hist"})
_COMPARED = re.compile(
    r"__version__\s*(?:[<>]=?)\s*[\"']|[\"'][\d.]+[\"']\s*[<>]=?\s*\S*__version__"
)
_LIBRARY_FILE = re.compile(r"([\w+-][\w.+-]{0,80}\.(?:so|dll|dylib)[\w.]*)")


@dataclass(frozen=True, slots=True)
class PageFailure:
    """What it means that a statement failed.

    Args:
        kind: ``raises``: a finding; ``blocked``: something is missing here.
        why: The reason, in a clause.
        help: What would help; empty where nothing would.
        root: The line of the failure that it follows from; None where it follows from none.
        api: Whether it is about an API that is no longer as the page has it.
    """

    kind: Literal["raises", "blocked"]
    why: str
    help: str = ""
    root: int | None = None
    api: bool = False


@dataclass(frozen=True, slots=True)
class FailurePlace:
    """What is known of the page where a statement failed.

    Args:
        source: The source of the statement.
        lost: Names that an earlier statement or a line left out would have bound, with their roots;
            ``*`` stands for names that nobody can tell.
        files: Files that such statements would have made, with their lines.
        bound: The names that the page binds, here or elsewhere.
        seconds: The time limit of a statement.
    """

    source: str = ""
    lost: Mapping[str, TaintRoot] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    bound: frozenset[str] = frozenset()
    seconds: float = 60.0


def named_files(source: str) -> list[str]:
    """List the names of files in the texts of a statement, which it might have made.

    Args:
        source: The source of the statement.
    """
    return _FILE_WORD.findall(source)


def judge_failure(
    ending: StatementEnding, names: StatementNames, place: FailurePlace
) -> PageFailure:
    """Tell what it means that a statement failed.

    Args:
        ending: How the statement ended: it raised an exception, or was stopped.
        names: What it does with names.
        place: What is known of the page.
    """
    return _Judge(ending, names, place).failure()


class _Judge:
    def __init__(self, ending: StatementEnding, names: StatementNames, place: FailurePlace) -> None:
        raises = ending.raises or {}
        self._ending, self._names, self._place = ending, names, place
        self._type = str(raises.get("type") or "")
        self._message = str(raises.get("message") or "")[:2000]
        self._missing = str(raises.get("missing") or "")
        self._causes = {self._type, *map(str, raises.get("causes") or ())}

    def failure(self) -> PageFailure:
        for judge in (
            self._stopped,
            self._python_2,
            self._name,
            self._module,
            self._api,
            self._follows,
            self._outside,
            self._assertion,
        ):
            if found := judge():
                return found
        return PageFailure("raises", self._said())

    def _said(self) -> str:
        said = f"{self._type}: {self._message}" if self._message else self._type
        return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"

    def _stopped(self) -> PageFailure | None:
        if self._ending.raises and not self._ending.stopped:
            return None
        if "input" in self._ending.sought:
            return PageFailure("blocked", "it asks for input", "write the answer into the code")
        stopped = self._ending.stopped
        if "memory" in stopped:
            return PageFailure(
                "blocked", "needs more memory", "check it on a machine that has more"
            )
        if stopped.startswith("not reached"):
            return PageFailure("blocked", "the process of the page has ended above")
        if "output limit" in stopped:
            return PageFailure("blocked", "it prints too much")
        if "time limit" in stopped:
            limit = self._place.seconds
            return PageFailure(
                "blocked",
                f"it takes longer than {limit:g} s",
                f"--seconds {2 * limit:g} gives it more time",
            )
        return PageFailure("blocked", stopped or "it did not come to its end")

    def _python_2(self) -> PageFailure | None:
        name = self._missing or self._named()
        if name in self._place.bound:
            return None
        found = python_2_of(self._type, self._message, name)
        return PageFailure("raises", f"Python 2 code: {found}") if found else None

    def _named(self) -> str:
        found = _NAME.search(self._message)
        return found[1] if found else ""

    def _name(self) -> PageFailure | None:
        if self._type != "NameError":
            return None
        name = self._missing or self._named()
        root = self._place.lost.get(name)
        if not root and name not in self._place.bound:
            root = self._place.lost.get(ANY_NAME)
        if root:
            return _follows(root.line)
        if name in self._place.bound:
            return self._follows() or PageFailure(
                "raises", f"the page binds {name} only further down"
            )
        if name in _AUTOMAGIC:
            return PageFailure("blocked", f"{name} is a command of IPython or of a shell")
        return PageFailure("raises", f"nothing on the page binds {name}")

    def _module(self) -> PageFailure | None:
        if self._type != "ModuleNotFoundError":
            return None
        top, dot, _ = self._missing.partition(".")
        if line := self._file_line(f"{self._missing.replace('.', '/')}.py") or self._file_line(top):
            return _follows(line)
        if release := removed_module(top):
            why = f"Python {release} has removed the module {top}"
            return PageFailure("raises", why, api=True)
        imported = {origin.partition(".")[0] for _, origin in self._names.imports}
        if dot and top in imported:  # Python has found what it is a part of
            return PageFailure("raises", f"{top} has no module {self._missing}", api=True)
        if dot:
            why = f"a package that it imports needs the module {self._missing}"
            return PageFailure("blocked", why, "install releases that fit together")
        return _missing(PACKAGES, top)

    def _api(self) -> PageFailure | None:
        if self._outside_cause() or not names_an_api(self._type, self._message, self._place.bound):
            return None
        return PageFailure("raises", self._said(), api=True)

    def _outside_cause(self) -> bool:
        return bool(self._causes & NETWORK.types) or NETWORK.found(self._message) is not None

    def _follows(self) -> PageFailure | None:
        roots = [self._place.lost[name] for name in self._names.reads if name in self._place.lost]
        return _follows(min(roots).line) if roots else None

    def _outside(self) -> PageFailure | None:
        if {"input", "network"} & {*self._ending.sought}:
            asks = "input" in self._ending.sought
            return PageFailure("blocked", "it asks for input") if asks else _missing(NETWORK, "")
        if self._type == "KeyError" and "environ" in self._place.source:
            return PageFailure("blocked", f"needs the variable {self._message} of the environment")
        if self._type in ("AssertionError", "SyntaxError", "IndentationError", "TabError"):
            return None
        if self._type == "ImportError" and (library := _LIBRARY_FILE.search(self._message)):
            return PageFailure("blocked", f"needs the library {library[1]}", "install it")
        for wording in WORDINGS:
            found = wording.found(self._message)
            if found is not None or wording.types & self._causes:
                return self._lacking(wording, found or "")
        return None

    def _lacking(self, wording: Wording, name: str) -> PageFailure:
        if wording.kind != "file":
            return _missing(wording, name)
        if line := self._file_line(name):
            return _follows(line)
        called = re.search(r"\b(?:subprocess|Popen|check_output|system)\b", self._place.source)
        if name in _PROGRAMS or (called and name and "." not in name):
            return PageFailure("blocked", f"needs the program {name}", "install it")
        return _missing(wording, name)

    def _file_line(self, name: str) -> int | None:
        """Return the line that would have made a file, or the folder in which it stands."""
        parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".")]
        paths = {"/".join(parts[begin:end]) for begin, end in _passages(len(parts))}
        made = {path.strip("./"): line for path, line in self._place.files.items()}
        return min((made[path] for path in paths if path in made), default=None)

    def _assertion(self) -> PageFailure | None:
        if self._type != "AssertionError":
            return None
        source = " ".join(self._place.source.split())[:_LONGEST]
        if _COMPARED.search(source):
            return PageFailure("raises", f"it compares versions as strings: {source}")
        return PageFailure("raises", f"{self._said()}: {source}" if source else self._said())


def _passages(number: int) -> list[tuple[int, int]]:
    """List the ends of a path's beginnings and its last part, of at most eight parts."""
    ends = [(0, end) for end in range(1, min(number, 8) + 1)]
    return [*ends, (number - 1, number)] if number else []


def _follows(line: int) -> PageFailure:
    return PageFailure("blocked", f"follows from line {line}", root=line)


def _missing(wording: Wording, name: str) -> PageFailure:
    return PageFailure("blocked", wording.need(name), wording.help)
