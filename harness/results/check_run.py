"""A run made of checked documents, and the checked documents that a run holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from harness.results.check_gaps import check_gaps
from harness.results.checked import CheckedBlock, CheckedOutput, CheckedPage
from harness.results.known_findings import NOTHING_KNOWN, KnownFindings
from harness.results.page_facts import BlockFacts, OutputFacts, PageFacts, line_in_file
from harness.results.run import Result, Run
from harness.results.run_parts import DocumentSummary, KindSummary
from harness.verdicts import KNOWN, LABELS, Basis, Word

KINDS = {
    "output": KindSummary(
        "What a document prints for its code.", "The code is run, and the outputs compared.", {}
    ),
    "code": KindSummary(
        "Code for which a document prints nothing.", "It is run, and has to come to its end.", {}
    ),
}
"""What the results of checked documents are about."""

_SEVERAL_STACKS = "several stacks"
_FEW = 3


def check_run(
    pages: Sequence[CheckedPage],
    started: str,
    seconds: float,
    *,
    known: KnownFindings = NOTHING_KNOWN,
    blocked: int = 0,
    whole: bool = True,
) -> Run:
    """Make a run of checked documents, with a result for each of their blocks.

    Args:
        pages: The documents.
        started: When it began, ISO 8601, in UTC.
        seconds: How long it took.
        known: Findings that a person has accepted; they are the outcome ``known``.
        blocked: How many blocked outputs leave the exit code as it is.
        whole: False where only a part of what there is was asked for.
    """
    specs = _spec_names([page.document for page in pages])
    documents = tuple(map(_summary, pages, specs))
    run = Run(
        started=started,
        seconds=seconds,
        stack=_stack([page.stack for page in pages]),
        claims=tuple(
            _result(block, page, spec)
            for page, spec in zip(pages, specs, strict=True)
            for block in page.blocks
        ),
        documents=documents,
        complete=all(page.complete for page in pages),
        whole=whole,
        kinds=dict(KINDS),
    )
    run = known.mark(run)
    return replace(run, gaps=check_gaps(run, blocked))


def checked_pages(run: Run) -> list[CheckedPage]:
    """Return the checked documents of which a run was made."""
    return [
        _page(document.page, run.results_of(document)) for document in run.documents if document.page
    ]


def _page(facts: PageFacts, results: Sequence[Result]) -> CheckedPage:
    return CheckedPage(
        document=facts.document,
        stack=facts.stack,
        seconds=facts.seconds,
        blocks=tuple(_block(result.block, result) for result in results if result.block),
        unchecked=facts.unchecked,
        notes=facts.notes,
        runs=facts.runs,
        cached=facts.cached,
        complete=facts.complete,
        places=facts.places,
    )


def _block(facts: BlockFacts, result: Result) -> CheckedBlock:
    output = facts.output
    return CheckedBlock(
        index=facts.index,
        slug=facts.slug,
        digest=facts.digest,
        lines=facts.code,
        cell=facts.cell,
        outcome=facts.outcome,
        output=output
        and CheckedOutput(output.lines, output.label, result.compared, output.random, output.why),
        line=facts.line,
        why=facts.why,
        help=facts.help,
        root=facts.root,
        notes=facts.notes,
        seconds=result.seconds,
    )


def _summary(page: CheckedPage, spec: str) -> DocumentSummary:
    facts = PageFacts(
        document=page.document,
        stack=page.stack,
        seconds=page.seconds,
        unchecked=page.unchecked,
        notes=page.notes,
        runs=page.runs,
        cached=page.cached,
        complete=page.complete,
        places=page.places,
    )
    name = PurePath(page.document).name
    return DocumentSummary(spec, name, name, 0, 0, _path_here(page.document), facts)


def _result(block: CheckedBlock, page: CheckedPage, spec: str) -> Result:
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
    output = block.output
    return BlockFacts(
        index=block.index,
        slug=block.slug,
        digest=block.digest,
        code=block.lines,
        cell=block.cell,
        outcome=block.outcome,
        output=output and OutputFacts(output.lines, output.label, output.random, output.why),
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
    code = _facts(block).place(*block.lines)
    where = code if block.cell is not None else f"at {code}"
    if block.output is None:
        return f"the code {where} runs"
    lines = block.output.lines[1] - block.output.lines[0] + 1
    return f"the code {where} prints {lines} line{'' if lines == 1 else 's'}"


def _found(block: CheckedBlock) -> str:
    compared = block.output.compared if block.output else None
    if block.outcome == "raises":
        return f"it raises: {_reason(block)}"
    if compared is None:
        return "it runs" if block.outcome == "confirmed" else _reason(block)
    return compared.sentence


def _why(block: CheckedBlock) -> str:
    compared = block.output.compared if block.output else None
    wrong = compared.wrong if compared and block.outcome == "refuted" else ""
    parts = [wrong, _reason(block), block.help]
    return "; ".join(dict.fromkeys(filter(None, parts)))


def _reason(block: CheckedBlock) -> str:
    return block.why or (block.output.why if block.output else "")


def _stack(stacks: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return the one stack, or say that there are several."""
    different = [dict(stack) for n, stack in enumerate(stacks) if stack not in stacks[:n]]
    if len(different) != 1:
        return {"name": _SEVERAL_STACKS if different else "none"}
    return {"name": "this environment", **different[0]}


def _spec_names(documents: Sequence[str]) -> list[str]:
    """Name documents in ids: by their paths below this folder, others by as much as is needed."""
    paths = [PurePath(_path_here(document) or document) for document in documents]
    parts = [path.parts if _path_here(str(path)) else path.parts[-1:] for path in paths]
    repeated = Counter(parts)
    names = [
        ":".join(path.parts if repeated[some] > 1 else some).replace("/", "")
        for path, some in zip(paths, parts, strict=True)
    ]
    return list(_numbered(names))


def _numbered(names: Sequence[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}:{seen[name]}"


def _path_here(document: str) -> str:
    """Return a document's path below this folder; empty where it lies elsewhere."""
    path = PurePath(document)
    if path.is_absolute():
        here = Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else PurePath()
    return "" if ".." in path.parts or path == PurePath() else path.as_posix()


