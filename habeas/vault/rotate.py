"""A new master key for a vault: all data keys wrapped anew in one transaction, the old key of no use afterwards."""

import sqlite3

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from habeas.exc import VaultError
from habeas.vault.about import About, Access, KeyChoice, KeyName
from habeas.vault.cipher import bind, check_value, derive_wrapping, seal, unseal
from habeas.vault.database import VaultFile, write_about
from habeas.vault.key_file import refuse_beside
from habeas.vault.keys import Keys, forget_master, make_master, open_keys

_AT_ONCE = 5000
_PAGE = (
    "SELECT number, token, row, version, shredded, CAST(wrapped AS BLOB) FROM record JOIN data_key USING (number) "
    "WHERE number > ? ORDER BY number LIMIT ?"
)


def rotate_key(file: VaultFile, choice: KeyChoice, access: Access) -> int:
    """How many data keys were wrapped anew; the old master key is removed from where it was kept.

    The new key is kept before the vault rests on it, and the old one removed after: broken off at any moment, one of
    the two opens the vault.
    """
    refuse_beside(choice.file, file.path.parent.parent)
    before = file.about()
    keys = open_keys(before, access)
    after, wrapping = _make_next(before, keys, choice=choice, access=access)
    with file.writing() as connection:
        if file.about() != before:
            raise VaultError(f"{file.path}: the key of the vault was changed meanwhile: run the command again")
        wrapped = _wrap_anew(connection, before.id, old=keys.wrapping, new=wrapping)
        write_about(connection, after)
    # First the key, then the log: without the key, old pages that are left anywhere open nothing.
    forget_master(before, access)
    file.empty_log()
    return wrapped


def _make_next(before: About, keys: Keys, *, choice: KeyChoice, access: Access) -> tuple[About, AESGCM]:
    name = KeyName(before.id, before.generation + 1)
    parameters, master = make_master(name, choice, access)
    wrapping = derive_wrapping(master, before.id)
    index_key = seal(wrapping, keys.index, bind("index", before.id))
    check = check_value(master, before.id)
    return About(before.id, choice.kind, parameters, name.generation, check, index_key), wrapping


def _wrap_anew(connection: sqlite3.Connection, vault: str, *, old: AESGCM, new: AESGCM) -> int:
    last, count = 0, 0
    while page := connection.execute(_PAGE, (last, _AT_ONCE)).fetchall():
        changes: list[tuple[bytes, int]] = []
        for number, token, row, version, shredded, wrapped in page:
            place = bind("key", vault, token, row, version)
            secret = unseal(old, wrapped, place)
            # What is damaged stays as it is: it opens with neither key, and is no reason to keep the old one.
            if not shredded and secret is not None:
                changes.append((seal(new, secret, place), number))
        connection.executemany("UPDATE data_key SET wrapped = ? WHERE number = ?", changes)
        last, count = page[-1][0], count + len(changes)
    return count
