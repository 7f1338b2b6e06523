"""Who is the same person on several lists: identities are opened for linkage, and what comes back has no name.

Linking needs the key of the vault; everything after it, doubtful pairs and explanations too, does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.exc import QuestionError
from habeas.linkage.cluster import cluster_records, decide_records
from habeas.linkage.levels import find_prior
from habeas.model.judgement import Judgement
from habeas.model.linking import Cluster, Explained, LinkedPair, Linking
from habeas.model.person import PersonRecord, record_id
from habeas.pipeline.identities import find_shredded, open_records
from habeas.pipeline.people import Desk, find_record, open_desk
from habeas.settings import read_settings
from habeas.store import Store, linking_entry, open_store
from habeas.vault import Access


@dataclass(frozen=True, slots=True)
class Linked:
    """A linking as it was recorded: whether it is new, and the people it makes under what was judged.

    `asked` are the pairs between the thresholds that nobody has judged yet. `shredded` and `missing` are numbers of
    records that were left out: nobody can open them any more, and the vault does not hold them.
    """

    linking: Linking
    is_new: bool
    asked: tuple[LinkedPair, ...]
    clusters: tuple[Cluster, ...]
    shredded: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What a person should decide: pairs between the thresholds, the likeliest first, and clusters to look at.

    `shredded` is how many pairs are left out because one of them was shredded.
    """

    linking: Linking
    pairs: tuple[LinkedPair, ...]
    clusters: tuple[Cluster, ...]
    shredded: int


def link_people(*, access: Access, folder: Path | None = None) -> Linked:
    """All rows of all lists linked anew and recorded, but those that are closed; raises VaultError without the key."""
    from habeas.linkage.link import link_records

    with open_desk(access, folder) as desk:
        linking = link_records(list(open_records(desk.store, desk.vault, _choose_records(desk.store))))
        stored = desk.store.record([linking_entry(linking, desk.store.archive)])
        judgements = name_judged(desk.store, linking)
        shredded, missing = _count_unopened(desk, linking)
    clusters = cluster_records(linking, judgements)
    asked = tuple(_find_asked(linking, judgements))
    return Linked(linking, stored["linking"] > 0, asked, clusters, shredded, missing)


def _choose_records(store: Store) -> Iterator[PersonRecord]:
    """Weights are learned from all rows: a closed one would move what is published of the others."""
    return (record for record in store.persons() if record.visibility != "closed")


def _count_unopened(desk: Desk, linking: Linking) -> tuple[int, int]:
    """How many records were chosen and not opened: of those shredded, and of those that the vault does not hold."""
    opened = set(linking.records)
    tokens = [record.sealed for record in _choose_records(desk.store) if record.id not in opened]
    file = desk.vault.file
    return len(file.shredded(tokens)), len(set(tokens) - file.known(tokens))


def find_doubtful(folder: Path | None = None) -> Doubtful:
    """What the newest linking leaves to a person and nobody has judged yet; the key is not needed."""
    place = folder or read_settings().store
    with open_store(place, must_exist=True) as store:
        linking = newest_linking(store)
        judgements = name_judged(store, linking)
        asked = list(_find_asked(linking, judgements))
        clusters = [cluster for cluster in cluster_records(linking, judgements) if cluster.doubt]
        named = {record for pair in asked for record in (pair.left, pair.right)}
        gone = _find_shredded(store, named.union(*(cluster.records for cluster in clusters)))
    pairs = [pair for pair in asked if gone.isdisjoint((pair.left, pair.right))]
    pairs.sort(key=lambda pair: (-pair.probability, pair.left, pair.right))
    kept = tuple(cluster for cluster in clusters if gone.isdisjoint(cluster.records))
    return Doubtful(linking, tuple(pairs), kept, len(asked) - len(pairs))


def _find_asked(linking: Linking, judgements: Sequence[Judgement]) -> Iterator[LinkedPair]:
    judged = {frozenset((one.one, one.other)) for one in decide_records(judgements)}
    for pair in linking.pairs:
        if linking.review <= pair.probability < linking.match and {pair.left, pair.right} not in judged:
            yield pair


def explain_pair(one: str, other: str, folder: Path | None = None) -> Explained:
    """Why two records are or are not one person.

    Raises QuestionError where they were not found alike at all, or one was shredded.
    """
    if one == other:
        raise QuestionError(f"expected two different records, given {one!r} twice")
    place = folder or read_settings().store
    with open_store(place, must_exist=True) as store:
        linking = newest_linking(store)
        decided = decide_records(name_judged(store, linking))
        gone = sorted(_find_shredded(store, (one, other)))
    if gone:
        raise QuestionError(f"{gone[0]} was shredded: what its name is like is not explained any more")
    wanted = tuple(sorted((one, other)))
    pair = next((pair for pair in linking.pairs if (pair.left, pair.right) == wanted), None)
    if pair is not None:
        judged = {frozenset((each.one, each.other)): each.is_same for each in decided}
        return Explained(pair, find_prior(linking), linking, judged.get(frozenset(wanted)))
    unknown = next((record for record in wanted if record not in linking.records), None)
    if unknown is not None:
        raise QuestionError(f"{unknown!r} was not linked; `habeas people link` links what the lists hold now")
    raise QuestionError(
        f"{one} and {other} are less than {linking.floor:.0%} likely to be one person; nothing is kept of such pairs"
    )


def find_linked(person: str, folder: Path | None = None) -> tuple[str, ...] | None:
    """Records still sealed that are the same person as this by the last linking that has it; None where none has it."""
    place = folder or read_settings().store
    with open_store(place, must_exist=True) as store:
        record = find_record(store, person)
        versions = {record_id(record.list, record.row, version) for version in range(1, record.version + 1)}
        linking = next((each for each in store.linkings() if not versions.isdisjoint(each.records)), None)
        if linking is None:
            return None
        clusters = cluster_records(linking, name_judged(store, linking))
        same = {one for each in clusters if not versions.isdisjoint(each.records) for one in each.records} - versions
        return tuple(sorted(same - _find_shredded(store, same)))


def newest_linking(store: Store) -> Linking:
    """The linking recorded last; raises QuestionError where there is none."""
    linking = next(store.linkings(), None)
    if linking is None:
        raise QuestionError("nothing is linked yet; `habeas people link` finds who is the same person")
    return linking


def name_judged(store: Store, linking: Linking) -> tuple[Judgement, ...]:
    """What was judged of records, on the versions that were linked: a row that changed is still the same person's."""
    linked = {store_row: record for record in linking.records for store_row in _rows(store, [record])}
    judged = (one for one in store.judgements() if one.verdict in ("same-person", "different-person"))
    return tuple(
        replace(
            one,
            subjects=tuple(
                linked.get(row, subject) for subject, row in zip(one.subjects, _rows(store, one.subjects), strict=True)
            ),
        )
        for one in judged
    )


def _rows(store: Store, records: Iterable[str]) -> list[tuple[str, str]]:
    """The list and the row of each record; its own id where the store does not have it."""
    found = [(record, store.person(record)) for record in records]
    return [(known.list, known.row) if known is not None else ("", record) for record, known in found]


def _find_shredded(store: Store, records: Iterable[str]) -> set[str]:
    """Which of these records were shredded; none where there is no vault."""
    found = (store.person(record) for record in records)
    return find_shredded(store, [record for record in found if record is not None])
