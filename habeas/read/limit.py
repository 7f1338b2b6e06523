"""The time a report may take: no report holds up a run for ever."""

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import IO

_CHARACTERS = 100_000
_SLACK = 1.5


class Overtime(BaseException):
    """What was going on took longer than it may; an interruption, as KeyboardInterrupt is, for no reader to catch."""


def allow_seconds(seconds: float | None, characters: int) -> float | None:
    """What a text of this length may take, where one of up to 100,000 characters may take `seconds`; None: any time."""
    return None if seconds is None else seconds * (1 + characters // _CHARACTERS)


@contextmanager
def end_after(seconds: float | None) -> Iterator[None]:
    """Raises Overtime in what is done in the block once it has taken so long.

    Only in the main thread, and only where the system has timers (not Windows); nothing is limited elsewhere. Code
    outside Python is left to return first: `Watchdog` is for that.
    """
    if seconds is None or not hasattr(signal, "setitimer") or not _is_main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise_overtime)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Watchdog:
    """Ends this process where what is going on takes too long, whatever it is doing; asleep until something begins.

    Setting it takes a tenth of a millisecond, which would be seen in the speed of short reports: it is set for half as
    long again as is asked for, and anew only when less than that is left, or more.
    """

    def __init__(self) -> None:
        self._ends_at = 0.0

    def allow(self, seconds: float) -> None:
        """What begins now may take at least so long, and at most half as long again."""
        if not seconds <= self._ends_at - monotonic() <= seconds * _SLACK:
            self._ends_at = monotonic() + seconds * _SLACK
            faulthandler.dump_traceback_later(seconds * _SLACK, exit=True, file=_open_nowhere())

    def sleep(self) -> None:
        """Lets this process wait for as long as it likes."""
        self._ends_at = 0.0
        faulthandler.cancel_dump_traceback_later()


@cache
def _open_nowhere() -> IO[str]:
    """Where nobody reads, open for as long as the process lives."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _raise_overtime(signum: int, frame: FrameType | None) -> None:
    raise Overtime
