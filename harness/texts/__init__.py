"""Texts: reading, lines, alignment and escaping; on Python 3.8 with the standard library alone."""
