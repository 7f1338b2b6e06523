"""Stores with a few readings in them, for tests that look at one thing."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from habeas.model import Place, Reading, Report, Span
from habeas.model.document import ArchivedBytes
from habeas.model.linking import Feature, LinkedPair, Linking
from habeas.model.listed import ListEdition
from habeas.model.person import PersonRecord, Step
from habeas.model.report import report_id
from habeas.store import Entry, Store, document_entry, open_store, reading_entry
from tests import listed
from tests.collecting import CountingReader
from tests.publish.lists import make_regions, make_table

BYTES = b"the bytes of a document\n"
KAZAN = Place("geonames:551487", "Kazan", "city", "RU", 55.79, 49.12, 1_000_000, ("iso:RU-TA", "geonames:2017370"))
PAIR = LinkedPair("person-1", "person-2", 0.97, (Feature("name", "same name in another script", 8.5),))
TABLE = make_table({("Moscow", 0): 40, ("Kazan", 0): 3, (None, 1): 9})
EDITION = ListEdition("Lists", 1, TABLE, ("detained",), 1, make_regions(TABLE))
LINKING = Linking("splink@5", ("person-1", "person-2", "person-3"), (PAIR,), 0.9, 0.5, 0.1)


def make_report(text: str, published_at: str | None = "2022-02-27", publisher: str = "Demo Wire") -> Report:
    """A report of this text, as intake would make it."""
    key = report_id(publisher, published_at, text)
    return Report(key, text, published_at, publisher, reader="text@1", part="line 1")


def read_entry(report: Report, method: str = "counting@1") -> Entry:
    """What the counting reader finds in a report, each claim with the whole text around it."""
    reading: Reading = CountingReader(method).read(report)
    whole = Span(report.id, 0, len(report.text))
    return reading_entry(reading, {claim.id: whole for claim in reading.claims})


def make_record(row: str, version: int = 1) -> PersonRecord:
    """A version of a row, with every field that a store keeps of it."""
    steps = (Step("detained", "2022-02-27"), Step("released", None))
    return replace(listed.make_record(row, steps=steps, version=version), place=KAZAN)


def fill_store(folder: Path, texts: Iterable[str]) -> Store:
    """A store with one archived document and a reading for each text: four rows each where it has claim and quote."""
    store = open_store(folder)
    sha256, size = store.archive.keep(BytesIO(BYTES))
    document = document_entry(ArchivedBytes(sha256, "a.txt", size), "intake@1")
    store.record([document, *(read_entry(make_report(text)) for text in texts)])
    return store
