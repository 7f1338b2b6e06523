"""Records of invented lists, and a store of them: nobody in them has a name."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from habeas.model.linking import LinkedPair, Linking
from habeas.model.person import Consent, PersonRecord, Step, Visibility, record_id
from habeas.store import Store, linking_entry, person_entry
from tests.claims import PLACES

GROUPS = (
    ("Moscow", "2022-02-27", 40),
    ("Kazan", "2022-02-27", 3),
    ("Kazan", "2022-02-26", 14),
    ("Minsk", "2022-02-26", 9),
)


def make_record(
    row: str,
    place: str | None = "Kazan",
    day: str | None = "2022-02-27",
    *,
    steps: Sequence[Step] = (),
    list_name: str = "hotline",
    consent: Consent = "given",
    visibility: Visibility = "counted",
    version: int = 1,
) -> PersonRecord:
    """A version of a row."""
    key = record_id(list_name, row, version)
    where = PLACES[place] if place else None
    sealed = f"sealed-{list_name}-{row}-{version}"
    return PersonRecord(key, list_name, row, version, where, day, tuple(steps), consent, visibility, sealed)


def make_linking(records: Iterable[PersonRecord], pairs: Iterable[tuple[PersonRecord, PersonRecord]]) -> Linking:
    """A linking of these records in which these pairs are one person."""
    linked = (sorted((one.id, other.id)) for one, other in pairs)
    known = tuple(sorted(record.id for record in records))
    return Linking("links@1", known, tuple(LinkedPair(one, other, 0.99) for one, other in linked), 0.9, 0.5, 0.1)


def fill_store(store: Store, extra: Sequence[PersonRecord] = ()) -> None:
    """66 people on one list, half of them on another too, and what is said of others."""
    rows = [(place, day) for place, day, people in GROUPS for _ in range(people)]
    first = [make_record(f"row {number}", *row) for number, row in enumerate(rows)]
    second = [make_record(f"file {number}", *row, list_name="courts") for number, row in enumerate(rows)][1::2]
    pairs = list(zip(first[1::2], second, strict=True))
    records = [*first, *second, *extra]
    store.record([person_entry(record) for record in records])
    store.record([linking_entry(make_linking(records, pairs), store.archive)])


def find_edition(folder: Path) -> dict[str, bytes]:
    """The files of an edition by name."""
    return {path.name: path.read_bytes() for path in sorted((folder / "data").iterdir())}
