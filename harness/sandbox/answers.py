"""Validates the JSON lines sent by processes that run untrusted code.

Printed code and subjects run in a process that could also write to the channel of its answers. So
every line is checked in another process: one that is not exactly the answer due is no answer.
"""

from __future__ import annotations

import json
import secrets
import sys
from typing import Any, Callable, Dict, Mapping, Optional

LONGEST_MESSAGE = 1 << 18
"""Bytes of one message of a sandbox."""

MOST_TEXT, MOST_WARNINGS, MOST_CAUSES = 400, 5, 20
"""Characters of one text in an answer of a sandbox, and how many texts there may be."""

MOST_PICTURES = 10_000
"""Pictures of one statement that are counted."""

MOST_MESSAGE = 4000
"""Characters of an exception's text, which a document may show in full."""

_HIGHEST_LINE = 1 << 31

_Check = Callable[[Any], bool]


class ForeignAnswerError(Exception):
    """A line that is not the answer due: late, double, forged or malformed; the text says why."""


class Exchange:
    """One request to a sandbox and its answer, in two steps.

    Code that writes to the channel while it runs could give an answer of its own and then fail or
    hang. So the answer counts only once its sender repeats a word that is drawn after the answer
    came: the process must have come to its end of the piece, and must still be able to speak.

    Args:
        name: The name of the code.
        source: The code.
        step: What else is asked of one of its statements; None where all of it runs.
    """

    def __init__(self, name: str, source: str, step: Optional[Dict[str, Any]] = None) -> None:
        self._id = secrets.token_hex(16)
        self._word: Optional[str] = None
        self._answer: Dict[str, Any] = {}
        self.answer: Optional[Dict[str, Any]] = None
        """The answer, once it counts: what the code ``raises``, and of what it ``warns``."""
        self._is_answer = _is_cell_answer if step is None else _is_step_answer
        asked = {} if step is None else {"step": step}
        self.request = _line({"id": self._id, "name": name, "source": source, **asked})
        """What to send first."""

    def take(self, message: bytes) -> bytes:
        """Process a message.

        Returns:
            What to send next; nothing where the answer now counts.

        Raises:
            ForeignAnswerError: It is not the message that is due.
        """
        if len(message) > LONGEST_MESSAGE:
            raise ForeignAnswerError("which is too long")
        data = _read(message, self._id)
        del data["id"]
        if self.answer is not None:
            raise ForeignAnswerError("which answers no open request")
        if self._word is None:
            if not self._is_answer(data):
                raise ForeignAnswerError("which is no answer")
            self._answer, self._word = data, secrets.token_hex(16)
            return _line({"id": self._id, "word": self._word})
        if data != {"word": self._word}:
            raise ForeignAnswerError("which does not repeat the word")
        self.answer = self._answer
        return b""


def read_answer(line: bytes, number: int) -> Dict[str, Any]:
    """Read a line of a worker.

    Args:
        line: ``{"id", "value" or "failure", "seconds"}`` or ``{"id", "heartbeat"}`` as JSON.
        number: The id of the open request.

    Raises:
        ForeignAnswerError: It is neither an answer nor a heartbeat, or has another id.
    """
    answer = _read(line, number)
    if not (_is_heartbeat(answer) or _is_value(answer) or _is_failed(answer)):
        raise ForeignAnswerError("which is no answer")
    if b"\\ud" in line.lower() and not _is_encodable(json.dumps(answer, ensure_ascii=False)):
        raise ForeignAnswerError("which holds half a surrogate pair")
    return answer


def _line(data: Dict[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"


def _read(line: bytes, identity: Any) -> Dict[str, Any]:
    """Read one line that holds an object with an id."""
    try:
        data = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not line.endswith(b"\n") or line.count(b"\n") != 1:
        raise ForeignAnswerError("which is no answer")
    found = data.get("id")
    if type(found) is not type(identity) or found != identity:
        raise ForeignAnswerError("which answers no open request")
    return data


def _has(parts: Mapping[str, _Check], **optional: _Check) -> _Check:
    """Make a check for an object of these parts and perhaps the optional ones, but no others."""
    checks = {**optional, **parts}

    def check(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and set(parts) <= set(value) <= set(checks)
            and all(checks[name](part) for name, part in value.items())
        )

    return check


def _or_none(check: _Check) -> _Check:
    return lambda value: value is None or check(value)


def _texts(most: int) -> _Check:
    return lambda them: isinstance(them, list) and len(them) <= most and all(map(_is_text, them))


def _is(*kinds: type) -> _Check:
    return lambda value: type(value) in kinds


def _is_encodable(text: str) -> bool:
    return text == text.encode("utf-8", "replace").decode()


def _is_text(value: Any, most: int = MOST_TEXT) -> bool:
    return isinstance(value, str) and len(value) <= most and _is_encodable(value)


def _is_message(value: Any) -> bool:
    return _is_text(value, MOST_MESSAGE)


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < _HIGHEST_LINE


def _is_line(value: Any) -> bool:
    return _is_count(value) and value > 0


def _is_seconds(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= sys.float_info.max


def _is_span(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(map(_is_line, value))
        and value[0] <= value[1]
    )


def _is_sought(value: Any) -> bool:
    return value in ([], ["input"], ["network"], ["input", "network"])


def _is_pictures(value: Any) -> bool:
    return _is_count(value) and value <= MOST_PICTURES


def _is_progress(value: Any) -> bool:
    return isinstance(value, list) and [type(part) for part in value] == [str, str, int, int]


_RAISED = {
    "type": _is_text,
    "message": _is_message,
    "line": _or_none(_is_line),
    "missing": _or_none(_is_text),
    "causes": _texts(MOST_CAUSES),
}
_ENDED = {
    "raises": _or_none(_has(_RAISED)),
    "result": _or_none(_has({"of": _is_text, "length": _is_count})),
}
_is_cell_answer = _has({**_ENDED, "warns": _texts(MOST_WARNINGS)})
_is_step_answer = _has(
    {
        **_ENDED,
        "lines": _is_span,
        "number": _is_count,
        "late": _is(bool),
        "pictures": _is_pictures,
        "sought": _is_sought,
        "seconds": _is_seconds,
    }
)
_MEASURED = {"id": _is(int), "seconds": _is_seconds}
_is_failure = _has({"type": _is(str), "message": _is(str)}, blocked=_is(bool), traceback=_is(str))
_is_value = _has({**_MEASURED, "value": lambda _value: True}, spoilt=_is(str))
_is_failed = _has({**_MEASURED, "failure": _is_failure}, spoilt=_is(str))
_is_heartbeat = _has({"id": _is(int), "heartbeat": _is_progress})
