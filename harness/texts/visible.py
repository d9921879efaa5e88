r"""What is written by others, made fit to be shown: nothing in it acts, and nothing in it hides.

Whatever comes out of a document, a spec or a measurement passes here before it reaches a terminal,
a log or a report. It needs Python 3.8 and the standard library alone.

Characters that act on a terminal, turn the direction of a line, end it, or cannot be seen are
written by their codes, such as ``\x1b`` or ``\u202e``. A joiner (U+200C, U+200D) or a variation
selector stays where writing needs it, between or behind characters that are no ASCII: in emoji, in
Persian, in the scripts of India. There is one of them at a place; what follows it is shown by code,
so that no text can be hidden in a row of them. Flags made of tag characters are shown by codes.

Continuous integration takes lines of a log as commands: GitHub those that begin with two colons
after any blanks, and both GitHub and Azure what has ``##[`` or ``##vso[`` in it. One sign of each
is written by its code, too.
"""

from __future__ import annotations

import re

_LONGEST = 20000
"""So many characters of one text are shown; how many it has is said instead of the rest."""

_HIDDEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
HIDDEN = re.compile("[{}]".format(_HIDDEN))
"""A character that is not seen or acts; where it stands tells whether it is needed there."""

_NEEDED = re.compile(
    "(?<=[^\x00-\x7f{0}])(?:[\u200c\u200d](?=[^\x00-\x7f{0}])|[\ufe00-\ufe0f\U000e0100-\U000e01ef])"
    "|(?<=[#*0-9])[\ufe0e\ufe0f](?=\u20e3)"
    "|(?<=[^\x00-\x7f{0}][\ufe0e\ufe0f])\u200d(?=[^\x00-\x7f{0}])".format(_HIDDEN)
)
_SHOWN_BY_CODE = re.compile("({})|[{}]".format(_NEEDED.pattern, _HIDDEN))
_COMMAND = re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*):(?=:)|#(?=#\w*\[)", re.M)
"""What begins a command; our own colours do not hinder it."""


def visible(text: str) -> str:
    """Write what acts or hides in a text by its code; line ends and tabs stay as they are."""
    return inert(seen(text))


def seen(text: str) -> str:
    """Do the same with characters alone: a line may still be a command to a log."""
    if text.isascii() and text.isprintable():
        return text
    return _SHOWN_BY_CODE.sub(_kept_or_coded, text)


def one_line(text: str) -> str:
    r"""Do the same, and write line ends and tabs as ``\n`` and ``\t``."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def inert(text: str) -> str:
    """Write one sign of whatever a log would take as a command by its code."""
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda sign: (sign[1] + "\\x3a") if sign[1] is not None else "\\x23", text)


def coded(character: str) -> str:
    r"""Write one character by its code, such as ``\x1b``."""
    code = ord(character)
    return (
        "\\x{:02x}".format(code)
        if code < 0x100
        else ("\\u{:04x}".format(code) if code < 0x10000 else "\\U{:08x}".format(code))
    )


def is_needed(text: str, position: int) -> bool:
    """Whether a joiner or a variation selector is part of how its neighbours are written."""
    return _NEEDED.match(text, position) is not None


def cut(text: str, longest: int = _LONGEST) -> str:
    """Cut a text that is too long to be read, and say how long it is."""
    if len(text) <= longest:
        return text
    return "{} … ({:,} characters in all)".format(text[:longest], len(text))


def _kept_or_coded(found: re.Match[str]) -> str:
    return found[1] or coded(found[0])


def short(text: str, limit: int = 160) -> str:
    """Cut a text that is too long for a line or two."""
    return text if len(text) <= limit else f"{text[: limit - 2]} …"
