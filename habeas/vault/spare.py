"""Master keys that a vault does not rest on: what a rotation, or making the vault, left where it was broken off.

A new key is noted here before it is kept anywhere, and the old one in the moment the new one is in force. So there is
never a key that nobody knows of, and what is noted can be removed at any later time, unless it is in force.
"""

import sqlite3

from habeas.exc import VaultError
from habeas.vault.about import About, Access
from habeas.vault.database import VaultFile, about_values, read_about
from habeas.vault.keys import forget_master

_TABLE = "CREATE TABLE IF NOT EXISTS spare AS SELECT * FROM about WHERE 0"
_COLUMNS = 'SELECT id, kind, parameters, generation, CAST("check" AS BLOB), CAST(index_key AS BLOB) FROM spare'


def list_spares(file: VaultFile) -> list[About]:
    """The keys that are noted; none where nothing was ever broken off."""
    with file.reading() as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'spare'").fetchone():
            return []
        return [read_about(file.path, row) for row in connection.execute(_COLUMNS).fetchall()]


def write_spares(connection: sqlite3.Connection, spares: list[About]) -> None:
    """Replaces what is noted, within a transaction."""
    connection.execute(_TABLE)
    connection.execute("DELETE FROM spare")
    connection.executemany("INSERT INTO spare VALUES (?, ?, ?, ?, ?, ?)", map(about_values, spares))


def forget_spares(file: VaultFile, access: Access) -> list[str]:
    """Removes all keys that are noted but the one in force, and what they opened from the log of the vault.

    Says of keys that could not be removed why; they stay noted.

    Within the turn of the vault only: another process may be about to put in force what it has noted.
    """
    spares = list_spares(file)
    if not spares:
        return []
    with file.writing() as connection:
        # Written once more: a process that was killed may have left commits that are not yet surely on the disk, and
        # a key is destroyed only once what is in force without it is.
        write_spares(connection, spares)
    check = file.check_in_force()
    # First the key, then the log: without the key, old pages that are left anywhere open nothing.
    kept = {spare.check: _try_forget(spare, access) for spare in spares if spare.check != check}
    file.empty_log()
    with file.writing() as connection:
        write_spares(connection, [spare for spare in spares if kept.get(spare.check)])
    return [reason for reason in kept.values() if reason]


def _try_forget(spare: About, access: Access) -> str | None:
    try:
        forget_master(spare, access)
    except VaultError as error:
        return f"{error}"
    return None
