"""What lists of people say in numbers: records and linkings of the store → people, cells, counts, claims.

No key is needed: names stay in the vault. In doubt two records are one person, so that counts are lower
bounds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from habeas.exc import QuestionError, VaultError
from habeas.linkage.cluster import cluster_records
from habeas.linkage.renew import renew_linking
from habeas.model import Place, StoredClaim
from habeas.model.instant import last_instant, now
from habeas.model.judgement import Judgement
from habeas.model.linking import Cluster, Linking
from habeas.model.listed import LIST_METHOD, ListCount, ListedPerson, ListScope, ListTable
from habeas.model.person import PersonRecord
from habeas.model.tally import TallyQuery
from habeas.pipeline.collecting import find_gazetteer
from habeas.reconcile.list_claims import make_claims
from habeas.reconcile.listed import hear_lists, list_people, select_records
from habeas.reconcile.listing import list_counts, make_table, size_lists
from habeas.store import Store


@dataclass(frozen=True, slots=True)
class People:
    """People on lists as of a moment: `places` are those they were detained in, and around these, by id.

    `method` is the linkage they come from, None where no record has been linked. `closed`, `refused`, `unlinked` and
    `shredded` are numbers of records: those that count nowhere, in no published figure, nowhere until they are linked,
    and nowhere since linking cannot tell who they are any more. `heard` is the last day that each list says anything
    of.
    """

    people: tuple[ListedPerson, ...]
    places: Mapping[str, Place]
    method: str | None
    as_of: str
    closed: int
    refused: int
    unlinked: int
    shredded: int
    heard: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists say of a scope: cells, all their counts, how many people each list holds, and the people."""

    table: ListTable
    counts: tuple[ListCount, ...]
    sizes: Mapping[str, int]
    people: People

    def claims(self) -> list[StoredClaim]:
        """Every count as a claim, for a desk's own figures: nothing is held back."""
        return make_claims(self.counts, self.table.basis, self.table.scope.as_of)


def load_people(
    store: Store, as_of: str | None = None, *, recorded_by: str | None = None, is_public: bool = True
) -> People:
    """The people on all lists as of a moment, as recorded by then (ISO 8601 prefixes, None for now).

    For figures those who refused are left out.
    """
    moment = last_instant(as_of) if as_of is not None else f"{now()[:19]}Z"
    if moment is None:
        raise QuestionError(f"--as-of {as_of!r}: expected an ISO 8601 date or time")
    known = list(store.persons(recorded_by))
    records = select_records(known, is_public=is_public)
    linking = next(iter(store.linkings(recorded_by)), None) if records else None
    clusters: tuple[Cluster, ...] = ()
    linked: frozenset[str] = frozenset()
    if linking is not None:
        names = name_newest(linking, records, store)
        linked = frozenset(names.values())
        clusters = _cluster(renew_linking(linking, names), names, store.judgements(recorded_by))
    unlinked = [record for key, record in records.items() if key not in linked]
    shredded = _count_shredded(store, unlinked)
    places = find_places(record.place for record in records.values() if record.place is not None)
    records = {key: _settle(record, places) for key, record in records.items()}
    heard = hear_lists(records.values(), moment)
    return People(
        people=list_people(clusters, records, places=places, heard=heard),
        places=places,
        method=None if linking is None else linking.method,
        as_of=moment,
        closed=sum(record.visibility == "closed" for record in known),
        refused=sum(record.visibility != "closed" and record.consent == "refused" for record in known),
        unlinked=len(unlinked) - shredded,
        shredded=shredded,
        heard=heard,
    )


def _count_shredded(store: Store, records: Sequence[PersonRecord]) -> int:
    """How many of these were shredded; none where that cannot be read: counts are made without the vault, too."""
    if not records:
        return 0
    from habeas.pipeline.identities import find_shredded  # counts do not wait for what opens a vault

    try:
        return len(find_shredded(store, records))
    except (VaultError, PermissionError):
        return 0


def list_scope(people: People, scope: ListScope) -> Listed | None:
    """What the lists say of a scope, None where no record has been linked."""
    if people.method is None:
        return None
    table = make_table(people.people, scope, people.method)
    return Listed(table, list_counts(table, people.places), size_lists(people.people, scope), people)


def gather_lists(store: Store, query: TallyQuery) -> Listed | None:
    """What the lists say for a query, None where they are not asked for or say nothing."""
    is_asked = query.measure in (None, "detained", "persons", "held") and query.context in (None, "other")
    if not is_asked or (query.methods and LIST_METHOD not in query.methods):
        return None
    people = load_people(store, query.as_of, recorded_by=query.as_of)
    listed = list_scope(people, ListScope(query.place, query.first, query.last, people.as_of))
    if listed is None or query.measure is None:
        return listed
    return restrict_measures(listed, (query.measure,))


def restrict_measures(listed: Listed, measures: Sequence[str]) -> Listed:
    """What the lists say, with the counts of some measures alone; cells stay, for measures tell of one another."""
    return replace(listed, counts=tuple(each for each in listed.counts if each.measure in measures))


def name_newest(linking: Linking, records: Mapping[str, PersonRecord], store: Store) -> dict[str, str]:
    """Each linked record that counts → its newest version: a status that changes makes nobody another."""
    newest = {(record.list, record.row): key for key, record in records.items()}
    names: dict[str, str] = {}
    for key in linking.records:
        record = records.get(key) or store.person(key)
        if record is not None and (record.list, record.row) in newest:
            names[key] = newest[record.list, record.row]
    return names


def _settle(record: PersonRecord, places: Mapping[str, Place]) -> PersonRecord:
    """The record with its place as the last row has it that names it: gazetteers change between imports."""
    place = record.place and places[record.place.id]
    return record if place == record.place else replace(record, place=place)


def _cluster(linking: Linking, names: Mapping[str, str], judgements: Iterable[Judgement]) -> tuple[Cluster, ...]:
    """Who is one person, doubtful pairs too: nobody may count twice."""
    judged = [
        replace(judgement, subjects=tuple(names.get(subject, subject) for subject in judgement.subjects))
        for judgement in judgements
    ]
    return cluster_records(replace(linking, match=linking.review), judged)


def find_places(places: Iterable[Place]) -> dict[str, Place]:
    """Places and those that these lie in, by id."""
    named = {place.id: place for place in places}
    around = {parent for place in named.values() for parent in place.parents} - named.keys()
    if around:
        find_place = find_gazetteer().place
        named.update({place.id: place for place in map(find_place, sorted(around)) if place is not None})
    return named
