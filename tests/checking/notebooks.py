"""Writes small notebooks for tests."""

import json


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def value(text, **data):
    found = {"text/plain": text, **data} if text else data
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": found}


def picture(text="<Figure size 640x480 with 1 Axes>"):
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "aGFybmVzcw==", "text/plain": text},
    }


def failure(name, message, *trace):
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": [*trace]}


def code(source, *outputs, count=1, **more):
    return {
        "cell_type": "code",
        "source": source,
        "outputs": list(outputs),
        "execution_count": count,
        "metadata": {},
        **more,
    }


def notebook(path, *cells, **metadata):
    """Write a notebook of nbformat 4.5."""
    data = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}
    path.write_text(json.dumps(data))
    return path
