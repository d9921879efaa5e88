"""The text of a document, read alike here and inside a stack: Python 3.8, standard library."""
