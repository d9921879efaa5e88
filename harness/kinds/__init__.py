"""Kinds of claim, one file each; a new kind is a file here and an entry point in pyproject.toml."""
