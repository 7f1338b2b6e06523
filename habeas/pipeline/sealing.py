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
    Fault,
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

    `damaged` is what no longer opens, by id and version of its record or, where none is recorded, by token; `missing`
    are ids of records whose identities are not in the vault, `waiting` counts versions that were sealed and not yet
    recorded: the import that sealed them was broken off. `changed` is what opens, though by what else the vault says of
    it it would not be found by name, not be known again or pass for shredded; `strays` counts entries of the index of
    names that are of no row. `spares` are keys that a rotation left which was broken off,
    `kept` says why those of them that are left could not be removed now.
    """

    about: About
    sealed: int
    shredded: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    waiting: int
    changed: tuple[str, ...] = ()
    strays: int = 0
    spares: tuple[About, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether all that was recorded and not shredded opens and is found."""
        return not (self.damaged or self.missing or self.changed or self.strays)


def init_vault(choice: KeyChoice, access: Access, folder: Path | None = None) -> About:
    """A new vault for the store in this folder, made there if it is new."""
    return make_vault(folder or read_settings().store, choice, access)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A vault under its new key: how many rows that key opens, and how many the key before did not open either."""

    about: About
    wrapped: int
    unopened: int


def change_key(choice: KeyChoice, access: Access, folder: Path | None = None) -> KeyChange:
    """What became of the rows of a vault under its new key."""
    with closing(open_file(folder or read_settings().store)) as file:
        count = rotate_key(file, choice, access)
        return KeyChange(file.about(), count, file.counts()[0] - count)


def check_vault(access: Access, folder: Path | None = None) -> VaultCheck:
    """Opens everything once; raises VaultError where the vault as a whole cannot be opened."""
    place = folder or read_settings().store
    with open_vault(place, access) as vault, open_store(place) as store:
        spares, kept = finish_rotation(vault.file, access)
        sealed, shredded = vault.file.counts()
        missing, waiting = tuple(_list_missing(store, vault.file)), _count_waiting(store, vault)
        damaged, changed = _name_faults(store, vault)
        about, strays = vault.file.about(), vault.strays()
        return VaultCheck(
            about, sealed, shredded, damaged, missing, waiting, changed, strays, tuple(spares), tuple(kept)
        )


def _list_missing(store: Store, file: VaultFile) -> Iterator[str]:
    records = store.persons()
    while batch := list(islice(records, _AT_ONCE)):
        held = file.known(record.sealed for record in batch)
        yield from (record.id for record in batch if record.sealed not in held)


def _name_faults(store: Store, vault: Vault) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What does not open and what was changed, by what somebody can show, shred or import again.

    A token finds nothing outside the vault.
    """
    named: dict[Fault, list[str]] = {"closed": [], "changed": []}
    faults = vault.faults()
    while batch := list(islice(faults, _AT_ONCE)):
        records = {
            record.sealed: f"{record.id}, version {record.version}"
            for record in store.sealed_as([token for _, token in batch])
        }
        for fault, token in batch:
            named[fault].append(records.get(token, token))
    return tuple(named["closed"]), tuple(named["changed"])


def _count_waiting(store: Store, vault: Vault) -> int:
    tokens, waiting = vault.file.tokens(), 0
    while batch := list(islice(tokens, _AT_ONCE)):
        recorded = {record.sealed for record in store.sealed_as(batch)}
        waiting += sum(token not in recorded for token in batch)
    return waiting
