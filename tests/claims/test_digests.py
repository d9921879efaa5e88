"""Lines and digests written into a spec follow its document."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.claims import load_specs
from harness.claims.digests import anchored, followers, mentions, with_digests
from harness.claims.errors import SpecErrors
from harness.documents import Document

HEAD = "format: harness-spec/1\ndocument: d.txt\ntitle: A document of ours\nclaims:\n"
CLAIM = '  - {{id: c{0}, kind: arithmetic, at: {{lines: {0}, figure: "{0}"}}, expression: "{0}"}}\n'
NOTE = "  - {{lines: {}, reason: nothing is stated here}}\n"


def spec_of(folder, claims, notes):
    file = folder / "s.yaml"
    listed = "".join(NOTE.format(line) for line in notes)
    file.write_text(HEAD + "".join(map(CLAIM.format, claims)) + f"not_claims:\n{listed}")
    return file


def written(file, lines):
    (spec,) = load_specs([file])
    document = Document("d.txt", Path("d.txt"), tuple(lines))
    file.write_text(with_digests(spec, document))
    return load_specs([file])[0]


@given(
    st.lists(st.booleans(), min_size=2, max_size=12).filter(lambda kinds: len(set(kinds)) == 2),
    st.data(),
)
def test_what_is_no_claim_moves_with_its_text_or_stays_for_a_person(
    tmp_path_factory, claimed, data
):
    lines = [f"line {number} holds {number}" for number in range(1, len(claimed) + 1)]
    claims = [number for number, claim in enumerate(claimed, 1) if claim]
    notes = [number for number, claim in enumerate(claimed, 1) if not claim]
    file = spec_of(tmp_path_factory.mktemp("digests"), claims, notes)
    written(file, lines)
    place = data.draw(st.integers(0, len(lines)))
    new = [f"added {number}" for number in range(data.draw(st.integers(0, 4)))]
    longer = lines[:place] + new + lines[place:]
    spec = written(file, longer)
    for stood, item in zip(notes, spec.not_claims, strict=True):
        before, after = [c for c in claims if c < stood], [c for c in claims if c > stood]
        if not after:
            continue  # nothing tells what came or went at the end
        if new and max(before, default=0) <= place < min(after):
            assert item.span == (stood, stood)
        else:
            assert longer[item.span[0] - 1] == lines[stood - 1]


BLOCKS = """\
format: harness-spec/1
document: d.txt
title: A document of ours
code:
  blocks:
    - {{lines: [2, 3]{0}, prints: [{{lines: 5}}]}}
  repairs:
    - {{line: 3, of: "b", to: "2", why: a name is missing}}
claims:
  - {{id: block, kind: runs, at: {{lines: [2, 3]}}}}
  - {{id: number, kind: arithmetic, at: {{lines: 5, figure: "3"}}, expression: "3"}}
"""
PAGE = ["A page", "a = 1", "print(a + b)", "", "3", "and so on"]


def test_a_block_moves_with_its_claim_its_output_and_its_repairs(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(BLOCKS.format(""))
    written(file, PAGE)
    spec = written(file, ["new", "", *PAGE])
    assert spec.claims[0].at.span == spec.code.blocks[0].span == (4, 5)
    assert spec.code.blocks[0].prints[0].span == (7, 7)
    assert spec.code.repairs[0].line == 5


def test_a_repair_of_any_line_of_a_block_moves_with_it(tmp_path):
    file = tmp_path / "s.yaml"
    other = '    - {{line: 2, of: "1", to: "3", why: another number}}\nclaims:'
    file.write_text(BLOCKS.replace("claims:", other).format(""))
    written(file, PAGE)
    spec = written(file, ["new", "", *PAGE])
    assert [repair.line for repair in spec.code.repairs] == [5, 4]


SAME_LINES = """\
  - {id: same, kind: arithmetic, at: {lines: 5, figure: "3"}, expression: "1 + 2"}
"""


@pytest.mark.parametrize("accepted", ["number", "same"])
def test_what_is_accepted_is_one_claim_and_a_block_with_its_claims(tmp_path, accepted):
    file = tmp_path / "s.yaml"
    file.write_text(BLOCKS.replace("prints: [{{lines: 5}}]", "slug: b").format("") + SAME_LINES)
    before = written(file, PAGE)
    new = Document("d.txt", Path("d.txt"), ("A page", "c = 1", "print(c + b)", "", "is 3", "end"))
    file.write_text(with_digests(before, new, [accepted]))
    (spec,) = load_specs([file])
    assert spec.code.blocks[0].digest == before.code.blocks[0].digest  # its words are others
    own, other = (next(c for c in spec.claims if c.id == name) for name in ("number", "same"))
    assert (own.at.digest == new.digest((5, 5))) is (accepted == "number")
    assert (other.at.digest == new.digest((5, 5))) is (accepted == "same")


def test_a_digest_of_the_claim_does_for_its_block(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(BLOCKS.format(""))
    written(file, PAGE)
    text = file.read_text()
    block = next(line for line in text.splitlines() if line.startswith("    - {lines: [2, 3]"))
    file.write_text(text.replace(block, "    - {lines: [2, 3], prints: [{lines: 5}]}"))
    spec = written(file, ["new", "", *PAGE])
    assert spec.claims[0].at.span == spec.code.blocks[0].span == (4, 5)
    assert spec.code.blocks[0].prints[0].span == (7, 7)


def test_a_reworded_block_that_is_accepted_is_written_with_its_claim(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(BLOCKS.format(""))
    spec = written(file, PAGE)
    new = Document("d.txt", Path("d.txt"), ("", "A page", "c = 1", "print(c + b)", *PAGE[3:]))
    file.write_text(with_digests(spec, new, ["block"]))
    (spec,) = load_specs([file])
    assert spec.claims[0].at.span == spec.code.blocks[0].span == (3, 4)
    assert spec.claims[0].at.digest == spec.code.blocks[0].digest


STYLES = """\
format: harness-spec/1
document: d.txt
title: A document of ours
claims:
  - id: own-lines
    kind: arithmetic
    at:
      lines: 2
      figure: "1"
    expression: "1"
  - kind: agreement
    id: others
    states: the same is said again
    at: {figure: "3", lines: 5}
    against:
      - lines: [2, 3]
        figure: "3"
      - {lines: [ 5 , 5 ], figure: "3"}
    relation: equal
"""
ONE = ["A page", "a 1", "b 3", "", "c 3"]


def test_a_digest_stands_beside_its_lines_however_these_are_written(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(STYLES)
    spec = written(file, ONE)
    page = Document("d.txt", Path("d.txt"), tuple(ONE))
    lines = file.read_text().split("\n")
    two, five = page.digest((2, 2)), page.digest((5, 5))
    assert lines[7:10] == ["      lines: 2", f"      digest: {two}", '      figure: "1"']
    assert f'    at: {{figure: "3", lines: 5, digest: {five}}}' in lines
    both = lines.index("      - lines: [2, 3]")
    assert lines[both + 1] == f"        digest: {page.digest((2, 3))}"
    assert f'      - {{lines: [5, 5], digest: {five}, figure: "3"}}' in lines
    assert [at.span for at in spec.claims[1].passages] == [(5, 5), (2, 3), (5, 5)]
    before = file.read_text()
    written(file, ONE)
    assert file.read_text() == before


@pytest.mark.parametrize(
    "at",
    [
        '{\n      lines: 2, figure: "1"}',
        '{\n      figure: "1", lines: 2}',
        '{ figure: "1",\n      lines: 2\n    }',
        '{ figure: "1",\n      lines: 2  # here\n    }',
        '{ figure: "1",\n      lines: [2, 2] }',
        '\n      lines: 2  # , and so on\n      figure: "1"',
        '\n      figure: "1"\n      lines: 2',
    ],
)
def test_a_digest_stands_between_the_same_braces_as_its_lines(tmp_path, at):
    file = tmp_path / "s.yaml"
    file.write_text(STYLES.replace('\n      lines: 2\n      figure: "1"', f" {at}"))
    spec = written(file, ONE)
    assert spec.claims[0].at.digest == Document("d.txt", Path("d.txt"), tuple(ONE)).digest((2, 2))
    assert [at.span for at in spec.claims[0].passages] == [(2, 2)]


def test_digests_and_lines_follow_a_document_that_grew(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(STYLES)
    written(file, ONE)
    spec = written(file, ["new", *ONE[:3], "new", *ONE[3:]])
    assert [at.span for claim in spec.claims for at in claim.passages] == [(3, 3), (7, 7), (3, 4), (7, 7)]  # fmt: skip


def test_what_is_anchored_has_its_claim_or_the_keys_of_the_spec_for_a_name(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(BLOCKS.format("") + "not_claims:\n  - {lines: 1, reason: a title is there}\n")
    (spec,) = load_specs([file])
    named = anchored(spec, Document("d.txt", Path("d.txt"), tuple(PAGE)))
    assert [(m.name, anchor.lines) for m, anchor in named] == [
        ("code.blocks.0", (2, 3)), ("code.blocks.0.prints.0", (5, 5)), ("block", (2, 3)), ("number", (5, 5)),
    ]  # fmt: skip
    assert [(f.name, f.span, f.now) for f in followers(spec, named)] == [
        ("not_claims.0", (1, 1), (1, 1)), ("code.repairs.0", (3, 3), (3, 3)),
    ]  # fmt: skip


def test_what_a_document_declares_is_a_passage_too(tmp_path):
    file = tmp_path / "s.yaml"
    declares = 'declares: [{lines: 1, figure: "2.8.0"}]'
    file.write_text(BLOCKS.format("").replace("code:", f"{declares}\ncode:"))
    page = ["For 2.8.0", *PAGE[1:]]
    spec = written(file, page)
    assert [mention.name for mention in mentions(spec)][:2] == ["declares.0", "code.blocks.0"]
    assert written(file, ["new", *page]).declares[0].span == (2, 2)


def test_the_lines_up_to_which_a_block_runs_are_a_passage_of_their_own(tmp_path):
    file = tmp_path / "s.yaml"
    own = (
        '  - {id: own, kind: value, at: {lines: 5, figure: "3"}, after: block, value: a,'
        " up_to: {lines: 2}}\n"
    )
    file.write_text(BLOCKS.format(", slug: block") + own)
    spec = written(file, PAGE)
    names = [(mention.name, mention.path[-1]) for mention in mentions(spec)]
    assert names[-2:] == [("own", "at"), ("claims.2.up_to", "up_to")]
    assert written(file, ["new", *PAGE]).claims[-1].up_to.span == (3, 3)


def test_a_repair_of_a_block_that_is_lost_waits_for_a_person(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(BLOCKS.format(""))
    spec = written(file, PAGE)
    for first, now in (("a = 1", (4, 4)), ("other words", None)):
        new = Document("d.txt", Path("d.txt"), ("new", PAGE[0], first, *PAGE[2:]))
        (found,) = followers(spec, anchored(spec, new))
        assert (found.name, found.span, found.now) == ("code.repairs.0", (3, 3), now)


def test_a_repair_of_a_lost_block_does_not_follow_the_block_above_it(tmp_path):
    file = tmp_path / "s.yaml"
    blocks = "    - {lines: 2}\n    - {lines: 3, prints: [{lines: 5}]}\n"
    text = BLOCKS.format("").replace("    - {lines: [2, 3], prints: [{lines: 5}]}\n", blocks)
    file.write_text(text.replace("at: {lines: [2, 3]}", "at: {lines: 3}"))
    spec = written(file, PAGE)
    new = Document("d.txt", Path("d.txt"), (*PAGE[:2], "new", "other words", *PAGE[3:]))
    (found,) = followers(spec, anchored(spec, new))
    assert (found.name, found.now) == ("code.repairs.0", None)


def test_lines_that_are_written_with_an_anchor_of_yaml_are_left_to_a_person(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(STYLES.replace("lines: 2", "lines: &two 2"))
    (spec,) = load_specs([file])
    with pytest.raises(SpecErrors, match="write them as 5 or as"):
        with_digests(spec, Document("d.txt", Path("d.txt"), tuple(ONE)))


@pytest.mark.parametrize(
    ("line", "accepted", "is_written"),
    [
        ("other words, 1", (), False),
        ("other words, 1", ("others",), False),
        ("other words, 1", ("own-lines",), True),
        ("a 2", ("own-lines",), False),  # another figure is not accepted with its words
    ],
)
def test_a_reworded_passage_waits_for_a_person(tmp_path, line, accepted, is_written):
    file = tmp_path / "s.yaml"
    file.write_text(STYLES)
    spec = written(file, ONE)
    new = Document("d.txt", Path("d.txt"), (ONE[0], line, *ONE[2:]))
    text = with_digests(spec, new, accepted)
    assert (f"digest: {new.digest((2, 2))}" in text) is is_written
