"""Stacks, where subjects are measured, and the worker process that measures inside one.

The modules channel, keeper, leftovers, process_state, process_snapshot, worker and
worker_process run on Python 3.8 with the standard library alone; subjects may need more.
"""
