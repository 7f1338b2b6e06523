"""The vault of a store: made, checked against what the store says, and given a new key."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from habeas.settings import read_settings
from habeas.store import Store, open_store
from habeas.vault import (
    About,
    Access,
    KeyChoice,
    Vault,
    VaultFile,
    finish_rotation,
    make_vault,
    open_file,
    open_vault,
    rotate_key,
)

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class VaultCheck:
    """What a vault holds, and where it and the store disagree.

    `damaged` are tokens that no longer open, `missing` ids of records whose identities are not in the vault, `waiting`
    counts versions that were sealed and not yet recorded: the import that sealed them was broken off. `spares` are keys
    that a rotation left which was broken off, `kept` says why those of them that are left could not be removed now.
    """

    about: About
    sealed: int
    shredded: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    waiting: int
    spares: tuple[About, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether all that was recorded and not shredded opens."""
        return not self.damaged and not self.missing


def init_vault(choice: KeyChoice, access: Access, folder: Path | None = None) -> About:
    """A new vault for the store in this folder, made there if it is new."""
    return make_vault(folder or read_settings().store, choice, access)


def change_key(choice: KeyChoice, access: Access, folder: Path | None = None) -> tuple[About, int]:
    """The vault under its new key, and how many data keys were wrapped anew."""
    with closing(open_file(folder or read_settings().store)) as file:
        count = rotate_key(file, choice, access)
        return file.about(), count


def check_vault(access: Access, folder: Path | None = None) -> VaultCheck:
    """Opens everything once; raises VaultError where the vault as a whole cannot be opened."""
    place = folder or read_settings().store
    with open_vault(place, access) as vault, open_store(place) as store:
        spares, kept = finish_rotation(vault.file, access)
        sealed, shredded = vault.file.counts()
        missing, waiting = tuple(_list_missing(store, vault.file)), _count_waiting(store, vault)
        damaged = tuple(vault.damaged())
        about = vault.file.about()
        return VaultCheck(about, sealed, shredded, damaged, missing, waiting, tuple(spares), tuple(kept))


def _list_missing(store: Store, file: VaultFile) -> Iterator[str]:
    records = store.persons()
    while batch := list(islice(records, _AT_ONCE)):
        held = file.known(record.sealed for record in batch)
        yield from (record.id for record in batch if record.sealed not in held)


def _count_waiting(store: Store, vault: Vault) -> int:
    tokens, waiting = vault.file.tokens(), 0
    while batch := list(islice(tokens, _AT_ONCE)):
        recorded = {record.sealed for record in store.sealed_as(batch)}
        waiting += sum(token not in recorded for token in batch)
    return waiting
