"""Who is the same person on several lists: identities are opened for linkage, and what comes back has no name.

Linking needs the key of the vault; everything after it, doubtful pairs and explanations too, does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.exc import QuestionError
from habeas.linkage.cluster import cluster_records, decide_records
from habeas.linkage.levels import find_prior
from habeas.linkage.link import link_records
from habeas.model.judgement import Judgement
from habeas.model.linking import Cluster, Explained, LinkedPair, Linking
from habeas.pipeline.identities import open_records
from habeas.pipeline.people import open_desk
from habeas.settings import read_settings
from habeas.store import Store, linking_entry, open_store
from habeas.vault import Access


@dataclass(frozen=True, slots=True)
class Linked:
    """A linking as it was recorded: whether it is new, and the people it makes under what was judged."""

    linking: Linking
    is_new: bool
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """What a person should decide: pairs between the thresholds, the likeliest first, and clusters to look at."""

    linking: Linking
    pairs: tuple[LinkedPair, ...]
    clusters: tuple[Cluster, ...]


def link_people(*, access: Access, folder: Path | None = None) -> Linked:
    """All rows of all lists linked anew and recorded, but those that are closed; raises VaultError without the key."""
    with open_desk(access, folder) as desk:
        # Weights are learned from all rows: a closed one would move what is published of the others.
        open_rows = (record for record in desk.store.persons() if record.visibility != "closed")
        linking = link_records(list(open_records(desk.store, desk.vault, open_rows)))
        stored = desk.store.record([linking_entry(linking, desk.store.archive)])
        clusters = cluster_records(linking, name_judged(desk.store, linking))
    return Linked(linking, stored["linking"] > 0, clusters)


def find_doubtful(folder: Path | None = None) -> Doubtful:
    """What the newest linking leaves to a person and nobody has judged yet; the key is not needed."""
    with open_store(folder or read_settings().store, must_exist=True) as store:
        linking = newest_linking(store)
        judgements = name_judged(store, linking)
    judged = {frozenset((one.one, one.other)) for one in decide_records(judgements)}
    asked = (pair for pair in linking.pairs if linking.review <= pair.probability < linking.match)
    pairs = sorted(asked, key=lambda pair: (-pair.probability, pair.left, pair.right))
    clusters = tuple(cluster for cluster in cluster_records(linking, judgements) if cluster.doubt)
    return Doubtful(linking, tuple(pair for pair in pairs if {pair.left, pair.right} not in judged), clusters)


def explain_pair(one: str, other: str, folder: Path | None = None) -> Explained:
    """Why two records are or are not one person; raises QuestionError where they were not found alike at all."""
    with open_store(folder or read_settings().store, must_exist=True) as store:
        linking = newest_linking(store)
    wanted = tuple(sorted((one, other)))
    pair = next((pair for pair in linking.pairs if (pair.left, pair.right) == wanted), None)
    if pair is not None:
        return Explained(pair, find_prior(linking), linking)
    unknown = next((record for record in wanted if record not in linking.records), None)
    if unknown is not None:
        raise QuestionError(f"{unknown!r} was not linked; `habeas people link` links what the lists hold now")
    raise QuestionError(
        f"{one} and {other} are less than {linking.floor:.0%} likely to be one person; nothing is kept of such pairs"
    )


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
