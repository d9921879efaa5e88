"""Writes pages from the JSON Schema, the commands, the forms, and the formats of files.

Run ``python docs/generate.py`` after a change of one; a test says when that was forgotten.
"""

from __future__ import annotations

import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from harness.claims.json_schema import schema
from harness.claims.registry import kinds
from harness.cli import main
from harness.printed.forms import LOOKS, RULES
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
_CHECKED = """\
`raises`, `random`, `volatile` and `picture` are outcomes of `harness check`, beside `confirmed`,
`refuted` and `blocked`; `known` is a finding of it that a person has accepted. It ends with 1 where
an output is wrong or code raises and that is not known; else with 4 where nothing of a document was
compared, or where more outputs are blocked than `--blocked N` allows, which is none by default.
"""
_VARIABLES = """\

## Environment variables

| variable | meaning |
|---|---|
| `HARNESS_DOCUMENTS` | the folder of `--documents` |
| `HARNESS_DATA` | the folder with data sets, such as `imdb.npz`, that claims need |
| `HARNESS_CACHE` | where `harness check` keeps runs; `~/.cache/harness` by default |
"""


_PRINTED = """\
# How printed output is compared

This page is made by `python docs/generate.py`; the forms at its end are those of
`harness/printed/forms.py`.

A claim of kind `runs` runs a block of the document's code and compares its output with the one that
the page prints below it; `harness check` does so with every block of a page, and leaves out what is
random or volatile. Both were printed by the same code, so they must be the same values.

## What is read

Printed text is read as figures, words, quoted texts, and brackets with what is inside. Lines
belong together while a bracket is open. Some texts are tables, with rows and named cells: the
summary of a network, a training log, a frame or a series of pandas, a table in HTML, an exception,
a picture. All else is compared word by word.

## What is the same

| on the page | here | answer |
|---|---|---|
| `0.5` | `0.54` | another value: Python prints every digit it has |
| `0.30000000000000004` | `0.30000000000000007` | *last digit*, see below |
| `1.2x` | `1.24x` | *form*: a figure with a unit may be rounded |
| `[0.5    0.0625]` | `[0.52   0.0625]` | another value: an array drops zeros alone |
| `{2, 1}` | `{1, 2}` | the same set |
| `{'a': 1, 'b': 2}` | `{'b': 2, 'a': 1}` | *order* |
| `<A object at 0x7f12>` | `<A object at 0x7f34>` | the same: addresses are never compared |
| `dense_3`, `dense_4` | `dense`, `dense_1` | *form*: all numbers moved by the same |
| `dense`, `dense_2` | `dense`, `dense_1` | another name |

A double that was printed with 16 or more digits, or a float32 with 7 to 9, may be up to four floats
apart: that is rounding. It is shown as *last digit*, and confirmed unless the claim says `exact`.
With fewer digits, equal means equal. A number counts as a float32 where it has just the digits that
a float32 needs, and in an array that says no other type; a frame of pandas holds doubles.

The times of a training log are not compared. A line of `...` stands for lines that the page leaves
out, and an array or a word at whose middle the page ends for what would follow; the claim says so.

## Kinds of differences

| kind | meaning | makes the output wrong |
|---|---|---|
| `value` | another figure, text or name in the same place | yes |
| `shape` | a bracket more or less, an array for a number | yes |
| `order` | the same lines, rows, columns, keys or elements in another order | yes |
| `missing`, `extra` | only on the page; only here | yes |
| `text` | other words or signs | yes |
| `form` | the same values, written otherwise | with `--form strict` |
| `last digit` | rounding in the last place of a number printed in full | with `exact: true` |
| `tolerance` | within a tolerance that the claim gives, with its reason | no |

## What a claim may ask for

| key | meaning |
|---|---|
| `ignore` | parts whose figures are not compared, each with its reason; under `code`, too |
| `tolerance` | a list of `rtol` and `atol` with `why`, and `of` for one line, metric or column |
| `exact: true` | *last digit* counts |
| `form: strict` | *form* counts; `--form strict` for all claims of a run |
| `expected` | the name of an exception, `differs`, `differs in N`, `stopped`, `not executed` |

Parts are `timing`, `address`, `line N`, `lines N-M`, `metric NAME` and `column NAME`; the number
and the place of their figures are still compared.

A claim says what was compared and what was not, such as `41 figures as printed; 1 in the last
digit; left out: 3 times`. The run record lists its first 50 differences under `compared` and counts
all. What `ignore` could name once (`layout`, `name`, ...) is read, and leaves nothing out. A block
whose page prints nothing says so. Output is compared when a claim is judged, so that a claim about
output is blocked where its document is not at hand.

## Forms

A form hides no value, sign, bracket, operator, row, shape or name: whatever it does not explain is
still compared.

| form | since | what is written otherwise |
|---|---|---|
"""


def printed_page() -> str:
    """Write the page about the comparison of printed output."""
    forms = sorted([(rule.name, rule.since, rule.what) for rule in RULES] + list(LOOKS))
    return _PRINTED + "".join(f"| `{name}` | {since} | {what} |\n" for name, since, what in forms)


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
    table = [
        "## Outcomes\n",
        _CHECKED,
        "| mark | outcome | exit code |",
        "|---|---|---|",
        *outcomes,
    ]
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
    formats = runpy.run_path(str(Path(__file__).with_name("formats_page.py")))
    return {
        "specs.md": specs_page(),
        "commands.md": commands_page(),
        "printed.md": printed_page(),
        "formats.md": formats["formats_page"](),
    }


if __name__ == "__main__":
    for file, text in pages().items():
        (Path(__file__).parent / file).write_text(text, encoding="utf-8")
