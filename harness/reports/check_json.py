"""Checked documents as ``harness-check/1``, for programs."""

from __future__ import annotations

import json

from harness.printed.output_differences import FORM, SUBSTANCE
from harness.results.check_document import (
    CHECK_FORMAT,
    WrittenBlock,
    WrittenDifference,
    WrittenDocument,
    WrittenOutput,
)
from harness.results.page_facts import BlockFacts, PageFacts
from harness.results.run import Result, Run
from harness.texts.plain import writable
from harness.verdicts import Compared


def check_json(run: Run, *, several: bool | None = None) -> str:
    """Write the documents of a run as JSON.

    Args:
        run: A run of checked documents.
        several: Whether to write a list of documents even where there is one; by default where
            there is not just one.
    """
    pages = [
        writable(_document(document.page, run.results_of(document)))
        for document in run.documents
        if document.page
    ]
    alone = len(pages) == 1 if several is None else not several
    content = pages[0] if alone and pages else {"documents": pages}
    data = {"format": CHECK_FORMAT, **content}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _document(page: PageFacts, results: list[Result]) -> WrittenDocument:
    return WrittenDocument(
        document=page.document,
        stack=page.stack,
        seconds=page.seconds,
        blocks=[_block(item.block, item.compared, page) for item in results if item.block],
        unchecked=list(page.unchecked),
        notes=list(page.notes),
        complete=page.complete,
    )


def _block(block: BlockFacts, compared: Compared | None, page: PageFacts) -> WrittenBlock:
    return WrittenBlock(
        index=block.index,
        slug=block.slug,
        lines=block.code,
        cell=block.cell,
        outcome=block.outcome,
        output=_output(block, compared, page),
        file_lines=[page.file_line(line) for line in block.code],
        line=block.line,
        why=block.why,
        help=block.help,
        root=block.root,
        notes=list(block.notes),
        known=block.known,
    )


def _output(block: BlockFacts, compared: Compared | None, page: PageFacts) -> WrittenOutput | None:
    if (output := block.output) is None:
        return None
    return WrittenOutput(
        lines=output.lines,
        label=output.label,
        form=list(compared.forms) if compared else [],
        differences=_differences(compared, page) if compared else [],
        why=output.why,
        figures=compared.figures if compared else 0,
        equal=compared.equal if compared else 0,
        random=output.random,
    )


def _differences(compared: Compared, page: PageFacts) -> list[WrittenDifference]:
    return [
        WrittenDifference(
            line=item.line,
            printed=item.printed,
            here=item.here,
            kind=item.kind,
            file_line=page.file_line(item.line),
            part=item.part,
            note=item.note,
        )
        for item in compared.differences
        if item.kind in (*SUBSTANCE, FORM)
    ]
