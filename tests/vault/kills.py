"""Kills a process at a chosen step of the code in a folder, as the machine or the user may at any moment."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import habeas.vault

VAULT = str(Path(habeas.vault.__file__).parent)


def kill_at(step: int, action: Callable[[], object], *, code: str = VAULT) -> bool:
    """Whether the action, in a process of its own, was killed at that line of the code or came to its end."""
    child = os.fork()
    if child == 0:
        try:
            sys.settrace(_kill_after(step, code))
            action()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def list_steps(action: Callable[[], object], *, every: int, restore: Callable[[], None]) -> Iterator[int]:
    """Each so many steps of the action, restored before each, at which it was killed; ends where it came to its end."""
    step = 0
    while True:
        restore()
        if not kill_at(step, action):
            return
        yield step
        step += every


def _kill_after(steps: int, code: str) -> Callable[[FrameType, str, Any], Any]:
    left = steps

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.startswith(code):
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace
