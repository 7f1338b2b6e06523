"""People on the lists of a store → how many there are: the doubt about links is in the limits; no key is needed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from habeas.estimate import SEED, choose_method, estimate_total
from habeas.estimate.histories import drop_lists, tabulate
from habeas.estimate.sensitivity import estimate_without, pool_tables
from habeas.exc import QuestionError
from habeas.linkage.cluster import cluster_records
from habeas.linkage.renew import renew_linking
from habeas.linkage.sample import sample_clusters
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Refusal
from habeas.model.judgement import Judgement
from habeas.model.linking import Cluster, Linking
from habeas.model.listed import ListQuestion
from habeas.model.person import PersonRecord
from habeas.pipeline.estimating import Estimated
from habeas.pipeline.figures import find_place
from habeas.pipeline.listing_people import name_newest
from habeas.reconcile.listed import read_window, select_records
from habeas.settings import read_settings
from habeas.store import Store, open_store

DRAWS = 20


@dataclass(frozen=True, slots=True)
class ListEstimation:
    """How to estimate from the lists of a store: `draws` are ways to link the records, 0 for the likeliest alone."""

    method: str | None = None
    without: tuple[str, ...] = ()
    is_leaving_out: bool = False
    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class _Lists:
    """Records that count, a linking of their newest versions, what was judged of them, and the place asked for."""

    records: Mapping[str, PersonRecord]
    linking: Linking
    judgements: tuple[Judgement, ...]
    question: ListQuestion
    place: str | None


def estimate_lists(question: ListQuestion, how: ListEstimation, folder: Path | None = None) -> Estimated:
    """What the lists of a store say of a place and days, with the likeliest links, other thresholds and other draws.

    A person is in the scope where one of their records surely is, and then stands on all lists that have them. Raises
    QuestionError where nothing is linked, or for a list that does not exist.
    """
    with open_store(folder or read_settings().store, must_exist=True) as store:
        lists = _load(store, question)
    table = _tabulate(lists, _cluster(lists, lists.linking.match), how.without)
    method = how.method or choose_method(table)
    tables = [_tabulate(lists, clusters, how.without) for clusters in _sample(lists, how)]
    found = estimate_total(table, method, seed=how.seed)
    if tables:
        found = pool_tables(table, tables, method, seed=how.seed)
    surely = _tabulate(lists, _cluster(lists, lists.linking.review), how.without).observed
    return Estimated(
        table,
        found if isinstance(found, Refusal) else replace(found, observed=surely, low=max(found.low, surely)),
        estimate_without(table, how.method, seed=how.seed) if how.is_leaving_out else {},
        {
            name: estimate_total(_tabulate(lists, _cluster(lists, threshold), how.without), method, seed=how.seed)
            for name, threshold in _thresholds(lists.linking).items()
        },
        surely=surely,
    )


def _load(store: Store, question: ListQuestion) -> _Lists:
    records = select_records(store.persons(question.as_of), is_public=False)
    linking = next(store.linkings(question.as_of), None)
    if linking is None:
        raise QuestionError("nothing is linked yet; `habeas people link` finds who is the same person")
    names = name_newest(linking, records, store)
    judgements = tuple(
        replace(one, subjects=tuple(names.get(subject, subject) for subject in one.subjects))
        for one in store.judgements(question.as_of)
    )
    place = None if question.place is None else find_place(question.place).place
    return _Lists(records, renew_linking(linking, names), judgements, question, place.id if place else None)


def _cluster(lists: _Lists, threshold: float) -> tuple[Cluster, ...]:
    return cluster_records(replace(lists.linking, match=threshold), lists.judgements)


def _sample(lists: _Lists, how: ListEstimation) -> Iterator[tuple[Cluster, ...]]:
    """Ways to link the records, by all that a table of them depends on and not by their ids, which differ by vault."""
    if not how.draws:
        return iter(())
    tells = {
        one.id: f"{one.list}\n{one.place.id if one.place else ''}\n{one.detained_at}" for one in lists.records.values()
    }
    return sample_clusters(lists.linking, lists.judgements, draws=how.draws, seed=how.seed, tells=tells)


def _thresholds(linking: Linking) -> dict[str, float]:
    """The probabilities from which two records may be taken for one person, in words."""
    marks = {"doubtful pairs are one person": linking.review, "likely pairs are": linking.match}
    marks["only pairs above 99 % are"] = max(linking.match, 0.99)
    return {f"{words} (from {threshold:.2f})": threshold for words, threshold in marks.items()}


def _tabulate(lists: _Lists, clusters: Iterable[Cluster], without: tuple[str, ...]) -> CaptureTable:
    inside = [
        cluster for cluster in clusters if any(_is_inside(lists, lists.records[record]) for record in cluster.records)
    ]
    table = tabulate(inside, {record.id: record.list for record in lists.records.values()})
    return drop_lists(table, without)


def _is_inside(lists: _Lists, record: PersonRecord) -> bool:
    """Whether a record surely tells of the place and the days asked for."""
    if lists.place is not None and (
        record.place is None or lists.place not in (record.place.id, *record.place.parents)
    ):
        return False
    first, last = lists.question.first, lists.question.last
    if first is None and last is None:
        return True
    window = read_window(record.detained_at)
    return window is not None and (first or date.min) <= window[0] and window[1] <= (last or date.max)
