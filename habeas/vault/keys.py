"""Where a master key comes from: the keyring, a file or a passphrase, and the keys that it opens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from habeas.exc import VaultError
from habeas.vault import key_file, key_ring, passphrase
from habeas.vault.about import About, Access, KeyChoice, KeyKind, KeyName, Parameters
from habeas.vault.cipher import bind, check_value, derive_wrapping, is_master, seal, unseal
from habeas.vault.memory import forbid_images

_IS_TAKEN: dict[KeyKind, Callable[[KeyName, KeyChoice], bool]] = {
    "keyring": key_ring.is_taken,
    "file": key_file.is_taken,
    "passphrase": passphrase.is_taken,
}
_DRAW: dict[KeyKind, Callable[[KeyName, KeyChoice, Access], tuple[Parameters, bytes]]] = {
    "keyring": key_ring.draw_key,
    "file": key_file.draw_key,
    "passphrase": passphrase.draw_key,
}
_KEEP: dict[KeyKind, Callable[[About, bytes], None]] = {
    "keyring": key_ring.keep_key,
    "file": key_file.keep_key,
    "passphrase": passphrase.keep_key,
}
_READ: dict[KeyKind, Callable[[About, Access], bytes]] = {
    "keyring": key_ring.read_key,
    "file": key_file.read_key,
    "passphrase": passphrase.read_key,
}
_FORGET: dict[KeyKind, Callable[[About, Access], None]] = {
    "keyring": key_ring.forget_key,
    "file": key_file.forget_key,
    "passphrase": passphrase.forget_key,
}
_WRONG: dict[KeyKind, str] = {
    "keyring": "the key in the keyring is not the key of this vault",
    "file": "the key in the file is not the key of this vault",
    "passphrase": "the passphrase is not that of this vault",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens a vault; nothing of it is printed. `index` is the key of the blind index and of keyed hashes."""

    wrapping: AESGCM = field(repr=False)
    index: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Master:
    """A new master key that is kept nowhere yet, and what its vault will say of itself once it rests on it."""

    about: About
    key: bytes = field(repr=False)

    @property
    def wrapping(self) -> AESGCM:
        """What wraps the data keys under it."""
        return derive_wrapping(self.key, self.about.id)


def draw_master(before: About, index: bytes, *, choice: KeyChoice, access: Access) -> Master:
    """A new master key for a vault whose index key this is; nothing is written, a new passphrase is asked for.

    A name that is taken is passed over: of two copies of one vault, each has keys of its own.
    """
    forbid_images()
    names = (KeyName(before.id, number) for number in count(before.generation + 1))
    name = next(name for name in names if not _IS_TAKEN[choice.kind](name, choice))
    parameters, key = _DRAW[choice.kind](name, choice, access)
    index_key = seal(derive_wrapping(key, before.id), index, bind("index", before.id))
    check = check_value(key, before.id)
    return Master(About(before.id, choice.kind, parameters, name.generation, check, index_key), key)


def keep_master(master: Master) -> None:
    """The key is kept where its vault says; raises VaultError where that cannot be."""
    _KEEP[master.about.kind](master.about, master.key)


def open_keys(about: About, access: Access) -> Keys:
    """The keys of a vault; raises VaultError where the master key is missing or wrong."""
    forbid_images()
    master = _READ[about.kind](about, access)
    if not is_master(master, about.id, about.check):
        raise VaultError(f"{_WRONG[about.kind]} ({about.id})")
    wrapping = derive_wrapping(master, about.id)
    index = unseal(wrapping, about.index_key, bind("index", about.id))
    if index is None:
        raise VaultError(f"vault {about.id}: the key of its index is damaged: bring back a copy of the vault")
    return Keys(wrapping, index)


def forget_master(about: About, access: Access) -> None:
    """Removes a master key that no vault needs any more from where it was kept; no other key is touched."""
    _FORGET[about.kind](about, access)
