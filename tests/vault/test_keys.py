"""Where a master key may be kept, and what is said where it is missing, open to others, or another."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from habeas.exc import VaultError
from habeas.vault import Access, KeyChoice, KeyKind, make_vault, open_vault
from tests.vault.samples import ACCESS, PASSPHRASE, make_entry, seal


class HeldInMemory(KeyringBackend):
    """A keyring of the system, for the time of a test."""

    priority = 9

    def __init__(self) -> None:  # its base reads the environment
        self.held: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise KeyringLocked("the keyring is locked")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


@pytest.fixture
def ring() -> Iterator[HeldInMemory]:
    """A keyring that is put back to what it was."""
    before: Any = keyring.get_keyring()
    held = HeldInMemory()
    keyring.set_keyring(held)
    yield held
    keyring.set_keyring(before)


def make(tmp_path: Path, kind: KeyKind, access: Access = ACCESS) -> Path:
    """The store's folder of a new vault."""
    store = tmp_path / "store"
    make_vault(store, KeyChoice(kind, tmp_path / "vault.key" if kind == "file" else None), access)
    return store


@pytest.mark.parametrize("kind", ["keyring", "file", "passphrase"])
def test_a_vault_opens_again_with_each_kind_of_key(tmp_path: Path, ring: HeldInMemory, kind: KeyKind) -> None:
    store = make(tmp_path, kind)
    with open_vault(store, ACCESS) as vault:
        [made] = seal(vault, make_entry())
    with open_vault(store, ACCESS) as vault:
        assert vault.open_one(made.token).key == "7"
    assert len(ring.held) == (kind == "keyring")


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    store = make(tmp_path, "passphrase")
    with pytest.raises(VaultError, match="the passphrase is not that of this vault"):
        open_vault(store, Access(lambda _: PASSPHRASE + "."))


def test_a_passphrase_is_the_same_composed_or_not(tmp_path: Path) -> None:
    store = make(tmp_path, "passphrase", Access(lambda _: "caf\u00e9 caf\u00e9 caf\u00e9"))
    with open_vault(store, Access(lambda _: "cafe\u0301 cafe\u0301 cafe\u0301")) as vault:
        assert vault.file.counts() == (0, 0)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="the passphrase has 5 characters: expected 12 or more"):
        make(tmp_path, "passphrase", Access(lambda _: "short"))
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    store = make(tmp_path, "file")
    (tmp_path / "vault.key").chmod(mode)
    with pytest.raises(VaultError, match=rf"others may read this key \(mode {mode:o}\); expected 600"):
        open_vault(store, ACCESS)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no key of a vault; expected 32 bytes in base64"),
        (b"not base64 at all", "holds no key of a vault"),
        (b"AAAA", "holds no key of a vault"),
        (b"A" * 43 + b"=", "the key in the file is not the key of this vault"),
    ],
)
def test_a_file_that_holds_no_key_or_another_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    store = make(tmp_path, "file")
    (tmp_path / "vault.key").write_bytes(content)
    with pytest.raises(VaultError, match=reason):
        open_vault(store, ACCESS)


def test_a_key_file_is_made_for_its_owner_and_found_where_it_was_moved(tmp_path: Path) -> None:
    store = make(tmp_path, "file")
    moved = tmp_path / "stick.key"
    assert (tmp_path / "vault.key").rename(moved).stat().st_mode & 0o777 == 0o600
    with pytest.raises(VaultError, match="cannot be read: No such file or directory; if it was moved"):
        open_vault(store, ACCESS)
    with open_vault(store, Access(ACCESS.ask, moved)) as vault:
        assert vault.file.counts() == (0, 0)


def test_a_key_is_not_written_over_another_nor_into_the_store(tmp_path: Path) -> None:
    (tmp_path / "vault.key").write_text("a key of something else")
    with pytest.raises(VaultError, match="is there already; a key is never written over"):
        make(tmp_path, "file")
    with pytest.raises(VaultError, match="lies in the store"):
        make_vault(tmp_path / "store", KeyChoice("file", tmp_path / "store" / "vault.key"), ACCESS)
    assert not (tmp_path / "store").exists()


def test_a_keyring_that_lost_the_key_or_is_locked_is_named(tmp_path: Path, ring: HeldInMemory) -> None:
    store = make(tmp_path, "keyring")
    ring.is_locked = True
    with pytest.raises(VaultError, match="the keyring cannot be read: the keyring is locked"):
        open_vault(store, ACCESS)
    ring.is_locked = False
    [name] = ring.held
    ring.held[name] = "A" * 43 + "="
    with pytest.raises(VaultError, match="the key in the keyring is not the key of this vault"):
        open_vault(store, ACCESS)
    ring.held.clear()
    with pytest.raises(VaultError, match="does not hold the key habeas vault"):
        open_vault(store, ACCESS)


def test_a_system_without_a_keyring_that_keeps_secrets_is_refused(tmp_path: Path, ring: HeldInMemory) -> None:
    none: Any = NoKeyring
    keyring.set_keyring(none())
    with pytest.raises(VaultError, match=r"no keyring that keeps secrets .*--key file or --key passphrase"):
        make(tmp_path, "keyring")
    assert ring.held == {}


def test_a_vault_that_asks_the_memory_of_many_machines_is_not_believed(tmp_path: Path) -> None:
    store = make(tmp_path, "passphrase")
    with closing(sqlite3.connect(store / "vault" / "vault.sqlite")) as database, database:
        database.execute("UPDATE about SET parameters = replace(parameters, '262144', '999999999')")
    with pytest.raises(VaultError, match="asks 999,999,999 KiB"):
        open_vault(store, ACCESS)


DAMAGED: list[tuple[KeyKind, str]] = [
    ("file", '{"path": '),
    ("file", '{"pith": "key"}'),
    ("file", '{"path": 3}'),
    ("file", "[]"),
    ("passphrase", '{"salt": "zz", "passes": 1, "kibibytes": 64, "lanes": 1}'),
    ("passphrase", '{"salt": "aa", "passes": 1, "kibibytes": 64, "lanes": 1}'),
    ("passphrase", '{"salt": "00112233445566778899", "passes": "x", "kibibytes": 64, "lanes": 1}'),
    ("passphrase", '{"salt": "00112233445566778899", "passes": -1, "kibibytes": 64, "lanes": 1}'),
]


@pytest.mark.parametrize(("kind", "parameters"), DAMAGED)
def test_a_vault_whose_words_of_its_key_are_damaged_says_so(tmp_path: Path, kind: KeyKind, parameters: str) -> None:
    store = make(tmp_path, kind)
    with closing(sqlite3.connect(store / "vault/vault.sqlite")) as database, database:
        database.execute("UPDATE about SET parameters = ?", (parameters,))
    with pytest.raises(VaultError, match="bring back a copy"):
        open_vault(store, ACCESS)
