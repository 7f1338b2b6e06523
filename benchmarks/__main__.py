"""Measures what is promised of speed and memory: python -m benchmarks [--limit N] [--json PATH]

Collects 90,034 dated reports end to end into an empty store, and smaller even samples of them, then measures the parts
and the figures of an invented nation-year (python -m benchmarks.counting measures those alone).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from benchmarks.collecting import collect_sample, describe_runs, time_verify
from benchmarks.corpus import CORPUS, count_reports, write_sample
from benchmarks.counting import describe_counting
from benchmarks.estimating import describe_estimating
from benchmarks.figure import Figure, print_figures
from benchmarks.machine import describe_machine
from benchmarks.parts import describe_modules, describe_parts
from benchmarks.places import describe_gazetteer
from benchmarks.reading import describe_reading
from habeas.read import available_readers

SIZES = (1_000, 10_000)
PARTS_SAMPLE = 2_000
MODULES_SAMPLE = 500
STARTS = 11


def main(arguments: Sequence[str]) -> int:
    """Run everything and print it; 1 where a target is missed."""
    options = _parse(arguments)
    if not CORPUS.exists():
        print(f"Nothing measured: the archive of reports is not beside the repository ({CORPUS}).")
        return 0
    print(describe_machine())
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        _set_environment(Path(folder), options.workers)
        tables: dict[str, list[Figure]] = {}
        for title, figures in _measure(Path(folder), options.limit):
            print_figures(title, figures)
            tables[title] = figures
    if options.json:
        options.json.write_text(json.dumps(_record(tables), indent=1) + "\n", encoding="utf-8")
    missed = [figure.name for figures in tables.values() for figure in figures if not figure.is_met]
    print("\nAll targets met." if not missed else f"\nMissed: {'; '.join(missed)}.")
    return 1 if missed else 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--limit", type=int, help="collect an even sample of so many reports instead of all")
    parser.add_argument("--workers", type=int, default=2, help="processes that read (2)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args(arguments)


def _measure(folder: Path, limit: int | None) -> Iterator[tuple[str, list[Figure]]]:
    total = count_reports()
    largest = min(limit or total, total)
    sizes = [*(size for size in SIZES if size < largest), largest]
    yield "Start and gazetteer", [describe_start(), *describe_gazetteer(folder / "cache")]
    runs = [collect_sample(_sample(folder, size, total), folder / f"store-{size}") for size in sizes]
    again = collect_sample(_sample(folder, largest, total), folder / f"store-{largest}")
    yield "Collecting", [*describe_runs(runs, again), time_verify(folder / f"store-{largest}")]
    yield "Parts: one process, one report", describe_parts(_sample(folder, PARTS_SAMPLE, total), folder / "parts")
    yield "Reading by module (profiled)", describe_modules(_sample(folder, MODULES_SAMPLE, total))
    for name in available_readers("en"):
        yield f"Whole reports: {name}", describe_reading(name, folder)
    yield "Counting a nation-year", describe_counting(folder)
    yield "Estimating", describe_estimating()


def _set_environment(folder: Path, workers: int) -> None:
    """Settings come from the environment, here and in every process started from here."""
    os.environ |= {"HABEAS_WORKERS": str(workers), "HABEAS_CACHE": str(folder / "cache")}
    # Modules are compiled once, as on any installed system, wherever their folders cannot be or are not written to.
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _sample(folder: Path, size: int, total: int) -> Path:
    return CORPUS if size == total else write_sample(folder / f"{size}.jsonl", size, total)


def describe_start() -> Figure:
    """The median time of `habeas --help`."""
    program = Path(sys.executable).with_name("habeas")
    times = []
    for _ in range(STARTS):
        started = perf_counter()
        subprocess.run([program, "--help"], check=True, capture_output=True)
        times.append(perf_counter() - started)
    return Figure("habeas --help", statistics.median(times), "s", most=0.3, note=f"median of {STARTS}")


def _record(tables: dict[str, list[Figure]]) -> dict[str, list[dict[str, object]]]:
    return {
        title: [asdict(figure) | {"is_met": figure.is_met} for figure in figures] for title, figures in tables.items()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
