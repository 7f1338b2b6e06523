"""From pairs to people: clusters of records, under what was judged, with the reasons to doubt one.

Nothing here needs a name or the key. What people judged wins over everything; the outcome is a function of the linking
and of the judgements in force.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from math import log

from habeas.match.cluster import Decided, Traits, Unseen, make_clusters
from habeas.model.ids import hash_parts
from habeas.model.judgement import Judgement, standing_judgements
from habeas.model.linking import Cluster, LinkedPair, Linking

_VERDICTS = {"same-person": True, "different-person": False}
_COPY = "copy"
# Rows of one person beyond which a person should look: more than all lists together usually have.
_MANY = 12
_THIN = 0.5
_SCALE = 100
_SURE = 1e-6
# The log odds of a pair that was not kept or not compared: one in two hundred.
UNSEEN = log(0.005 / 0.995)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bonds:
    """Records that may belong together: groups apart from one another, the odds of pairs, and what was judged.

    `odds` are natural logarithms, and `near` is with whom a record stands first in a pair of them; `copies` are pairs
    alike in every field, which follow the first of their kind, by that one; `decided` are judgements with their place
    in the order made, by their first record.
    """

    groups: tuple[tuple[str, ...], ...]
    odds: Mapping[Pair, float]
    near: Mapping[str, list[str]]
    copies: Mapping[str, list[LinkedPair]]
    decided: Mapping[str, list[tuple[int, Decided]]]

    def list_odds(self, group: Set[str]) -> Iterator[tuple[Pair, float]]:
        """The pairs of a group that were compared and kept, with their odds."""
        for record in sorted(group):
            for other in self.near.get(record, ()):
                if other in group:
                    yield (record, other), self.odds[record, other]

    def list_copies(self, group: Iterable[str]) -> list[LinkedPair]:
        """The pairs of copies whose first record is in a group."""
        return [pair for record in group for pair in self.copies.get(record, ())]

    def list_decided(self, group: Sequence[str]) -> list[Decided]:
        """What was judged of two records of a group, in the order made."""
        inside = set(group)
        found = [each for record in group for each in self.decided.get(record, ()) if each[1].other in inside]
        return [one for _, one in sorted(found, key=lambda each: each[0])]


def cluster_records(linking: Linking, judgements: Iterable[Judgement] = ()) -> tuple[Cluster, ...]:
    """The records of a linking as people, in the order of their first record; who stands alone is a cluster too."""
    bonds = make_bonds(linking, judgements)
    pairs = {(pair.left, pair.right): pair.probability for pair in linking.pairs}
    parts = [part for group in bonds.groups for part in cluster_group(group, bonds, _log_odds(linking.match))]
    clusters = (Cluster(cluster_id(part), part, find_doubt(part, pairs, linking.match)) for part in parts)
    return tuple(sorted(clusters, key=lambda cluster: cluster.records))


def cluster_id(records: Sequence[str]) -> str:
    """The id of a cluster: the records in it."""
    return hash_parts("listed", *records)


def decide_records(judgements: Iterable[Judgement]) -> tuple[Decided, ...]:
    """What people judged of two records, in the order made; the judgements in force only."""
    standing = (one for one in standing_judgements(judgements) if one.verdict in _VERDICTS)
    return tuple(Decided(one.subjects[0], one.subjects[1], _VERDICTS[one.verdict]) for one in standing)


def make_bonds(linking: Linking, judgements: Iterable[Judgement]) -> Bonds:
    """What holds records together, split into groups that share no pair worth a look."""
    decided = decide_records(judgements)
    odds = {(pair.left, pair.right): _log_odds(pair.probability) for pair in linking.pairs}
    copies = tuple(pair for pair in linking.pairs if is_copy(pair) and pair.probability >= linking.match)
    judged = {tuple(sorted((one.one, one.other))) for one in decided if not one.is_same}
    held = [pair for pair, value in odds.items() if value >= _log_odds(linking.review)]
    held += [(one.one, one.other) for one in decided if one.is_same]
    followed: dict[str, list[LinkedPair]] = defaultdict(list)
    for pair in copies:
        if (pair.left, pair.right) not in judged:
            followed[pair.left].append(pair)
    near: dict[str, list[str]] = defaultdict(list)
    for left, right in odds:
        near[left].append(right)
    placed: dict[str, list[tuple[int, Decided]]] = defaultdict(list)
    for number, one in enumerate(decided):
        placed[one.one].append((number, one))
    return Bonds(_find_groups(linking.records, held), odds, near, followed, placed)


def is_copy(pair: LinkedPair) -> bool:
    """Whether two records are alike in every field of one list."""
    return any(feature.name == _COPY for feature in pair.features)


def cluster_group(group: Sequence[str], bonds: Bonds, threshold: float) -> list[tuple[str, ...]]:
    """One group in clusters, each sorted: by mean odds above the threshold; pairs never compared speak against it."""
    if len(group) == 1:
        return [tuple(group)]
    copies = [Decided(pair.left, pair.right, is_same=True) for pair in bonds.list_copies(group)]
    decided = bonds.list_decided(group)
    followers = {one.other for one in copies}
    leaders = frozenset(group) - followers
    points = {pair: round(_SCALE * (odds - threshold)) for pair, odds in bonds.list_odds(leaders)}
    traits: Traits[bool] = Traits(dict.fromkeys(group, True), lambda one, other: True)
    unseen = Unseen(round(_SCALE * (UNSEEN - threshold)), leaders)
    return make_clusters(traits, points, [*copies, *decided], unseen=unseen)


def find_doubt(records: Sequence[str], pairs: Mapping[Pair, float], match: float) -> str | None:
    """Why a person should look at a cluster, or None: it grew large, or is held together by few of its pairs."""
    if len(records) > _MANY:
        return f"{len(records)} records as one person are more than lists usually have"
    linked = sum(pairs.get(pair, 0.0) >= match for pair in combinations(records, 2))
    possible = len(records) * (len(records) - 1) // 2
    if possible and linked <= _THIN * possible:
        return f"held together by {linked} of {possible} pairs"
    return None


def _find_groups(records: Sequence[str], held: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """The connected components over the pairs held, each sorted, in the order of their first record."""
    home = {record: record for record in records}
    for one, other in held:
        if one in home and other in home:
            home[_root(home, one)] = _root(home, other)
    groups: dict[str, list[str]] = defaultdict(list)
    for record in sorted(records):
        groups[_root(home, record)].append(record)
    return tuple(tuple(group) for group in groups.values())


def _root(home: dict[str, str], record: str) -> str:
    while home[record] != record:
        home[record] = home[home[record]]
        record = home[record]
    return record


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _SURE), 1 - _SURE)
    return log(kept / (1 - kept))
