"""What the process that runs printed code may answer, and to which request.

It needs Python 3.8 and the standard library alone. All of it is checked in a process that runs no
printed code: whatever is not exactly the one answer that is due counts as no answer.
"""

from __future__ import annotations

import json
import secrets
from typing import Any, Dict, Optional

LONGEST = 1 << 18
"""Bytes of one message."""

MOST_TEXT, MOST_WARNINGS, MOST_CAUSES = 400, 5, 20
"""Characters of one text, and how many texts there may be."""

_HIGHEST_LINE = 1 << 31
_KEYS = {"type", "message", "line", "missing", "causes"}


class ForeignAnswerError(Exception):
    """A message that is not the one that is due: late, double, forged or malformed."""


class Exchange:
    """One request and its answer, in two steps.

    Code that writes to the channel while it runs could give an answer of its own and then fail or
    hang. So the answer counts only once its sender repeats a word that is drawn after the answer
    came: the process must have come to its end of the piece, and must still be able to speak.

    Args:
        name: The name of the code.
        source: The code.
    """

    def __init__(self, name: str, source: str) -> None:
        self._id = secrets.token_hex(16)
        self._word: Optional[str] = None
        self._answer: Dict[str, Any] = {}
        self.answer: Optional[Dict[str, Any]] = None
        """The answer, once it counts: what the code ``raises``, and of what it ``warns``."""
        self.request = _line({"id": self._id, "name": name, "source": source})
        """What to send first."""

    def take(self, message: bytes) -> bytes:
        """Take in a message.

        Returns:
            What to send next; nothing where the answer now counts.

        Raises:
            ForeignAnswerError: It is not the message that is due.
        """
        data = _read(message)
        if self.answer is not None or data.pop("id", None) != self._id:
            raise ForeignAnswerError("it belongs to no request that is open")
        if self._word is None:
            _check(data)
            self._answer, self._word = data, secrets.token_hex(16)
            return _line({"id": self._id, "word": self._word})
        if data != {"word": self._word}:
            raise ForeignAnswerError("it does not repeat the word")
        self.answer = self._answer
        return b""


def _line(data: Dict[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"


def _read(message: bytes) -> Dict[str, Any]:
    if len(message) > LONGEST or not message.endswith(b"\n") or message.count(b"\n") != 1:
        raise ForeignAnswerError("it is not one line of bounded length")
    try:
        data = json.loads(message.decode())
    except (ValueError, RecursionError):
        raise ForeignAnswerError("it is not JSON") from None
    if not isinstance(data, dict):
        raise ForeignAnswerError("it is not an object")
    return data


def _check(answer: Dict[str, Any]) -> None:
    """Check that an answer has exactly the shape that the executor gives it."""
    fine = set(answer) == {"raises", "warns", "result"}
    fine = fine and _are_texts(answer["warns"], MOST_WARNINGS) and _is_result(answer["result"])
    raised = answer.get("raises")
    if fine and raised is not None:
        fine = (
            isinstance(raised, dict)
            and set(raised) == _KEYS
            and _is_text(raised["type"])
            and _is_text(raised["message"])
            and (raised["missing"] is None or _is_text(raised["missing"]))
            and (raised["line"] is None or _is_line(raised["line"]))
            and _are_texts(raised["causes"], MOST_CAUSES)
        )
    if not fine:
        raise ForeignAnswerError("it has another shape")


def _is_result(value: Any) -> bool:
    if value is None:
        return True
    fine = isinstance(value, dict) and set(value) == {"of", "length"} and _is_text(value["of"])
    return fine and (value["length"] == 0 or _is_line(value["length"]))


def _is_text(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        return False
    return value == value.encode("utf-8", "replace").decode()


def _are_texts(value: Any, most: int) -> bool:
    return isinstance(value, list) and len(value) <= most and all(map(_is_text, value))


def _is_line(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < _HIGHEST_LINE
