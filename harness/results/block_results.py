"""The result that a block of a checked document has in a run, and the block that a result had."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from harness.results.checked import CheckedBlock, CheckedOutput, CheckedPage
from harness.results.page_facts import BlockFacts, OutputFacts, line_in_file
from harness.results.run import Result
from harness.verdicts import LABELS, Basis, Compared, Word

_FEW = 3
"""How many differences are listed as what is expected and what was measured."""


def block_result(block: CheckedBlock, page: CheckedPage, spec: str) -> Result:
    """Make a result of a block.

    Args:
        block: The block.
        page: Its document.
        spec: What the document is called in ids.
    """
    output, wrong = block.output, _wrong(block)
    lines = output.lines if output else block.lines
    at = line_in_file(page.places, block.line if block.outcome == "raises" else lines[0])
    return Result(
        id=f"{spec}/{block.slug}",
        document=PurePath(page.document).name,
        lines=list(lines),
        kind="output" if output else "code",
        subject=None,
        given={},
        figure=wrong[0][0] if wrong else None,
        expected=[printed for printed, _ in wrong] or None,
        measured=[here for _, here in wrong] or None,
        verdict=LABELS[block.outcome],
        basis=_basis(block),
        outcome=block.outcome,
        erratum=False,
        drift=False,
        why=_why(block),
        says=_says(block),
        found=_found(block),
        anchor="anchored",
        spec=f"{page.document}:{at}",
        seconds=block.seconds,
        terms={},
        compared=output.compared if output else None,
        block=_facts(block),
    )


def _facts(block: CheckedBlock) -> BlockFacts:
    return BlockFacts(
        index=block.index,
        slug=block.slug,
        digest=block.digest,
        code=block.lines,
        cell=block.cell,
        outcome=block.outcome,
        output=_output_facts(block.output),
        line=block.line,
        why=block.why,
        help=block.help,
        root=block.root,
        notes=block.notes,
    )


def _wrong(block: CheckedBlock) -> list[tuple[str, str]]:
    """List the first figures or texts that make the output wrong, as printed and here."""
    compared = block.output.compared if block.output else None
    if compared is None or block.outcome != "refuted":
        return []
    shown = compared.differences[: min(compared.differing, _FEW)]
    return [(item.printed, item.here) for item in shown]


def _basis(block: CheckedBlock) -> str | None:
    seen = LABELS[block.outcome] in (Word.CONFIRMED, Word.REFUTED)
    return str(Basis.AS_PRINTED) if seen and block.output and block.output.compared else None


def _says(block: CheckedBlock) -> str:
    _lines(block.lines)
    what = f"cell {block.cell}" if block.cell is not None else f"the code of {_lines(block.lines)}"
    if block.output is None:
        return f"{what} runs"
    count = block.output.lines[1] - block.output.lines[0] + 1
    shown = f"{count} line{'s' * (count > 1)}" if block.cell else _lines(block.output.lines)
    return f"{what} prints {shown}"


def _lines(span: Sequence[int]) -> str:
    return f"line {span[0]}" if span[0] == span[-1] else f"lines {span[0]}-{span[-1]}"


def _found(block: CheckedBlock) -> str:
    compared = block.output.compared if block.output else None
    if block.outcome == "raises":
        return "it raises"
    if compared is None:
        return "it runs" if block.outcome == "confirmed" else _reason(block) or block.outcome
    return compared.sentence


def _why(block: CheckedBlock) -> str:
    compared = block.output.compared if block.output else None
    wrong = ""
    if compared and block.outcome == "refuted":
        wrong = compared.wrong_at(_facts(block).named)
    parts = [wrong, _reason(block), block.help]
    return "; ".join(dict.fromkeys(filter(None, parts)))


def _reason(block: CheckedBlock) -> str:
    return block.why or (block.output.why if block.output else "")


def checked_block(facts: BlockFacts, result: Result) -> CheckedBlock:
    """Return the block that a result was made of."""
    return CheckedBlock(
        index=facts.index,
        slug=facts.slug,
        digest=facts.digest,
        lines=facts.code,
        cell=facts.cell,
        outcome=facts.outcome,
        output=_checked_output(facts.output, result.compared),
        line=facts.line,
        why=facts.why,
        help=facts.help,
        root=facts.root,
        notes=facts.notes,
        seconds=result.seconds,
    )


def _checked_output(facts: OutputFacts | None, compared: Compared | None) -> CheckedOutput | None:
    if facts is None:
        return None
    return CheckedOutput(facts.lines, facts.label, compared, facts.random, facts.why)


def _output_facts(output: CheckedOutput | None) -> OutputFacts | None:
    if output is None:
        return None
    return OutputFacts(output.lines, output.label, output.random, output.why)
