"""A new master key for a vault: all data keys wrapped anew in one transaction, the old key of no use afterwards."""

import sqlite3
from contextlib import suppress

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from habeas.exc import VaultError
from habeas.vault.about import About, Access, KeyChoice
from habeas.vault.cipher import bind, seal, unseal
from habeas.vault.database import VaultFile, write_about
from habeas.vault.key_file import refuse_beside
from habeas.vault.keys import Keys, Master, draw_master, keep_master, open_keys
from habeas.vault.spare import forget_spares, list_spares, write_spares

_AT_ONCE = 5000
_PAGE = (
    "SELECT number, token, row, version, shredded, CAST(wrapped AS BLOB) FROM record JOIN data_key USING (number) "
    "WHERE number > ? ORDER BY number LIMIT ?"
)


def rotate_key(file: VaultFile, choice: KeyChoice, access: Access) -> int:
    """How many data keys were wrapped anew; the old master key is removed from where it was kept.

    The new key is kept before the vault rests on it, and the old one removed after: broken off at any moment, one of
    the two opens the vault, and the same command goes on. Where it had only the old key left to remove, it does that.
    """
    refuse_beside(choice.file, file.path.parent.parent)
    before = file.about()
    keys = open_keys(before, access)
    master = draw_master(before, keys.index, choice=choice, access=access)
    with file.turn():
        file.refuse_changed(before)
        # The key of a rotation that was broken off before it was in force opens nothing: it makes room for another.
        was_broken = bool(list_spares(file))
        forget_spares(file, access)
        if before.kind == "file" and master.about.parameters == before.parameters:
            if not was_broken:
                raise VaultError(f"{before.parameters['path']}: is the key in force already: name another file")
            wrapped = file.counts()[0]
        else:
            wrapped = _change(file, keys, master=master, access=access)
        _remove_old(file, access)
    return wrapped


def _change(file: VaultFile, keys: Keys, *, master: Master, access: Access) -> int:
    before = file.about()
    with file.writing() as connection:
        write_spares(connection, [*list_spares(file), master.about])
    try:
        keep_master(master)
        with file.writing() as connection:
            wrapped = _wrap_anew(connection, before.id, old=keys.wrapping, new=master.wrapping)
            write_about(connection, master.about)
            others = [spare for spare in list_spares(file) if spare != master.about]
            write_spares(connection, [*others, before])
    except BaseException:
        with suppress(VaultError):
            forget_spares(file, access)
        raise
    return wrapped


def _remove_old(file: VaultFile, access: Access) -> None:
    kept = forget_spares(file, access)
    if kept:
        raise VaultError(f"{file.path}: the new key is in force, but {'; '.join(kept)}, or run `habeas vault check`")


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


def finish_rotation(file: VaultFile, access: Access) -> tuple[list[About], list[str]]:
    """The keys that a rotation left where it was broken off, all removed now but those of which it is said why not."""
    spares = list_spares(file)
    if not spares or file.is_frozen:
        return spares, [f"{file.path}: cannot be changed by this user"] if spares else []
    with file.turn():
        kept = forget_spares(file, access)
    return spares, kept
