"""Clusters drawn from the posterior of links, so that an estimate carries what linkage does not know.

The probability of a partition is taken as proportional to the product of the odds of all pairs within its clusters;
each draw follows from the last by Gibbs sampling over records (Steorts, Hall and Fienberg 2016 sample partitions so).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from habeas.linkage.cluster import UNSEEN, Bonds, cluster_group, cluster_id, make_bonds
from habeas.model.ids import hash_parts
from habeas.model.judgement import Judgement
from habeas.model.linking import Cluster, Linking

_BURN_IN = 20
_THINNING = 3
_JUDGED = 1e6
_LARGEST = 200
_CERTAIN = 5.0
# Rounds after which records of one group that differ at all are told apart.
_REFINED = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One group while it is drawn: odds of every pair of its records by number, and the cluster of each record."""

    records: tuple[str, ...]
    odds: tuple[tuple[float, ...], ...]
    labels: list[int]


def sample_clusters(
    linking: Linking,
    judgements: Iterable[Judgement] = (),
    *,
    draws: int = 100,
    seed: int = 1,
    tells: Mapping[str, str] | None = None,
) -> Iterator[tuple[Cluster, ...]]:
    """Partitions of the records into people, one a draw; the same seed gives the same draws, judgements hold in all.

    `tells` is what a record says, by id. With it the draws follow what records say and how they are linked, whatever
    their ids are: the same lists in another vault give the same number of people on each pattern of lists.
    """
    bonds = make_bonds(linking, tuple(judgements))
    rng = Random(seed)  # noqa: S311
    fixed: list[tuple[str, ...]] = []
    doubtful: list[Part] = []
    for group in bonds.groups:
        if _is_settled(group, bonds):
            fixed += cluster_group(group, bonds, 0.0)
        else:
            doubtful.append(_make_part(group, bonds))
    parts = _order_parts(doubtful, tells or {})
    known = [Cluster(cluster_id(records), records) for records in fixed]
    for draw in range(draws):
        for part in parts:
            for _ in range(_THINNING + (_BURN_IN if draw == 0 else 0)):
                _sweep(part, rng)
        drawn = (Cluster(cluster_id(records), records) for part in parts for records in _read_labels(part))
        yield tuple(sorted([*known, *drawn], key=lambda cluster: cluster.records))


def _order_parts(parts: Iterable[Part], tells: Mapping[str, str]) -> list[Part]:
    """Groups in the order of what their records tell and how they are linked, and the records of each likewise.

    Ids decide only between records alike in both, as far as refinement of colours sees (Weisfeiler and Leman 1968): to
    exchange these changes no count.
    """
    marked = []
    for part in parts:
        marks = _mark_records(part, tells)
        order = sorted(range(len(marks)), key=lambda at: (marks[at], part.records[at]))
        odds = tuple(tuple(part.odds[one][other] for other in order) for one in order)
        ordered = Part(tuple(part.records[at] for at in order), odds, part.labels)
        marked.append((sorted(marks), ordered))
    return [part for _, part in sorted(marked, key=lambda one: (one[0], one[1].records))]


def _mark_records(part: Part, tells: Mapping[str, str]) -> list[str]:
    marks = [tells.get(record, record) for record in part.records]
    for _ in range(_REFINED):
        marks = [
            hash_parts("mark", mark, *sorted(f"{value:.3f} {of}" for value, of in zip(row, marks, strict=True)))
            for mark, row in zip(marks, part.odds, strict=True)
        ]
    return marks


def _is_settled(group: Sequence[str], bonds: Bonds) -> bool:
    """Whether nothing of a group is in doubt, or it is too large to be drawn and keeps its likeliest clusters."""
    if len(group) == 1 or len(group) > _LARGEST:
        return True
    pairs = ((one, other) for at, one in enumerate(group) for other in group[at + 1 :])
    return all(abs(bonds.odds.get(pair, UNSEEN)) >= _CERTAIN for pair in pairs)


def _make_part(group: Sequence[str], bonds: Bonds) -> Part:
    """A group in which every record is a cluster of its own at first."""
    place = {record: number for number, record in enumerate(group)}
    odds = [[bonds.odds.get((min(a, b), max(a, b)), UNSEEN) for b in group] for a in group]
    fixed = [(pair.left, pair.right, True) for pair in bonds.list_copies(group)]
    fixed += [(one.one, one.other, one.is_same) for one in bonds.list_decided(group)]
    for one, other, is_same in fixed:
        if one in place and other in place:
            value = _JUDGED if is_same else -_JUDGED
            odds[place[one]][place[other]] = odds[place[other]][place[one]] = value
    return Part(tuple(group), tuple(map(tuple, odds)), list(range(len(group))))


def _sweep(part: Part, rng: Random) -> None:
    """Every record in turn finds a cluster anew, given where all others are."""
    for record in range(len(part.records)):
        sums: dict[int, float] = {}
        for other, label in enumerate(part.labels):
            if other != record:
                sums[label] = sums.get(label, 0.0) + part.odds[record][other]
        alone = next(label for label in range(len(part.labels) + 1) if label not in sums)
        part.labels[record] = _choose([*sums.items(), (alone, 0.0)], rng)


def _choose(options: Sequence[tuple[int, float]], rng: Random) -> int:
    highest = max(value for _, value in options)
    weights = [exp(value - highest) for _, value in options]
    return rng.choices([label for label, _ in options], weights)[0]


def _read_labels(part: Part) -> list[tuple[str, ...]]:
    clusters: dict[int, list[str]] = {}
    for record, label in zip(part.records, part.labels, strict=True):
        clusters.setdefault(label, []).append(record)
    return [tuple(sorted(records)) for records in clusters.values()]
