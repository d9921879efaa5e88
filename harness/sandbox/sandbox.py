"""A sandbox: one process that runs pieces of untrusted code and returns the outcome of each."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

from harness.files import temporary
from harness.sandbox import cell_loop, inputs
from harness.sandbox.answers import Exchange, ForeignAnswerError
from harness.sandbox.contained import Contained
from harness.sandbox.limits import ContainmentError, Limits, StoppedError, TimeLimitError
from harness.sandbox.parsed_cell import statement_place
from harness.sandbox.shown_values import CLEARED, CLEARED_LATER
from harness.sandbox.steps import CodePlace, CodeStep, StepOutcome
from harness.sandbox.uncontained import Uncontained

_START = 120.0
_GRACE = 5.0  # until a statement that does not heed its time limit is ended with its process


class CellOutcome(NamedTuple):
    """The outcome of a piece of code.

    Args:
        output: The text that it wrote to standard output.
        raises: The exception's type, message, line and causes; None if it raised none.
        warns: The texts of its warnings.
        stopped: The limit that it reached, or how its process ended; empty if it was not stopped.
        result: The class of the last expression's value, as a notebook shows it, and the number
            of characters shown; None if there is none.
    """

    output: str
    raises: Optional[Dict[str, Any]] = None
    warns: Tuple[str, ...] = ()
    stopped: str = ""
    result: Optional[Dict[str, Any]] = None

    @property
    def parts(self) -> List[Dict[str, Any]]:
        """The output, and separately the value of the last expression, with their types."""
        text, size = self.output, self.result["length"] + 1 if self.result else 0
        if not self.result or size > len(text):
            return [{"type": "stream", "text": text}] if text else []
        shown = {"type": "result", "of": self.result["of"], "text": text[-size:-1]}
        before = [{"type": "stream", "text": text[:-size]}] if text[:-size] else []
        return [*before, shown]


class Sandbox:
    """A process that runs one piece of code after the other in one namespace.

    Once a piece was stopped, the process and its names are gone, and all further pieces count as
    stopped.

    Args:
        limits: The limits of the code.
        data: Files that are copied into its home; absent ones are left out.
        modules: Modules that are imported before the first piece.
        trusted: Whether the code runs even where it cannot be contained.
        place: Where it runs: interpreter, packages, the document's folder, variables.

    Attributes:
        left_out: What of the document's folder the code does not see, and why; hidden files,
            environments and caches are not named.

    Raises:
        ContainmentError: This machine cannot contain code, and it is not trusted.
        RefusedFileError: A file's name leads out of its folder, or to no plain file.
        ValueError: The place names a variable that code may not set, or a path that leads out.
    """

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008 - it cannot be changed
        data: Sequence[inputs.DataFile] = (),
        modules: Sequence[str] = (),
        trusted: bool = False,
        place: CodePlace = CodePlace(),  # noqa: B008 - it cannot be changed
    ) -> None:
        self._limits, self._gone, self._closed = limits, "", False
        temporary.sweep()
        opened = inputs.open_files(data)
        try:
            self._process = _begin(limits, opened, trusted, place)
        finally:
            inputs.close_files(opened)
        self.folder = Path(self._process.folder)
        self.means = self._process.means
        self.left_out = self._process.left_out
        self._import(modules)

    def run(self, source: str, name: str = "<cell>") -> CellOutcome:
        """Run a piece of code until it ends, raises, or is stopped."""
        if self._gone:
            return CellOutcome("", stopped="not reached: {}".format(self._gone))
        try:
            answer = self._ask(name, source, self._limits.seconds)
        except StoppedError as error:
            self._gone = str(error)
            output = self._process.take()
            self.close()
            return CellOutcome(output, stopped=self._gone)
        warns = tuple(answer["warns"])
        return CellOutcome(self._process.take(), answer["raises"], warns, result=answer["result"])

    def step(self, step: CodeStep) -> StepOutcome:
        """Run a statement until it ends, raises, or is stopped; a time limit stops only it."""
        if self._gone:
            return _stopped(step, "not reached: {}".format(self._gone))
        asked = {key: it for key, it in step._asdict().items() if key not in ("source", "name")}
        try:
            answer = self._ask(step.name, step.source, step.seconds + _GRACE, step=asked)
        except StoppedError as error:
            late = isinstance(error, TimeLimitError)
            self._gone = str(TimeLimitError(step.seconds)) if late else str(error)
            output = self._process.take()
            self.close()
            return _stopped(step, self._gone, output)
        stopped = str(TimeLimitError(step.seconds)) if answer["late"] else ""
        return StepOutcome(
            lines=(answer["lines"][0], answer["lines"][1]),
            number=answer["number"],
            output=_uncleared(self._process.take()),
            raises=answer["raises"],
            stopped=stopped,
            result=answer["result"],
            pictures=answer["pictures"],
            sought=tuple(answer["sought"]),
            seconds=answer["seconds"],
        )

    @property
    def has_ended(self) -> bool:
        """Whether its process has ended, so that all further pieces count as stopped."""
        return bool(self._gone)

    def close(self) -> None:
        """End the process and all that it started, and remove its folder."""
        if not self._closed:
            self._closed = True
            self._gone = self._gone or "its sandbox is closed"
            self._process.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_error: Any) -> None:
        self.close()

    def _import(self, modules: Sequence[str]) -> None:
        """Import modules; where that fails, it is no fault of printed code."""
        why = ""
        source = "".join("importlib.import_module({!r})\n".format(name) for name in modules)
        try:
            raised = self._ask(cell_loop.START, source, _START)["raises"]
            if raised is not None:
                why = "{type}: {message}".format(**raised)
        except StoppedError as error:
            why = "{} {}".format(error, self._process.stderr_tail()).strip()
        if why:
            self.close()
            raise RuntimeError("the sandbox did not start: {}".format(why))
        self._process.take()

    def _ask(self, name: str, source: str, seconds: float, **more: Any) -> Dict[str, Any]:
        """Send a piece of code, and wait until its answer counts."""
        exchange = Exchange(name, source, **more)
        deadline = time.monotonic() + seconds
        reply = exchange.request
        try:
            while reply:
                self._process.send(reply)
                reply = exchange.take(self._process.receive(deadline))
            if not self._process.settle():
                raise ForeignAnswerError("which is one too many")
        except TimeLimitError:
            raise TimeLimitError(seconds) from None
        except ForeignAnswerError:
            raise StoppedError("wrote to the channel of the answers") from None
        assert exchange.answer is not None
        return exchange.answer


def _begin(
    limits: Limits, opened: Sequence[inputs.Opened], trusted: bool, place: CodePlace
) -> Union[Contained, Uncontained]:
    try:
        return Contained(limits, opened, place)
    except ContainmentError:
        if not trusted:
            raise
    return Uncontained(limits, opened, place)


def _stopped(step: CodeStep, why: str, output: str = "") -> StepOutcome:
    """Describe a statement that ended with its process."""
    lines, number = statement_place(step.source, step.at)
    return StepOutcome(lines, number, _uncleared(output), stopped=why)


def _uncleared(output: str) -> str:
    """Leave out what a notebook has cleared (`clear_output`)."""
    before, cleared, after = output.replace(CLEARED, CLEARED_LATER).rpartition(CLEARED_LATER)
    return after if after or not cleared else _uncleared(before)
