"""Where a master key comes from: the keyring, a file or a passphrase, and the keys that it opens."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from habeas.exc import VaultError
from habeas.vault import key_file, key_ring, passphrase
from habeas.vault.about import About, Access, KeyChoice, KeyKind, KeyName, Parameters
from habeas.vault.cipher import bind, derive_wrapping, is_master, unseal

_MAKE: dict[KeyKind, Callable[[KeyName, KeyChoice, Access], tuple[Parameters, bytes]]] = {
    "keyring": key_ring.make_key,
    "file": key_file.make_key,
    "passphrase": passphrase.make_key,
}
_READ: dict[KeyKind, Callable[[Parameters, KeyName, Access], bytes]] = {
    "keyring": key_ring.read_key,
    "file": key_file.read_key,
    "passphrase": passphrase.read_key,
}
_FORGET: dict[KeyKind, Callable[[Parameters, KeyName, Access], None]] = {
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


def make_master(name: KeyName, choice: KeyChoice, access: Access) -> tuple[Parameters, bytes]:
    """A new master key, kept where it is wanted, and what the vault notes of that place."""
    return _MAKE[choice.kind](name, choice, access)


def open_keys(about: About, access: Access) -> Keys:
    """The keys of a vault; raises VaultError where the master key is missing or wrong."""
    master = _READ[about.kind](about.parameters, KeyName(about.id, about.generation), access)
    if not is_master(master, about.id, about.check):
        raise VaultError(f"{_WRONG[about.kind]} ({about.id})")
    wrapping = derive_wrapping(master, about.id)
    index = unseal(wrapping, about.index_key, bind("index", about.id))
    if index is None:
        raise VaultError(f"vault {about.id}: the key of its index is damaged: bring back a copy of the vault")
    return Keys(wrapping, index)


def forget_master(about: About, access: Access) -> None:
    """Removes a master key that no vault needs any more from where it was kept."""
    _FORGET[about.kind](about.parameters, KeyName(about.id, about.generation), access)
