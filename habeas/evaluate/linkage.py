"""How well linkage puts invented lists together, pair by pair, against their truth."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import process_time

from habeas.evaluate.lists import Setting, make_lists
from habeas.linkage.cluster import cluster_records
from habeas.linkage.link import link_records
from habeas.model.linking import Cluster, LinkedPair

_BINS = 10


@dataclass(frozen=True, slots=True)
class LinkageScores:
    """One set of lists: how many records and pairs kept, pairwise precision, recall and F1, people, CPU seconds.

    `reviewed` pairs lie between the thresholds, where a person should decide; `people` are the true ones on any list,
    `clusters` those found; `likelihood` says whether probabilities of pairs mean what they say.
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
    likelihood: tuple["LinkBin", ...] = ()


@dataclass(frozen=True, slots=True)
class LinkBin:
    """The pairs kept with a probability from `low` on, a tenth wide: how many, its mean, the share of one person."""

    low: float
    pairs: int
    probability: float
    right: float


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
        likelihood=tuple(bin_links(linking.pairs, made.truth)),
    )


def count_pairs(clusters: Iterable[Cluster], truth: Mapping[str, int]) -> tuple[int, int, int]:
    """How many pairs within clusters are of one person, how many there are, and how many there should be."""
    grouped = [Counter(truth[record] for record in cluster.records) for cluster in clusters]
    right = sum(_pairs(number) for people in grouped for number in people.values())
    found = sum(_pairs(people.total()) for people in grouped)
    return right, found, sum(_pairs(number) for number in Counter(truth.values()).values())


def bin_links(pairs: Iterable[LinkedPair], truth: Mapping[str, int]) -> Iterator[LinkBin]:
    """The bins that hold pairs, the lowest first; a probability of 1 lies in the last."""
    members: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pair in pairs:
        place = min(int(pair.probability * _BINS), _BINS - 1)
        members[place].append((pair.probability, truth[pair.left] == truth[pair.right]))
    for place, held in sorted(members.items()):
        given, right = zip(*held, strict=True)
        yield LinkBin(place / _BINS, len(held), sum(given) / len(held), sum(right) / len(held))


def likelihood_rows(scores: Sequence[LinkageScores]) -> list[tuple[str, ...]]:
    """Whether probabilities mean what they say: a line a bin of each set of lists, and the expected calibration error.

    The error is the mean gap between the two, weighed by pairs (Naeini, Cooper and Hauskrecht 2015).
    """
    rows: list[tuple[str, ...]] = [("seed", "probability", "pairs", "mean", "of one person", "gap")]
    for one in scores:
        pairs = sum(each.pairs for each in one.likelihood)
        gap = sum(each.pairs * abs(each.probability - each.right) for each in one.likelihood) / max(pairs, 1)
        rows += [_bin_row(one.seed, each) for each in one.likelihood]
        rows.append((str(one.seed), "all", f"{pairs:,}", "", "", f"{gap:.3f}"))
    return rows


def _bin_row(seed: int, one: LinkBin) -> tuple[str, ...]:
    given = f"{one.low:.1f} to {one.low + 1 / _BINS:.1f}"
    gap = f"{abs(one.probability - one.right):.3f}"
    return (str(seed), given, f"{one.pairs:,}", f"{one.probability:.3f}", f"{one.right:.3f}", gap)


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
