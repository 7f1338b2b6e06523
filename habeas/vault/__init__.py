"""Sealed names: encryption at rest, and finding them again by a keyed blind index."""

from habeas.vault.about import KEY_KINDS, About, Access, KeyChoice, KeyKind
from habeas.vault.database import VaultFile
from habeas.vault.making import make_vault, open_file, open_vault, shred_row
from habeas.vault.rotate import finish_rotation, rotate_key
from habeas.vault.vault import Fault, Sealed, State, Vault

__all__ = [
    "KEY_KINDS",
    "About",
    "Access",
    "Fault",
    "KeyChoice",
    "KeyKind",
    "Sealed",
    "State",
    "Vault",
    "VaultFile",
    "finish_rotation",
    "make_vault",
    "open_file",
    "open_vault",
    "rotate_key",
    "shred_row",
]
