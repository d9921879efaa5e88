"""Files: written whole or not at all, by one writer at a time; temporary files."""
