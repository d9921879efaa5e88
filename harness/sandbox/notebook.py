"""Runs the code blocks of a document in order in one namespace, as a notebook does."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

from harness.printed.screen import terminal
from harness.sandbox.advice import is_trusted
from harness.sandbox.inputs import DataFile, RefusedFileError
from harness.sandbox.limits import ContainmentError, Limits
from harness.sandbox.sandbox import CellOutcome, Sandbox
from harness.sandbox.sources import BlockSource, bound, names_assigned, prepared_examples
from harness.sandbox.transcripts import fingerprint, kept
from harness.subject import Unavailable
from harness.texts.lines import digest_of, lines_of
from harness.texts.moved import put_back

RUNS, RAISES, STOPPED, NEEDS, SKIPPED = "runs", "raises", "stopped", "needs", "not executed"
_MOST = 8 << 20
_NETWORK = ("URLError", "gaierror", "HTTPError", "ConnectionError", "NewConnectionError")
_OWN = ((re.compile(r"(?<=\bat )0x[0-9a-f]{6,}"), "0x…"), (re.compile(r"\x1b\[[0-9;]*m"), ""))
"""Texts that differ from machine to machine, and what replaces them."""

_FOLDERS = re.compile(r"(?:/[\w.+-]+)+/")
_SAME = ("/site-packages/", "/lib/python", "/harness/")


def run(
    document: str,
    blocks: Sequence[Dict[str, Any]],
    repairs: Sequence[Dict[str, Any]] = (),
    packages: Sequence[str] = (),
    data: Sequence[Dict[str, str]] = (),
    seconds: float = 60.0,
) -> Dict[str, Any]:
    """Run a document's code contained: as printed, and with all repairs if a repaired block fails.

    Blocks that stand elsewhere in the document today are found by their digests; what is returned
    speaks of their lines as they are given.

    Args:
        document: File name below the folder that HARNESS_DOCUMENTS names.
        blocks: For each its ``lines``, their ``digest``, and the passages it ``prints``.
        repairs: For each its ``line``, and the text (``to``) that replaces another (``of``) there,
            or is a new line before it where ``of`` is empty.
        packages: Packages that the code may need; where one is missing, its blocks are not judged.
        data: For each its ``file`` below the folder that HARNESS_DATA names, and the path below
            the home where the code looks for it (``at``).
        seconds: Time limit of one block, in seconds.

    Returns:
        ``printed`` and ``repaired``, lists with the outcome of each block, what it printed and the
        digest of that; the latter None where every block that has a repair runs without it; and
        ``contained``, the means that were used.

    Raises:
        Unavailable: The document is missing or is another one, or it cannot be contained here.
    """
    passages = [*blocks, *(printed for block in blocks for printed in block.get("prints", ()))]
    stood = [((p["lines"][0], p["lines"][1]), p.get("digest") or "") for p in passages]
    lines = put_back(_lines(document), stood)
    _check_digests(lines, passages)
    limits = Limits(seconds=seconds, output=_MOST)
    folder = os.environ.get("HARNESS_DATA") or os.devnull
    files = [DataFile(folder, item["file"], item["at"]) for item in data]
    try:
        session = _Session(lines, blocks, packages, limits, files)
        printed, contained = session.run({})
        changes: Dict[int, List[Dict[str, Any]]] = {}
        for repair in repairs:
            changes.setdefault(repair["line"], []).append(repair)
        repaired = session.run(changes)[0] if _fails(printed, changes) else None
    except RefusedFileError as error:
        raise Unavailable(str(error)) from error
    except ContainmentError as error:
        raise Unavailable("cannot be contained here: {}".format(error)) from error
    return {"printed": printed, "repaired": repaired, "contained": contained}


def _fails(printed: Sequence[Dict[str, Any]], lines: Iterable[int]) -> bool:
    """Whether any block that has one of these lines did not run."""
    failed = [block["lines"] for block in printed if block["outcome"] != RUNS]
    return any(first <= line <= last for line in lines for first, last in failed)


class _Session:
    """The code of one document."""

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
        self._lost = {}
        with Sandbox(self._limits, self._files, ("tensorflow",), is_trusted()) as sandbox:
            found = [self._block(sandbox, block, changes) for block in self._blocks]
            return found, sandbox.means

    def _block(
        self, sandbox: Sandbox, block: Dict[str, Any], changes: Dict[int, List[Dict[str, Any]]]
    ) -> Dict[str, Any]:
        sources = prepared_examples(self._lines, block["lines"], changes)
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


def _lines(document: str) -> Tuple[str, ...]:
    folder = os.environ.get("HARNESS_DOCUMENTS", "")
    path = Path(folder or os.devnull) / document
    if not path.is_file():
        raise Unavailable("the document is not at hand; name its folder in HARNESS_DOCUMENTS")
    if Path(os.path.realpath(folder)) not in Path(os.path.realpath(str(path))).parents:
        raise Unavailable("the document lies outside the folder that HARNESS_DOCUMENTS names")
    try:
        return lines_of(path)
    except (OSError, ValueError) as error:
        raise Unavailable("the document cannot be read: {}".format(error)) from error


def _check_digests(lines: Sequence[str], passages: Sequence[Dict[str, Any]]) -> None:
    for passage in passages:
        first, last = passage["lines"]
        digest = passage.get("digest")
        if digest and digest != digest_of(lines[first - 1 : last]):
            raise Unavailable(
                "lines {}-{} of the document at hand are not those of the spec; "
                "see harness follow".format(first, last)
            )
