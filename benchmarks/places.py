"""The gazetteer: built, opened and asked in a process of its own.

Run as a program it is that process: python -m benchmarks.places FOLDER, which prints what it measured as JSON.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.machine import read_memory
from habeas.gazetteer import open_gazetteer

MIB = 2**20
NAMES = ("Moscow", "Kyiv", "Москва", "Georgia", "St. Petersburg", "Almaty", "Hong Kong", "Springfield")


def describe_gazetteer(folder: Path) -> list[Figure]:
    """Time to build and to open, disk and memory."""
    built, opened = _measure(folder), _measure(folder)
    disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return [
        Figure("gazetteer: build at first use", built["open"], "s", most=20),
        Figure("gazetteer: open", 1000 * opened["open"], "ms", most=50),
        Figure("gazetteer: disk", disk / MIB, "MiB", most=150),
        Figure("gazetteer: resident memory of the process", opened["resident"] / MIB, "MiB", most=150),
        Figure("gazetteer: candidates of one name, not asked before", 1000 * opened["lookup"], "ms"),
    ]


def _measure(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.places", str(folder)]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def main(folder: str) -> None:
    """Open the gazetteer, ask it for a few names, and print seconds and bytes as JSON."""
    started = perf_counter()
    gazetteer = open_gazetteer(Path(folder))
    opened = perf_counter()
    for name in NAMES:
        gazetteer.candidates(name)
    lookup = (perf_counter() - opened) / len(NAMES)
    resident = read_memory(os.getpid(), "Rss")
    print(json.dumps({"open": opened - started, "lookup": lookup, "resident": resident}))


if __name__ == "__main__":
    main(*sys.argv[1:])
