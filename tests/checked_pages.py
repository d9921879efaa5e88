"""Checked documents with every label, as ``harness check`` makes them."""

from harness.results.checked import CheckedBlock, CheckedOutput, CheckedPage, UncheckedLine
from harness.verdicts import Compared
from harness.verdicts.compared import ShownDifference

STACK = {"name": "this environment", "python": "3.11.2", "tensorflow": "2.21.0"}
STARTED = "2026-01-01T00:00:00+00:00"


def difference(line, printed, here, kind="value", part="", note="", column=0):
    return ShownDifference(kind, line, column, printed, here, 1, 0, part, note)


def compared(figures, *differences, forms=None, last_digit=0):
    wrong = [item for item in differences if item.kind not in ("form", "last digit")]
    forms = forms or {}
    return Compared(
        lines=2,
        figures=figures,
        equal=figures - len(wrong) - last_digit,
        last_digit=last_digit,
        tolerated=0,
        form=sum(forms.values()),
        differing=len(wrong),
        forms=forms,
        differences=(*wrong, *(item for item in differences if item not in wrong)),
    )


def block(index, first, label="confirmed", output=(), *, cell=None, **changes):
    """Make a block of three lines, whose output stands two lines below it.

    Args:
        index: Its number.
        first: Its first line.
        label: Of its output, or else of its code.
        output: What was compared of its output and its number of lines; empty for no output.
        cell: The number of its cell.
        changes: Other fields; ``random`` is one of the output.
    """
    random = changes.pop("random", 0)
    shown = None
    if output:
        found, lines = output
        why = changes.get("why", "")
        shown = CheckedOutput([first + 4, first + 3 + lines], label, found, random, why)
    line = changes.pop("line", first)
    slug, digest = f"block-{index}", f"{index:08x}"
    return CheckedBlock(
        index, slug, digest, [first, first + 2], cell, label, shown, line, **changes
    )


def every_label(document="docs/vocab.md", *, cells=False, **changes):
    """Make a page with a block of every label."""
    number = (lambda index: index) if cells else (lambda _: None)
    wrong = compared(
        12,
        difference(25, "494", "484", part="Total params", column=14),
        difference(26, "(None, 10)", "(None, 11)", kind="shape"),
        difference(
            26,
            "a whole line that the page prints here",
            "another line altogether, here",
            kind="text",
        ),
        difference(25, "{2, 1}", "{1, 2}", kind="form", note="sets"),
    )
    blocks = (
        block(1, 1),
        block(2, 11, output=(compared(41, forms={"scalars": 1}), 2), cell=number(2)),
        block(3, 21, "refuted", (wrong, 2), cell=number(3)),
        block(4, 31, "raises", why="AttributeError: module 'numpy' has no attribute 'float'", line=32, cell=number(4), help="numpy.float was removed in NumPy 1.24"),
        block(5, 41, "random", (compared(3), 1), why="differs from run to run: no seed is set (3 runs)", random=3, cell=number(5)),
        block(6, 51, "random", (compared(3), 1), why="differs from run to run: no seed is set (3 runs)", random=3, cell=number(6)),
        block(7, 61, "volatile", (compared(1), 1), why="times", cell=number(7)),
        block(8, 71, "picture", (None, 1), why="a figure, nothing printed to compare", cell=number(8)),
        block(9, 81, "blocked", (None, 1), why="needs the file prices.csv", help="put prices.csv beside the page", cell=number(9)),
        block(10, 91, "blocked", (None, 1), why="follows from line 81", root=81, cell=number(10)),
        block(11, 101, output=(compared(0), 1), cell=number(11), notes=("line 102 was left out: %time",)),
    )  # fmt: skip
    unchecked = (
        UncheckedLine([20, 20], "7 distinct words", "nothing checks this sentence"),
        UncheckedLine([110, 112], "", "unmarked: it looks like Python, but nothing marks it"),
    )
    facts = {"stack": dict(STACK), "seconds": 22.3, "blocks": blocks, "unchecked": unchecked}
    return CheckedPage(document, **{**facts, "runs": 3, **changes})


def right_page(document="docs/right.md", **changes):
    """Make a page of which all agrees."""
    blocks = (block(1, 1, output=(compared(4), 1)), block(2, 11))
    facts = {"stack": dict(STACK), "seconds": 0.4, "blocks": blocks}
    return CheckedPage(document, **{**facts, **changes})


def silent_page(document="docs/silent.md", **changes):
    """Make a page that prints nothing, and of which a passage is not read."""
    unread = (UncheckedLine([3, 4], "", "unmarked"),)
    return right_page(document, blocks=(block(1, 1),), **{"unchecked": unread, **changes})
