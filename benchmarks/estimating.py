"""Speed of the estimates that take time: python -m benchmarks.estimating

Steps a second of the latent-class sampler on the tables on which R's LCMCR was timed (../shared/data/mse), by processor
time on one core and by the clock on all; and the time of averaging over graphs by number of lists.
"""

import csv
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter, thread_time

import numpy as np

from benchmarks.figure import Figure, print_figures
from benchmarks.machine import describe_machine
from habeas.estimate.dga import average_graphs
from habeas.model.capture import CaptureTable

TABLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "mse"
STEPS = 100_000
REPEATS = 3
# What numba compiles on first use, and loads later.
FIRST_CALL = """
from time import process_time
started = process_time()
from habeas.estimate.lcmcr import SamplerSettings, draw_totals
from habeas.model.capture import CaptureTable
table = CaptureTable(("a", "b", "c"), {(True, True, False): 5, (False, True, True): 4, (True, False, True): 3})
draw_totals(table, seed=1, settings=SamplerSettings(first=100, most=100))
print(process_time() - started)
"""


def describe_estimating() -> list[Figure]:
    """All figures; none where the tables are not beside the repository."""
    if not TABLES.is_dir():
        return []
    anchors = read_anchors()
    steps = {name: time_steps(read_table(name)) for name in anchors}
    ratio = statistics.geometric_mean(anchors[name] / steps[name][0] for name in anchors)
    return [
        *describe_first_call(),
        *(_describe_steps(name, anchors[name], *steps[name]) for name in anchors),
        Figure("steps a second of one core, against R's", ratio, "times", least=2, note="geometric mean of the tables"),
        *(describe_graphs(lists) for lists in (3, 4, 5, 6)),
    ]


def _describe_steps(name: str, anchor: float, processor: float, clock: float) -> Figure:
    cores = os.cpu_count() or 1
    note = f"R {anchor:.1f} µs, {anchor / processor:.1f} times; {1e6 / clock:,.0f} steps a second on {cores} cores"
    return Figure(f"a step of the sampler: {name}", processor, "µs", note=note)


def read_anchors() -> dict[str, float]:
    """The median microseconds a step of R's LCMCR with ten classes, by table."""
    with (TABLES / "speed_anchor.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "LCMCR" in row["engine"] and row["config"].startswith("K=10 ")]
    times: dict[str, list[float]] = {}
    for row in rows:
        times.setdefault(row["table"], []).append(float(row["us_per_iter"]))
    return {name: statistics.median(found) for name, found in times.items()}


def read_table(name: str) -> CaptureTable:
    """The named table of overlap."""
    with (TABLES / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lists, *rows = list(csv.reader(file))
    return CaptureTable(tuple(lists[:-1]), {tuple(cell == "1" for cell in row[:-1]): int(row[-1]) for row in rows})


def time_steps(table: CaptureTable) -> tuple[float, float]:
    """Microseconds a step: of the processor on one core, and by the clock with a chain on each core."""
    cores = os.cpu_count() or 1
    _run_chain(table, 0)
    alone = statistics.median(_run_chain(table, seed) for seed in range(REPEATS))
    started = perf_counter()
    with ThreadPoolExecutor(cores) as threads:
        list(threads.map(lambda seed: _run_chain(table, seed), range(cores)))
    return alone * 1e6 / STEPS, (perf_counter() - started) * 1e6 / STEPS / cores


def _run_chain(table: CaptureTable, seed: int) -> float:
    """Seconds of the processor."""
    from habeas.estimate.lcmcr_kernel import STRIDE, Draws, Priors, read_histories, run_chain, start_state

    rng = np.random.Generator(np.random.SFC64(seed))
    histories = read_histories(table)
    state = start_state(rng, histories, 10)
    draws = Draws(np.zeros(STEPS // STRIDE, dtype=np.int64), np.zeros(STEPS // STRIDE, dtype=np.bool_))
    started = thread_time()
    run_chain(rng, histories, Priors(0.25, 0.25, 1.0, 1.0, 20 * table.observed), state, draws)
    return thread_time() - started


def describe_first_call() -> list[Figure]:
    """The first use of the sampler in a process: with an empty cache folder, and with what that left there."""
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        environment = os.environ | {"HABEAS_CACHE": folder}
        times = [
            float(subprocess.check_output([sys.executable, "-c", FIRST_CALL], env=environment, text=True))
            for _ in range(2)
        ]
    return [
        Figure("first use of the sampler: compiled", times[0], "s", note="of the processor"),
        Figure("first use of the sampler: from the cache", times[1], "s", most=5, note="of the processor"),
    ]


def describe_graphs(lists: int) -> Figure:
    """The median time of averaging over all decomposable graphs of so many lists of 2,000 invented people."""
    table = draw_table(lists)
    started = perf_counter()
    average_graphs(table)
    first, times = perf_counter() - started, []
    for _ in range(REPEATS):
        started = perf_counter()
        average_graphs(table)
        times.append(perf_counter() - started)
    note = f"{first:.2f} s at first, when graphs are listed"
    return Figure(f"averaging over graphs: {lists} lists", statistics.median(times), "s", note=note)


def draw_table(lists: int) -> CaptureTable:
    """Lists that have each of 2,000 people with chance 0.2."""
    caught = np.random.default_rng(1).random((2000, lists)) < 0.2
    patterns, counts = np.unique(caught[caught.any(axis=1)], axis=0, return_counts=True)
    return CaptureTable(
        tuple(f"list {place}" for place in range(lists)),
        {tuple(pattern.tolist()): int(count) for pattern, count in zip(patterns, counts, strict=True)},
    )


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where a target is missed."""
    if arguments:
        print(__doc__)
        return 2
    print(describe_machine())
    figures = describe_estimating()
    print_figures("Estimating", figures)
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
