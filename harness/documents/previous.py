"""Reads an earlier copy of a document and compares its words with the present ones."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from harness.documents.document import Document, DocumentError
from harness.texts.diff import changes
from harness.texts.lines import lines_in


def previous_copy(document: Document, against: str) -> Document:
    """Read an older copy of a document.

    Args:
        document: The document as it is now.
        against: A file, a folder that holds a file of the same name, or a git revision.

    Raises:
        DocumentError: There is no such copy, or it cannot be read.
    """
    path = Path(against)
    if path.is_dir():
        path /= document.name
    if path.is_file():
        return Document.read(path)
    command = ["git", "show", f"{against}:./{document.name}"]
    if against.startswith("-"):
        raise DocumentError(f"{against!r} is no file and no revision")
    try:
        done = subprocess.run(command, cwd=document.path.parent, capture_output=True, check=True)
        lines = lines_in(done.stdout.decode("utf-8-sig"), document.path.suffix)
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode(errors="replace").strip().splitlines()[:1]
        message = f"{against!r} is no copy of {document.name}, nor a git revision with one"
        raise DocumentError("; ".join([message, *why])) from error
    except (OSError, ValueError) as error:
        raise DocumentError(f"{document.name} at {against!r} cannot be read: {error}") from error
    return Document(document.name, document.path, lines)


def word_diff(old: str, new: str) -> str:
    """Write two texts as one, ``[-words that are gone-]`` and ``{+words that are new+}``.

    In texts of thousands of words with little in common, some common words are shown as gone and
    new.
    """
    left, right = re.split(r"(\s+)", old), re.split(r"(\s+)", new)
    found = []
    for tag, first, last, start, end in changes(left, right):
        gone, came = "".join(left[first:last]), "".join(right[start:end])
        if tag == "equal":
            found.append(gone)
            continue
        found += [f"[-{gone}-]"] * bool(gone) + [f"{{+{came}+}}"] * bool(came)
    return "".join(found)
