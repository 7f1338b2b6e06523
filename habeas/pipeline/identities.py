"""Who the records are about, for those who hold the key; and what can be said of them without it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from habeas.exc import VaultError
from habeas.model.linking import LinkRecord
from habeas.model.person import PersonEntry, PersonRecord, record_id
from habeas.pipeline.people import find_record, open_desk, refuse_strange
from habeas.settings import read_settings
from habeas.store import Store, open_store, person_entry
from habeas.vault import Access, Vault, open_file, shred_row
from habeas.vault.database import FILE, FOLDER

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Shredded:
    """A row that was shredded: how many versions of it were destroyed now, and the version that stands in the store."""

    record: PersonRecord
    versions: int


def list_people(folder: Path | None = None, *, recorded_by: str | None = None) -> Iterator[PersonRecord]:
    """The newest version of each row without a name, as recorded by then; the key is not needed."""
    with open_store(folder or read_settings().store, must_exist=True) as store:
        yield from store.persons(recorded_by)


def open_person(person: str, *, access: Access, folder: Path | None = None) -> tuple[PersonRecord, PersonEntry]:
    """A record with the identity that its list gave; raises QuestionError or VaultError where there is none."""
    with open_desk(access, folder) as desk:
        record = find_record(desk.store, person)
        return record, desk.vault.open_one(record.sealed)


def find_people(name: str, *, access: Access, folder: Path | None = None) -> tuple[PersonRecord, ...]:
    """The newest version of each row that has, or had, all words of this name, without regard to case and accents."""
    with open_desk(access, folder) as desk:
        rows = dict.fromkeys(record.row for record in desk.store.sealed_as(desk.vault.find(name)))
        newest = (desk.store.newest_person(row) for row in rows)
        return tuple(record for record in newest if record is not None)


def open_records(store: Store, vault: Vault, chosen: Iterable[PersonRecord] | None = None) -> Iterator[LinkRecord]:
    """All that linkage compares, in the order recorded: the newest version of each row that was not shredded.

    Of those `chosen` only, where these are given: nobody else is opened.
    """
    refuse_strange(store, vault)
    records = store.persons() if chosen is None else iter(chosen)
    while batch := list(islice(records, _AT_ONCE)):
        entries = vault.open(record.sealed for record in batch)
        for record in batch:
            if record.sealed in entries:
                yield _link_record(record, entries[record.sealed])


def find_shredded(store: Store, records: Sequence[PersonRecord]) -> set[str]:
    """Which of these records, by id, were shredded; none where the store has no vault. The key is not needed."""
    if not (store.folder / FOLDER / FILE).exists():
        return set()
    with closing(open_file(store.folder)) as file:
        gone = file.shredded({record.sealed for record in records})
    return {record.id for record in records if record.sealed in gone}


def shred_person(person: str, folder: Path | None = None, *, is_closed: bool = False) -> Shredded:
    """Destroys for good who a row is about, in all its versions; the key is not needed.

    What the store has of it without a name stays, and counts until lists are linked again, unless it is closed now.
    """
    place = folder or read_settings().store
    with open_store(place, must_exist=True) as store, closing(open_file(place)) as file:
        record = find_record(store, person)
        if not file.is_of(record.sealed):
            raise VaultError(f"{file.path}: is of another store: {record.id} is {record.sealed}")
        with file.turn():
            versions = shred_row(file, record.row)
            newest = store.newest_person(record.row) or record
            if is_closed and newest.visibility != "closed":
                newest = _close(newest)
                store.record([person_entry(newest)])
    return Shredded(newest, versions)


def _close(record: PersonRecord) -> PersonRecord:
    version = record.version + 1
    return replace(record, id=record_id(record.list, record.row, version), version=version, visibility="closed")


def _link_record(record: PersonRecord, entry: PersonEntry) -> LinkRecord:
    place = record.place
    if place is None:
        return LinkRecord(record.id, record.list, entry.identity, day=record.detained_at)
    return LinkRecord(record.id, record.list, entry.identity, place.id, place.parents, record.detained_at)
