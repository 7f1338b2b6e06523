"""A new master key: everything opens with it, nothing with the old one; broken off, one of the two is in force."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from habeas.exc import VaultError
from habeas.vault import Access, KeyChoice, open_file, open_vault, rotate_key
from tests.store.test_sql import full_disk
from tests.vault.samples import ACCESS, PASSPHRASE, make_entry, new_vault, seal


def rotate(folder: Path, choice: KeyChoice) -> int:
    with closing(open_file(folder / "store")) as file:
        return rotate_key(file, choice, ACCESS)


def test_everything_opens_with_the_new_key_and_nothing_with_the_old(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        made = seal(vault, *(make_entry(str(number)) for number in range(20)))
    shutil.copy(tmp_path / "vault.key", tmp_path / "old.key")
    assert rotate(tmp_path, KeyChoice("file", tmp_path / "new.key")) == 20
    assert not (tmp_path / "vault.key").exists()
    with open_vault(tmp_path / "store", ACCESS) as vault:
        assert len(vault.open(sealed.token for sealed in made)) == 20
        assert [sealed.state for sealed in seal(vault, make_entry("1"), make_entry("99"))] == ["known", "new"]
        assert len(vault.find("quill")) == 21
    with pytest.raises(VaultError, match="the key in the file is not the key of this vault"):
        open_vault(tmp_path / "store", Access(ACCESS.ask, tmp_path / "old.key"))


def test_no_wrapped_key_of_before_is_left_in_the_file(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        seal(vault, *(make_entry(str(number)) for number in range(300)))
    wrapped = list_wrapped(tmp_path)
    rotate(tmp_path, KeyChoice("passphrase"))
    content = b"".join(path.read_bytes() for path in (tmp_path / "store" / "vault").iterdir())
    assert len(wrapped) == 300 and not any(key in content for key in wrapped)


def test_from_one_kind_of_key_to_another_and_back(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        [made] = seal(vault, make_entry())
    rotate(tmp_path, KeyChoice("passphrase"))
    rotate(tmp_path, KeyChoice("file", tmp_path / "new.key"))
    with open_vault(tmp_path / "store", Access(lambda _: "")) as vault:
        assert vault.open_one(made.token).key == "7"


def test_a_full_disk_leaves_the_old_key_in_force(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        made = seal(vault, *(make_entry(str(number)) for number in range(2000)))
    with full_disk(100_000), pytest.raises(VaultError, match=r"vault\.sqlite"):
        rotate(tmp_path, KeyChoice("file", tmp_path / "new.key"))
    with open_vault(tmp_path / "store", ACCESS) as vault:
        assert len(vault.open(sealed.token for sealed in made)) == 2000


def test_killed_before_it_ends_the_old_key_is_in_force(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        [made] = seal(vault, make_entry())
    child = os.fork()
    if child == 0:
        # Killed where the new passphrase has made a key, and nothing is written yet.
        with closing(open_file(tmp_path / "store")) as file:
            rotate_key(file, KeyChoice("passphrase"), Access(lambda is_new: os._exit(9) if is_new else PASSPHRASE))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    with open_vault(tmp_path / "store", ACCESS) as vault:
        assert vault.open_one(made.token).key == "7"


def test_a_process_with_the_old_key_seals_nothing_more(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        seal(vault, make_entry())
        with closing(open_file(tmp_path / "store")) as file:
            rotate_key(file, KeyChoice("passphrase"), ACCESS)
        with pytest.raises(VaultError, match="the key of the vault was changed meanwhile: run the command again"):
            seal(vault, make_entry("8"))
        assert vault.file.counts() == (1, 0)


def test_without_the_old_key_there_is_no_new_one(tmp_path: Path) -> None:
    new_vault(tmp_path).close()
    (tmp_path / "vault.key").unlink()
    with pytest.raises(VaultError, match="the key of the vault cannot be read"):
        rotate(tmp_path, KeyChoice("file", tmp_path / "new.key"))
    assert not (tmp_path / "new.key").exists()


def list_wrapped(folder: Path) -> list[bytes]:
    with closing(sqlite3.connect(folder / "store" / "vault" / "vault.sqlite")) as database:
        return [wrapped for (wrapped,) in database.execute("SELECT wrapped FROM data_key")]
