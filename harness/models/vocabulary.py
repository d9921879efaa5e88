"""How many words a tokenizer knows, and how many it encodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.models.text import encode, word_index

if TYPE_CHECKING:
    from collections.abc import Sequence


def sizes(
    texts: Sequence[str] | str = "sentences",
    num_words: int | None = None,
    oov_token: str | None = None,
) -> dict[str, int]:
    """Count the words of the dictionary, and those that the tokenizer encodes.

    Args:
        texts: Texts to fit on, or the name of a corpus of `text`.
        num_words: Limit on encoded words.
        oov_token: Word that stands for unknown ones.

    Returns:
        `dictionary`, its entries; `encoded`, the different indices in the encoding of them all;
        and `highest`, the highest index in that encoding.
    """
    words = list(word_index(texts, num_words, oov_token))
    indices = {index for row in encode(texts, words, num_words, oov_token) for index in row}
    return {
        "dictionary": len(words),
        "encoded": len(indices),
        "highest": max(indices, default=0),
    }
