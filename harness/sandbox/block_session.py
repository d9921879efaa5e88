"""The code blocks of one document, run in order in one namespace of a sandbox."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from harness.printed.screen import terminal
from harness.sandbox.advice import is_trusted
from harness.sandbox.inputs import DataFile, RefusedFileError
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import CellOutcome, Sandbox
from harness.sandbox.sources import BlockSource, bound, names_assigned, prepared_examples
from harness.sandbox.transcripts import fingerprint, kept
from harness.subject import Unavailable

RUNS, RAISES, STOPPED, NEEDS, SKIPPED = "runs", "raises", "stopped", "needs", "not executed"
"""How a block ends."""

_NETWORK = ("URLError", "gaierror", "HTTPError", "ConnectionError", "NewConnectionError")
_OWN = ((re.compile(r"(?<=\bat )0x[0-9a-f]{6,}"), "0x…"), (re.compile(r"\x1b\[[0-9;]*m"), ""))
"""Texts that differ from machine to machine, and what replaces them."""

_FOLDERS = re.compile(r"(?:/[\w.+-]+)+/")
_SAME = ("/site-packages/", "/lib/python", "/harness/")


@contextmanager
def unavailable_where_refused() -> Iterator[None]:
    """Turn what this machine or a data file does not allow into the reason to look at nothing.

    Raises:
        Unavailable: The code cannot be contained here, or a data file must not be given to it.
    """
    try:
        yield
    except RefusedFileError as error:
        raise Unavailable(str(error)) from error
    except ContainmentError as error:
        raise Unavailable("cannot be contained here: {}".format(error)) from error


class BlockSession:
    """The code of one document.

    Args:
        lines: The document's lines.
        blocks: For each block its ``lines``, and the passages that it ``prints``.
        packages: Packages that the code may need; where one is missing, its blocks need it.
        limits: The limits of each block.
        files: Data files that the code finds.
    """

    def __init__(
        self,
        lines: Tuple[str, ...],
        blocks: Sequence[Dict[str, Any]],
        packages: Sequence[str],
        limits: Limits,
        files: Sequence[DataFile],
    ) -> None:
        self._lines, self._blocks, self._packages = lines, blocks, set(packages)
        self._limits, self._files = limits, files
        self._lost: Dict[str, Dict[str, Any]] = {}

    def run(self, changes: Dict[int, List[Dict[str, Any]]]) -> Tuple[List[Any], List[str]]:
        """Run every block with some changes, in a fresh process."""
        with self.sandbox() as sandbox:
            found = [self.block(sandbox, block, changes) for block in self._blocks]
            return found, sandbox.means

    def sandbox(self) -> Sandbox:
        """Start a fresh process for the code."""
        self._lost = {}
        return Sandbox(self._limits, self._files, ("tensorflow",), is_trusted())

    def block(
        self, sandbox: Sandbox, block: Dict[str, Any], changes: Dict[int, List[Dict[str, Any]]]
    ) -> Dict[str, Any]:
        """Run one block.

        Args:
            sandbox: Its process.
            block: Its ``lines``, the passages that it ``prints``, and perhaps the line that it is
                run ``up_to``.
            changes: Repairs by line.

        Returns:
            How it ended (``outcome``) and what it printed, as JSON data.
        """
        first, last = block["lines"]
        span = first, min(last, block.get("up_to", last))
        sources = prepared_examples(self._lines, span, changes)
        found: Dict[str, Any] = {"lines": list(block["lines"])}
        skipped = [number for source in sources for number in source.skipped]
        if skipped:
            found["skipped"] = skipped
            self._forget(skipped, block["lines"])
        sources = [source for source in sources if source.text]
        if not sources:
            return {**found, "outcome": SKIPPED}
        outcome, shown, source = _run(sandbox, sources, "<lines {}-{}>".format(*block["lines"]))
        found.update(self._ending(outcome, source))
        if outcome.warns:
            found["warns"] = list(outcome.warns)
        spans = [passage["lines"] for passage in block.get("prints", ())]
        printed = [n for first, last in spans for n in range(first, last + 1)]
        if any(part["text"].strip() for part in shown):
            parts = [{**part, "text": _shown(part["text"])} for part in shown]
            found["output"] = kept(parts, self._lines, printed)
            found["digest"] = fingerprint("".join(part["text"] for part in parts))
        self._remember(found, source, block["lines"])
        return found

    def _ending(self, outcome: CellOutcome, source: BlockSource) -> Dict[str, Any]:
        if outcome.stopped:
            return {"outcome": STOPPED, "message": outcome.stopped}
        if outcome.raises is None:
            return {"outcome": RUNS}
        raised = outcome.raises
        line = raised["line"]
        message = _common(raised["message"])
        where = source.lines[min(line, len(source.lines)) - 1] if line else None
        found = {"outcome": RAISES, "type": raised["type"], "line": where, "message": message}
        needs = self._needs(raised)
        if needs:
            return {**found, "outcome": NEEDS, "message": needs}
        lost = self._lost.get(_missing_name(raised))
        if lost is not None:
            if lost["outcome"] == NEEDS:
                found.update(outcome=NEEDS, message=lost["message"])
            found["after"] = lost["lines"]
        return found

    def _needs(self, raised: Dict[str, Any]) -> str:
        """Name what is missing on this machine, if that is why a block fails."""
        module = (raised["missing"] or "").partition(".")[0]
        if raised["type"] == "ModuleNotFoundError" and module in self._packages:
            return "the package {}; install it beside TensorFlow".format(module)
        if any(cause in _NETWORK for cause in raised["causes"]) or "URL fetch" in raised["message"]:
            return "data from the network; put it into the folder that HARNESS_DATA names"
        return ""

    def _forget(self, skipped: Sequence[int], lines: Sequence[int]) -> None:
        """Remember the names that lines which are not executed would bind."""
        for number in skipped:
            why = "what a shell or a magic returns at line {}".format(number)
            for name in names_assigned(self._lines[number - 1]):
                self._lost[name] = {"lines": list(lines), "outcome": NEEDS, "message": why}

    def _remember(self, found: Dict[str, Any], source: BlockSource, lines: Sequence[int]) -> None:
        """Remember the names that a failed block did not bind: later blocks may lack them."""
        if found["outcome"] == RUNS:
            for name in bound(source.text):
                self._lost.pop(name, None)
        elif found["outcome"] in (RAISES, NEEDS):
            first = source.lines.index(found["line"]) if found["line"] in source.lines else 0
            for name in bound(source.text, first + 1):
                self._lost[name] = {**found, "lines": list(lines)}


def _run(
    sandbox: Sandbox, sources: Sequence[BlockSource], name: str
) -> Tuple[CellOutcome, List[Dict[str, Any]], BlockSource]:
    """Run the examples of a block until one does not end well, and join what they showed.

    Returns:
        The outcome of the last one, with the warnings of all; what all showed; the last one.
    """
    shown: List[Dict[str, Any]] = []
    warns: List[str] = []
    for source in sources:
        outcome = sandbox.run(source.text, name)
        if outcome.parts and shown and shown[-1]["type"] == "result":
            shown[-1]["text"] += "\n"  # the end of a value's line, which a part leaves out
        shown += outcome.parts
        warns += outcome.warns
        if outcome.stopped or outcome.raises:
            break
    return outcome._replace(warns=tuple(dict.fromkeys(warns))), shown, source


def _shown(text: str) -> str:
    """Return text as a terminal shows it, without what differs from machine to machine."""
    return _common("\n".join(terminal(text)))


def _common(text: str) -> str:
    for pattern, instead in _OWN:
        text = pattern.sub(instead, text)
    return _FOLDERS.sub(_without_home, text)


def _without_home(path: "re.Match[str]") -> str:
    """Remove the folders of an installation that precede those which are the same everywhere."""
    text, last = path.string, path.end() - 1
    ends = [text.rfind(word, path.start() + 1, last + len(word)) for word in _SAME]
    return path.group()[max(max(ends) + 1 - path.start(), 0) :]


def _missing_name(raised: Dict[str, Any]) -> str:
    if raised["type"] != "NameError":
        return ""
    match: Optional[Any] = re.search(r"name '(\w+)'", raised["message"])
    return match.group(1) if match else ""
