"""What is kept for good under a ledger: documents, what was read in them, judgements, and persons without names."""

from pathlib import Path

from habeas.exc import StoreError
from habeas.store.base import ClaimQuery, Entry, Fault, Store, Stored, Verification, VerifyProgress
from habeas.store.judge import Judged, record_decision
from habeas.store.rows import (
    document_entry,
    edition_entry,
    failure_entry,
    judgement_entry,
    linking_entry,
    person_entry,
    reading_entry,
)

DATABASE = "habeas.sqlite"

__all__ = [
    "ClaimQuery",
    "Entry",
    "Fault",
    "Judged",
    "Store",
    "Stored",
    "Verification",
    "VerifyProgress",
    "document_entry",
    "edition_entry",
    "failure_entry",
    "judgement_entry",
    "linking_entry",
    "open_store",
    "person_entry",
    "reading_entry",
    "record_decision",
]


def open_store(folder: Path, *, must_exist: bool = False) -> Store:
    """The store in this folder, brought to this version if it is older, made there if it is new and need not exist."""
    if must_exist and not (folder / DATABASE).exists():
        raise StoreError(f"{folder}: there is no store here yet; `habeas collect` or `habeas people import` makes one")
    # SQLAlchemy takes longer to load than all the rest: reading without a store, and every worker, do without it.
    from habeas.store.sql import SqlStore

    return SqlStore(folder, DATABASE)
