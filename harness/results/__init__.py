"""Results: plain data about runs, and their files."""
