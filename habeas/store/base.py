"""What any store must do, and the values it takes and gives.

Everything stored is appended, never edited: documents, reports, readings, claims, statements, failures, judgements,
persons without names, linkings of them, and what editions told of people on lists. Events and tallies are derived
from it and can be thrown away.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, Protocol, Self

from habeas.model import EventType, Report, StoredClaim
from habeas.model.document import Failure
from habeas.model.judgement import Judgement
from habeas.model.linking import Linking
from habeas.model.listed import ListEdition
from habeas.model.person import PersonRecord
from habeas.store.archive import Archive

RowKind = Literal[
    "document", "report", "reading", "claim", "statement", "failure", "judgement", "person", "linking", "edition"
]
Scalar = str | int | float | None
VerifyProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to store: `values` are its columns, `digest` the hash of kind and columns."""

    kind: RowKind
    id: str
    values: dict[str, Scalar]
    digest: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows that are stored together or not at all; they are already stored if the row with id `key` is.

    `unread` is the language of a report that was stored but not read (see `Reading`); it is not a row.
    """

    key: str
    rows: tuple[Row, ...]
    unread: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Which claims are wanted; what is left empty restricts nothing.

    `place` is a gazetteer id and matches what lies within it. `first` and `last` select claims whose days touch that
    window; claims without a day are left out then unless `with_undated`. `as_of` is an ISO 8601 prefix: only reports
    surely published by then (an undated one is not). `recorded_by` does the same for when this store took them in.
    Of several readings of a report the newest counts, the one recorded last; where `methods` are named, of theirs.
    """

    types: tuple[EventType, ...] = ()
    place: str | None = None
    first: date | None = None
    last: date | None = None
    with_undated: bool = False
    as_of: str | None = None
    recorded_by: str | None = None
    methods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """The first row that is not as it was recorded; `seq` is its place in the ledger, `id` None where it is lost."""

    table: str
    id: str | None
    seq: int
    reason: str

    def __str__(self) -> str:
        return f"{self.table} {self.id or '(no id)'} at ledger row {self.seq}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verification:
    """Rows checked up to `fault` (None: nothing was changed) and the hash of the ledger's last row, to write down."""

    rows: int
    head: str
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows of each kind."""

    counts: dict[RowKind, int] = field(default_factory=dict)

    def __getitem__(self, kind: RowKind) -> int:
        return self.counts.get(kind, 0)


class Store(Protocol):
    """An append-only store in a folder, with its archive of bytes and ledger; close it, or use it in a `with` block."""

    folder: Path
    archive: Archive

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(self, *_: object) -> None:
        """Closes it."""

    def close(self) -> None:
        """Gives the database back."""

    def record(self, entries: Sequence[Entry]) -> Stored:
        """How many rows were new; all of them are durable when this returns, or none is stored."""

    def known(self, reports: Iterable[str], method: str) -> set[str]:
        """Which of these reports have been read by this method."""

    def claims(self, query: ClaimQuery) -> Iterator[StoredClaim]:
        """The claims that match, in the order they were recorded."""

    def claim(self, claim_id: str) -> StoredClaim | None:
        """One stored claim, whichever reading it is of."""

    def judgements(self, as_of: str | None = None) -> Iterator[Judgement]:
        """What people had decided by then (an ISO 8601 prefix, None for all), in the order it was recorded."""

    def persons(self, recorded_by: str | None = None) -> Iterator[PersonRecord]:
        """The newest version of each row of a list, as recorded by then (an ISO 8601 prefix, None for now)."""

    def person(self, person_id: str) -> PersonRecord | None:
        """One version of a row of a list, whether or not it is the newest."""

    def newest_person(self, row: str) -> PersonRecord | None:
        """The version of a row of a list that was recorded last."""

    def newest_versions(self, rows: Iterable[str]) -> Iterator[PersonRecord]:
        """The highest version of each of these rows, of those that are there."""

    def sealed_as(self, tokens: Iterable[str]) -> Iterator[PersonRecord]:
        """The records, of every version, whose identities these tokens find in the vault."""

    def linkings(self, recorded_by: str | None = None) -> Iterator[Linking]:
        """What linkage found, as recorded by then, the newest first; each is read only when it is asked for."""

    def editions(self) -> Iterator[ListEdition]:
        """What editions told of people on lists, in the order they were published."""

    def methods(self) -> list[str]:
        """The methods that have read anything, the one that read last at the end."""

    def reports_without(self, method: str) -> Iterator[tuple[str, Report]]:
        """Each report that this method has not read, with the path of its document, in the order recorded."""

    def count_with(self, method: str) -> int:
        """How many reports this method has read."""

    def count_without(self, method: str) -> int:
        """How many reports this method has not read; rows of tables, which are no prose, apart."""

    def failures(self) -> Iterator[Failure]:
        """What could not be read, in the order it was recorded."""

    def report(self, report_id: str) -> Report | None:
        """A stored report, exactly as it was read."""

    def counts(self) -> Stored:
        """How many rows of each kind are stored."""

    def head(self) -> str:
        """The hash of the ledger's last row: it stands for everything stored so far."""

    def verify(self, *, head: str | None = None, progress: VerifyProgress | None = None) -> Verification:
        """What everything stored looks like against ledger and archive; `head` must still be in the ledger."""

    def collecting(self) -> AbstractContextManager[None]:
        """Holds off other collects and rereads of the same store; raises StoreError where one is under way."""
