"""The index on disk, opened read-only. A file of another version, cut short or foreign is built anew."""

import math
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from habeas.exc import StoreError
from habeas.gazetteer.build import build_index, index_version
from habeas.gazetteer.entry import MEANT, OTHER, Entry, Level
from habeas.gazetteer.source import read_sources
from habeas.gazetteer.spelling import hash_name
from habeas.model import Place, PlaceKind

FILE_NAME = "gazetteer.sqlite"
_KINDS: dict[Level, PlaceKind] = {
    "continent": "continent",
    "country": "country",
    "admin1": "region",
    "admin2": "region",
    "area": "region",
    "city": "city",
    "site": "site",
}
# How well known places are that are no cities, from 0 to 1; by another name than their own they are less so.
_FAMES: dict[Level, float] = {
    "country": 0.95,
    "continent": 0.95,
    "admin1": 0.8,
    "area": 0.8,
    "site": 0.8,
    "admin2": 0.35,
}
_OTHER_NAME = 0.15
_COLUMNS = "place.key, code, name, level, country, lat, lon, population, near, far, capital"
# More bearers of one name than this are never told apart by anything a report says.
_MOST_CANDIDATES = 150
_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name; `quality` says how good the name is for it, from its own (3) to its people's (0).

    `fame` says from 0 to 1 how well known the place is by the name.
    """

    key: int
    place: Place
    level: Level
    quality: int
    parents: tuple[int, ...]
    capital: bool
    fame: float


class Index:
    """Names to candidates and keys to places; remembers the last names asked for, and never writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # Divisions without a GeoNames id are parents too, and known by their codes.
        self._codes = dict(connection.execute("SELECT key, code FROM place WHERE key < 0 AND level = 'admin1'"))
        self._recall = lru_cache(maxsize=_REMEMBERED)(self._read_candidates)

    def find_candidates(self, folded: str) -> tuple[Candidate, ...]:
        """The places that bear the folded name, the best known first."""
        return self._recall(folded)

    def _read_candidates(self, folded: str) -> tuple[Candidate, ...]:
        if not folded:
            return ()
        rows = self._connection.execute(
            f"SELECT quality, {_COLUMNS} FROM name JOIN place ON place.key = name.key WHERE hash = ? "  # noqa: S608
            "ORDER BY level = 'city', population DESC, place.key LIMIT ?",
            (hash_name(folded), _MOST_CANDIDATES),
        )
        return tuple(self._make_candidate(row[0], row[1:]) for row in rows)

    def find_place(self, key: int) -> Candidate | None:
        """The place with that key."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM place WHERE key = ?", (key,)).fetchone()  # noqa: S608
        return self._make_candidate(MEANT, row) if row else None

    def find_code(self, code: str) -> Candidate | None:
        """The place with that code."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM place WHERE code = ?", (code,)).fetchone()  # noqa: S608
        return self._make_candidate(MEANT, row) if row else None

    def _make_candidate(self, quality: int, row: tuple[Any, ...]) -> Candidate:
        key, code, name, level, country, lat, lon, population, near, far, capital = row
        parents = tuple(parent for parent in (near, far) if parent is not None)
        place = Place(
            id=_make_id(key, code),
            name=name,
            kind=_KINDS[level],
            country=country,
            lat=lat,
            lon=lon,
            population=population,
            parents=tuple(_make_id(parent, self._codes.get(parent)) for parent in parents),
        )
        fame = _rate_fame(key, level, population or 0, capital=bool(capital))
        return Candidate(
            key, place, level, quality, parents, bool(capital), fame - (_OTHER_NAME if quality == OTHER else 0)
        )


def _rate_fame(key: int, level: Level, population: int, *, capital: bool) -> float:
    """How well known a place is, from 0 to 1."""
    if level == "city":
        return 0.0 if key < 0 else 0.13 * (math.log10(max(population, 500)) - 2) + (0.2 if capital else 0)
    return _FAMES[level]


def _make_id(key: int, code: str | None) -> str:
    return f"geonames:{key}" if key > 0 else str(code)


def open_index(
    folder: Path, progress: Callable[[str], None] | None = None, *, read: Callable[[], Iterable[Entry]] = read_sources
) -> Index:
    """The index in `folder`, built first where there is none that fits; raises StoreError where that fails."""
    path = folder / FILE_NAME
    connection = _open_if_current(path)
    if connection is None:
        try:
            build_index(path, progress, read=read)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"gazetteer index {path} cannot be written: {error}") from error
        connection = _open_if_current(path)
    if connection is None:
        raise StoreError(f"gazetteer index {path} was just built and cannot be read: is the disk full?")
    return Index(connection)


def _open_if_current(path: Path) -> sqlite3.Connection | None:
    try:
        size = path.stat().st_size
        # The file is only ever replaced whole, so no lock is needed and none is left behind.
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    except (OSError, sqlite3.Error):
        return None
    if _is_current(connection, size):
        return connection
    connection.close()
    return None


def _is_current(connection: sqlite3.Connection, size: int) -> bool:
    try:
        with closing(connection.cursor()) as cursor:
            pages = cursor.execute("PRAGMA page_count").fetchone()[0]
            page = cursor.execute("PRAGMA page_size").fetchone()[0]
            version = cursor.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.Error:
        return False
    return bool(pages * page == size and version == (index_version(),))
