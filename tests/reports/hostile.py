"""Texts and values that would act as markup or commands if they were shown unescaped."""

import re

from hypothesis import strategies as st

from harness.texts.visible import HIDDEN, is_needed

SIGNS = [
    "\x1b[2J", "\x1b]0;owned\x07", "\x9b31m", "\x00", "\x7f", "\u202e", "\u2066", "\u200f", "\u061c",
    "\u2028", "\u2029", "\u200b", "\u200d", "\ufeff", "\U000e0041", "\ud800", "\udfff", "\ufffe",
    "\r", "\n", "\t", "\x85", "\x0b", "\x0c", "::error::x", "  ::add-mask::x", "##[error]x",
    "##vso[task.complete]x", "=1+1", "+1", "-1", "@SUM(1)", "|", "`", "``", "\\", "<script>x</script>",
    "<!-- x -->", "<img src=x onerror=x>", "[a](http://b)", "![a](b)", "http://evil.example",
    "www.evil.example", "@someone", "a@b.example", "#12", "GH-12", "&#64;someone", "&lt;", "*a*", "_a_",
    "~~~", "~a~", "# a", "- a", "---", "1. a", "> a", "$a$", "]]>", "{0}", "](", "[bold]", "[/]",
    ":warning:", "%0A", "'", '"', ",", ";", "'; x",
]  # fmt: skip

TEXTS = st.lists(st.sampled_from(SIGNS) | st.text(max_size=4), max_size=5).map("".join)


def deep(levels: int = 1000) -> list:
    """Make lists within each other."""
    found: list = []
    for _ in range(levels):
        found = [found]
    return found


VALUES = {
    "a lone surrogate": "\ud800",
    "an integer of 5,000 digits": 10**5000,
    "an integer beyond every float": 10**400,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "a complex number": 1 + 2j,
    "a thousand lists": deep(),
    "NaN as a key": {float("nan"): 1, (1, 2): 2, None: 3, "\ud800": "\ud800"},
    "ten megabytes": "a\n" * (5 << 20),
    "bytes": b"\xff",
    "an object": object(),
}

_COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


def acting(text: str) -> list[str]:
    """List what in a text acts on a terminal or in a log, or cannot be seen."""
    hidden = [ascii(m[0]) for m in HIDDEN.finditer(text) if not is_needed(text, m.start())]
    return hidden + [found[0] for found in _COMMAND.finditer(text)]
