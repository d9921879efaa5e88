"""Contained execution of printed code.

All of it runs on Python 3.8 with the standard library alone.
"""
