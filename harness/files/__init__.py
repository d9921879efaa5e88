"""Files: read within bounds, written whole, one writer at a time."""
