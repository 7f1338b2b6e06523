"""Collects end to end in a process of its own, as the command line does, and measures the whole tree of processes.

Run as a program it is that process: python -m benchmarks.collecting STORE PATH [READER], which prints the summary as
JSON.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.machine import MemoryWatch
from habeas import pipeline
from habeas.intake import IntakeOptions

MIB = 2**20


@dataclass(frozen=True, slots=True)
class Run:
    """One collect into an empty store: seconds of the whole process, of which `work` were spent on reports.

    `processor` are the seconds of processor time of all processes together, which other programs hardly change.
    """

    new: int
    known: int
    claims: int
    statements: int
    failures: int
    seconds: float
    work: float
    processor: float
    peak: int
    peak_shared_once: int
    disk: int


def collect_sample(path: Path, folder: Path, reader: str = "tables") -> Run:
    """What collecting this file into a store in `folder` takes."""
    started, before = perf_counter(), _processor_seconds()
    command = [sys.executable, "-m", "benchmarks.collecting", str(folder), str(path), reader]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with MemoryWatch(process.pid) as watch:
        output, _ = process.communicate()
    seconds = perf_counter() - started
    if process.returncode != 0:
        raise SystemExit(f"collecting {path} ended with exit code {process.returncode}")
    summary = json.loads(output)
    return Run(
        new=summary["new"],
        known=summary["known"],
        claims=summary["claims"],
        statements=summary["statements"],
        failures=sum(summary["failures"].values()),
        seconds=seconds,
        work=summary["seconds"],
        processor=_processor_seconds() - before,
        peak=watch.peak,
        peak_shared_once=watch.peak_shared_once,
        disk=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
    )


def time_verify(folder: Path) -> Figure:
    """How long it takes to check all that was stored."""
    started = perf_counter()
    found = pipeline.verify(folder)
    assert found.fault is None, str(found.fault)
    return Figure("habeas verify", perf_counter() - started, "s", note=f"{found.rows:,} rows")


def describe_runs(runs: Sequence[Run], again: Run) -> list[Figure]:
    """Speed, memory and flatness of the runs, the largest last, and of running that one again."""
    largest = runs[-1]
    flat = _processor_time(largest) / _processor_time(runs[max(0, len(runs) - 2)])
    kept = f"{largest.disk / max(largest.new, 1) / 1024:.2f} KiB a report"
    return [
        Figure("reports collected, end to end", largest.new, "reports", note=f"{largest.seconds:.1f} s in all"),
        Figure("speed", largest.new / largest.seconds, "reports/s", least=400, note="read, resolve, store, commit"),
        Figure("peak memory of all processes", largest.peak / MIB, "MiB", most=1500, note="shared pages counted twice"),
        Figure("peak memory, shared pages counted once", largest.peak_shared_once / MIB, "MiB"),
        *(Figure(f"time a report at {run.new:,}", _work_time(run), "ms") for run in runs),
        *(Figure(f"processor time a report at {run.new:,}", _processor_time(run), "ms") for run in runs),
        Figure("processor time, largest against the one before", flat, "times", most=1.2),
        Figure("store on disk", largest.disk / MIB, "MiB", note=kept),
        Figure("claims", largest.claims, "", note=f"{largest.statements:,} statements, {largest.failures:,} failures"),
        Figure("collecting the same again", again.seconds, "s", note=f"{again.new:,} new, {again.known:,} known"),
    ]


def _work_time(run: Run) -> float:
    return 1000 * run.work / max(run.new, 1)


def _processor_time(run: Run) -> float:
    return 1000 * run.processor / max(run.new, 1)


def _processor_seconds() -> float:
    """Of all processes started from here that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(folder: str, path: str, reader: str = "tables") -> None:
    """Collect and print the summary as JSON."""
    summary = pipeline.collect([path], IntakeOptions(), reader_name=reader, store_folder=Path(folder))
    print(json.dumps(asdict(summary)))


if __name__ == "__main__":
    main(*sys.argv[1:])
