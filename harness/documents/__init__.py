"""Documents: their lines, their figures, and where claims stand in them."""

from harness.documents.anchoring import Anchor, State, anchor
from harness.documents.document import Document, DocumentError, Span, find
from harness.documents.figures import (
    FigureError,
    Numeral,
    read_array,
    read_integer,
    read_literal,
    read_numeral,
)

__all__ = [
    "Anchor",
    "Document",
    "DocumentError",
    "FigureError",
    "Numeral",
    "Span",
    "State",
    "anchor",
    "find",
    "read_array",
    "read_integer",
    "read_literal",
    "read_numeral",
]
