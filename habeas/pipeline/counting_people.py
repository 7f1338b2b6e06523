"""Counts of people on lists for the desk: nothing is held back, and who is held past the legal term is marked."""

from datetime import date
from pathlib import Path

from habeas.exc import QuestionError
from habeas.model.listed import CustodyKind, ListCount, ListQuestion, ListScope
from habeas.ontology.custody import read_terms
from habeas.pipeline.figures import find_place
from habeas.pipeline.listing_people import Listed, list_scope, load_people
from habeas.reconcile.custody import Overdue, list_overdue
from habeas.reconcile.listing import list_counts
from habeas.settings import read_settings
from habeas.store import open_store


def count_lists(question: ListQuestion, folder: Path | None = None) -> Listed:
    """What all lists of a store say, also of people who refused to be in figures: for the desk alone.

    Raises QuestionError where no record has been linked.
    """
    with open_store(folder or read_settings().store, must_exist=True) as store:
        people = load_people(store, question.as_of, recorded_by=question.recorded_by, is_public=False)
    place = None if question.place is None else find_place(question.place).place
    days = [day for person in people.people for each in person.detentions for day in (each.first, each.last) if day]
    today = date.fromisoformat(people.as_of[:10])
    first = question.first or min(days, default=today)
    last = question.last or max([*days, *people.heard.values()], default=today)
    listed = list_scope(people, ListScope(place.id if place else None, first, last, people.as_of))
    if listed is None:
        raise QuestionError("no record of a person has been linked; `habeas people link` finds who is the same")
    return listed


def find_overdue(listed: Listed, kind: CustodyKind | None = None, *, terms: Path | None = None) -> tuple[Overdue, ...]:
    """Who in the scope was held past the legal term when last heard of, the longest first.

    `terms` is the file of a table of the desk's own; raises TableError where it is none.
    """
    place = listed.table.scope.place
    known = None if terms is None else read_terms(terms)
    found = list_overdue(listed.people.people, listed.people.as_of, kind, terms=known)
    return tuple(
        each for each in found if place is None or (each.place and place in (each.place.id, *each.place.parents))
    )


def list_every(listed: Listed) -> tuple[ListCount, ...]:
    """The counts of every place and window of a scope, also where those of a narrower one say the same."""
    return list_counts(listed.table, listed.people.places, is_each=True)
