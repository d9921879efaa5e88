"""The lines that a worker answers with, and what is wrong with a line that is no answer.

A line is ``{"id", "value" or "failure", "seconds"}`` or ``{"id", "heartbeat"}``, as JSON.
It needs Python 3.8 and the standard library alone.
"""

from __future__ import annotations

import json
import math
from typing import Any, Dict

from harness.stacks.return_values import LARGEST

LONGEST = LARGEST + (1 << 20)
"""How many bytes a line may have: the largest value, and what stands around it."""

_FAILURE = {"type": str, "message": str, "blocked": bool, "traceback": str}


class NoAnswerError(Exception):
    """A line that is no answer to the open request; the text says why."""


def read(line: bytes, number: int) -> Dict[str, Any]:
    """Read an answer or a heartbeat.

    Args:
        line: The line.
        number: The id of the request that is open.

    Raises:
        NoAnswerError: It is neither, or belongs to another request.
    """
    try:
        answer = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        answer = None
    if not line.endswith(b"\n") or not isinstance(answer, dict):
        raise NoAnswerError("which is no answer")
    if type(answer.get("id")) is not int or answer["id"] != number:
        raise NoAnswerError("which answers no open request")
    if not (_is_heartbeat(answer) if "heartbeat" in answer else _is_answer(answer)):
        raise NoAnswerError("which is no answer")
    if b"\\ud" in line.lower() and not _is_text(answer):
        raise NoAnswerError("which holds half a surrogate pair")
    return answer


def _is_heartbeat(answer: Dict[str, Any]) -> bool:
    parts = answer["heartbeat"]
    return (
        set(answer) == {"id", "heartbeat"}
        and isinstance(parts, list)
        and [type(part) for part in parts] == [str, str, int, int]
    )


def _is_answer(answer: Dict[str, Any]) -> bool:
    seconds: Any = answer.get("seconds")
    return (
        set(answer) - {"spoilt"} in ({"id", "value", "seconds"}, {"id", "failure", "seconds"})
        and type(seconds) in (int, float)
        and math.isfinite(seconds)
        and seconds >= 0
        and isinstance(answer.get("spoilt", ""), str)
        and ("failure" not in answer or _is_failure(answer["failure"]))
    )


def _is_failure(failure: Any) -> bool:
    return (
        isinstance(failure, dict)
        and {"type", "message"} <= set(failure) <= set(_FAILURE)
        and all(isinstance(part, _FAILURE[name]) for name, part in failure.items())
    )


def _is_text(answer: Dict[str, Any]) -> bool:
    try:
        json.dumps(answer, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
