"""Writes docs/specs.md from the JSON Schema of specs, and docs/commands.md from the commands.

Run ``python docs/generate.py`` after a change of either; a test says when that was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from harness.claims.json_schema import schema
from harness.claims.registry import kinds
from harness.cli import main
from harness.verdicts import EXIT_CODES, OUTCOMES

Schema = Mapping[str, Any]

_SPECS = """\
# The keys of a spec

This page is made by `python docs/generate.py` from the JSON Schema of specs (`harness schema`),
which editors use to complete keys. [CONTRIBUTING.md](../CONTRIBUTING.md) shows how a claim is
written; the folders of [examples](../examples) are complete projects.

A spec is a YAML 1.2 file in `specs/`. Unknown keys are mistakes; all mistakes of all specs are
listed before anything runs.
"""
_COMMANDS = """\
# Commands

This page is made by `python docs/generate.py` from `harness COMMAND --help`.

Wherever a command takes a spec or a document, it takes either: a spec file, a folder, the name of
a spec in `specs/`, the file name of a document, or its path. Without one it takes all of `specs/`.
A document that is named by its path is read there; others are looked for in the folder of
`--documents`.

## Exit codes

"""
_BLOCKED = """\
Where several apply, the one that stands first counts.

A claim that could not be examined is `blocked`: it neither passes nor fails, and the report says
why. What nobody named may be blocked. The exit code is 4

- where nothing of a spec was looked at: all of its claims are blocked, or the spec was named and
  `-k` chooses none of its claims;
- where a document was named and is not there, so that its figures were compared with nothing: by
  its own path, by the path that its spec gives, or by the folder of `--documents`;
- where more is blocked of what an argument, `-k` or `--stack` names than `--blocked N` allows,
  which is nothing by default; with `--blocked N`, all claims count. Claims that
  `reports/baseline` lists as known to be blocked do not count.

`harness verify --sample` ends with 4 where it could measure nothing, `harness compare` where
claims are newly blocked and nothing is worse than that. In pytest the exit status is 6 where
nothing was looked at of a spec that the command line names, or of its document; pytest's own 4 is
a wrong command line.
"""
_VARIABLES = """\

## Environment variables

| variable | meaning |
|---|---|
| `HARNESS_DOCUMENTS` | the folder of `--documents` |
| `HARNESS_DATA` | the folder with data sets, such as `imdb.npz`, that claims need |
"""


def specs_page() -> str:
    """Write the page about the keys of specs."""
    found = schema()
    definitions = found["$defs"]
    kind_names = {model.__name__: name for name, model in kinds().items()}
    common = dict.fromkeys(
        key
        for key in definitions[next(iter(kind_names))]["properties"]
        if all(key in definitions[name]["properties"] for name in kind_names)
    )
    lines = [_SPECS, "## The page", *_table(found["properties"], found.get("required", []))]
    shared = definitions["Number"]
    lines += ["", "## Every claim", *_table(_only(shared, common), ["kind", "id", "at"])]
    lines += ["", "## Kinds", "", "What a kind adds to these keys, or requires of them."]
    for name, kind in kind_names.items():
        model = definitions[name]
        own = {k: v for k, v in model["properties"].items() if k not in common}
        required = [key for key in model["required"] if key in common and key == "states"]
        lines += ["", f"### `{kind}`", "", *model["description"].splitlines()]
        lines += ["", *[f"Requires `{key}`." for key in required]] if required else []
        lines += _table(own, model["required"]) if own else []
    lines += ["", "## Parts"]
    for name, part in definitions.items():
        if name not in kind_names and "properties" in part:
            lines += ["", f"### {name}", "", *part.get("description", "").splitlines()]
            lines += _table(part["properties"], part.get("required", []))
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Write the page about the commands."""
    codes = [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    meanings = "\n".join(["| code | meaning |", "|---|---|", *codes])
    parts = [f"{_COMMANDS}{meanings}\n\n{_BLOCKED}"]
    for name in main.list_commands(click.Context(main)):
        command = main.get_command(click.Context(main), name)
        assert command is not None
        context = click.Context(command, info_name=f"harness {name}", max_content_width=100)
        context.help_option_names = ["-h", "--help"]
        context.terminal_width = 100
        parts.append(f"## harness {name}\n\n```text\n{command.get_help(context)}\n```\n")
    outcomes = [
        f"| {outcome.mark} | `{outcome.label}` | {outcome.exit_code} |" for outcome in OUTCOMES
    ]
    table = ["## Outcomes\n", "| mark | outcome | exit code |", "|---|---|---|", *outcomes]
    return "\n".join([*parts, "\n".join(table), _VARIABLES])


def _only(model: Schema, keys: Mapping[str, object]) -> dict[str, Any]:
    return {key: value for key, value in model["properties"].items() if key in keys}


def _table(properties: Schema, required: list[str]) -> Iterator[str]:
    yield from ("", "| key | value | |", "|---|---|---|")
    for key, value in properties.items():
        told = [value.get("description", "").rstrip(".")]
        told += ["required"] if key in required else []
        if value.get("default") not in (None, "", False):
            told.append(f"default: `{value['default']}`")
        yield f"| `{key}` | {_type(value)} | {'; '.join(filter(None, told))} |"


def _type(value: Schema) -> str:
    """Say in a few words what a value may be."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return "JSON data" if name == "JsonValue" else f"[{name}](#{name.lower()})"
    if value.get("const") in kinds():
        return "name of a [kind](#kinds)"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{item}`" for item in value["enum"])
    if "oneOf" in value:
        return "claims, each of a [kind](#kinds)"
    if "anyOf" in value:
        found = [_type(item) for item in value["anyOf"] if item.get("type") != "null"]
        return " or ".join(dict.fromkeys(found))
    if "prefixItems" in value:
        return f"[{', '.join(_type(item) for item in value['prefixItems'])}]"
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    if value.get("type") == "object":
        keys = value.get("propertyNames", {}).get("enum")
        return (
            f"mapping of {', '.join(f'`{key}`' for key in keys)} to reasons" if keys else "mapping"
        )
    names = {"string": "text", "boolean": "true or false", "integer": "whole number"}
    kind = str(value.get("type", "JSON data"))
    return names.get(kind, kind)


def pages() -> dict[str, str]:
    """Write every generated page, by its file name."""
    return {"specs.md": specs_page(), "commands.md": commands_page()}


if __name__ == "__main__":
    for file, text in pages().items():
        (Path(__file__).parent / file).write_text(text, encoding="utf-8")
