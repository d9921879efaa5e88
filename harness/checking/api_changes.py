"""Exceptions that say that an API no longer is as the page has it, or that Python is not."""

from __future__ import annotations

import re

_BUILT_IN = r"(?:NoneType|int|float|str|bytes|bool|list|tuple|dict|set|function|method|generator)"
_MESSAGES = (
    r"module '[\w.]+' has no attribute '\w+'",
    rf"(?:type object )?'(?!{_BUILT_IN}')[\w.]+' (?:object )?has no attribute '\w+'",
    r"cannot import name '\w+' from",
    r"(?<!\w)unexpected keyword argument|[Uu]nrecognized keyword argument|[Kk]eyword argument not",
    r"is an invalid keyword argument|[Aa]rgument\(s\) not recognized|[Uu]nrecognized arguments?\b",
    r"missing \d+ required (?:positional|keyword-only) argument",
    r"takes (?:from )?\d+(?: to \d+)? positional arguments? but",
    r"(?:was|has been|were|have been) (?:removed|renamed|deprecated)",
    r"no longer (?:supported|available)",
    r"is deprecated (?:and|since)|is not a valid package style|is not a valid value for",
    r"[Tt]he '\w+' parameter of \w+ must be|Could not interpret \w+ identifier",
    r"Unknown (?:optimizer|loss|metric|layer|activation)",
    r"[Ii]nvalid parameter '?\w+'? for estimator",
)
_API = re.compile("|".join(_MESSAGES))
_TYPES = frozenset(
    {"AttributeError", "TypeError", "ImportError", "ValueError", "OSError", "RuntimeError"}
    | {"NotImplementedError", "KeyError", "InvalidParameterError", "DeprecationError", "Exception"}
)
_OWN = re.compile(r"(?:type object )?'?(\w+)(?:\.\w+)?(?:\(\)|' (?:object )?has no)")
_PYTHON_2_TEXT = re.compile(
    r"Missing parentheses in call to|multiple exception types must be parenthesized"
    r"|leading zeros in decimal|invalid decimal literal.*[lL]$"
)
_PYTHON_2_NAMES = frozenset(
    {"xrange", "unicode", "raw_input", "unichr", "basestring", "long", "execfile", "cmp", "reload"}
    | {"reduce", "intern", "apply", "buffer", "file"}
)
_PYTHON_2_MODULES = frozenset(
    {"urllib2", "urlparse", "cPickle", "StringIO", "cStringIO", "ConfigParser", "Queue", "Tkinter"}
    | {"httplib", "HTMLParser", "__builtin__", "commands", "md5", "sets", "cookielib", "thread"}
)
_REMOVED_MODULES = {
    **dict.fromkeys(("asynchat", "asyncore", "distutils", "imp", "smtpd"), "3.12"),
    **dict.fromkeys(("cgi", "cgitb", "crypt", "imghdr", "sndhdr", "telnetlib", "pipes"), "3.13"),
    **dict.fromkeys(("aifc", "audioop", "chunk", "nntplib", "sunau", "uu", "xdrlib"), "3.13"),
    **dict.fromkeys(("formatter", "parser", "symbol", "macpath"), "3.10"),
}
"""Modules of the standard library that a release of Python has removed, by its release notes."""

_PYTHON_2_ATTRIBUTE = re.compile(r"has no attribute '(iteritems|itervalues|iterkeys|has_key|next)'")


def names_an_api(kind: str, message: str, own: frozenset[str]) -> bool:
    """Whether an exception is about a name or an argument of a library.

    Args:
        kind: The exception's type.
        message: Its message.
        own: The names that the page binds: what these lack is no library's.
    """
    if kind not in _TYPES or not _API.search(message):
        return False
    named = _OWN.match(message)
    return not named or named[1] not in own


def python_2_of(kind: str, message: str, name: str) -> str:
    """Return what of Python 2 an exception is about; empty where it is about nothing of it.

    Args:
        kind: The exception's type.
        message: Its message.
        name: The name or module that it lacks; may be empty.
    """
    if kind == "NameError" and name in _PYTHON_2_NAMES:
        return name
    if kind == "ModuleNotFoundError" and name in _PYTHON_2_MODULES:
        return f"import {name}"
    if kind == "AttributeError" and (found := _PYTHON_2_ATTRIBUTE.search(message)):
        return found[1]
    printed = kind in ("SyntaxError", "TabError") and _PYTHON_2_TEXT.search(message)
    return message if printed else ""


def removed_module(name: str) -> str:
    """Return the release of Python that has removed a module; empty where none has.

    Args:
        name: The module.
    """
    return _REMOVED_MODULES.get(name, "")
