"""Tokens of printed text: figures, words, strings, brackets and signs, each at its place."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Pattern, Tuple

from harness.printed.screen import Line

FIGURE, STRING, WORD, OPEN, CLOSE, COMMA, ELISION, ADDRESS, TIME, MOMENT, RULER, SIGN = (
    "figure", "string", "word", "open", "close", "comma", "elision", "address", "time", "moment",
    "ruler", "sign",
)  # fmt: skip

_NOT_FINITE = r"(?:nan|NaN|NAN|inf|Inf|Infinity)j?(?!\w)"
_FIGURE = (
    r"(?:(?<![\w.)\]'\"])[-+\u2212](?=[\d.ni]|I))?"
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)"
    r"(?:\.(?!\.)[0-9]*(?:(?<=[0-9])(?:\.{3}|\u2026)(?!\.))?)?(?![0-9]*\.[0-9])"
    r"(?:[eE][-+]?[0-9]+(?=j|\W|$))?(?:j(?!\w))?"
    r"|(?<![\w.])\.[0-9]+(?:[eE][-+]?[0-9]+)?"
    r"|(?<!\w)" + _NOT_FINITE + ")"
)
_QUOTED = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_PARTS = (
    (COMMA, r","),
    (FIGURE, r"(?!0x)" + _FIGURE),
    (
        STRING,
        r"(?<![\w\\])[bBrRuU]{0,2}(?:"
        + _QUOTED
        + r")|\u2018[^\u2019]*\u2019|\u201c[^\u201d]*\u201d",
    ),
    (ELISION, r"\.\.\.|\u2026"),
    (RULER, r"(?P<drawn>[-=_*#~+.\u2500-\u257f])(?P=drawn){2,}"),
    (ADDRESS, r"(?<=\bat )0x(?:[0-9a-fA-F]{2,}|\u2026)"),
    (WORD, r"0x[0-9a-fA-F]+|[^\W\d]\w*(?:\.[^\W\d]\w*)*|(?<![\w.])[0-9]+(?:\.[0-9]+){2,}(?![\w.])"),
    (OPEN, r"[\[({]|<(?=[A-Za-z_])"),
    (CLOSE, r"[\])}]|(?<![-=<])>(?!=)"),
    (SIGN, r"->|[=!<>:+*/-]=|[^\s\w]|\w"),
)
"""The kinds in the order in which they are tried; the commonest come first."""

_TIME = (
    r"(?<![\w.])\d+(?:\.\d+)?\s?(?:ns|us|µs|μs|ms|s|sec|seconds|min|minutes|h|hours)"
    r"(?:/(?:step|epoch|it|loop))?(?!\w)|(?<![\w.:])\d+:\d\d(?::\d\d(?:\.\d+)?)?(?![\w:])"
)


def _compiled(*parts: Tuple[str, str]) -> Pattern[str]:
    return re.compile(
        r"(?=\S)(?:{})".format("|".join("(?P<{}>{})".format(*part) for part in parts))
    )


_MOMENT = re.compile(
    r"(?:Date: {2,}(?=(?P<date>\w{3}, \d\d \w{3} \d{4}|\d{4}-\d\d-\d\d \d\d:\d\d)(?: |$))"
    r"|Time: {2,}(?=(?P<time>\d\d:\d\d:\d\d)(?: |$)))"
)
"""How a summary of statsmodels says when the model was fitted; beside it stand values."""

_SAME = {ADDRESS: "0x…", TIME: "(time)"}

_TOKENS = _compiled(*_PARTS)
_TOKENS_WITH_TIMES = _compiled((TIME, _TIME), *_PARTS)


class Token(NamedTuple):
    """A piece of printed text.

    Args:
        kind: What it is, such as ``figure``, ``string`` or ``sign``.
        text: Its text as printed.
        line: Number of its line.
        column: Where it begins in the line, counted from 0.
    """

    kind: str
    text: str
    line: int
    column: int

    @property
    def end(self) -> int:
        """The column after it."""
        return self.column + len(self.text)


def tokens_of(line: Line, times: bool = False) -> List[Token]:
    """Split a line into tokens; all but its blanks belongs to one.

    Args:
        line: The line.
        times: Whether a time, such as ``5 ms`` or ``0:12``, is one token.
    """
    number, text = line
    pattern = _TOKENS_WITH_TIMES if times else _TOKENS
    make = tuple.__new__
    found = [
        make(Token, (match.lastgroup, match.group(), number, match.start()))
        for match in pattern.finditer(text)
    ]
    moment = _MOMENT.match(text)
    if moment:
        begin, end = moment.end(), moment.end(str(moment.lastgroup))
        when = Token(MOMENT, "(moment)", number, begin)
        found = [
            *(t for t in found if t.column < begin),
            when,
            *(t for t in found if t.column >= end),
        ]
    if times or "0x" in text:
        return [_alike(token) for token in found]
    return found


def _alike(token: Token) -> Token:
    """Write an address and a time in the same way as all others, so that they are equal."""
    return token._replace(text=_SAME.get(token.kind, token.text))
