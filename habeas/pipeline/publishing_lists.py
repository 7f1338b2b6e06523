"""Counts from lists of people in editions: under disclosure control, also after all editions made from the same store.

The store keeps what each edition told of people on lists, with the cells that it was made from and no name: whoever
reads one edition may have any other, of another measure, place or time, in whatever order they were published.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from habeas.exc import EditionError
from habeas.model.edition import Edition, Order
from habeas.model.listed import LIST_MEASURES, ListCount, ListEdition, ListMeasure, ListScope
from habeas.model.tally import MEASURES
from habeas.pipeline.listing_people import Listed, find_places, list_scope, load_people, restrict_measures
from habeas.publish.bag import TAG_MANIFEST
from habeas.publish.disclosure import Control, ListMaterial
from habeas.publish.disclosure_check import find_revealed, read_counts
from habeas.publish.disclosure_facts import Epoch, gather_facts
from habeas.publish.load import hash_edition, read_edition, read_header
from habeas.reconcile.listing import list_counts
from habeas.store import Store, edition_entry


@dataclass(frozen=True, slots=True)
class ListLine:
    """What lists say of an edition to be made, and of those made before, in the order in which they were published.

    `count` is how many of them the store keeps, `again` the counts of one of them that was asked for alike.
    """

    lists: Listed | None
    order: Order
    earlier: tuple[Epoch, ...] = ()
    count: int = 0
    again: tuple[ListCount, ...] | None = None

    def material(self) -> ListMaterial | None:
        """What redaction makes the claims of."""
        if self.lists is None:
            return None
        control = Control(self.order.round_lists, self.earlier, frozenset(_list_measures(self.order)), self.again)
        return ListMaterial(self.lists.table, self.lists.counts, self.lists.sizes, control)

    def refuse(self, edition: Edition) -> None:
        """Raise EditionError naming each small count that the edition would give away, and of which edition it is."""
        if self.lists is None:
            return
        told, measures = read_counts(edition.claims), frozenset(_list_measures(self.order))
        revealed = find_revealed((*self.earlier, Epoch(self.lists.table, self.lists.counts, told, measures)))
        if revealed:
            named = "; ".join(dict.fromkeys(revealed))
            raise EditionError(f"nothing is published, for a count of fewer than 5 people could be told: {named}")

    def refuse_unheeded(self, edition: Edition) -> None:
        """Raise EditionError where an edition beside the new one shows other counts from lists, and was not heeded.

        Such a one was made from another store, or from a copy of this one. Whoever holds both could take one from the
        other: one more person on a list is one person's place and day.
        """
        counts = set(read_counts(edition.claims))
        if not counts:
            return
        heeded = [set(epoch.counts) for epoch in self.earlier]
        for manifest in sorted(self.order.out.absolute().parent.glob(f"*/{TAG_MANIFEST}")):
            others = set(read_counts(read_edition(manifest.parent).claims))
            if others and others != counts and others not in heeded:
                raise EditionError(
                    f"nothing is published, for {manifest.parent} shows other counts from lists of people that this "
                    "store knows nothing of, and both together could tell of a single person; give --previous with the "
                    "last edition made before this one, or use the store that it was made from"
                )

    def register(self, store: Store, edition: Edition) -> None:
        """Keep what an edition tells, so that all to come heed it; one that was told before is kept already.

        Raises EditionError where another was published meanwhile.
        """
        told = read_counts(edition.claims)
        if self.lists is None or not told or told == self.again:
            return
        kept = ListEdition(
            edition.title,
            edition.number,
            self.lists.table,
            _list_measures(self.order),
            self.order.round_lists,
            told,
        )
        if not store.record([edition_entry(kept, self.count + 1, store.archive)])["edition"]:
            raise EditionError(
                "nothing is published, for another edition was made from this store meanwhile; try again"
            )


def gather_line(store: Store, lists: Listed | None, order: Order) -> ListLine:
    """What the store knows of lists for an edition to be made, and of the editions made before.

    Those that lead to `--previous` and are not of this store are among them, if their lists are this store's.
    """
    asked = tuple(order.measures or MEASURES)
    lists = lists and restrict_measures(lists, asked)
    if lists is None or not _list_measures(order):
        return ListLine(None, order)
    kept = list(store.editions())
    known = [_remember(each) for each in kept]
    counted = [set(each.counts) for each in kept]
    line = [] if order.previous is None else [read_edition(each) for each in reversed(_list_line(order.previous))]
    strange = [each for each in line if (told := read_counts(each.claims)) and set(told) not in counted]
    alike = (lists.table, _list_measures(order), order.round_lists)
    again = next((each.counts for each in kept if (each.table, each.measures, each.round_to) == alike), None)
    return ListLine(lists, order, (*(_show(store, each) for each in strange), *known), len(kept), again)


def _list_measures(order: Order) -> tuple[ListMeasure, ...]:
    """The measures of lists that an edition is asked for."""
    return tuple(measure for measure in LIST_MEASURES if measure in (order.measures or MEASURES))


def _remember(kept: ListEdition) -> Epoch:
    """An edition as the store keeps it."""
    places = {cell.place.id: cell.place for cell in kept.table.cells if cell.place is not None}
    told = {count.place.id: count.place for count in kept.counts if count.place is not None}
    regions = list_counts(kept.table, find_places({**places, **told}.values()))
    return Epoch(
        kept.table,
        tuple(count for count in regions if count.measure in kept.measures),
        kept.counts,
        frozenset(kept.measures),
        name=f"edition {kept.number} of “{kept.title}” as of {kept.table.scope.as_of}",
    )


def _list_line(folder: Path) -> list[Path]:
    """The folders of an edition and of those before it, as far as they lie beside one another; the newest first."""
    line = [folder]
    beside = {
        hash_edition(each.parent): each.parent for each in sorted(folder.absolute().parent.glob(f"*/{TAG_MANIFEST}"))
    }
    while (before := read_header(line[-1]).previous) is not None and before.hash in beside:
        line.append(beside[before.hash])
    return line


def _show(store: Store, edition: Edition) -> Epoch:
    """An edition that the store does not keep, with the cells that it was made from."""
    scope = edition.scope
    days = date.fromisoformat(scope.first), date.fromisoformat(scope.last)
    people = load_people(store, scope.as_of, recorded_by=scope.as_of)
    lists = list_scope(people, ListScope(scope.place.id if scope.place else None, *days, scope.as_of))
    if lists is None:
        raise EditionError(f"edition {edition.number} counts people on lists that this store has not")
    lists = restrict_measures(lists, scope.measures or MEASURES)
    told = frozenset(measure for measure in LIST_MEASURES if measure in (scope.measures or MEASURES))
    shown = Epoch(lists.table, lists.counts, read_counts(edition.claims), told, f"edition {edition.number}")
    _refuse_others(edition, shown)
    return shown


def _refuse_others(edition: Edition, shown: Epoch) -> None:
    """The counts of an edition must be those of this store, or nothing can be said of what it gives away."""
    facts = gather_facts([replace(shown, regions=())])
    for row in facts.rows:
        count, people = row.count, sum(facts.truth[column] for column in row.columns)
        if not count.low <= people <= count.high:
            raise EditionError(
                f"edition {edition.number} counts {count.low:,} people on lists in {count.measure}; "
                f"this store had {people:,} as of {edition.scope.as_of}"
            )
