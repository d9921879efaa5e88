"""A run made of checked documents, and the checked documents that a run holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from harness.results.block_results import block_result, checked_block
from harness.results.check_gaps import check_gaps
from harness.results.checked import CheckedPage
from harness.results.known_findings import NOTHING_KNOWN, KnownFindings
from harness.results.page_facts import PageFacts
from harness.results.run import Result, Run
from harness.results.run_parts import DocumentSummary, KindSummary

_KINDS = {
    "output": KindSummary(
        "What a document prints for its code.", "The code is run, and the outputs compared.", {}
    ),
    "code": KindSummary(
        "Code for which a document prints nothing.", "It is run, and has to come to its end.", {}
    ),
}
_SEVERAL_STACKS = "several stacks"


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
            block_result(block, page, spec)
            for page, spec in zip(pages, specs, strict=True)
            for block in page.blocks
        ),
        documents=documents,
        complete=all(page.complete for page in pages),
        whole=whole,
        kinds=dict(_KINDS),
    )
    run = known.mark(run)
    return replace(run, gaps=check_gaps(run, blocked))


def checked_pages(run: Run) -> list[CheckedPage]:
    """Return the checked documents of which a run was made."""
    return [
        _page(document.page, run.results_of(document))
        for document in run.documents
        if document.page
    ]


def _page(facts: PageFacts, results: Sequence[Result]) -> CheckedPage:
    return CheckedPage(
        document=facts.document,
        stack=facts.stack,
        seconds=facts.seconds,
        blocks=tuple(checked_block(result.block, result) for result in results if result.block),
        unchecked=facts.unchecked,
        notes=facts.notes,
        runs=facts.runs,
        cached=facts.cached,
        complete=facts.complete,
        places=facts.places,
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
    return DocumentSummary(spec, name, page.document, 0, 0, _path_here(page.document), facts)


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
        ":".join(path.parts if repeated[some] > 1 else some).replace("/", "").lstrip(":")
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
