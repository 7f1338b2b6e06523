"""One process at a time changes a vault and what rests on it: an import its batch, a rotation from end to end."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from habeas.exc import VaultError

FILE = "turn.lock"
_SECONDS = 60


@contextmanager
def take_turn(folder: Path, seconds: float = _SECONDS) -> Iterator[None]:
    """Holds off others that change the vault in this folder; raises VaultError where one goes on for over a minute.

    The lock is SQLite's own on a file beside the vault: on every system it ends with the process that holds it, however
    that ends.
    """
    with closing(_connect(folder, seconds)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise VaultError(f"{folder}: {_explain(error, seconds)}") from error
        yield


def _connect(folder: Path, seconds: float) -> sqlite3.Connection:
    try:
        os.close(os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600))
        return sqlite3.connect(folder / FILE, timeout=seconds, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise VaultError(f"{folder}: the vault cannot be changed here: {error}") from error


def _explain(error: sqlite3.Error, seconds: float) -> str:
    if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
        return f"another process has been changing the vault for {seconds:.0f} s: run the command again when it is done"
    return f"the vault cannot be changed here: {error}"
