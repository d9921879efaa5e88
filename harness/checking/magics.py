"""Makes Python of a notebook's cell: magics, shell lines and questions are left out, and named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.checking.logical_lines import LineCourse
from harness.checking.shell_files import made_files
from harness.documents.python_source import parsed_source, without_magics
from harness.texts.magic_words import CELL_MAGIC, COMMANDS, PYTHON_CELLS

ANY_NAME = "*"
"""Stands for names that nobody can tell: what ``%run other.py`` binds."""

_HELP = re.compile(r"\s*(?:\?{1,2}\s*%{0,2}[\w.*]+|%{0,2}\w[\w.*\[\]()'\"]*\s*\?{1,2})\s*;?\s*$")
_MAGIC = re.compile(r"(\s*)(%{1,2})\s*(\w+)\s*(.*)")
_ASSIGNED = re.compile(r"(\s*)([A-Za-z_][\w.,*\[\]'\" ]*)=\s*([!%])(?!=)(.*)")
_SHELL = re.compile(r"\s*(?:!|\$\s)")
_BARE = re.compile(rf"\s*(?:{'|'.join(COMMANDS)})\s+[^\s=(,\[:]")
_NAME = re.compile(r"(?<![\w.\['\"])[A-Za-z_]\w*")
_OPTIONS = {
    "time": re.compile(r"(?:--[\w-]+\s+)*"),
    "timeit": re.compile(r"(?:-(?:[nrp]\s*\d+|[tcqov]+)\s+)*"),
    "prun": re.compile(r"(?:-(?:[lsTD]\s*\S+|[rq]+)\s+)*"),
}
"""The options of the magics that run a statement."""

_PYLAB = (
    "import numpy, matplotlib; from matplotlib import pylab, mlab, pyplot;"
    " np = numpy; plt = pyplot; from pylab import *; from numpy import *"
)
"""What ``%pylab`` imports, by IPython's own source."""

_WRITES = ("writefile", "file")
_SHELLS = ("bash", "sh", "script", "cmd", "perl", "ruby")
_SHOWN = ("html", "HTML", "javascript", "js", "latex", "markdown", "svg")
"""Cells that write a file, run elsewhere or are shown: these bind no names."""


@dataclass(slots=True)
class PlainPython:
    """A cell as Python.

    Args:
        source: Python, with as many lines as the cell; blank where nothing is to run.
        left_out: Why a line is not run, by its number in the cell from 1.
        timed: Whether the cell prints how long it took.
        captured: Whether the cell keeps what it prints to itself.
        left_out_names: Names that lines left out would have bound, with their lines; ``*`` stands
            for names that nobody can tell.
        files: Files and folders that lines left out would have made, with their lines.
    """

    source: str
    left_out: dict[int, str] = field(default_factory=dict)
    timed: bool = False
    captured: bool = False
    left_out_names: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)


def plain_python(lines: Sequence[str]) -> PlainPython:
    """Make Python of a cell; what Python takes as it is stays as it is.

    Args:
        lines: The lines of a cell or of a fenced block.
    """
    if parsed_source(lines) and without_magics(lines) is lines:
        return PlainPython("\n".join(lines))
    return _Cell(lines).plain


class _Cell:
    """A cell that is read line by line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.plain = PlainPython("")
        self._course = LineCourse()
        self._texts = _dedented(lines)
        self._at = 0
        self._read()
        kept = [text.strip() for text in self._texts if text.strip()[:1] not in ("", "#")]
        runs = any(text != "pass" for text in kept)
        self.plain.source = "\n".join(self._texts if runs else [""] * len(lines))

    def _read(self) -> None:
        first = next((at for at, text in enumerate(self._texts) if text.strip()), 0)
        if self._texts and (found := CELL_MAGIC.match(self._texts[first])):
            rest = self._texts[first][found.end() :].strip()
            self._at = first
            if not self._cell(found[1], rest):
                return
        while self._at < len(self._texts):
            text = self._texts[self._at]
            if not self._course.begins or not self._is_marked(text):
                self._course.follow(text)
            self._at += 1

    def _cell(self, magic: str, rest: str) -> bool:
        """Read the magic of a cell; return whether its lines are still to be read."""
        self._texts[self._at] = ""
        body = range(self._at + 1, len(self._texts))
        self.plain.timed = magic in ("time", "timeit", "prun")
        self.plain.captured = magic in ("capture", "timeit", "prun")
        if magic == "timeit":
            setup = rest[_options(magic, rest) :]
            whole = "\n".join([setup, *self._texts[self._at + 1 :]])
            self._texts[self._at :] = [_apart(whole), *[""] * len(body)]
            return False
        if magic in PYTHON_CELLS or magic == "tab":
            self._bind("" if magic != "capture" else re.sub(r"--?[\w-]+", "", rest))
            self._at += 1
            return True
        for at in (self._at, *body):
            self.plain.left_out[at + 1] = f"a cell of %%{magic}"
            self._texts[at] = ""
        self._bind("" if magic in (*_WRITES, *_SHELLS, *_SHOWN) else ANY_NAME)
        if magic in _WRITES and rest.split():
            self.plain.files[rest.split()[-1]] = self._at + 1
        return False

    def _is_marked(self, text: str) -> bool:
        """Replace a line that is no Python; return whether it is none."""
        if _HELP.match(text):
            self._leave_out("a question for help")
        elif found := _MAGIC.match(text):
            self._magic(found[1], found[2], found[3], found[4])
        elif _SHELL.match(text):
            self._shell()
        elif found := _ASSIGNED.match(text):
            self._assigned(found[1], found[2], found[3], found[4])
        elif _BARE.match(text) and not parsed_source([text.strip()]):
            self._shell()
        else:
            return False
        return True

    def _magic(self, margin: str, mark: str, name: str, rest: str) -> None:
        statement = rest[_options(name, rest) :]
        if name == "pylab":
            self._texts[self._at] = margin + _PYLAB
        elif mark == "%" and name in _OPTIONS and statement:
            self.plain.timed = True
            ran = {"time": statement, "timeit": _apart(statement)}
            self._texts[self._at] = margin + ran.get(name, f"exec({statement!r})")
            self._course.follow(self._texts[self._at])
        else:
            self._leave_out(f"the magic {mark}{name}")
            self._bind(ANY_NAME if name in ("run", "store", "load", "macro") else "")

    def _assigned(self, margin: str, target: str, mark: str, rest: str) -> None:
        found = re.match(r"\s*time\s+(\S.*)", rest) if mark == "%" else None
        if found:
            self.plain.timed = True
            self._texts[self._at] = f"{margin}{target}= {found[1]}"
            self._course.follow(self._texts[self._at])
            return
        self._bind(target)
        self._leave_out("a line for a shell" if mark == "!" else f"the magic %{rest.split(' ')[0]}")

    def _shell(self) -> None:
        line = self._at + 1
        whole = self._leave_out("a line for a shell")
        self.plain.files.update(dict.fromkeys(made_files(whole.lstrip(" \t!$")), line))

    def _leave_out(self, reason: str) -> str:
        """Leave out a line and those by which it goes on; return them as one.

        Its place takes ``pass``, so that the value of the statement above it is not shown instead.
        """
        whole = self._texts[self._at]
        self._texts[self._at] = whole[: len(whole) - len(whole.lstrip())] + "pass"
        self.plain.left_out[self._at + 1] = reason
        while whole.endswith("\\") and self._at + 1 < len(self._texts):
            self._at += 1
            whole = f"{whole[:-1]} {self._texts[self._at]}"
            self._texts[self._at] = ""
            self.plain.left_out[self._at + 1] = reason
        return whole

    def _bind(self, target: str) -> None:
        names = [ANY_NAME] if target == ANY_NAME else _NAME.findall(target)
        self.plain.left_out_names.update(dict.fromkeys(names, self._at + 1))


def _options(magic: str, rest: str) -> int:
    found = _OPTIONS[magic].match(rest) if magic in _OPTIONS else None
    return found.end() if found else 0


def _apart(statement: str) -> str:
    """Return Python that runs a statement once and binds nothing, as ``%timeit`` does."""
    return f"exec({statement!r}, {{**globals()}})"


def _dedented(lines: Sequence[str]) -> list[str]:
    """Remove the first line's indentation, as IPython does."""
    first = next((line for line in lines if line.strip()), "")
    margin = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(margin) for line in lines]
