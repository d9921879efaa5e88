"""Seeded damage: JSON-like data changed in its structure, and files changed in their bytes."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Node = tuple[Any, Any]
"""A container, and the key or position of one thing in it."""


class Raw(str):
    """Text that is written into a file as it stands, where JSON has no way to say it."""


_NUMBERS: list[Any] = [
    *(0, -1, 1, 2, 7.5, -0.0, 10**9, 10**18, 10**30, -(10**30), 10**400, 2**63),
    *(Raw("1" * 999), Raw("1" * 4301), Raw("-" + "9" * 6000), Raw("0x" + "f" * 4000)),
    *(Raw("1e999"), Raw("-1e999"), Raw("1e-999"), Raw("1e999999999"), Raw(".nan"), Raw(".inf")),
    *(Raw("NaN"), Raw("Infinity"), Raw("-Infinity"), Raw("0.1" + "1" * 3000), 5e-324, 1.7e308),
]
_TEXTS: list[Any] = [
    *("", " ", "\n", "\t", "0", "-", "x", "[", "]", "...", "…", "None", "nan", "1e999999999"),
    *("1" * 5000, "1," * 3000, "[" * 3000, "(" * 500, "{" * 500, "1e-99999999", "0." + "1" * 5000),
    *("\x00", "a\x00b", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\U0010ffff"),
    *("'" * 50, '"', "\\", "%", "{}", "{0}", "%s", "%(x)s", "$(id)", "`id`", "../../../etc/passwd"),
    *(
        "/dev/zero",
        "/",
        ".",
        "..",
        "C:\\x",
        "\\\\host\\x",
        "a/../b",
        "x" * 300,
        "k" * 5000,
        "é" * 99,
    ),
    *("99999999999%", "1_000", "٣", "½", "1e", "+", "1.2.3", "--1", "0x10", "1,23", "lambda: 0"),
    *(Raw('"\\ud800"'), Raw('"a\\udfffb"'), Raw('"\\u0000"'), Raw('"\\ud83d\\ude00"')),
    *("m:f", "os:system", "os.path:join", "harness.cli:main", ".:f", "a..b:f", "__main__:x", ":"),
    *(
        "9" * 400,
        "[[1, 2], ...]",
        "[1 2\n ...]",
        "(None, 3)",
        "1.0e400",
        "-0.0",
        "(" + "1" * 4400 + ",)",
    ),
    *("9//0", "1e308*1e308*1.5", "ceil(1/3)", "9" * 200 + "*" + "9" * 200, "-" * 400 + "1", "1%0"),
]
_SHAPES: list[Any] = [
    *(None, True, False, [], {}, [[]], [{}], {"": None}, {"a": {"a": {"a": 1}}}, [None], [1, "a"]),
    *([0, 1], [2, 1], [1, 1, 1], {"lines": 1}, {"x": [1]}, [True], [[1], [2, [3]]]),
    *(Raw("[" * 39 + "]" * 39), Raw("[" * 60 + "]" * 60), Raw("[" * 2000 + "]" * 2000)),
    *(Raw('{"a":' * 38 + "1" + "}" * 38), Raw('{"a":' * 1500 + "1" + "}" * 1500)),
    list(range(500)),
]


def odd(random: Random) -> Any:
    """Choose a value that few readers reckon with."""
    return copy.deepcopy(random.choice(random.choice([_NUMBERS, _TEXTS, _SHAPES])))


def mutated(data: Any, random: Random) -> Any:
    """Change JSON-like data in one to a few places.

    Args:
        data: The data, which is left as it is.
        random: Where choices come from.
    """
    root = [copy.deepcopy(data)]
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        nodes = list(_nodes(root))
        if not nodes:
            break
        random.choice(_CHANGES)(random, nodes, *random.choice(nodes))
    return root[0] if root else odd(random)


def _nodes(container: Any) -> Iterator[Node]:
    open_ = [container]
    while open_:
        node = open_.pop()
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            yield node, key
            if isinstance(node[key], (dict, list)) and node[key]:
                open_.append(node[key])


def _replace(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    container[key] = odd(random)


def _delete(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    if len(nodes) > 1:
        del container[key]


def _repeat(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    if isinstance(container, list):
        container.insert(key, copy.deepcopy(container[key]))
    else:
        container[f"{key}{random.choice(['', 's', ' ', '_'])}"] = copy.deepcopy(container[key])


def _move(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    """Copy what stands elsewhere to this place."""
    other, where = random.choice(nodes)
    container[key] = copy.deepcopy(other[where])


def _wrap(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    value = container[key]
    container[key] = random.choice([[value], {"a": value}, [value, value], str(value)[:9000]])


def _rename(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    if isinstance(container, dict):
        name = random.choice([str(odd(random))[:300], f"{key}s", str(key)[:-1], str(key).upper()])
        container[name] = container.pop(key)


def _add(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    if isinstance(container, list):
        container.append(odd(random))
    else:
        container[str(odd(random))[:300]] = odd(random)


def _edit(random: Random, nodes: list[Node], container: Any, key: Any) -> None:
    """Change a character or a digit, so that what was read stays almost as it was."""
    value = container[key]
    if isinstance(value, bool) or value is None:
        container[key] = not value
    elif isinstance(value, (int, float)):
        container[key] = random.choice([-value, value * 10, value + 1, str(value)])
    elif isinstance(value, str) and not isinstance(value, Raw):
        place = random.randrange(len(value) + 1)
        char = random.choice("0\x009e.,-+[](){}'\"\\/:%…\x1b\u2028é\n ")
        container[key] = value[:place] + char + value[place + random.randint(0, 1) :]


_CHANGES: list[Callable[[Random, list[Node], Any, Any], None]] = [
    *(_replace, _replace, _replace, _delete, _repeat, _move, _wrap, _rename, _add, _edit, _edit)
]


def written(value: Any) -> str:
    """Write data as JSON, which is YAML too, with what is raw as it stands."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        items = (f"{json.dumps(str(key))}: {written(item)}" for key, item in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return json.dumps(value)


def damaged(data: bytes, random: Random) -> bytes:
    """Change a file in its bytes: cut, flipped, of another encoding, with a mark before it."""
    place = random.randrange(len(data) + 1)
    end = min(len(data), place + random.randint(1, 80))
    text = data.decode("utf-8", "replace")
    return random.choice(
        [
            data[:place],
            data[place:],
            data[:place] + data[end:],
            data[:place] + random.randbytes(random.randint(1, 4)) + data[place:],
            data[:place] + bytes([random.randrange(256)]) + data[place + 1 :],
            data[:end] + data[place:],
            b"\xef\xbb\xbf" + data,
            text.encode("utf-16"),
            text.encode("utf-32"),
            text.encode("cp949", "replace"),
            data.replace(b"\n", random.choice([b"\r\n", b"\r", b"\n\r", b"\x85", b"\0"])),
            b"",
            random.randbytes(200),
            b"\0" * 500,
            data + data,
        ]
    )
