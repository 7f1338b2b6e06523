"""Sealed versions of rows as they lie in the file of a vault."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from habeas.vault.cipher import WRAPPED_BYTES

_AT_ONCE = 500  # values in one question
_LATEST = "SELECT row, version, token, digest, shredded FROM record WHERE row IN ({}) ORDER BY version"
# Cast: damage may turn bytes into what SQLite takes for a text, and its error would print that. A data key that is gone
# is damage too: left out, its row would pass for shredded.
_STORED = (
    "SELECT token, row, version, CAST(ifnull(wrapped, '') AS BLOB), CAST(sealed AS BLOB) "
    "FROM record LEFT JOIN data_key USING (number) WHERE NOT shredded AND "
)
_TAG_BYTES = 2


@dataclass(frozen=True, slots=True)
class Newest:
    """The version of a row that stands."""

    version: int
    token: str
    digest: bytes
    is_shredded: bool


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A sealed version: its data key, wrapped, and what that opens."""

    token: str
    row: str
    version: int
    wrapped: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be added: sealed, with the tags of its names."""

    stored: StoredVersion
    digest: bytes
    tags: frozenset[int]


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a version is known when its row is given again, and found by name; whether the index has all its tags."""

    digest: bytes
    tags: frozenset[int]
    is_indexed: bool


def select_newest(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[str, Newest]:
    """The newest version of each of these rows that the vault knows."""
    found = _select_in(connection, _LATEST, rows)
    return {row: Newest(version, token, digest, bool(shredded)) for row, version, token, digest, shredded in found}


def select_stored(connection: sqlite3.Connection, tokens: Iterable[str]) -> Iterator[StoredVersion]:
    """The versions that these tokens find; those that were shredded are left out."""
    for values in _select_in(connection, f"{_STORED} token IN ({{}})", tokens):
        yield StoredVersion(*values)


def select_tagged(connection: sqlite3.Connection, tags: Sequence[int]) -> Iterator[StoredVersion]:
    """The versions that bear all of these tags."""
    tagged = " INTERSECT ".join(["SELECT number FROM tag WHERE tag = ?"] * len(tags))
    for values in connection.execute(f"{_STORED} number IN ({tagged}) ORDER BY number", tuple(tags)):
        yield StoredVersion(*values)


def select_every(connection: sqlite3.Connection) -> Iterator[StoredVersion]:
    """All versions but the shredded, in the order they were sealed."""
    for values in connection.execute(f"{_STORED} 1 ORDER BY number"):
        yield StoredVersion(*values)


def select_known(connection: sqlite3.Connection, tokens: Iterable[str]) -> Iterator[str]:
    """Which of these tokens are there, shredded or not."""
    for (token,) in _select_in(connection, "SELECT token FROM record WHERE token IN ({})", tokens):
        yield token


def select_shredded(connection: sqlite3.Connection, tokens: Iterable[str]) -> Iterator[str]:
    """Which of these tokens are of versions that were shredded."""
    for (token,) in _select_in(connection, "SELECT token FROM record WHERE shredded AND token IN ({})", tokens):
        yield token


def select_tokens(connection: sqlite3.Connection) -> Iterator[str]:
    """The tokens of all versions but the shredded, in the order they were sealed."""
    for (token,) in connection.execute("SELECT token FROM record WHERE NOT shredded ORDER BY number"):
        yield token


def select_marks(connection: sqlite3.Connection) -> Iterator[Marks]:
    """By what each version that is not shredded is known and found, in the order they were sealed."""
    question = "SELECT number, CAST(digest AS BLOB), CAST(tags AS BLOB) FROM record WHERE NOT shredded"
    found = "SELECT count(*) FROM tag WHERE tag = ? AND number = ?"
    for number, digest, packed in connection.execute(f"{question} ORDER BY number"):
        tags = _unpack(packed)
        is_indexed = all(connection.execute(found, (tag, number)).fetchone()[0] for tag in tags)
        yield Marks(digest, frozenset(tags), is_indexed=is_indexed)


def select_unshredded(connection: sqlite3.Connection) -> Iterator[str]:
    """The tokens of versions that pass for shredded, though what opens them was not destroyed."""
    question = "SELECT token FROM record JOIN data_key USING (number) WHERE shredded AND wrapped != ? ORDER BY number"
    for (token,) in connection.execute(question, (bytes(WRAPPED_BYTES),)):
        yield token


def count_strays(connection: sqlite3.Connection) -> int:
    """How many entries of the index of names no version bears."""
    indexed = connection.execute("SELECT count(*) FROM tag").fetchone()[0]
    borne = connection.execute("SELECT ifnull(sum(length(tags)), 0) FROM record WHERE NOT shredded").fetchone()[0]
    return max(0, int(indexed) - int(borne) // _TAG_BYTES)


def count_versions(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many versions are sealed, and how many were shredded."""
    every, shredded = connection.execute("SELECT count(*), ifnull(sum(shredded), 0) FROM record").fetchone()
    return every - shredded, shredded


def insert_versions(connection: sqlite3.Connection, versions: Sequence[NewVersion]) -> None:
    """Adds the versions at the end."""
    first = 1 + (connection.execute("SELECT max(number) FROM record").fetchone()[0] or 0)
    numbered = list(enumerate(versions, first))
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
        [
            (
                number,
                new.stored.token,
                new.stored.row,
                new.stored.version,
                new.digest,
                _pack(new.tags),
                new.stored.sealed,
            )
            for number, new in numbered
        ],
    )
    connection.executemany(
        "INSERT INTO data_key VALUES (?, ?)", [(number, new.stored.wrapped) for number, new in numbered]
    )
    connection.executemany(
        "INSERT INTO tag VALUES (?, ?)", sorted((tag, number) for number, new in numbered for tag in new.tags)
    )


def shred_versions(connection: sqlite3.Connection, row: str) -> int:
    """How many versions of a row were destroyed, each overwritten in place: data key, ciphertext, digest and tags."""
    wanted = "SELECT number, tags, length(sealed), length(digest) FROM record WHERE row = ? AND NOT shredded"
    found = connection.execute(wanted, (row,)).fetchall()
    for number, tags, sealed, digest in found:
        connection.execute("UPDATE data_key SET wrapped = ? WHERE number = ?", (bytes(WRAPPED_BYTES), number))
        connection.execute(
            "UPDATE record SET shredded = 1, digest = ?, tags = ?, sealed = ? WHERE number = ?",
            (bytes(digest), bytes(len(tags)), bytes(sealed), number),
        )
        connection.executemany("DELETE FROM tag WHERE tag = ? AND number = ?", [(tag, number) for tag in _unpack(tags)])
    return len(found)


def _select_in(connection: sqlite3.Connection, question: str, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    listed = list(values)
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        # All at once: a caller that fails half way leaves no question open on a file that is being closed.
        yield from connection.execute(question.format(", ".join("?" * len(some))), some).fetchall()


def _pack(tags: frozenset[int]) -> bytes:
    return b"".join(tag.to_bytes(_TAG_BYTES) for tag in sorted(tags))


def _unpack(tags: bytes) -> list[int]:
    return [int.from_bytes(tags[at : at + _TAG_BYTES]) for at in range(0, len(tags), _TAG_BYTES)]
