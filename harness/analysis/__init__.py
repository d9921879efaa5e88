"""Analysis: conclusions from many results, runs and stacks."""
