"""Reads reports in worker processes: the same outcomes in the same order, however many there are.

One report never ends a run: an error raised while reading it is its outcome, and so is the death of the process that
reads it, once reading it alone has killed a second one.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import Any, Generic, Protocol, TypeVar

from habeas.exc import HabeasError
from habeas.model import Report

Outcome = TypeVar("Outcome")
OpenTask = Callable[[], Callable[[Report], Outcome]]


class Batch(Protocol):
    """Reports that travel together, with whatever else their sender keeps beside them."""

    @property
    def reports(self) -> Sequence[Report]:
        """What is to be read."""


SomeBatch = TypeVar("SomeBatch", bound=Batch)


@dataclass(frozen=True, slots=True)
class Crash:
    """A report that could not be read by a fault of this program, not of its own, and what the fault was."""

    report: Report
    reason: str


# Batches under way for each process: one being read, one waiting, so that none idles and memory stays bounded.
_AHEAD = 2
_REASON_LIMIT = 300
# What this process reads with, where it is a worker.
_worker: dict[str, Callable[..., Any]] = {}


def read_batches(
    batches: Iterable[SomeBatch], open_task: OpenTask[Outcome], workers: int
) -> Generator[tuple[SomeBatch, list[Outcome | Crash]], None, None]:
    """Each batch with an outcome for each of its reports; `open_task` makes in every process what reads there.

    One worker is this process itself; more are processes of their own, for which `open_task` must be picklable.
    """
    if workers > 1:
        with closing(_Pool(open_task, workers)) as pool:
            yield from _read_ahead(batches, pool, workers * _AHEAD)
        return
    task = open_task()
    for batch in batches:
        yield batch, [attempt_reading(task, report) for report in batch.reports]


class _Pool(Generic[Outcome]):
    """Worker processes, all replaced when one of them dies."""

    def __init__(self, open_task: OpenTask[Outcome], workers: int) -> None:
        self._open_task = open_task
        self._workers = workers
        self._executor = self._start()

    def submit(self, reports: Sequence[Report]) -> Future[list[Outcome | Crash]]:
        """The outcomes to come; a pool that broke meanwhile says so in them, and nothing to read starts no process."""
        future: Future[list[Outcome | Crash]] = Future()
        try:
            if reports:
                return self._executor.submit(_read_reports, reports)
            future.set_result([])
        except BrokenProcessPool as error:
            future.set_exception(error)
        return future

    def restart(self) -> None:
        """Replaces all processes."""
        self.close()
        self._executor = self._start()

    def close(self) -> None:
        """Ends the processes once each has read its batch; what waits is dropped."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        # A spawned process inherits no lock, no open database and no half-made thread, and is the same on each system.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, context, _begin_worker, (self._open_task,))


def _read_ahead(
    batches: Iterable[SomeBatch], pool: _Pool[Outcome], ahead: int
) -> Iterator[tuple[SomeBatch, list[Outcome | Crash]]]:
    waiting: deque[tuple[SomeBatch, Future[list[Outcome | Crash]]]] = deque()
    for batch in batches:
        waiting.append((batch, pool.submit(batch.reports)))
        if len(waiting) >= ahead:
            yield from _take_first(waiting, pool)
    while waiting:
        yield from _take_first(waiting, pool)


def _take_first(
    waiting: deque[tuple[SomeBatch, Future[list[Outcome | Crash]]]], pool: _Pool[Outcome]
) -> Iterator[tuple[SomeBatch, list[Outcome | Crash]]]:
    """The first batch; where a process died, all that wait, each read alone, since any of them may be the cause."""
    batch, future = waiting.popleft()
    try:
        yield batch, future.result()
    except BrokenProcessPool:
        pool.restart()
        yield batch, _read_alone(batch.reports, pool)
        while waiting:
            batch, future = waiting.popleft()
            yield batch, _read_alone(batch.reports, pool) if future.exception() else future.result()


def _read_alone(reports: Sequence[Report], pool: _Pool[Outcome]) -> list[Outcome | Crash]:
    """The outcomes of reports with nothing else under way: those that end their process again are found by halving."""
    try:
        return pool.submit(reports).result()
    except BrokenProcessPool:
        pool.restart()
    if len(reports) == 1:
        return [Crash(reports[0], "the process that read it died, twice (killed, or out of memory)")]
    middle = len(reports) // 2
    return _read_alone(reports[:middle], pool) + _read_alone(reports[middle:], pool)


def _begin_worker(open_task: OpenTask[Outcome]) -> None:
    """Ctrl-C is for the parent to answer; a parent that is killed takes its workers along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker["open"] = open_task


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_reports(reports: Sequence[Report]) -> list[Any]:
    # Opened here and not at the start of the process: an error then reaches the parent instead of breaking the pool.
    if "task" not in _worker:
        _worker["task"] = _worker["open"]()
    return [attempt_reading(_worker["task"], report) for report in reports]


def attempt_reading(task: Callable[[Report], Outcome], report: Report) -> Outcome | Crash:
    """What a task makes of a report, or the fault of this program that kept it from reading it."""
    try:
        return task(report)
    except HabeasError:  # a table or a gazetteer that does not fit: no fault of this report, and true of every other
        raise
    except Exception as error:  # noqa: BLE001  (whatever is wrong with our code, the other reports are read)
        return Crash(report, _describe(error))


def _describe(error: Exception) -> str:
    """The error with the line that raised it, the same on every machine."""
    last = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:_REASON_LIMIT]} ({Path(last.filename).name}, line {last.lineno})"
