"""Reports: pure functions of runs, comparisons and matrices."""
