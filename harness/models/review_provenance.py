"""Where the film reviews at hand come from: Keras' own archive, or one rebuilt from texts."""

from __future__ import annotations

import hashlib
import inspect
import os
from pathlib import Path
from typing import Any, Dict, Optional

from tensorflow import keras

from harness.models.review_files import load_reviews

_ARCHIVE = "imdb.npz"
_CHUNK = 1 << 20


class _AskedError(Exception):
    """What a loader asks for."""


def archive_facts() -> Dict[str, Any]:
    """Tell what Keras' loader asks for when it fetches the reviews, without a download.

    Returns:
        `origin`, the address, and `sha256`, the checksum that it asks for.

    Raises:
        LookupError: The loader asks for no file.
    """
    names = inspect.unwrap(keras.datasets.imdb.load_data).__globals__
    download, names["get_file"] = names["get_file"], _ask
    try:
        keras.datasets.imdb.load_data()
    except _AskedError as asked:
        return dict(asked.args[0])
    finally:
        names["get_file"] = download
    raise LookupError("the loader asks for no file")


def provenance() -> Dict[str, Any]:
    """Tell where the reviews at hand come from.

    Returns:
        `origin`: `original` where the archive has the checksum that Keras asks for, else `rebuilt`;
        `file`, the archive's name, or that of the texts it was made of; and its `sha256`, or None.

    Raises:
        Unavailable: There are no reviews, and Keras cannot fetch them.
    """
    load_reviews()
    archive = _archive()
    if archive is None:
        return {"origin": "rebuilt", "file": "texts", "sha256": None}
    found = _checksum(archive)
    same = found == archive_facts()["sha256"]
    return {"origin": "original" if same else "rebuilt", "file": archive.name, "sha256": found}


def _archive() -> Optional[Path]:
    """Find the archive that `load_reviews` reads; None where it reads texts."""
    named = os.environ.get("HARNESS_DATA")
    own = Path(named or os.devnull) / _ARCHIVE
    fetched = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / "datasets" / _ARCHIVE
    if own.is_file():
        return own
    has_texts = named and any(Path(named).glob("aclImdb_labelled.*"))
    return fetched if fetched.is_file() and not has_texts else None


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for chunk in iter(lambda: stream.read(_CHUNK), b""):
            digest.update(chunk)
    return digest.hexdigest()


def _ask(*_: object, origin: str, file_hash: str, **__: object) -> None:
    raise _AskedError({"origin": origin, "sha256": file_hash})
