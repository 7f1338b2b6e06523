"""What a vault takes, gives back, finds, and says when its file was changed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.exc import VaultError
from habeas.vault import Vault, VaultFile, make_vault, open_file, open_vault, shred_row
from habeas.vault.about import KeyChoice
from tests.store.test_sql import full_disk
from tests.vault.samples import ACCESS, make_entry, new_vault, seal


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with new_vault(tmp_path) as opened:
        yield opened


def change(vault: Vault, statement: str) -> None:
    """Changes the file as somebody would who has no key."""
    with closing(sqlite3.connect(vault.file.path)) as database, database:
        database.execute(statement)


def test_what_was_sealed_comes_back_exactly_but_for_its_place_in_the_file(vault: Vault) -> None:
    [made] = seal(vault, make_entry())
    assert vault.open_one(made.token) == replace(make_entry(), row=None)
    assert (made.version, made.state) == (1, "new")


def test_a_row_is_sealed_anew_only_where_it_changed(vault: Vault) -> None:
    states = [[made.state for made in seal(vault, make_entry(note=note))] for note in (None, None, "moved", "moved")]
    assert states == [["new"], ["known"], ["changed"], ["known"]]
    same_batch = seal(vault, make_entry("8"), make_entry("8"), make_entry("8", note="x"))
    assert [(made.state, made.version) for made in same_batch] == [("new", 1), ("known", 1), ("changed", 2)]


def test_a_row_of_which_a_version_was_lost_is_sealed_anew_after_it(vault: Vault) -> None:
    entry, lost = make_entry(), {vault.name_row(make_entry()): 4}
    seal(vault, entry)
    made = [vault.seal([(vault.name_row(entry), entry)] * 2, lost=given) for given in (lost, {})]
    told = [[(sealed.version, sealed.state) for sealed in batch] for batch in made]
    assert told == [[(5, "changed"), (5, "known")], [(5, "known"), (5, "known")]]
    shred_row(vault.file, vault.name_row(entry))
    assert [sealed.state for sealed in vault.seal([(vault.name_row(entry), entry)], lost=lost)] == ["shredded"]


def test_rows_are_named_by_their_key_or_by_all_they_say(vault: Vault) -> None:
    bare = make_entry(key=None)
    assert vault.name_row(make_entry("7")) == vault.name_row(make_entry("7", note="other"))
    assert vault.name_row(make_entry("7")) != vault.name_row(replace(make_entry("7"), list="court"))
    assert vault.name_row(bare) == vault.name_row(replace(bare, row=99))
    assert len({vault.name_row(bare), vault.name_row(bare, 1), vault.name_row(make_entry(None, note="x"))}) == 3


def test_two_vaults_name_the_same_row_differently(tmp_path: Path) -> None:
    with new_vault(tmp_path / "a") as one, new_vault(tmp_path / "b") as other:
        assert one.name_row(make_entry()) != other.name_row(make_entry())


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Ambrose Quill", "quill AMBROSE"),
        ("Ambrose Quill", "Quill"),
        ("Ёлка Придумова", "придумова елка"),
        ("José Ñandú", "Jose\u0301 nandu"),
        ("مُخْتَلَق الخيالي", "مختلق"),
        ("Quill-Feather, A.", "feather quill"),
    ],
)
def test_a_person_is_found_by_words_of_the_name(vault: Vault, name: str, asked: str) -> None:
    made, _ = seal(vault, make_entry("1", name), make_entry("2", "Somebody Else"))
    assert vault.find(asked) == [made.token]


@pytest.mark.parametrize("asked", ["", "  ", "12", "Ambros", "Ambrose Nobody"])
def test_other_words_find_nobody(vault: Vault, asked: str) -> None:
    seal(vault, make_entry())
    assert vault.find(asked) == []


def test_names_that_share_a_tag_are_told_apart(vault: Vault) -> None:
    made, _ = seal(vault, make_entry("1", "Ambrose"), make_entry("2", "Barnaby"))
    change(vault, "INSERT INTO tag SELECT tag, 2 FROM tag WHERE number = 1")
    assert vault.find("ambrose") == [made.token]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET sealed = (SELECT sealed FROM record WHERE number = 2) WHERE number = 1",
        "UPDATE record SET sealed = zeroblob(length(sealed)) WHERE number = 1",
        "UPDATE record SET sealed = x'00' WHERE number = 1",
        "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE number = 2) WHERE number = 1",
        "DELETE FROM data_key WHERE number = 1",
        "UPDATE record SET version = 2 WHERE number = 1",
        "UPDATE record SET row = 'row-0' WHERE number = 1",
    ],
)
def test_what_was_changed_or_swapped_does_not_open(vault: Vault, statement: str) -> None:
    one, other = seal(vault, make_entry("1"), make_entry("2", "Somebody Else"))
    change(vault, statement)
    with pytest.raises(VaultError, match=f"{one.token} does not open: it was changed, moved or damaged"):
        vault.open([one.token])
    assert list(vault.faults()) == [("closed", one.token)]
    assert vault.open_one(other.token).key == "2"


def test_two_rows_that_swapped_tokens_do_not_open(vault: Vault) -> None:
    one, other = seal(vault, make_entry("1"), make_entry("2"))
    change(vault, "UPDATE record SET token = token || 'x'")
    change(vault, f"UPDATE record SET token = '{other.token}' WHERE number = 1")
    with pytest.raises(VaultError, match=other.token):
        vault.open([other.token])
    assert one.token != other.token


def test_a_token_that_is_not_there_says_why(vault: Vault, tmp_path: Path) -> None:
    [made] = seal(vault, make_entry())
    shred_row(vault.file, made.row)
    with pytest.raises(VaultError, match="was shredded: nobody can open it any more"):
        vault.open_one(made.token)
    with pytest.raises(VaultError, match="is of another store"):
        vault.open_one("sealed-0123456789ab-00")
    with pytest.raises(VaultError, match="the vault is older than the store"):
        vault.open_one(f"sealed-{vault.id}-00")


def test_a_text_that_is_none_is_refused_without_being_shown(vault: Vault) -> None:
    with pytest.raises(VaultError, match="hotline, row 3: a text holds half a character") as caught:
        seal(vault, make_entry(name="Secret\ud800Name"))
    assert caught.value.__context__ is None and vault.file.counts() == (0, 0)


def test_the_length_of_a_name_is_not_that_of_what_is_sealed(vault: Vault) -> None:
    seal(vault, make_entry("1", "Ed"), make_entry("2", "Maximiliana Featherstonehaugh"), make_entry("3", "x" * 9_000))
    with closing(sqlite3.connect(vault.file.path)) as database:
        lengths = [length for (length,) in database.execute("SELECT length(sealed) FROM record")]
    assert lengths[0] == lengths[1] < lengths[2] and {length - 28 for length in lengths} <= {512, 32768}


def test_a_full_disk_seals_nothing_of_the_batch_and_says_so(vault: Vault) -> None:
    seal(vault, make_entry())
    with (
        full_disk(100_000),
        pytest.raises(VaultError, match=r"vault\.sqlite: (disk I/O error|database or disk is full)"),
    ):
        seal(vault, *(make_entry(str(number)) for number in range(2000)))
    assert vault.file.counts() == (1, 0) and list(vault.faults()) == []


def test_only_the_owner_may_read_the_vault(vault: Vault) -> None:
    seal(vault, make_entry())
    files = [vault.file.path, *vault.file.path.parent.glob("vault.sqlite-*")]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert vault.file.path.parent.stat().st_mode & 0o777 == 0o700
    assert vault.file.path.parent.parent.stat().st_mode & 0o777 == 0o700


def test_a_vault_that_others_may_read_is_closed_to_them_when_it_is_opened(vault: Vault, tmp_path: Path) -> None:
    vault.file.path.chmod(0o644)
    with open_vault(tmp_path / "store", ACCESS):
        assert vault.file.path.stat().st_mode & 0o777 == 0o600


def test_a_vault_is_never_written_over(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="there is a vault already"):
        make_vault(tmp_path / "store", KeyChoice("file", tmp_path / "other.key"), ACCESS)
    assert not (tmp_path / "other.key").exists()


def test_a_store_without_a_vault_says_so(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="there is no vault here yet; `habeas vault init` makes one"):
        open_vault(tmp_path, ACCESS)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "making this vault was broken off"), (b"no database" * 500, "file is not a database")],
)
def test_a_file_that_is_no_vault_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "vault.sqlite").write_bytes(content)
    with pytest.raises(VaultError, match=reason):
        open_file(tmp_path)


def test_a_vault_whose_making_was_broken_off_is_made(tmp_path: Path) -> None:
    (tmp_path / "store" / "vault").mkdir(parents=True)
    (tmp_path / "store" / "vault" / "vault.sqlite").touch()
    with new_vault(tmp_path) as vault:
        assert vault.file.counts() == (0, 0)


def test_a_vault_of_a_later_version_is_refused(vault: Vault, tmp_path: Path) -> None:
    change(vault, "PRAGMA user_version=9")
    with pytest.raises(VaultError, match="has version 9, this habeas knows 1"):
        VaultFile(vault.file.path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_vault_that_cannot_be_written_is_not_read_without_the_log_of_a_process_that_was_killed(
    tmp_path: Path,
) -> None:
    new_vault(tmp_path).close()
    folder = tmp_path / "store" / "vault"
    (folder / "vault.sqlite-wal").write_bytes(b"commits")
    folder.chmod(0o500)
    try:
        with pytest.raises(VaultError, match=r"its last commits are still in vault\.sqlite-wal"):
            open_file(tmp_path / "store")
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET digest = zeroblob(length(digest))",
        "UPDATE record SET tags = zeroblob(length(tags))",
        "UPDATE record SET tags = CAST('?' AS TEXT)",
        "UPDATE record SET shredded = 1",
        "DELETE FROM tag",
        "UPDATE tag SET tag = (tag + 1) % 65536 WHERE tag = (SELECT max(tag) FROM tag)",
    ],
)
def test_a_row_that_opens_but_is_lost_is_named(vault: Vault, statement: str) -> None:
    [made] = seal(vault, make_entry())
    assert list(vault.faults()) == []
    change(vault, statement)
    assert list(vault.faults()) == [("changed", made.token)]


def test_entries_of_the_index_that_are_of_no_row_are_counted(vault: Vault) -> None:
    seal(vault, make_entry())
    before = vault.strays()
    change(vault, "INSERT INTO tag SELECT (tag + 1) % 65536, number + 1 FROM tag")
    assert (before, vault.strays()) == (0, 2)
