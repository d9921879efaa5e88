"""Requests that differ in nothing but their seed, measured together where their subject can.

A subject that takes ``seeds`` yields one answer a seed, so that one program may train many networks
at once. Its evidence is kept a seed, as that of a subject that takes ``seed``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from harness.claims.claim_requests import SEED, SEEDS
from harness.claims.subject_check import takes
from harness.engine.slots import Reply, Target, reply
from harness.evidence import Evidence, Failure, Request

LARGEST = 16
"""Seeds that are measured together: what a stopped run loses is not more than these."""


def in_batches(requests: Iterable[Request], slots: int) -> Iterator[tuple[Request, ...]]:
    """Put together what is measured together; what is not is alone.

    Args:
        requests: The requests, each once.
        slots: Over how many slots the seeds of one subject are spread.
    """
    alike: dict[str, list[Request]] = {}
    for request in requests:
        if _goes_together(request):
            key = json.dumps([request.subject, _apart_from_seed(request)], sort_keys=True)
            alike.setdefault(key, []).append(request)
        else:
            yield (request,)
    for group in alike.values():
        size = min(LARGEST, -(-len(group) // slots))
        yield from (tuple(group[at : at + size]) for at in range(0, len(group), size))


def submit(
    executor: Executor, target: Target, requests: Sequence[Request]
) -> tuple[Future[Reply], list[Future[Reply]]]:
    """Have requests of one batch measured.

    Args:
        executor: Runs the task.
        target: Where to measure.
        requests: One request, or several that differ in their seed.

    Returns:
        The task, and the reply to each request.
    """
    first = requests[0]
    if not _goes_together(first):
        task = executor.submit(reply, target, first)
        return task, [task]
    seeds = [request.given[SEED] for request in requests]
    together = {**_apart_from_seed(first), SEEDS: seeds}
    task = executor.submit(reply, target, replace(first, given=together))
    replies: list[Future[Reply]] = [Future() for _ in requests]
    task.add_done_callback(partial(_share, list(requests), replies))
    return task, replies


def _share(requests: list[Request], replies: list[Future[Reply]], task: Future[Reply]) -> None:
    """Give each request its own part of the reply to all."""
    for index, (request, future) in enumerate(zip(requests, replies, strict=True)):
        with suppress(Exception):  # one that was cancelled takes no result
            if task.cancelled():
                future.cancel()
            elif (error := task.exception()) is not None:
                future.set_exception(error)
            else:
                found = task.result()
                assert found.evidence is not None
                evidence = _part(found.evidence, request, index, len(requests))
                future.set_result(replace(found, evidence=evidence))


def _part(evidence: Evidence, request: Request, index: int, count: int) -> Evidence:
    own = replace(evidence, request=request, seconds=evidence.seconds / count)
    if own.failure is not None:
        return own
    if not isinstance(own.value, list) or len(own.value) != count:
        message = f"it yields an answer for each of {count} seeds, not {str(own.value)[:100]}"
        return replace(own, value=None, failure=Failure("ValueError", message))
    return replace(own, value=own.value[index])


def _goes_together(request: Request) -> bool:
    return SEED in request.given and takes(request.subject, SEEDS)


def _apart_from_seed(request: Request) -> dict[str, Any]:
    return {name: value for name, value in request.given.items() if name != SEED}
