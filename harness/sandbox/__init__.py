"""Contained execution of printed code; portable: Python 3.8 and the standard library alone."""
