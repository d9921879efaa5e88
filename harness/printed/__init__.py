"""Printed: what code prints beside what a document prints; portable: Python 3.8."""
