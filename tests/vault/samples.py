"""Invented people and the vaults that tests seal them in."""

from pathlib import Path

from habeas.model.person import Identity, PersonEntry, Status
from habeas.vault import Access, KeyChoice, Sealed, Vault, make_vault, open_vault

PASSPHRASE = "six words that nobody else says"
ACCESS = Access(lambda is_new: PASSPHRASE)


def make_entry(key: str | None = "7", name: str = "Ambrose Quill", note: str | None = None) -> PersonEntry:
    """A row of a list with a name, a status and a cell."""
    status = Status("detained", "2022-02-27", source="a neighbour", facility="Ward 9")
    identity = Identity(name=name, age=34, place="Kazan", note=note, statuses=(status,), cells=(("who", name),))
    return PersonEntry("hotline", key, identity, "2022-02-27", row=3)


def new_vault(folder: Path) -> Vault:
    """An empty vault whose key is in a file beside the store's folder."""
    make_vault(folder / "store", KeyChoice("file", folder / "vault.key"), ACCESS)
    return open_vault(folder / "store", ACCESS)


def seal(vault: Vault, *entries: PersonEntry) -> list[Sealed]:
    """What became of the entries, each under its own name."""
    return vault.seal([(vault.name_row(entry), entry) for entry in entries])
