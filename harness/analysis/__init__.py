"""Analysis: what many results tell together."""
