"""Time and memory of linking invented records: `python -m benchmarks.linkage [--sizes N ...]`, a process a size."""

import argparse
import os
import resource
from multiprocessing import get_context
from time import perf_counter, process_time

from habeas.evaluate.linkage import count_pairs
from habeas.evaluate.lists import Setting, make_lists
from habeas.linkage.cluster import cluster_records
from habeas.linkage.link import link_records

_SIZES = (50_000, 100_000, 200_000, 1_000_000)
# Rows a person on the four lists.
_ROWS = 1.5653


def main() -> None:
    """Make lists of each size, link and cluster them; print seconds, the peak of memory and the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, metavar="RECORDS")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before")
    for size in given.sizes:
        process = get_context("spawn").Process(target=measure, args=(size, given.seed))
        process.start()
        process.join()


def measure(size: int, seed: int) -> None:
    """Prints what about so many records take, all threads and all processes counted."""
    # Loops are compiled once for all runs to come.
    link_records(make_lists(Setting(people=100)).records)
    made = make_lists(Setting(people=round(size / _ROWS), days=365, places=120, seed=seed))
    clock, processor = perf_counter(), process_time()
    linking = link_records(made.records)
    linked = perf_counter() - clock, process_time() - processor
    clusters = cluster_records(linking)
    whole = perf_counter() - clock, process_time() - processor
    right, found, true = count_pairs(clusters, made.truth)
    print(f"{len(made.records):,} records, {len(linking.pairs):,} pairs kept, {len(clusters):,} people found")
    print(f"  linked in {linked[0]:.0f} s ({linked[1]:.0f} s of processor)")
    print(f"  linked and clustered in {whole[0]:.0f} s ({whole[1]:.0f} s of processor)")
    print(f"  peak {_find_peak():.2f} GiB, lists included; {linking.left_out:,} records left out under some key")
    print(f"  precision {right / max(found, 1):.4f}, recall {right / true:.4f}, F1 {2 * right / (found + true):.4f}")


def _find_peak() -> float:
    """The most memory of this process and of the largest it started, in GiB."""
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 2**20


if __name__ == "__main__":
    main()
