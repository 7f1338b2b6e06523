"""Time and memory of linking a million invented records: `python -m benchmarks.linkage [--people N]`."""

import argparse
import resource
from time import perf_counter, process_time

from habeas.evaluate.linkage import count_pairs
from habeas.evaluate.lists import Setting, make_lists
from habeas.linkage.cluster import cluster_records
from habeas.linkage.link import link_records

# Four lists of FOUR_LISTS hold about 1.57 rows a person.
_PEOPLE = 640_000


def main() -> None:
    """Make lists, link and cluster them; print seconds, the peak of memory and the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = make_lists(Setting(people=given.people, days=365, places=120, seed=given.seed))
    clock, processor = perf_counter(), process_time()
    linking = link_records(made.records)
    linked = perf_counter() - clock, process_time() - processor
    clusters = cluster_records(linking)
    whole = perf_counter() - clock, process_time() - processor
    right, found, true = count_pairs(clusters, made.truth)
    print(f"records {len(made.records):,}, pairs kept {len(linking.pairs):,}, people {len(clusters):,}")
    print(f"linked in {linked[0]:.0f} s ({linked[1]:.0f} s of processor)")
    print(f"linked and clustered in {whole[0]:.0f} s ({whole[1]:.0f} s of processor)")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB, lists included")
    print(f"precision {right / max(found, 1):.4f}, recall {right / true:.4f}, F1 {2 * right / (found + true):.4f}")


if __name__ == "__main__":
    main()
