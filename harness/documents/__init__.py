"""Documents: their lines, blocks and figures, and where claims stand in them."""

from harness.documents.anchoring import Anchor, Passage, State, anchor_all
from harness.documents.document import Document, DocumentError, Span, find_document
from harness.documents.quoting import Misprint, PrintedColumn
from harness.printed.scalars import FigureError

__all__ = [
    "Anchor",
    "Document",
    "DocumentError",
    "FigureError",
    "Misprint",
    "Passage",
    "PrintedColumn",
    "Span",
    "State",
    "anchor_all",
    "find_document",
]
