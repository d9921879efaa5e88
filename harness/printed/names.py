"""Automatic names, such as ``dense_1``: their numbers count what a session has made before."""

from __future__ import annotations

import re
from collections import Counter
from typing import Counter as Counted
from typing import Dict, Iterable, List, NamedTuple, Optional, Tuple

_NAME = re.compile(r"(?<!\w)([a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)*)(?:_([1-9][0-9]{0,8}))?(?!\w)")
"""A name and its number; no session makes so many things that a number has ten digits."""

_LAYERS = """
activation activity_regularization add additive_attention alpha_dropout attention average
average_pooling1d average_pooling2d average_pooling3d batch_normalization bidirectional
category_encoding center_crop concatenate conv1d conv1d_transpose conv2d conv2d_transpose conv3d
conv3d_transpose conv_lstm1d conv_lstm2d conv_lstm3d cropping1d cropping2d cropping3d dense
depthwise_conv1d depthwise_conv2d discretization dot dropout einsum_dense elu embedding flatten
gaussian_dropout gaussian_noise global_average_pooling1d global_average_pooling2d
global_average_pooling3d global_max_pooling1d global_max_pooling2d global_max_pooling3d
group_normalization group_query_attention gru gru_cell hashing input input_layer integer_lookup
keras_tensor lambda layer_normalization leaky_re_lu locally_connected1d locally_connected2d lstm
lstm_cell masking max_pooling1d max_pooling2d max_pooling3d maximum minimum multi_head_attention
multiply normalization p_re_lu permute random_brightness random_contrast random_crop random_flip
random_height random_rotation random_translation random_width random_zoom re_lu repeat_vector
rescaling reshape resizing rnn separable_conv1d separable_conv2d simple_rnn simple_rnn_cell softmax
spatial_dropout1d spatial_dropout2d spatial_dropout3d spectral_normalization stacked_rnn_cells
string_lookup subtract text_vectorization thresholded_re_lu time_distributed unit_normalization
up_sampling1d up_sampling2d up_sampling3d zero_padding1d zero_padding2d zero_padding3d
sequential functional model
"""
AUTOMATIC = frozenset(_LAYERS.split())
"""Names that Keras gives to layers and networks: their classes' names in small letters."""

_WORDS = """
activation add attention average dot functional input lambda maximum minimum model multiply
"""
_PLAIN = frozenset(_WORDS.split())
"""Automatic names that are words of other texts, too; they count only where they are names."""

_SAME = {"input_layer": "input", "functional": "model"}
"""Automatic names of Keras 3, and those of Keras 2 for the same."""

CALLED = ("name", "model", "connected to", "layer")
"""Names of cells and arguments that hold a name."""


class Renamed(NamedTuple):
    """An automatic name on both sides.

    Args:
        base: The name without its number, in the document.
        here: The same in what was printed here.
        shift: By how much the number is greater here.
    """

    base: str
    here: str
    shift: int


def renamed(printed: str, here: str, cell: str = "") -> Optional[List[Renamed]]:
    """List the automatic names in which two texts differ; None where they differ in more.

    Args:
        printed: Text of the document: a word or a string.
        here: The text here.
        cell: What the text is: ``name`` for a layer's name; empty for any text.
    """
    left, right = _split(printed, cell), _split(here, cell)
    if left[::3] != right[::3]:  # what is around the names
        return None
    found = []
    for place in range(1, len(left), 3):
        base, other = left[place], right[place]
        if _SAME.get(base, base) != _SAME.get(other, other):
            return None
        found.append(Renamed(base, other, int(right[place + 1]) - int(left[place + 1])))
    return found


def inconsistent(names: Iterable[Renamed], printed: Iterable[str]) -> Dict[str, str]:
    """Find automatic names whose number is not greater by the same everywhere.

    Args:
        names: The names that differ, one for each place.
        printed: The lines of the document that have been compared.

    Returns:
        For each such name why it is no renaming.
    """
    shifts: Dict[str, Counted[Tuple[str, int]]] = {}
    for name in names:
        shifts.setdefault(name.base, Counter())[name.here, name.shift] += 1
    if not shifts:
        return {}
    seen = Counter(base for line in printed for base in _bases(line) if base in shifts)
    return {
        base: "the numbers are not moved by the same everywhere"
        for base, found in shifts.items()
        if len(found) > 1 or seen[base] > sum(found.values())
    }


def _bases(line: str) -> List[str]:
    return [match.group(1) for match in _NAME.finditer(line)]


def _split(text: str, cell: str) -> List[str]:
    """Split a text at its automatic names: what is before, name, number, what is between, ..."""
    parts: List[str] = []
    end = 0
    for match in _NAME.finditer(text):
        base = match.group(1)
        if base in AUTOMATIC and (cell in CALLED or base not in _PLAIN):
            parts += [text[end : match.start()], base, match.group(2) or "0"]
            end = match.end()
    return [*parts, text[end:]]
