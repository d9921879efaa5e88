"""Verification: a claim from its measurement to its record, and a run over many."""
