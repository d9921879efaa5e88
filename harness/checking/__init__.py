"""Checks a document without a spec: its code is run, and what it prints is compared."""
