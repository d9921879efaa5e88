"""The conversion of what a subject returns to JSON data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Dict, Set, Tuple

DEEPEST_VALUE = 100
"""The deepest nesting of lists and dictionaries in a value."""

DIGITS = 4000
"""The most digits of a whole number; Python reads no more than 4,300."""

LARGEST_ANSWER = 32 << 20
"""The most bytes of a value as JSON."""

_BITS = int(DIGITS * 3.3219)
_LARGE = 4096
_PLAIN = {float, bool, type(None)}
_INSTEAD = (
    ((bytes, bytearray, memoryview), "text, or list(...) of its numbers"),
    (complex, "[x.real, x.imag]"),
    ((set, frozenset), "sorted(...) of it"),
    (Iterable, "list(...) of it"),
)
_ARRAYS = {
    "M": "dates; return value.astype(str)",
    "m": "durations; return value.astype(str)",
    "c": "complex numbers; return [x.real, x.imag]",
    "O": "objects; return lists of numbers or text",
    "S": "bytes; return value.astype(str)",
}


class NotJSONError(TypeError):
    """A value has no form as JSON; the text says what to return instead."""


def json_data(value: Any) -> Any:
    """Convert what a subject returns to JSON data.

    An array becomes ``{"array": nested lists, "dtype": name}``; a scalar, a number.

    Raises:
        NotJSONError: The value has no form as JSON, or none that can be read again.
    """
    return _Conversion().of(value, 0)


def too_large(size: int) -> NotJSONError:
    """Make the error of a value with too many bytes, of which `size` may be a lower bound."""
    return NotJSONError(
        "a subject returns at most {:,} bytes of JSON data, not {:,}; "
        "return a part, or a figure of the whole".format(LARGEST_ANSWER, size)
    )


def sendable(text: str) -> str:
    """Escape characters that UTF-8 cannot encode, such as half a surrogate pair."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class _Conversion:
    """The conversion of one value, which stops as soon as the value is too large."""

    def __init__(self) -> None:
        self._size = 0
        self._inside: Set[int] = set()
        self._known: Dict[Tuple[int, int], Tuple[Any, Any, int]] = {}

    def of(self, value: Any, depth: int) -> Any:
        self._count(2)
        if value is None or isinstance(value, (bool, float)):
            return value
        if isinstance(value, int):
            return _readable(value)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, (dict, list, tuple)):
            return self._nested(value, depth + 1)
        if hasattr(value, "numpy"):  # a tensor
            value = value.numpy()
        if hasattr(value, "tolist") and hasattr(value, "dtype"):
            return self._array(value, depth)
        raise NotJSONError(_refusal(value))

    def _count(self, size: int) -> None:
        """Count the least bytes of the JSON: shared parts can make it grow exponentially."""
        self._size += size
        if self._size > LARGEST_ANSWER:
            raise too_large(self._size)

    def _text(self, value: str) -> str:
        self._count(len(value))
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise NotJSONError(
                "a subject returns text; character {} of {} is half a surrogate pair, {!r}".format(
                    error.start + 1, len(value), value[error.start]
                )
            ) from None
        return value

    def _nested(self, value: Any, depth: int) -> Any:
        _check_depth(depth)
        if id(value) in self._inside:
            raise NotJSONError("a subject returns no {} that holds itself".format(_name(value)))
        if (id(value), depth) in self._known:
            _value, found, size = self._known[id(value), depth]
            self._count(size)
            return found
        before = self._size
        self._inside.add(id(value))
        if isinstance(value, dict):
            found = self._dictionary(value, depth)
        elif set(map(type, value)) <= _PLAIN:
            self._count(2 * len(value))
            found = list(value)
        else:
            found = [self.of(item, depth) for item in value]
        self._inside.remove(id(value))
        if self._size - before > _LARGE:  # it may occur again, and hold others that do
            self._known[id(value), depth] = (value, found, self._size - before)
        return found

    def _dictionary(self, value: Dict[Any, Any], depth: int) -> Dict[str, Any]:
        found: Dict[str, Any] = {}
        for key, item in value.items():
            name = self._key(key)
            if name in found:
                raise NotJSONError(
                    "a subject returns no dictionary with two keys that are both written {!r}; "
                    "return a list of pairs".format(name)
                )
            found[name] = self.of(item, depth)
        return found

    def _key(self, key: Any) -> str:
        if isinstance(key, str):
            return self._text(key)
        if getattr(key, "ndim", None) == 0 and hasattr(key, "item"):
            key = key.item()
        if not (key is None or isinstance(key, (int, float))):
            raise NotJSONError("keys are text or numbers, not {}".format(_name(key)))
        if isinstance(key, float) and key != key:
            raise NotJSONError("NaN is no key: it does not even equal itself")
        return self._text(str(_readable(key) if isinstance(key, int) else key))

    def _array(self, value: Any, depth: int) -> Any:
        kind, dimensions = getattr(value.dtype, "kind", ""), getattr(value, "ndim", 1)
        if kind in _ARRAYS:
            what = _ARRAYS[kind]
            raise NotJSONError("a subject returns JSON data or arrays of numbers, not " + what)
        if dimensions == 0:
            found = value.item()
            if not isinstance(found, (bool, int, float, str)):
                raise NotJSONError(_refusal(found))
            return self.of(found, depth)
        _check_depth(depth + 1 + dimensions)
        self._count(2 * int(value.size))
        nested = value.tolist()
        if not (kind in "biuf" and value.dtype.itemsize <= 8):
            nested = self.of(nested, depth + 1)
        return {"array": nested, "dtype": self._text(str(value.dtype))}


def _check_depth(depth: int) -> None:
    if depth > DEEPEST_VALUE:
        raise NotJSONError(
            "a subject returns data that is nested at most {} deep".format(DEEPEST_VALUE)
        )


def _readable(value: int) -> int:
    if value.bit_length() > _BITS:
        raise NotJSONError(
            "a subject returns whole numbers of at most {:,} digits, not of about {:,}; "
            "return a float, or text".format(DIGITS, int(value.bit_length() * 0.30103))
        )
    return value


def _refusal(value: Any) -> str:
    said = "a subject returns JSON data or arrays, not {}".format(_name(value))
    for kinds, instead in _INSTEAD:
        if isinstance(value, kinds):
            return "{}; return {}".format(said, instead)
    return said


def _name(value: Any) -> str:
    return sendable(type(value).__name__)


def shortened(text: str, most: int) -> str:
    """Leave out the middle of a text that is longer than `most`, and say how much that is."""
    if len(text) <= most:
        return text
    half = most // 2
    left_out = " [{:,} characters left out] ".format(len(text) - 2 * half)
    return text[:half] + left_out + text[-half:]
