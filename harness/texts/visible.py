r"""Escapes characters in foreign texts that would control a terminal, a log or the eye.

All text of a document, a spec or a measurement passes through here before it is shown.

Characters that control a terminal, change the direction of a line, end it, or cannot be seen are
written as codes, such as ``\x1b`` or ``\u202e``. A joiner (U+200C, U+200D) or a variation selector
is kept where a script needs it, between or after characters that are not ASCII: in emoji, Persian
and the scripts of India. Only one is kept at a place, so that no text can be hidden in a row of
them. Flags made of tag characters are written as codes.

Continuous integration reads commands from logs: GitHub in lines that begin with two colons after
blanks, GitHub and Azure in lines with ``##[`` or ``##vso[``. One sign of each is written as a code.
"""

from __future__ import annotations

import re

_LONGEST = 20000
"""The most characters of one text that are shown."""

_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
HIDDEN = re.compile("[{}]".format(_HIDDEN))
"""A character that is invisible or controls something; `is_needed` says where it is kept."""

_NEEDED = re.compile(
    "(?<=[^\x00-\x7f{0}])(?:[\u200c\u200d](?=[^\x00-\x7f{0}])|[\ufe00-\ufe0f\U000e0100-\U000e01ef])"
    "|(?<=[#*0-9])[\ufe0e\ufe0f](?=\u20e3)"
    "|(?<=[^\x00-\x7f{0}][\ufe0e\ufe0f])\u200d(?=[^\x00-\x7f{0}])".format(_HIDDEN)
)
_SHOWN_BY_CODE = re.compile("({})|[{}]".format(_NEEDED.pattern, _HIDDEN))
_COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*):(?=:)|#(?=#\w*\[)", re.M)
"""The beginning of a command, also after the codes of our own colours."""


def visible(text: str) -> str:
    """Escape control characters and CI log commands; for text on a terminal or in a log."""
    return inert(seen(text))


def seen(text: str) -> str:
    """Escape control characters only; for files and pages, which no log shows."""
    if text.isascii() and text.isprintable():
        return text
    return _SHOWN_BY_CODE.sub(_kept_or_coded, text)


def one_line(text: str) -> str:
    r"""Escape as ``visible`` does, line ends and tabs, too; for text that has to fill one line."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def inert(text: str) -> str:
    """Break CI log commands (``::error``, ``##[…]``) by escaping one character."""
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda sign: (sign[1] + "\\x3a") if sign[1] is not None else "\\x23", text)


def coded(character: str) -> str:
    r"""Write one character as its code, such as ``\x1b``."""
    code = ord(character)
    form = "\\x{:02x}" if code < 0x100 else "\\u{:04x}" if code < 0x10000 else "\\U{:08x}"
    return form.format(code)


def is_needed(text: str, position: int) -> bool:
    """Whether the script needs the joiner or variation selector at a position."""
    return _NEEDED.match(text, position) is not None


def cut(text: str, longest: int = _LONGEST) -> str:
    """Cut a text that is too long, and say how long it is."""
    if len(text) <= longest:
        return text
    return "{} … ({:,} characters in all)".format(text[:longest], len(text))


def _kept_or_coded(found: re.Match[str]) -> str:
    return found[1] or coded(found[0])


def short(text: str, limit: int = 160) -> str:
    """Cut a text that is longer than a line or two."""
    return text if len(text) <= limit else f"{text[: limit - 2]} …"
