"""The benchmark's own arithmetic: even samples, targets, memory of a whole tree of processes."""

import gzip
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import count_reports, write_sample
from benchmarks.figure import Figure
from benchmarks.machine import MemoryWatch


@pytest.mark.parametrize("size", [1, 7, 99, 100])
def test_a_sample_is_even_and_of_the_size_asked_for(tmp_path: Path, size: int) -> None:
    archive = tmp_path / "archive.jsonl.gz"
    with gzip.open(archive, "wb") as target:
        target.writelines(f"{number}\n".encode() for number in range(100))
    assert count_reports(archive) == 100
    sample = write_sample(tmp_path / "sample.jsonl", size, 100, archive)
    numbers = [int(line) for line in sample.read_text().splitlines()]
    gaps = {later - earlier for earlier, later in itertools.pairwise(numbers)}
    assert len(numbers) == size and max(gaps, default=0) - min(gaps, default=0) <= 1


@pytest.mark.parametrize(
    ("value", "most", "least", "is_met"),
    [(1.0, None, None, True), (1.0, 1.0, None, True), (1.1, 1.0, None, False), (399, None, 400, False)],
)
def test_a_target_is_met_or_missed(value: float, most: float | None, least: float | None, is_met: bool) -> None:
    assert Figure("name", value, "unit", most, least).is_met is is_met


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from Linux's /proc")
def test_memory_counts_the_processes_that_a_process_starts() -> None:
    hold = "data = b'x' * 60_000_000; import time; time.sleep(0.4)"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    with MemoryWatch(os.getpid()) as watch:
        subprocess.run([sys.executable, "-c", start], check=True)
    assert watch.peak >= watch.peak_shared_once > 60_000_000
