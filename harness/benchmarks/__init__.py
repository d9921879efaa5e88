"""Benchmarks: results that are checked, then timed side by side."""
