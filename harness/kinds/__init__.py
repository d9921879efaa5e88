"""Kinds of claim: a file each."""
