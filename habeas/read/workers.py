"""Reads reports in worker processes: the same outcomes in the same order, however many there are.

One report never ends a run: an error raised while reading it is its outcome, and so is that it took too long, and the
death of the process that reads it, once reading it alone has killed a second one.
"""

import gc
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
from functools import partial
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import Any, Generic, Protocol, TypeVar

from habeas.exc import HabeasError, InputError
from habeas.model import Report
from habeas.read.limit import Overtime, Watchdog, allow_seconds, end_after

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
    """A report that could not be read, and why: a fault of this program, or of a row that makes no sense."""

    report: Report
    reason: str


# Batches under way for each process: one being read, one waiting, so that none idles and memory stays bounded.
_AHEAD = 2
# How many times as long as it may take a report that cannot be stopped takes, at least, until its process is ended.
_PATIENCE = 2
_REASON_LIMIT = 300
# What this process reads with, where it is a worker.
_worker: dict[str, Any] = {}
_watchdog = Watchdog()


def read_batches(
    batches: Iterable[SomeBatch], open_task: OpenTask[Outcome], workers: int, *, seconds: float | None = None
) -> Generator[tuple[SomeBatch, list[Outcome | Crash]], None, None]:
    """Each batch with an outcome for each of its reports; `open_task` makes in every process what reads there.

    One worker is this process itself; more are processes of their own, for which `open_task` must be picklable. A
    report of up to 100,000 characters may take `seconds`, a longer one in proportion; None lets each take any time.
    """
    if workers > 1:
        with closing(_Pool(open_task, workers, seconds)) as pool:
            yield from _read_ahead(batches, pool, workers * _AHEAD)
        return
    attempts = Attempts(open_task, seconds)
    for batch in batches:
        yield batch, [attempts.read(report) for report in batch.reports]


class _Pool(Generic[Outcome]):
    """Worker processes, all replaced when one of them dies."""

    def __init__(self, open_task: OpenTask[Outcome], workers: int, seconds: float | None) -> None:
        self.seconds = seconds
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
        return ProcessPoolExecutor(self._workers, context, _begin_worker, (self._open_task, self.seconds))


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
    """The outcomes of reports, each read with nothing else under way: what ends the process then is that report."""
    return [outcome for report in reports for outcome in _read_one(report, pool)]


def _read_one(report: Report, pool: _Pool[Outcome]) -> list[Outcome | Crash]:
    started = monotonic()
    try:
        return pool.submit([report]).result()
    except BrokenProcessPool:
        pool.restart()
    limit = allow_seconds(pool.seconds, len(report.text))
    if limit is not None and monotonic() - started >= limit * _PATIENCE:
        return [Crash(report, _describe_overtime(limit))]
    return [Crash(report, "the process that read it died, twice (killed, or out of memory)")]


def _begin_worker(open_task: OpenTask[Outcome], seconds: float | None) -> None:
    """Ctrl-C is for the parent to answer; a parent that is killed takes its workers along."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker["open"] = partial(Attempts, open_task, seconds, watchdog=_watchdog)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_reports(reports: Sequence[Report]) -> list[Any]:
    # Opened here and not at the start of the process: an error then reaches the parent instead of breaking the pool.
    if "attempts" not in _worker:
        _worker["attempts"] = _worker["open"]()
        # Tables and model stay to the end, and what reading makes is freed by counting: looking for rings of objects
        # all the time would cost a twelfth of it.
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
    try:
        return [_worker["attempts"].read(report) for report in reports]
    finally:
        _watchdog.sleep()


class Attempts(Generic[Outcome]):
    """Reads reports in this process, each within its time; `seconds` is what one of ordinary length may take.

    With a watchdog, a report that takes over twice its time and cannot be stopped ends this process.
    """

    def __init__(
        self, open_task: OpenTask[Outcome], seconds: float | None, *, watchdog: Watchdog | None = None
    ) -> None:
        self._open_task = open_task
        self._task = open_task()
        self._seconds = seconds
        self._watchdog = watchdog

    def read(self, report: Report) -> Outcome | Crash:
        """What the task makes of a report, or the fault of this program that kept it from reading it."""
        limit = allow_seconds(self._seconds, len(report.text))
        if limit is not None and self._watchdog is not None:
            self._watchdog.allow(limit * _PATIENCE)
        try:
            with end_after(limit):
                return self._task(report)
        except InputError as error:
            return Crash(report, error.reason)  # what is wrong with this report is no fault of the program
        except HabeasError:
            # A table or a gazetteer that does not fit is no fault of this report, and true of every other.
            raise
        except Overtime:
            # It was stopped anywhere: what it keeps from report to report may be half made.
            self._task = self._open_task()
            return Crash(report, _describe_overtime(limit))
        except Exception as error:  # noqa: BLE001  (whatever is wrong with our code, the other reports are read)
            return Crash(report, _describe(error))


def _describe_overtime(limit: float | None) -> str:
    return f"reading it took longer than {limit:g} s, and was stopped"


def _describe(error: Exception) -> str:
    """The error with the line that raised it, the same on every machine."""
    last = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:_REASON_LIMIT]} ({Path(last.filename).name}, line {last.lineno})"
