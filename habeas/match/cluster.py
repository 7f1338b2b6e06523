"""Puts together what is one thing: agglomeration by mean points, under what people decided and what cannot be.

Mean linkage is Sokal and Michener's (1958, "A statistical method for evaluating systematic relationships").
People's decisions win over everything, also through chains: what must be together is together before anything else is
looked at, and no merge brings together two things that must be apart. The outcome is a function of the set of things,
pairs and decisions: ties are settled by id, points are whole numbers, and nothing depends on the order they came in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

Trait = TypeVar("Trait")


@dataclass(frozen=True, slots=True)
class Decided:
    """That two things are one (`is_same`) or are not; among decisions the last wins."""

    one: str
    other: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Traits(Generic[Trait]):
    """What is known of each thing, and how to know it of a cluster: `merge` gives None where two contradict."""

    of: Mapping[str, Trait]
    merge: Callable[[Trait, Trait], Trait | None]


@dataclass(frozen=True, slots=True)
class Unseen:
    """What a pair that was not compared counts, where both of its things are `among` these."""

    points: int
    among: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class _Bond:
    """What is known between two clusters: the sum of the points of their pairs, and how many were compared."""

    points: int
    pairs: int


@dataclass(frozen=True, slots=True)
class _Clusters(Generic[Trait]):
    """Clusters under the name of one of their members: members, traits, bonds, and what each must not meet.

    `sizes` are how many members make pairs that count even where they were not compared.
    """

    members: dict[str, list[str]]
    sizes: dict[str, int]
    unseen: int
    traits: dict[str, Trait]
    home: dict[str, str]
    apart: dict[str, set[str]]
    bonds: dict[str, dict[str, _Bond]]


def make_clusters(
    traits: Traits[Trait],
    points: Mapping[tuple[str, str], int],
    decided: Sequence[Decided] = (),
    *,
    unseen: Unseen | None = None,
) -> list[tuple[str, ...]]:
    """The things in clusters, each sorted, in the order of their smallest; `points` is for the pairs compared.

    Pairs that were not compared count nothing, or what `unseen` says, as if they stood among the points.
    """
    clusters = _start(traits, unseen)
    _obey(clusters, traits, decided)
    for (one, other), given in sorted(points.items()):
        homes = clusters.home[one], clusters.home[other]
        if homes[0] != homes[1]:
            _bind(clusters, homes, _Bond(given, 1))
    _agglomerate(clusters, traits)
    return sorted(tuple(sorted(members)) for members in clusters.members.values())


def span_clusters(
    clusters: Iterable[Sequence[str]], points: Mapping[tuple[str, str], int]
) -> dict[str, list[tuple[str, str]]]:
    """The strongest pairs that hold each cluster together (Kruskal 1956), under its first member."""
    first = {name: members[0] for members in clusters for name in members}
    home = {name: name for name in first}
    held: dict[str, list[tuple[str, str]]] = {name: [] for name in first.values()}
    inside = (pair for pair in points if first[pair[0]] == first[pair[1]])
    for one, other in sorted(inside, key=lambda pair: (-points[pair], pair)):
        homes = _find(home, one), _find(home, other)
        if homes[0] != homes[1]:
            home[homes[0]] = homes[1]
            held[first[one]].append((one, other))
    return held


def _find(home: dict[str, str], name: str) -> str:
    while home[name] != name:
        home[name] = home[home[name]]
        name = home[name]
    return name


def _start(traits: Traits[Trait], unseen: Unseen | None) -> _Clusters[Trait]:
    names = sorted(traits.of)
    counted = unseen.among if unseen else frozenset()
    return _Clusters(
        members={name: [name] for name in names},
        sizes={name: int(name in counted) for name in names},
        unseen=unseen.points if unseen else 0,
        traits=dict(traits.of),
        home={name: name for name in names},
        apart={name: set() for name in names},
        bonds={name: {} for name in names},
    )


def _obey(clusters: _Clusters[Trait], traits: Traits[Trait], decided: Sequence[Decided]) -> None:
    """Does what people decided, the last first: an earlier decision that contradicts later ones has no effect."""
    for decision in reversed(decided):
        if decision.one not in clusters.home or decision.other not in clusters.home:
            continue
        one, other = clusters.home[decision.one], clusters.home[decision.other]
        if one == other or other in clusters.apart[one]:
            continue
        if decision.is_same:
            # What people put together may contradict itself; then it keeps the traits of the larger part.
            _join(clusters, (one, other), traits.merge(clusters.traits[one], clusters.traits[other]))
        else:
            _keep_apart(clusters, one, other)


def _agglomerate(clusters: _Clusters[Trait], traits: Traits[Trait]) -> None:
    """Joins the two clusters with the highest mean points, again and again, until no mean is above nought."""
    waiting = [_entry(clusters, one, other) for one, known in clusters.bonds.items() for other in known]
    heapify(waiting)
    while waiting and waiting[0][0] < 0:
        entry = heappop(waiting)
        _, one, other = entry
        if other not in clusters.bonds.get(one, {}) or _entry(clusters, one, other) != entry:
            continue
        if other in clusters.apart[one]:
            continue
        trait = traits.merge(clusters.traits[one], clusters.traits[other])
        if trait is None:
            continue
        kept, changed = _join(clusters, (one, other), trait)
        for neighbour in changed:
            heappush(waiting, _entry(clusters, kept, neighbour))


def _entry(clusters: _Clusters[Trait], one: str, other: str) -> tuple[float, str, str]:
    """The mean points between two clusters, negative, and the two; what was not compared counts where it is said to."""
    bond = clusters.bonds[one][other]
    pairs = max(bond.pairs, clusters.sizes[one] * clusters.sizes[other])
    return -(bond.points + clusters.unseen * (pairs - bond.pairs)) / pairs, min(one, other), max(one, other)


def _join(clusters: _Clusters[Trait], pair: tuple[str, str], trait: Trait | None) -> tuple[str, list[str]]:
    """The name of the two as one, and the neighbours whose bond with it may differ: the smaller part is what moves."""
    gone, kept = sorted(pair, key=lambda name: (len(clusters.bonds[name]) + len(clusters.members[name]), name))
    for name in clusters.members[gone]:
        clusters.home[name] = kept
    clusters.members[kept] += clusters.members.pop(gone)
    clusters.sizes[kept] += clusters.sizes.pop(gone)
    for neighbour in clusters.apart.pop(gone):
        clusters.apart[neighbour].discard(gone)
        _keep_apart(clusters, kept, neighbour)
    del clusters.traits[gone]
    if trait is not None:
        clusters.traits[kept] = trait
    moved = clusters.bonds.pop(gone)
    for neighbour, bond in moved.items():
        del clusters.bonds[neighbour][gone]
        if neighbour != kept:
            _bind(clusters, (kept, neighbour), bond)
    changed = clusters.bonds[kept] if clusters.unseen else moved
    return kept, sorted(neighbour for neighbour in changed if neighbour != kept)


def _keep_apart(clusters: _Clusters[Trait], one: str, other: str) -> None:
    clusters.apart[one].add(other)
    clusters.apart[other].add(one)


def _bind(clusters: _Clusters[Trait], pair: tuple[str, str], bond: _Bond) -> None:
    one, other = pair
    known = clusters.bonds[one].get(other)
    both = bond if known is None else _Bond(known.points + bond.points, known.pairs + bond.pairs)
    clusters.bonds[one][other] = clusters.bonds[other][one] = both
