"""Documents: their lines, blocks and figures, and where claims stand in them."""

from harness.documents.anchoring import Anchor, Passage, State, anchor_all
from harness.documents.document import Document, DocumentError, Span, find_document
from harness.documents.figures import (
    FigureError,
    Numeral,
    printed_in_order,
    read_array,
    read_integer,
    read_literal,
    read_numeral,
)
from harness.documents.quoting import Misprint, PrintedColumn

__all__ = [
    "Anchor",
    "Document",
    "DocumentError",
    "FigureError",
    "Misprint",
    "Numeral",
    "Passage",
    "PrintedColumn",
    "Span",
    "State",
    "anchor_all",
    "find_document",
    "printed_in_order",
    "read_array",
    "read_integer",
    "read_literal",
    "read_numeral",
]
