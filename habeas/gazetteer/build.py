"""Writes the index: one SQLite file, built beside its place and moved there whole, so that a reader never sees half."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from habeas.gazetteer.entry import Entry
from habeas.gazetteer.source import read_sources, source_versions
from habeas.gazetteer.spelling import LONGEST_NAME, hash_name
from habeas.gazetteer.tables import read_resource

# What the index is made from here, the code that reads it included.
_OURS = (
    "names.yml",
    "words.yml",
    "regions.tsv",
    "subdivisions.tsv",
    "counties.tsv",
    "hamlets.tsv",
    "airports.tsv",
    "districts.tsv",
    "features.tsv",
    "source.py",
    "minor.py",
    "translation.py",
    "spelling.py",
    "build.py",
)
_BATCH = 5_000
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -20000;
PRAGMA temp_store = FILE;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    key INTEGER PRIMARY KEY, code TEXT, name TEXT NOT NULL, level TEXT NOT NULL, country TEXT, lat REAL, lon REAL,
    population INTEGER, near INTEGER, far INTEGER, capital INTEGER NOT NULL
);
CREATE TEMP TABLE spelling (hash INTEGER, key INTEGER, quality INTEGER);
"""
_FINISH = """
CREATE TABLE name (hash INTEGER, key INTEGER, quality INTEGER, PRIMARY KEY (hash, key)) WITHOUT ROWID;
INSERT OR IGNORE INTO name SELECT hash, key, max(quality) FROM spelling GROUP BY hash, key ORDER BY hash, key;
DROP TABLE spelling;
CREATE UNIQUE INDEX place_code ON place (code) WHERE code IS NOT NULL;
"""


def index_version() -> str:
    """A hash of everything the index is made from; another hash is another index."""
    parts = [source_versions(), *map(read_resource, _OURS)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


def build_index(
    path: Path, progress: Callable[[str], None] | None = None, *, read: Callable[[], Iterable[Entry]] = read_sources
) -> None:
    """Write the index to `path`; two processes may do so at once, the later one wins with the same contents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=path.name + ".", suffix=".draft", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            _write(connection, read(), progress=progress or _silent)
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _silent(message: str) -> None:
    del message


def _write(connection: sqlite3.Connection, entries: Iterable[Entry], *, progress: Callable[[str], None]) -> None:
    progress("building the gazetteer (once, about ten seconds)")
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    for batch in _batches(entries):
        connection.executemany("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?)", map(_place_row, batch))
        connection.executemany("INSERT INTO spelling VALUES (?,?,?)", _name_rows(batch))
    progress("sorting its names")
    for statement in _FINISH.split(";"):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (index_version(),))
    connection.execute("COMMIT")


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    iterator = iter(entries)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _place_row(entry: Entry) -> tuple[object, ...]:
    lat, lon = entry.point or (None, None)
    near, far = (*entry.parents, None, None)[:2]
    return (
        entry.key,
        entry.code,
        entry.name,
        entry.level,
        entry.country,
        lat,
        lon,
        entry.population,
        near,
        far,
        entry.capital,
    )


def _name_rows(batch: Iterable[Entry]) -> Iterator[tuple[int, int, int]]:
    for entry in batch:
        for folded, quality in entry.names:
            if folded and len(folded) <= LONGEST_NAME:
                yield hash_name(folded), entry.key, quality
