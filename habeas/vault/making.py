"""Makes the vault of a store and opens it, with its key or without."""

import secrets
from pathlib import Path

from habeas.exc import VaultError
from habeas.vault.about import About, Access, KeyChoice, KeyName
from habeas.vault.cipher import bind, check_value, derive_wrapping, make_secret, seal
from habeas.vault.database import FILE, FOLDER, VaultFile, is_made, make_file
from habeas.vault.key_file import refuse_beside
from habeas.vault.keys import make_master, open_keys
from habeas.vault.rows import shred_versions
from habeas.vault.vault import Vault

_ID_BYTES = 6


def make_vault(store: Path, choice: KeyChoice, access: Access) -> About:
    """A new vault for the store in this folder, its master key kept first; raises VaultError where there is one."""
    path = store / FOLDER / FILE
    if is_made(path):
        raise VaultError(f"{path}: there is a vault already; it is never written over")
    refuse_beside(choice.file, store)
    name = KeyName(secrets.token_hex(_ID_BYTES), 1)
    parameters, master = make_master(name, choice, access)
    index_key = seal(derive_wrapping(master, name.vault), make_secret(), bind("index", name.vault))
    about = About(name.vault, choice.kind, parameters, name.generation, check_value(master, name.vault), index_key)
    make_file(path, about)
    return about


def open_file(store: Path) -> VaultFile:
    """The vault of a store without its key; raises VaultError where there is none or its file is damaged."""
    return VaultFile(store / FOLDER / FILE)


def open_vault(store: Path, access: Access) -> Vault:
    """The vault of a store with its key; raises VaultError where either is missing, wrong or damaged."""
    _forbid_core_dumps()
    file = open_file(store)
    try:
        return Vault(file, open_keys(file.about(), access))
    except VaultError:
        file.close()
        raise


def shred_row(file: VaultFile, row: str) -> int:
    """How many versions of a row were destroyed for good; its key is not needed. What was shredded before is none."""
    with file.writing() as connection:
        count = shred_versions(connection, row)
    file.empty_log()
    return count


def _forbid_core_dumps() -> None:
    """From now on a crash of this process leaves no image of its memory on the disk."""
    try:
        import resource
    except ImportError:
        return  # Windows keeps such images only where it is asked to
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
