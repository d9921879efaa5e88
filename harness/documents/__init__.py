"""Documents: their lines, their figures, and where claims stand in them."""

from harness.documents.anchoring import Anchor, Passage, State, anchor, anchor_all
from harness.documents.document import Document, DocumentError, Span, find
from harness.documents.figures import (
    FigureError,
    Numeral,
    printed_in_order,
    read_array,
    read_integer,
    read_literal,
    read_numeral,
)
from harness.documents.quoting import Column, Misprint

__all__ = [
    "Anchor",
    "Column",
    "Document",
    "DocumentError",
    "FigureError",
    "Misprint",
    "Numeral",
    "Passage",
    "Span",
    "State",
    "anchor",
    "anchor_all",
    "find",
    "printed_in_order",
    "read_array",
    "read_integer",
    "read_literal",
    "read_numeral",
]
