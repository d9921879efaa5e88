"""A reversible subword encoder that falls back to bytes."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any, Iterable, Sequence

CORPUS = (
    "The film was slow at first, but the story and the music were worth the wait.",
    "A recurrent network reads a review word by word and keeps what it has read in its state.",
    "We watched the movie twice and would watch the movie again with friends.",
    "Tensors flow through the layers of the network, and gradients flow back.",
    "Hello again, said the actor, and the animation of the world began.",
    "The plot was thin, the graphics were cool, and the ending was out of place.",
)
_BYTES = 256


class SubwordEncoder:
    """Encoder of text as indices of known pieces, and of single bytes where no piece fits.

    Index 0 is left to padding, the pieces follow from 1, and the 256 bytes come last.

    Args:
        pieces: The known pieces, as UTF-8 bytes.
    """

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = list(pieces)
        self._index = {piece: place + 1 for place, piece in enumerate(self._pieces)}
        self._longest = max(map(len, self._pieces), default=0)

    @property
    def vocab_size(self) -> int:
        """Number of indices, with padding."""
        return 1 + len(self._pieces) + _BYTES

    def encode(self, text: str) -> list[int]:
        """Encode a text, longest piece first.

        Args:
            text: Any string.

        Returns:
            Indices from 1 to `vocab_size - 1`.
        """
        data = text.encode("utf-8", "surrogatepass")
        indices, start = [], 0
        while start < len(data):
            piece = self._match(data, start)
            indices.append(self._index.get(piece) or self._byte_index(piece))
            start += len(piece)
        return indices

    def decode(self, indices: Iterable[int]) -> str:
        """Decode indices; padding decodes to nothing.

        Args:
            indices: Indices from 0 to `vocab_size - 1`.

        Returns:
            The text.
        """
        data = b"".join(self._piece(index) for index in indices)
        return data.decode("utf-8", "surrogatepass")

    def _match(self, data: bytes, start: int) -> bytes:
        for size in range(self._longest, 1, -1):
            piece = data[start : start + size]
            if piece in self._index:
                return piece
        return data[start : start + 1]

    def _byte_index(self, byte: bytes) -> int:
        return 1 + len(self._pieces) + byte[0]

    def _piece(self, index: int) -> bytes:
        if index == 0:
            return b""
        if index <= len(self._pieces):
            return self._pieces[index - 1]
        return bytes([index - 1 - len(self._pieces)])


def build_encoder(
    texts: Sequence[str] = CORPUS, pieces: int = 120, longest: int = 8
) -> SubwordEncoder:
    """Build an encoder of the pieces that save most bytes over a corpus, best first.

    Args:
        texts: The corpus.
        pieces: Number of pieces at most.
        longest: Bytes a piece at most, at least 2.
    """
    counts: Counter[bytes] = Counter()
    for text in texts:
        data = text.encode("utf-8")
        for size in range(2, longest + 1):
            counts.update(data[start : start + size] for start in range(len(data) - size + 1))
    repeated = [piece for piece in counts if counts[piece] > 1]
    repeated.sort(key=lambda piece: (-counts[piece] * (len(piece) - 1), piece))
    return SubwordEncoder(repeated[:pieces])


@lru_cache(maxsize=1)
def default_encoder() -> SubwordEncoder:
    """Build the encoder of the corpus that comes with this module."""
    return build_encoder()


def encoded_and_decoded(text: str = "Hello TensorFlow.") -> dict[str, Any]:
    """Encode a text and decode it again.

    Args:
        text: Any string.

    Returns:
        The `indices`, the `text` they decode to, and whether both texts are `equal`.
    """
    encoder = default_encoder()
    indices = encoder.encode(text)
    decoded = encoder.decode(indices)
    return {"indices": indices, "text": decoded, "equal": decoded == text}


def reversible(text: str) -> dict[str, str]:
    """Compare a text (`left`) with itself encoded and decoded (`right`).

    Args:
        text: Any string.
    """
    encoder = default_encoder()
    return {"left": text, "right": encoder.decode(encoder.encode(text))}


def fallback(text: str = "감정") -> dict[str, list[int]]:
    """Compare the encoding of text without known pieces (`left`) with that of its bytes (`right`).

    Args:
        text: A string in a script that the corpus does not use.
    """
    encoder = default_encoder()
    first = encoder.vocab_size - _BYTES
    data = text.encode("utf-8", "surrogatepass")
    return {"left": encoder.encode(text), "right": [first + byte for byte in data]}
