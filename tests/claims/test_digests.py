"""Lines and digests written into a spec follow its document."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from harness.claims import load_specs
from harness.claims.digests import with_digests
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
