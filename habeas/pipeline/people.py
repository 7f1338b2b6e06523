"""People into vault and store: who a row is about is sealed first, then what may be counted is recorded.

Interrupted at any moment, the same import goes on: a row that is sealed but not yet recorded is known to the vault, and
is recorded under the token it has.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from time import monotonic

from habeas.exc import QuestionError, VaultError
from habeas.gazetteer import Gazetteer, PlaceContext
from habeas.intake.people import PeopleMapping, RowFault, check_list_name, make_entry, read_list
from habeas.intake.people.form import load_form
from habeas.model import Mention, Place, Span
from habeas.model.person import PersonEntry, PersonRecord, Step, record_id
from habeas.pipeline.collecting import find_gazetteer
from habeas.settings import read_settings
from habeas.store import Store, open_store, person_entry
from habeas.vault import Access, Sealed, State, Vault, open_vault

_BATCH = 2000
_PLACES_KEPT = 100_000
_ID = re.compile(r"person-[0-9a-f]{1,40}")
FindPlace = Callable[[str], Place | None]
Row = tuple[str, PersonEntry]


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows of a list were met and what became of them; what is counted is sealed and recorded.

    A row with a fault is not taken in; one that was shredded stays so.
    """

    new: int = 0
    changed: int = 0
    known: int = 0
    shredded: int = 0
    faults: int = 0
    seconds: float = 0
    is_interrupted: bool = False

    @property
    def rows(self) -> int:
        """All rows that were met."""
        return self.new + self.changed + self.known + self.shredded + self.faults

    @property
    def rows_per_second(self) -> float:
        """Rows met in a second."""
        return self.rows / self.seconds if self.seconds else 0


@dataclass(frozen=True, slots=True)
class ListSource:
    """A file, what its columns mean, and the list that its rows are of where the mapping does not say it."""

    file: Path
    mapping: PeopleMapping
    list_name: str | None = None


ImportProgress = Callable[[Imported, Sequence[RowFault]], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """A store and its vault, both open, and what finds a place by the words of a row."""

    store: Store
    vault: Vault
    find_place: FindPlace


def add_person(
    fields: Mapping[str, str], list_name: str, *, access: Access, folder: Path | None = None
) -> tuple[PersonRecord, State]:
    """A person as a form gives it, sealed and recorded, and whether it is new; what an entry form calls.

    Raises EntryError for a field that does not fit, QuestionError where no list can be called so, VaultError.
    """
    entry = make_entry(fields, check_list_name(list_name))
    with open_desk(access, folder) as desk:
        return _record_one(desk, (desk.vault.name_row(entry), entry))


def update_person(
    person: str, fields: Mapping[str, str], *, access: Access, folder: Path | None = None
) -> tuple[PersonRecord, State]:
    """The next version of a person that came from a form: other fields stay as they were, what happened is added.

    Raises QuestionError where there is no such record, EntryError for a field that does not fit, VaultError.
    """
    with open_desk(access, folder) as desk, desk.vault.file.turn():
        named = find_record(desk.store, person)
        # Of two who update one person, the later adds to what the earlier said, whichever version each of them saw.
        record = desk.store.newest_person(named.row) or named
        before = desk.vault.open_one(record.sealed)
        said = dict(before.identity.cells)
        if not said.keys() <= {*load_form(has_key=True).columns}:
            raise QuestionError(f"{person} came from a list, not from a form: change its row there and import it again")
        given = said | {name: value for name, value in fields.items() if value.strip()}
        entry = make_entry(given, record.list)
        known = before.identity.statuses
        added = tuple(status for status in entry.identity.statuses if status not in known)
        identity = replace(entry.identity, statuses=known + added)
        return _record_one(desk, (record.row, replace(entry, identity=identity)))


def import_list(
    source: ListSource, *, access: Access, folder: Path | None = None, progress: ImportProgress | None = None
) -> Imported:
    """Take in what is new or changed of a list; `progress` hears of each batch and of its rows with faults."""
    with open_desk(access, folder) as desk:
        rows = read_list(source.file, source.mapping, list_name=source.list_name)
        return import_into(desk, rows, progress=progress)


def import_into(
    desk: Desk, rows: Iterator[PersonEntry | RowFault], *, progress: ImportProgress | None = None
) -> Imported:
    """What became of the rows; each batch is sealed whole, then recorded whole, so that an interrupted run resumes."""
    started, summary = monotonic(), Imported()
    counter = _RowCounter(desk.vault)
    try:
        while batch := list(islice(rows, _BATCH)):
            faults = [item for item in batch if isinstance(item, RowFault)]
            states = _record(desk, [counter.name(item) for item in batch if isinstance(item, PersonEntry)])
            summary = _count(summary, states, len(faults), seconds=monotonic() - started)
            if progress is not None:
                progress(summary, faults)
    except KeyboardInterrupt:
        return replace(summary, is_interrupted=True)
    return summary


@contextmanager
def open_desk(access: Access, folder: Path | None = None) -> Iterator[Desk]:
    """Store and vault in this folder; raises VaultError where the vault is missing, closed, or of another store."""
    place = folder or read_settings().store
    with open_vault(place, access) as vault, open_store(place) as store:
        refuse_strange(store, vault)
        yield Desk(store, vault, make_place_finder())


def refuse_strange(store: Store, vault: Vault) -> None:
    """Raises VaultError where the store's people were sealed in another vault."""
    first = next(store.persons(), None)
    if first is not None and not vault.is_of(first.sealed):
        raise VaultError(f"{vault.file.path}: is of another store: vault {vault.id}, but {first.id} is {first.sealed}")


def find_record(store: Store, person: str) -> PersonRecord:
    """A stored version of a row by its id; raises QuestionError where there is none."""
    record = store.person(person)
    if record is None:
        # Of an id only: somebody may have typed a name.
        named = f"{person!r}" if _ID.fullmatch(person) else "what was given"
        raise QuestionError(f"{named} is no person of this store; `habeas people list` lists them")
    return record


def make_place_finder() -> FindPlace:
    """What finds the place that words mean, None where the gazetteer does not list it; words of before are kept."""

    @lru_cache(_PLACES_KEPT)
    def find(words: str) -> Place | None:
        return _open_gazetteer().resolve(Mention(words, Span("row", 0, len(words))), PlaceContext()).place

    return find


@cache
def _open_gazetteer() -> Gazetteer:
    """Only where a place is to be found: the first time on a machine it is built."""
    return find_gazetteer()


class _RowCounter:
    """Names rows; those of a list without keys that say the same are told apart by their order."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._met: Counter[str] = Counter()

    def name(self, entry: PersonEntry) -> Row:
        row = self._vault.name_row(entry)
        if entry.key is not None:
            return row, entry
        self._met[row] += 1
        nth = self._met[row] - 1
        return (row if nth == 0 else self._vault.name_row(entry, nth)), entry


def _record_one(desk: Desk, row: Row) -> tuple[PersonRecord, State]:
    [state] = _record(desk, [row])
    record = desk.store.newest_person(row[0])
    if record is None or state == "shredded":
        raise VaultError("this person was shredded, and who was forgotten is not taken in again unawares")
    return record, state


def _record(desk: Desk, rows: Sequence[Row]) -> list[State]:
    """Seal the rows, then record them: what is recorded can be opened.

    In one turn, so that the version of a row that is recorded last is the one that was sealed last. Places are found
    before: others would wait for an index of places that is built.
    """
    named = [entry.identity.place for _, entry in rows]
    places = [None if words is None else desk.find_place(words) for words in named]
    with desk.vault.file.turn():
        sealed = desk.vault.seal(rows, lost=_find_lost(desk, rows))
        records = [
            _make_record(entry, made, place=place)
            for (_, entry), made, place in zip(rows, sealed, places, strict=True)
            if made.state != "shredded"
        ]
        desk.store.record([person_entry(record) for record in records])
    return [made.state for made in sealed]


def _find_lost(desk: Desk, rows: Sequence[Row]) -> dict[str, int]:
    """The rows whose newest record finds nothing in the vault → its version: an older copy of the vault was put back.

    Numbered as that copy counts, what is sealed now would have the id of a record that is there, and not be recorded.
    """
    newest = list(desk.store.newest_versions({row for row, _ in rows}))
    held = desk.vault.file.known(record.sealed for record in newest)
    return {record.row: record.version for record in newest if record.sealed not in held}


def _make_record(entry: PersonEntry, made: Sealed, *, place: Place | None) -> PersonRecord:
    return PersonRecord(
        id=record_id(entry.list, made.row, made.version),
        list=entry.list,
        row=made.row,
        version=made.version,
        place=place,
        detained_at=entry.detained_at,
        steps=tuple(Step(status.kind, status.at) for status in entry.identity.statuses),
        consent=entry.consent,
        visibility=entry.visibility,
        sealed=made.token,
    )


def _count(summary: Imported, states: Sequence[State], faults: int, *, seconds: float) -> Imported:
    met = Counter(states)
    return Imported(
        summary.new + met["new"],
        summary.changed + met["changed"],
        summary.known + met["known"],
        summary.shredded + met["shredded"],
        summary.faults + faults,
        seconds,
    )
