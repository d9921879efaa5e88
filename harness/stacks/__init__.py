"""Stacks: where subjects are measured, and the worker that runs inside one."""
