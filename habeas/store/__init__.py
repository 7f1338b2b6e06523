"""What is kept for good: documents, reports, readings, claims, statements and failures, under a ledger."""

from habeas.store.base import ClaimQuery, Entry, Fault, Store, Stored, Verification, VerifyProgress
from habeas.store.rows import (
    document_entry,
    failure_entry,
    reading_entry,
)
from habeas.store.sql import SqlStore, open_store

__all__ = [
    "ClaimQuery",
    "Entry",
    "Fault",
    "SqlStore",
    "Store",
    "Stored",
    "Verification",
    "VerifyProgress",
    "document_entry",
    "failure_entry",
    "open_store",
    "reading_entry",
]
