"""Judges of random results: one documented run beside the runs that were measured.

Each judge is a file and a pure function. It returns ``undecided`` where the runs do not tell, and
its error rate is measured by simulation in ``tests/statistics``. SciPy is imported when a judge
needs it.
"""

FEWEST = 8
"""Runs below which nothing is judged: with four, up to twice the stated share is refuted."""
