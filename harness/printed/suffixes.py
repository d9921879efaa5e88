"""What may follow the digits of a number: suffixes such as ``M`` and ``million``, and units."""

from __future__ import annotations

import re
from typing import Dict

SCALES: Dict[str, int] = {
    "k": 3, "K": 3, "M": 6, "B": 9, "G": 9, "T": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "천": 3, "만": 4, "십만": 5, "백만": 6, "천만": 7, "억": 8,
}  # fmt: skip
"""Powers of ten that suffixes stand for."""

MEASURES = frozenset((
    "%", "x", "\u00d7", "times", "ns", "us", "µs", "μs", "ms", "s", "sec", "secs", "second",
    "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hour", "hours", "day", "days", "kB",
    "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "Hz", "kHz", "MHz", "GHz", "W", "kW", "V",
    "mm", "cm", "m", "km", "g", "kg", "°C", "°F", "dB", "초", "분", "시간", "배",
))  # fmt: skip
"""Units of what is measured rather than counted: a whole number of them is rounded."""

SUFFIX = re.compile(
    r"(?:(?P<glued>[kKMBGT])|[ \u00a0\u202f](?P<apart>[kM])"
    r"|[ \u00a0-]?(?P<word>thousand|million|billion|trillion|십만|백만|천만|천|만|억)s?)"
    r"(?![A-Za-z])"
)
_NO_UNIT = (
    r"(?!(?:to|and|or|till|until|through|than|plus|minus|but|not|with|without|at|in|of)\b"
    r"|에서|부터|이상|이하|미만|초과|정도|가량|쯤|내외|안팎|사이|까지)"
)
_WORD = r"(?:{0}[A-Za-zµμΩ°\u00d7\uac00-\ud7a3](?:{0}[A-Za-z/²³\uac00-\ud7a3])*)".format(_NO_UNIT)
UNIT = re.compile(
    r"[ \u00a0\u202f]?(?:(?P<percent>\\?[%\uff05]|percent\b|per cent\b|퍼센트)"
    r"|(?P<unit>(?![eEjJ](?![A-Za-z])){0}))(?: {0}){{0,2}}".format(_WORD)
)
