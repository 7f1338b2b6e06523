"""Makes the vault of a store and opens it, with its key or without."""

import secrets
from contextlib import closing, suppress
from pathlib import Path

from habeas.exc import VaultError
from habeas.vault.about import About, Access, KeyChoice
from habeas.vault.cipher import make_secret
from habeas.vault.database import FILE, FOLDER, VaultFile, found_vault, is_made, make_folder, make_tables
from habeas.vault.key_file import refuse_beside, refuse_taken
from habeas.vault.keys import Master, draw_master, keep_master, open_keys
from habeas.vault.rows import shred_versions
from habeas.vault.spare import forget_spares, list_spares, write_spares
from habeas.vault.turn import take_turn
from habeas.vault.vault import Vault

_ID_BYTES = 6


def make_vault(store: Path, choice: KeyChoice, access: Access) -> About:
    """A new vault for the store in this folder; raises VaultError where there is one.

    Its master key is kept before there is a vault; broken off at any moment, the same command makes it.
    """
    path = store / FOLDER / FILE
    _refuse_made(path)
    refuse_beside(choice.file, store)
    if not path.exists():
        refuse_taken(choice.file)
    nothing = About(secrets.token_hex(_ID_BYTES), choice.kind, {}, 0, b"", b"")
    master = draw_master(nothing, make_secret(), choice=choice, access=access)
    make_folder(path)
    with take_turn(path.parent), closing(VaultFile(path, is_made=False)) as file:
        _refuse_made(path)
        _make(file, master, access)
    return master.about


def open_file(store: Path) -> VaultFile:
    """The vault of a store without its key; raises VaultError where there is none or its file is damaged."""
    return VaultFile(store / FOLDER / FILE)


def open_vault(store: Path, access: Access) -> Vault:
    """The vault of a store with its key; raises VaultError where either is missing, wrong or damaged."""
    file = open_file(store)
    try:
        about = file.about()
        try:
            return Vault(file, open_keys(about, access))
        except VaultError as error:
            file.refuse_changed(about)
            raise VaultError(f"{error}{_tell_broken(file, about)}") from error
    except VaultError:
        file.close()
        raise


def shred_row(file: VaultFile, row: str) -> int:
    """How many versions of a row were destroyed for good; its key is not needed. What was shredded before is none."""
    with file.writing() as connection:
        count = shred_versions(connection, row)
    file.empty_log()
    return count


def _refuse_made(path: Path) -> None:
    if is_made(path):
        raise VaultError(f"{path}: there is a vault already; it is never written over")


def _make(file: VaultFile, master: Master, access: Access) -> None:
    with file.writing() as connection:
        make_tables(connection)
    forget_spares(file, access)
    with file.writing() as connection:
        write_spares(connection, [*list_spares(file), master.about])
    try:
        keep_master(master)
        with file.writing() as connection:
            found_vault(connection, master.about)
            write_spares(connection, [])
    except BaseException:
        with suppress(VaultError):
            forget_spares(file, access)
        raise


def _tell_broken(file: VaultFile, about: About) -> str:
    """Which key is wanted, where a rotation that was broken off left two."""
    spares = list_spares(file)
    if not spares:
        return ""
    which = "new one" if about.generation > max(spare.generation for spare in spares) else "one of before"
    place = f", made in {about.parameters['path']}" if about.kind == "file" else ""
    return f"; a rotation was broken off, and the key in force is the {which}{place}"
