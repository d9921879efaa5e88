"""Every mistake in a spec is found at once, with its place and a hint."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claims import SpecErrors, load_specs
from harness.claims.loader import is_spec
from harness.claims.yaml import LARGEST_SPEC
from tests.conftest import forget_modules

FIRST = "format: harness-spec/1\n"
HEAD = f"""\
{FIRST}\
document: d.txt
title: A document of ours
claims:
"""
GOOD = """\
  - id: good
    kind: arithmetic
    at: {lines: 1, figure: "5"}
    expression: 2 + 3
"""


def errors(tmp_path: Path, text: str | bytes) -> list[str]:
    """Load a spec with this text and list its mistakes, without the folder."""
    file = tmp_path / "s.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        load_specs([file])
    except SpecErrors as found:
        return [str(error).replace(f"{tmp_path}/", "") for error in found.errors]
    return []


def test_a_good_spec_loads(tmp_path):
    assert errors(tmp_path, HEAD + GOOD) == []


def test_a_document_may_name_the_release_that_it_was_made_with(tmp_path):
    file = tmp_path / "s.yaml"
    declares = 'declares: [{lines: 3, figure: "2.8.0"}]'
    file.write_text(HEAD.replace("claims:", f"{declares}\nclaims:") + GOOD)
    (spec,) = load_specs([file])
    assert [(at.span, at.release) for at in spec.declares] == [((3, 3), "2.8")]
    assert errors(
        tmp_path, HEAD.replace("claims:", 'declares: [{lines: 3, figure: "two"}]\nclaims:') + GOOD
    )


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("{before: '2.6'}", "'why' goes with"),
        ("{why: for no reason}", "'why' goes with"),
        ("{before: '2.6', device: GPU, why: for two reasons}", "two declarations"),
        ("{device: TPU, why: no such device here}", "device"),
    ],
)
def test_what_a_document_declares_is_one_thing_with_its_reason(tmp_path, declared, message):
    entry = f"declares: [{{lines: 3, figure: 'the day', {declared[1:]}]\n"
    (error,) = errors(tmp_path, HEAD.replace("claims:", f"{entry}claims:") + GOOD)
    assert message in error


MISTAKES = {
    "unknown kind": (
        '  - {id: a, kind: ^paramters, at: {lines: 1, figure: "1"}}',
        "unknown kind 'paramters'; did you mean 'parameters'?",
    ),
    "unknown shared subject": (
        '  - {id: a, kind: value, at: {lines: 1, figure: "1"}, subject: ^network}',
        "no subject 'network'; write module:function, or list it at the head",
    ),
    "no kind": (
        "  - ^{id: a, at: {lines: 1}}",
        "missing key 'kind'; one of about,",
    ),
    "unknown key": (
        '  - {id: a, kind: arithmetic, at: {lines: 1, figure: "1"}, ^expresion: 1, expression: 1 + 0}',
        "unknown key 'expresion'; did you mean 'expression'?",
    ),
    "a key of before": (
        (
            '  - {id: a, kind: arithmetic, at: {lines: 1, figure: "1"}, expression: 1 + 0,'
            ' erratum: {why: it is two, ^truth_since: {"2.16": 2}}}'
        ),
        "unknown key 'truth_since'; write a list: later: [{since: {keras: ",
    ),
    "another key of before": (
        (
            '  - {id: a, kind: arithmetic, at: {lines: 1, figure: "1"}, expression: 1 + 0,'
            ' drift: {since: {keras: "3.0"}, why: it is two, ^legacy: true}}'
        ),
        "unknown key 'legacy'; it goes: a release names its package now",
    ),
    "a release without its package": (
        (
            '  - {id: a, kind: arithmetic, at: {lines: 1, figure: "1"}, expression: 1 + 0,'
            ' drift: {why: it is two, since: ^"2.16"}}'
        ),
        "'2.16' names no package: write the one that changed, such as {keras: ",
    ),
    "a package that no stack names": (
        (
            '  - {id: a, kind: arithmetic, at: {lines: 1, figure: "1"}, expression: 1 + 0,'
            ' drift: {why: it is two, since: ^{kears: "3.0"}}}'
        ),
        "no stack says which 'kears' it has; did you mean 'keras'?",
    ),
    "two packages": (
        (
            '  - {id: a, kind: arithmetic, at: {lines: 1, figure: "1"}, expression: 1 + 0,'
            ' drift: {why: it is two, since: ^{keras: "3.0", numpy: "2.0"}}}'
        ),
        "name the one package that changed",
    ),
    "unknown key inside": (
        '  - {id: a, kind: arithmetic, at: {^line: 1, lines: 1, figure: "1"}, expression: 1 + 0}',
        "unknown key 'line'; did you mean 'lines'?",
    ),
    "missing key": (
        '  - ^{id: a, kind: arithmetic, at: {lines: 1, figure: "1"}}',
        "missing key 'expression'",
    ),
    "wrong type": (
        '  - {id: a, kind: arithmetic, at: {lines: ^one, figure: "1"}, expression: 1 + 0}',
        "'lines': input should be a valid integer",
    ),
    "lines turned round": (
        '  - {id: a, kind: arithmetic, at: {lines: ^[9, 2], figure: "1"}, expression: 1 + 0}',
        "the first line comes before the last",
    ),
    "bad id": (
        '  - {id: ^A b, kind: arithmetic, at: {lines: 1, figure: "1"}, expression: 1 + 0}',
        "'id': string should match pattern",
    ),
    "duplicate id": (
        '  - {id: ^good, kind: arithmetic, at: {lines: 1, figure: "1"}, expression: 1 + 0}',
        "duplicate id 'good'; line 5 has it already",
    ),
    "figure does not parse": (
        '  - {id: a, kind: arithmetic, at: {lines: 1, figure: ^"x"}, expression: 1 + 0}',
        "'x' is not a number",
    ),
    "figure against expected": (
        '  - {id: a, kind: parameters, at: {lines: 1, figure: ^"42"}, expected: 43, subject: "keras_api:version"}',
        "the figure reads 42, not 43",
    ),
    "no such module": (
        '  - {id: a, kind: parameters, at: {lines: 1, figure: "42"}, subject: ^"recurent:plain"}',
        "no module 'harness.models.recurent'; did you mean 'recurrent'?",
    ),
    "a module of one's own without a dot": (
        '  - {id: a, kind: parameters, at: {lines: 1, figure: "42"}, subject: ^"zzz:three"}',
        "no module 'harness.models.zzz'; a name without a dot is looked for there; write your own as",
    ),
    "no such function": (
        '  - {id: a, kind: parameters, at: {lines: 1, figure: "42"}, subject: ^"recurrent:plane"}',
        "no function 'plane' in harness.models.recurrent; did you mean 'plain_layer'?",
    ),
    "no such function of a stackless subject": (
        '  - {id: a, kind: value, stackless: true, at: {lines: 1, figure: "42"}, subject: ^"recurrent:plane"}',
        "no function 'plane' in harness.models.recurrent; did you mean 'plain_layer'?",
    ),
    "no such argument": (
        '  - {id: a, kind: value, at: {lines: 1, figure: "42"}, subject: "keras_api:default", given: ^{off: 1, argument: x}}',
        "default takes no argument 'off'",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_gives_one_message_with_its_place_and_a_hint(mistake, tmp_path):
    """A caret marks the place."""
    text, message = MISTAKES[mistake]
    found = errors(tmp_path, HEAD + GOOD + text.replace("^", "") + "\n")
    assert len(found) == 1, found
    assert found[0].startswith(f"s.yaml:9:{text.index('^') + 1}: {message}")


def test_a_subject_of_ones_own_is_checked_without_being_imported(tmp_path, monkeypatch):
    forget_modules()
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "checks.py").write_text("1 / 0\ndef count(of, *, twice): ...\n")
    monkeypatch.syspath_prepend(tmp_path)
    given = "given: {of: 1}"
    head = '  - {id: a, kind: value, at: {lines: 1, figure: "42"}, subject: "own.checks:count"'
    assert errors(tmp_path, f"{HEAD}{head}, {given}}}\n") == [
        f"s.yaml:5:{len(head) + 10}: count needs the argument 'twice'; add it under 'given'"
    ]


def test_seven_mistakes_give_seven_messages(tmp_path):
    names = [name for name in MISTAKES if name != "duplicate id"][:7]
    lines = [
        MISTAKES[name][0].replace("^", "").replace("id: a,", f"id: a{i},")
        for i, name in enumerate(names)
    ]
    assert len(errors(tmp_path, HEAD + GOOD + "\n".join(lines) + "\n")) == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "s.yaml:1:1: an empty spec"),
        ("# nothing\n", "s.yaml:1:1: an empty spec"),
        ("- a\n", "s.yaml:1:1: not a spec of Harness; a spec begins with 'format: harness-spec/"),
        ("openapi: 3.1.0\npaths: {}\n", "s.yaml:1:1: not a spec of Harness"),
        (f"{FIRST}a: [1\n", "s.yaml:3:1: not YAML"),
        (f"{FIRST}b: 2\na: 3\nb: 4\n", "s.yaml:4:1: duplicate key 'b'; it stands in line 2"),
        (f"{FIRST}a: &x 1\nb: *x\n", "s.yaml:3:4: '*x' repeats another value"),
        (f"{FIRST}a: !!python/object:os.system x\n", "s.yaml:2:4: specs have no tags"),
        (f"{FIRST}a: b: c\n", "s.yaml:2:5: not YAML"),
        (HEAD + "  []\n", "s.yaml:5:3: 'claims': list should have at least 1 item"),
        (FIRST.encode() + "가: 나".encode("cp949"), "s.yaml:2:1: not UTF-8"),
        (FIRST.encode() + b"\x00\x01\x02", "s.yaml:1:1: not YAML"),
        (f"{FIRST}a: {'[' * 100_000}", "s.yaml:2:44: nested too deeply"),
    ],
)
def test_what_is_no_spec_is_refused_in_one_message(text, message, tmp_path):
    found = errors(tmp_path, text)
    assert found
    assert found[0].startswith(message), found


@pytest.mark.parametrize(
    "text",
    [
        "# ours\n---\ntitle: a\nformat: harness-spec/1\n",
        '"format": "harness-spec/2"\n',
        '{"format": "harness-spec/1", "claims": []}',
        "\ufeffformat: harness-spec/1\n",
        "document: a.md\nclaims: []\n",
        "",
        "# nothing yet\n",
    ],
)
def test_a_file_with_our_format_or_our_keys_is_a_spec(text, tmp_path):
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    assert is_spec(tmp_path / "s.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "openapi: 3.1.0\ninfo: {title: format}\n",
        "example:\n  format: harness-spec/1\n",
        "# format: harness-spec/1\nclaims: []\n",
        "- a\n",
        "format: other/1\n",
    ],
)
def test_a_file_of_another_tool_is_no_spec(text, tmp_path):
    (tmp_path / "s.yaml").write_text(text)
    assert not is_spec(tmp_path / "s.yaml")


def test_a_file_that_cannot_be_read_counts_as_a_spec_so_that_loading_says_why(tmp_path):
    assert is_spec(tmp_path / "none.yaml")
    assert is_spec(tmp_path)


def test_a_bomb_of_aliases_is_refused_without_going_off(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    found = errors(tmp_path, FIRST + "\n".join(lines))
    assert any("repeats another value" in message for message in found)


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path):
    file = tmp_path / "s.yaml"
    with file.open("wb") as handle:
        handle.write(FIRST.encode())
        handle.truncate(50 * 2**20)
    with pytest.raises(
        SpecErrors, match=f"50 MB is too large; a spec has at most {LARGEST_SPEC >> 20} MB"
    ):
        load_specs([file])


def test_a_file_that_is_not_there_is_one_message(tmp_path):
    with pytest.raises(SpecErrors, match="No such file"):
        load_specs([tmp_path / "none.yaml"])


def test_the_mistakes_of_every_file_come_together(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("")
    with pytest.raises(SpecErrors) as caught:
        load_specs([tmp_path / "a.yaml", tmp_path / "b.yaml"])
    assert len(caught.value.errors) == 2


@given(text=st.one_of(st.text(max_size=80), st.text("{}[]:-,&*!|>'\"# \nab1", max_size=80)))
def test_no_text_makes_the_loader_fail_in_any_other_way(text, tmp_path_factory):
    file = tmp_path_factory.mktemp("spec") / "s.yaml"
    file.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(SpecErrors):
        load_specs([file])


@given(
    cut=st.integers(0, len(HEAD + GOOD)),
    junk=st.text("{}[]:-,&*!|>'\"# \nab1", max_size=6),
)
def test_a_damaged_spec_loads_or_is_refused_with_places(cut, junk, tmp_path_factory):
    whole = HEAD + GOOD
    file = tmp_path_factory.mktemp("spec") / "s.yaml"
    file.write_text(whole[:cut] + junk + whole[cut:])
    try:
        load_specs([file])
    except SpecErrors as found:
        assert all(error.line >= 1 and error.column >= 1 for error in found.errors)
