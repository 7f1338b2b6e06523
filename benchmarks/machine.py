"""What a process tree takes of the machine, read from /proc; no library is needed for it."""

import os
import platform
import threading
from pathlib import Path
from types import TracebackType

_PROC = Path("/proc")


class MemoryWatch:
    """Measures a process and all it starts, every tenth of a second, until the block is left.

    `peak` adds up what each process has resident: pages they share count several times, so it is an upper bound.
    `peak_shared_once` counts each shared page once (the kernel's proportional set size).
    """

    def __init__(self, root: int) -> None:
        self.peak = 0
        self.peak_shared_once = 0
        self._root = root
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "MemoryWatch":
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            tree = list_tree(self._root)
            self.peak = max(self.peak, sum(read_memory(process, "Rss") for process in tree))
            self.peak_shared_once = max(self.peak_shared_once, sum(read_memory(process, "Pss") for process in tree))


def list_tree(root: int) -> list[int]:
    """The process and all its descendants."""
    tree = [root]
    for process in tree:
        tree += _children(process)
    return tree


def read_memory(process: int, field: str) -> int:
    """Bytes of memory by `Rss` or `Pss`; 0 for a process that has ended."""
    try:
        lines = (_PROC / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:"))


def read_peak() -> int:
    """Bytes that this process has had resident at most (resource's figure begins with what its parent had)."""
    status = (_PROC / "self" / "status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))


def describe_machine() -> str:
    """Processor, cores, Python, and how busy the machine was: figures from a busy machine are too high."""
    try:
        lines = (_PROC / "cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    load = f"load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {load}"


def _children(process: int) -> list[int]:
    try:
        tasks = list((_PROC / str(process) / "task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
