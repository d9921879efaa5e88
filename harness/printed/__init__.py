"""Printed outputs and their comparison; on Python 3.8 with the standard library alone."""
