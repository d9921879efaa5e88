"""Guesses the language of a text from its script."""

from __future__ import annotations

import re

_SCRIPTS = {
    "ko": re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "en": re.compile("[A-Za-z]"),
}
_SHARE = 0.05


def language(text: str) -> str:
    """Guess the language of a text, so that a browser chooses its fonts and line breaks.

    Code is written in Latin letters wherever it stands, so a few of another script decide.

    Returns:
        A language tag (BCP 47); empty where the script does not show it.
    """
    counts = {name: len(script.findall(text)) for name, script in _SCRIPTS.items()}
    letters = sum(counts.values())
    return next((name for name, n in counts.items() if letters and n >= _SHARE * letters), "")
