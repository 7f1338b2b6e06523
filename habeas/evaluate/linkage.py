"""How well linkage puts invented lists together, pair by pair, against their truth."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import process_time

from habeas.evaluate.lists import Setting, make_lists
from habeas.linkage.cluster import cluster_records
from habeas.linkage.link import link_records
from habeas.model.linking import Cluster


@dataclass(frozen=True, slots=True)
class LinkageScores:
    """One set of lists: how many records and pairs kept, pairwise precision, recall and F1, people, CPU seconds.

    `reviewed` pairs lie between the thresholds, where a person should decide; `people` are the true ones on any list,
    `clusters` those found.
    """

    seed: int
    records: int
    kept: int
    reviewed: int
    precision: float
    recall: float
    f1: float
    people: int
    clusters: int
    doubted: int
    seconds: float


def evaluate_linkage(setting: Setting) -> LinkageScores:
    """The scores on the lists of a setting; the records are clustered, and every two of a cluster count as a pair."""
    made = make_lists(setting)
    started = process_time()
    linking = link_records(made.records)
    clusters = cluster_records(linking)
    seconds = process_time() - started
    right, found, true = count_pairs(clusters, made.truth)
    return LinkageScores(
        seed=setting.seed,
        records=len(made.records),
        kept=len(linking.pairs),
        reviewed=sum(linking.review <= pair.probability < linking.match for pair in linking.pairs),
        precision=right / max(found, 1),
        recall=right / max(true, 1),
        f1=2 * right / max(found + true, 1),
        people=len(set(made.truth.values())),
        clusters=len(clusters),
        doubted=sum(cluster.doubt is not None for cluster in clusters),
        seconds=seconds,
    )


def count_pairs(clusters: Iterable[Cluster], truth: Mapping[str, int]) -> tuple[int, int, int]:
    """How many pairs within clusters are of one person, how many there are, and how many there should be."""
    grouped = [Counter(truth[record] for record in cluster.records) for cluster in clusters]
    right = sum(_pairs(number) for people in grouped for number in people.values())
    found = sum(_pairs(people.total()) for people in grouped)
    return right, found, sum(_pairs(number) for number in Counter(truth.values()).values())


def linkage_rows(scores: Sequence[LinkageScores]) -> list[tuple[str, ...]]:
    """The table of scores, a line a set of lists."""
    heading = ("seed", "records", "P", "R", "F1", "people", "clusters", "for review", "doubted", "CPU s")
    return [heading, *(_row(one) for one in scores)]


def _row(one: LinkageScores) -> tuple[str, ...]:
    figures = (f"{one.precision:.4f}", f"{one.recall:.4f}", f"{one.f1:.4f}")
    counts = (f"{one.people:,}", f"{one.clusters:,}", f"{one.reviewed:,}", f"{one.doubted:,}")
    return (str(one.seed), f"{one.records:,}", *figures, *counts, f"{one.seconds:.1f}")


def _pairs(number: int) -> int:
    return number * (number - 1) // 2
