"""The time a report may take."""

import signal
import threading
import time

import pytest

from habeas.read.limit import Overtime, allow_seconds, end_after


@pytest.mark.parametrize(
    ("seconds", "characters", "allowed"),
    [(60, 0, 60), (60, 99_999, 60), (60, 100_000, 120), (60, 10_000_000, 6_060), (0.5, 3_000, 0.5), (None, 10, None)],
)
def test_a_longer_text_may_take_longer(seconds: float | None, characters: int, allowed: float | None) -> None:
    assert allow_seconds(seconds, characters) == allowed


def test_what_takes_too_long_is_interrupted() -> None:
    started = time.monotonic()
    with pytest.raises(Overtime), end_after(0.05):
        time.sleep(30)
    assert time.monotonic() - started < 10


def test_what_is_done_in_time_leaves_no_timer_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with end_after(30):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_in_another_thread_nothing_is_limited() -> None:
    done: list[bool] = []
    thread = threading.Thread(target=_sleep_beyond_limit, args=(done,))
    thread.start()
    thread.join()
    assert done == [True]


def _sleep_beyond_limit(done: list[bool]) -> None:
    with end_after(0.01):
        time.sleep(0.05)
    done.append(True)
