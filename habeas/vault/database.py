"""The file of a vault: who it belongs to may read it, what is deleted in it is overwritten, and all it holds is sealed.

Wrapped data keys have a table of their own whose rows never move: rows are added at the end only and overwritten in
place, so that a key that is destroyed has no second copy in the file.
"""

import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from habeas.exc import VaultError
from habeas.vault.about import KEY_KINDS, About, KeyKind, Parameters
from habeas.vault.rows import count_versions, select_known, select_shredded, select_tokens
from habeas.vault.turn import take_turn

FOLDER = "vault"
FILE = "vault.sqlite"
_VERSION = 1
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (
    id TEXT NOT NULL, kind TEXT NOT NULL, parameters TEXT NOT NULL, generation INTEGER NOT NULL,
    "check" BLOB NOT NULL, index_key BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS record (
    number INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, row TEXT NOT NULL, version INTEGER NOT NULL,
    shredded INTEGER NOT NULL, digest BLOB NOT NULL, tags BLOB NOT NULL, sealed BLOB NOT NULL, UNIQUE (row, version)
);
CREATE TABLE IF NOT EXISTS data_key (number INTEGER PRIMARY KEY, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS tag (
    tag INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (tag, number)
) WITHOUT ROWID;
"""
_ABOUT = 'SELECT id, kind, parameters, generation, CAST("check" AS BLOB), CAST(index_key AS BLOB) FROM about'
# What must be said of where a key is.
_PARAMETERS: dict[KeyKind, dict[str, type]] = {
    "keyring": {},
    "file": {"path": str},
    "passphrase": {"salt": str, "passes": int, "kibibytes": int, "lanes": int},
}
_BUSY_SECONDS = 60
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY", "cache_size=-65536")
_HINTS = {
    sqlite3.SQLITE_FULL: "nothing of this step was kept; make room, and run the command again",
    sqlite3.SQLITE_IOERR: "the disk may be full or failing; nothing of this step was kept",
    sqlite3.SQLITE_CANTOPEN: "the disk may be full, or this user may not write here",
    sqlite3.SQLITE_READONLY: "this user may not change it",
    sqlite3.SQLITE_BUSY: "another process has been writing to it for a minute; run the command again when it is done",
}


class VaultFile:
    """A vault's file without its key: enough to count, and to destroy what a record is opened with."""

    def __init__(self, path: Path, *, is_made: bool = True) -> None:
        self.path = path
        self._has_turn = False
        with vault_errors(path):
            if not path.exists():
                raise VaultError(f"{path}: there is no vault here yet; `habeas vault init` makes one")
            self.is_frozen = not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)
            self._connection = _connect(path, is_frozen=self.is_frozen)
        if is_made:
            self._check()

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def about(self) -> About:
        """What the vault says of itself now; another process may have rotated its key."""
        with vault_errors(self.path):
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise VaultError(f"{self.path}: has version {version}, this habeas knows {_VERSION}: use the newer one")
            row = self._connection.execute(_ABOUT).fetchone() if version else None
        if row is None:
            raise VaultError(f"{self.path}: making this vault was broken off; `habeas vault init` goes on")
        return read_about(self.path, row)

    def check_in_force(self) -> bytes | None:
        """By which the master key that the vault rests on is known; None while the vault is being made."""
        with vault_errors(self.path):
            row = self._connection.execute('SELECT CAST("check" AS BLOB) FROM about').fetchone()
        return row[0] if row else None

    def refuse_changed(self, about: About) -> None:
        """Raises VaultError where the key is no longer the one of then: what it would wrap nobody could open."""
        if self.about() != about:
            raise VaultError(f"{self.path}: the key of the vault was changed meanwhile: run the command again")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Holds off other processes that change the vault and what rests on it; within another turn at once."""
        if self._has_turn:
            yield
            return
        if self.is_frozen:
            raise VaultError(f"{self.path}: cannot be changed: this user may not write it, or its folder")
        with take_turn(self.path.parent):
            self._has_turn = True
            try:
                yield
            finally:
                self._has_turn = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The database, as it is at one moment; within another reading at that one's."""
        if self._connection.in_transaction:
            yield self._connection
            return
        with vault_errors(self.path):
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The database with the writer's turn: all that is written is durable at the end, or none of it is there."""
        with vault_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def is_of(self, token: str) -> bool:
        """Whether a token was made by this vault."""
        return token.startswith(f"sealed-{self.about().id}-")

    def known(self, tokens: Iterable[str]) -> set[str]:
        """Which of these tokens are in the vault, shredded or not."""
        with self.reading() as connection:
            return set(select_known(connection, tokens))

    def shredded(self, tokens: Iterable[str]) -> set[str]:
        """Which of these tokens are of versions that were shredded."""
        with self.reading() as connection:
            return set(select_shredded(connection, tokens))

    def tokens(self) -> Iterator[str]:
        """All tokens but those of what was shredded, in the order they were sealed."""
        with self.reading() as connection:
            yield from select_tokens(connection)

    def counts(self) -> tuple[int, int]:
        """How many versions are sealed, and how many were shredded."""
        with self.reading() as connection:
            return count_versions(connection)

    def empty_log(self) -> None:
        """Moves all into the file and leaves nothing in the log beside it; raises VaultError while others read."""
        with vault_errors(self.path):
            is_busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if is_busy:
            raise VaultError(
                f"{self.path}: another process reads the vault, and its log still holds what was destroyed; "
                "run the command again when that is done"
            )

    def _check(self) -> None:
        try:
            self.about()
        except VaultError:
            self.close()
            raise


def make_folder(path: Path) -> None:
    """The folder of a vault, which only its owner may open, with an empty file in it for the vault."""
    try:
        # Where and when people were detained will be beside it: the folder of a new store is nobody else's either.
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.parent.chmod(0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise VaultError(f"{path}: the vault cannot be made: {error.strerror}") from error


def make_tables(connection: sqlite3.Connection) -> None:
    """The tables of a vault, within a transaction; those that were made before are left."""
    for statement in filter(str.strip, _SCHEMA.split(";")):
        connection.execute(statement)


def found_vault(connection: sqlite3.Connection, about: About) -> None:
    """Makes it a vault, within a transaction: from now on there is one."""
    write_about(connection, about)
    connection.execute(f"PRAGMA user_version={_VERSION}")


def is_made(path: Path) -> bool:
    """Whether there is a vault; one whose making was broken off is none."""
    with vault_errors(path):
        if not path.exists():
            return False
        connection = _connect(path, is_frozen=False)
        try:
            return bool(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()


def write_about(connection: sqlite3.Connection, about: About) -> None:
    """Replaces what the vault says of itself, within a transaction."""
    connection.execute("DELETE FROM about")
    connection.execute("INSERT INTO about VALUES (?, ?, ?, ?, ?, ?)", about_values(about))


def about_values(about: About) -> tuple[str, str, str, int, bytes, bytes]:
    """What a vault says of itself, as it lies in its file."""
    return about.id, about.kind, json.dumps(about.parameters), about.generation, about.check, about.index_key


def read_about(path: Path, row: tuple[str, str, str, int, bytes, bytes]) -> About:
    """What a vault says of itself; raises VaultError where that is damaged, or its key in no place that is known."""
    vault, kind, parameters, generation, check, index_key = row
    known = next((each for each in KEY_KINDS if each == kind), None)
    if known is None:
        raise VaultError(f"{path}: its key is kept in {kind!r}: expected one of {', '.join(KEY_KINDS)}")
    given = _read_parameters(parameters, known)
    if given is None:
        raise VaultError(f"{path}: what it says of where its key is was damaged: bring back a copy of the vault")
    return About(vault, known, given, generation, check, index_key)


def _read_parameters(text: str, kind: KeyKind) -> Parameters | None:
    try:
        given = json.loads(text)
    except ValueError:
        return None
    wanted = _PARAMETERS[kind]
    is_whole = isinstance(given, dict) and all(isinstance(given.get(name), each) for name, each in wanted.items())
    return given if is_whole else None


@contextmanager
def vault_errors(path: Path) -> Iterator[None]:
    """What goes wrong with the file, as VaultError; SQLite's messages name tables, never values."""
    try:
        yield
    except sqlite3.Error as error:
        raise VaultError(f"{path}: {error}{_hint(error)}") from error
    except OSError as error:
        raise VaultError(f"{error.filename or path}: {error.strerror or error}") from error


def _hint(error: sqlite3.Error) -> str:
    """What to do about it, where that is known."""
    code = getattr(error, "sqlite_errorcode", None)  # errors of the module itself have none
    hint = None if code is None else _HINTS.get(code & 0xFF)
    return "" if hint is None else f": {hint}"


def _connect(path: Path, *, is_frozen: bool) -> sqlite3.Connection:
    if is_frozen:
        # As for a store on a disk kept as evidence: it is read without a log beside it.
        _refuse_log(path)
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        _close_to_others(path)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _close_to_others(path: Path) -> None:
    try:
        path.chmod(0o600)
    except OSError as error:
        mode = stat.S_IMODE(path.stat().st_mode)
        raise VaultError(
            f"{path}: others may read this vault (mode {mode:03o}), and only its owner can change that: expected 600"
        ) from error


def _refuse_log(path: Path) -> None:
    """Read without its log, a vault would lack its last commits: shredding and rotation among them."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise VaultError(
            f"{path}: cannot be written, and its last commits are still in {log.name}: copy both to a folder of your "
            "own, and open the copy"
        )
