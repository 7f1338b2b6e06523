"""Counts from lists of people in editions: under disclosure control, also after the editions before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.exc import EditionError
from habeas.model.edition import Edition
from habeas.model.listed import ListCount, ListScope
from habeas.pipeline.listing_people import Listed, list_scope, load_people, restrict_measures
from habeas.publish.bag import TAG_MANIFEST
from habeas.publish.disclosure import Control, ListMaterial
from habeas.publish.disclosure_check import Shown, find_revealed
from habeas.publish.disclosure_facts import Epoch, gather_facts
from habeas.publish.load import hash_edition, read_edition, read_header
from habeas.reconcile.list_claims import is_list_claim, read_count
from habeas.store import Store


@dataclass(frozen=True, slots=True)
class ListLine:
    """What lists say of an edition to be made, and of the editions before it, the oldest first."""

    lists: Listed | None
    earlier: tuple[Shown, ...] = ()

    def material(self, round_to: int) -> ListMaterial | None:
        """What redaction makes the claims of."""
        if self.lists is None:
            return None
        epochs = tuple(Epoch(each.table, each.regions, _read_counts(each)) for each in self.earlier)
        return ListMaterial(self.lists.table, self.lists.counts, self.lists.sizes, Control(round_to, epochs))

    def refuse(self, edition: Edition) -> None:
        """Raise EditionError naming each small count that the edition would give away."""
        if self.lists is None:
            return
        last = Shown(self.lists.table, self.lists.counts, edition.claims)
        revealed = find_revealed((*self.earlier, last))
        if revealed:
            named = "; ".join(dict.fromkeys(revealed))
            raise EditionError(f"nothing is published, for a count of fewer than 5 people could be told: {named}")


def read_line(folder: Path) -> tuple[Edition, ...]:
    """The edition in a folder and those before it, as far as they lie beside one another; the oldest first."""
    return tuple(read_edition(each) for each in reversed(_list_line(folder)))


def _list_line(folder: Path) -> list[Path]:
    """The folders of an edition and of those before it, the newest first."""
    line = [folder]
    beside = {
        hash_edition(each.parent): each.parent for each in sorted(folder.absolute().parent.glob(f"*/{TAG_MANIFEST}"))
    }
    while (before := read_header(line[-1]).previous) is not None and before.hash in beside:
        line.append(beside[before.hash])
    return line


def refuse_unheeded(edition: Edition, out: Path, previous: Path | None) -> None:
    """Raise EditionError where an edition beside the new one shows other counts from lists, and was not heeded.

    Whoever holds both could take one from the other: one more person on a list is one person's place and day.
    """
    counts = _find_counts(edition)
    if not counts:
        return
    heeded = {hash_edition(folder) for folder in _list_line(previous)} if previous else set()
    for manifest in sorted(out.absolute().parent.glob(f"*/{TAG_MANIFEST}")):
        folder = manifest.parent
        if hash_edition(folder) in heeded:
            continue
        others = _find_counts(read_edition(folder))
        if others and others != counts:
            raise EditionError(
                f"nothing is published, for {folder} shows other counts from lists of people, and both together could "
                "tell of a single person; give --previous with the last edition made before this one"
            )


def _find_counts(edition: Edition) -> frozenset[ListCount]:
    """The counts from lists that an edition shows."""
    return frozenset(read_count(stored.claim) for stored in edition.claims if is_list_claim(stored.claim))


def gather_line(store: Store, lists: Listed | None, editions: Iterable[Edition]) -> ListLine:
    """What the store knows of lists for an edition to be made and for the editions before it."""
    shown = (_show(store, edition) for edition in editions)
    return ListLine(lists, tuple(each for each in shown if each is not None))


def _show(store: Store, edition: Edition) -> Shown | None:
    """An edition with the cells that it was made from, None where it holds no count from lists."""
    if not any(is_list_claim(stored.claim) for stored in edition.claims):
        return None
    scope = edition.scope
    days = date.fromisoformat(scope.first), date.fromisoformat(scope.last)
    people = load_people(store, scope.as_of, recorded_by=scope.as_of)
    lists = list_scope(people, ListScope(scope.place.id if scope.place else None, *days, scope.as_of))
    if lists is None:
        raise EditionError(f"edition {edition.number} counts people on lists that this store has not")
    lists = restrict_measures(lists, scope.measures)
    shown = Shown(lists.table, lists.counts, edition.claims)
    _refuse_others(edition, shown)
    return shown


def _refuse_others(edition: Edition, shown: Shown) -> None:
    """The counts of an edition must be those of this store, or nothing can be said of what it gives away."""
    facts = gather_facts([Epoch(shown.table, (), _read_counts(shown))])
    for row in facts.rows:
        count, people = row.count, sum(facts.truth[column] for column in row.columns)
        if not count.low <= people <= count.high:
            raise EditionError(
                f"edition {edition.number} counts {count.low:,} people on lists in {count.measure}; "
                f"this store had {people:,} as of {edition.scope.as_of}"
            )


def _read_counts(shown: Shown) -> tuple[ListCount, ...]:
    return tuple(read_count(stored.claim) for stored in shown.claims if is_list_claim(stored.claim))
