"""Reads documents in any encoding, to show them to a reader."""

from __future__ import annotations

import codecs
from pathlib import Path

from harness.documents.document import Document, DocumentError
from harness.texts.reading import DOCUMENT, read_bytes

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks; the longer ones first, because one begins with another."""


def read_any_encoding(path: Path) -> tuple[Document, str]:
    r"""Read a document in any encoding.

    Bytes that no encoding explains are shown as ``\xNN``, so that nothing is lost.

    Returns:
        The document, and the encoding that it was read with.

    Raises:
        DocumentError: The file cannot be read, or is a broken notebook.
    """
    try:
        return Document.read(path), "utf-8"
    except DocumentError as error:
        if not isinstance(error.__cause__, UnicodeDecodeError):
            raise
    text, encoding = _decoded(read_bytes(path, DOCUMENT))
    return Document(path.name, path, tuple(text.splitlines())), encoding


def _decoded(data: bytes) -> tuple[str, str]:
    marked = [name for mark, name in _MARKS.items() if data.startswith(mark)]
    for encoding in (*marked, "cp949"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="backslashreplace"), "utf-8, in part"
