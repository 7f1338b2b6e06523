"""Killed at any step of rotating, making a vault or shredding: nothing is lost, and the same command goes on."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from habeas.exc import VaultError
from habeas.pipeline.sealing import check_vault
from habeas.vault import (
    Access,
    KeyChoice,
    finish_rotation,
    make_vault,
    open_file,
    open_vault,
    rotate_key,
    shred_row,
)
from tests.vault.kills import kill_at, list_steps
from tests.vault.samples import ACCESS, make_entry, new_vault, seal
from tests.vault.test_rotate import list_wrapped
from tests.vault.test_shred import read_bytes

ENTRIES = [make_entry(str(number)) for number in range(3)]
EVERY = [pytest.param(37, id="some steps"), pytest.param(1, id="every step", marks=pytest.mark.slow)]


def keep_copy(folder: Path) -> Callable[[], None]:
    """What brings a folder back to what it is now."""
    copy = folder.with_name(f"{folder.name} kept")
    shutil.copytree(folder, copy)

    def restore() -> None:
        shutil.rmtree(folder)
        shutil.copytree(copy, folder)

    return restore


def rotate(folder: Path, key: str = "new.key") -> int:
    with closing(open_file(folder / "store")) as file:
        return rotate_key(file, KeyChoice("file", folder / key), ACCESS)


def count_open(folder: Path) -> int:
    """How many versions open with the key in force."""
    with open_vault(folder / "store", ACCESS) as vault:
        return len(vault.open(vault.file.tokens()))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a vault of three rows, whose key is `vault.key` in it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    with new_vault(folder) as vault:
        seal(vault, *ENTRIES)
    return folder


def list_keys(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.key"))


@pytest.mark.parametrize("every", EVERY)
def test_a_rotation_killed_at_any_step_loses_nothing_and_is_ended_by_another(desk: Path, every: int) -> None:
    wrapped, met = list_wrapped(desk), set()
    for _ in list_steps(lambda: rotate(desk), every=every, restore=keep_copy(desk)):
        assert count_open(desk) == 3
        met.add(tuple(list_keys(desk)))
        go_on(desk)
        assert list_keys(desk) == ["new.key"] and count_open(desk) == 3
        assert not any(key in read_bytes(desk) for key in wrapped)
    assert met >= {("vault.key",), ("new.key", "vault.key")}, "killed before and after the new key was kept"


def go_on(folder: Path) -> None:
    """The same rotation again; killed after its very last step, it has nothing left to do and says so."""
    try:
        assert rotate(folder) == 3
    except VaultError as error:
        assert "new.key: is the key in force already" in str(error)


@pytest.mark.parametrize("every", EVERY)
def test_after_a_rotation_was_killed_another_key_can_be_chosen(desk: Path, every: int) -> None:
    for _ in list_steps(lambda: rotate(desk), every=every, restore=keep_copy(desk)):
        assert rotate(desk, "third.key") == 3 and count_open(desk) == 3
        assert list_keys(desk) == ["third.key"]


@pytest.mark.parametrize("every", EVERY)
def test_a_check_ends_what_a_killed_rotation_left(desk: Path, every: int) -> None:
    for _ in list_steps(lambda: rotate(desk), every=every, restore=keep_copy(desk)):
        assert check_vault(ACCESS, desk / "store").kept == ()
        assert len(list_keys(desk)) == 1 and count_open(desk) == 3
        assert check_vault(ACCESS, desk / "store").spares == ()


@pytest.mark.parametrize("every", EVERY)
def test_a_vault_whose_making_was_killed_at_any_step_is_made_by_the_same_command(tmp_path: Path, every: int) -> None:
    desk, choice = tmp_path / "desk", KeyChoice("file", tmp_path / "desk" / "vault.key")
    desk.mkdir()
    for _ in list_steps(lambda: make_vault(desk / "store", choice, ACCESS), every=every, restore=keep_copy(desk)):
        if not is_open(desk):
            make_vault(desk / "store", choice, ACCESS)
        assert count_open(desk) == 0 and list_keys(desk) == ["vault.key"]


def is_open(folder: Path) -> bool:
    try:
        return count_open(folder) == 0
    except VaultError as error:
        assert "`habeas vault init`" in str(error)
        return False


@pytest.mark.parametrize("every", EVERY)
def test_a_row_whose_shredding_was_killed_is_gone_once_it_is_shredded_again(desk: Path, every: int) -> None:
    with open_vault(desk / "store", ACCESS) as vault:
        row, sealed = vault.name_row(ENTRIES[1]), list_sealed(desk)[1]
    wrapped = list_wrapped(desk)[1]
    for _ in list_steps(lambda: shred(desk, row), every=every, restore=keep_copy(desk)):
        assert count_open(desk) in (2, 3)
        shred(desk, row)
        assert count_open(desk) == 2
        assert wrapped not in read_bytes(desk) and sealed not in read_bytes(desk)


def shred(folder: Path, row: str) -> int:
    with closing(open_file(folder / "store")) as file:
        return shred_row(file, row)


def list_sealed(folder: Path) -> list[bytes]:
    with closing(open_file(folder / "store")) as file, file.reading() as connection:
        return [sealed for (sealed,) in connection.execute("SELECT sealed FROM record ORDER BY number")]


def stop_before_removal(folder: Path) -> None:
    """Kills a rotation at a step at which both keys are there, as late as may be: all is committed, in the log."""
    restore, old = keep_copy(folder), (folder / "vault.key").read_bytes()
    both = [
        step
        for step in list_steps(lambda: rotate(folder), every=9, restore=restore)
        if len(list_keys(folder)) == 2 and (folder / "vault.key").read_bytes() == old
    ]
    restore()
    assert kill_at(both[-1], lambda: rotate(folder))


@pytest.mark.slow
def test_power_lost_in_the_middle_of_the_commit_leaves_the_old_key_or_the_new_in_force(desk: Path) -> None:
    stop_before_removal(desk)
    log = desk / "store" / "vault" / "vault.sqlite-wal"
    restore, whole = keep_copy(desk / "store"), log.read_bytes()
    in_force = set()
    for length in range(0, len(whole) + 1, 509):
        restore()
        log.write_bytes(whole[:length])
        assert count_open(desk) == 3
        with closing(open_file(desk / "store")) as file:
            in_force.add(file.about().generation)
    assert in_force == {1, 2}


def test_a_key_in_force_is_never_removed_wherever_the_settings_say_the_old_one_is(desk: Path) -> None:
    """Killed after the new key was in force, and the settings name it by then."""
    restore = keep_copy(desk)
    for _ in list_steps(lambda: rotate(desk), every=29, restore=restore):
        with closing(open_file(desk / "store")) as file:
            finish_rotation(file, Access(ACCESS.ask, desk / "new.key"))
        assert count_open(desk) == 3


def test_a_copy_of_a_vault_takes_no_key_of_the_other(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk / "config"))
    shutil.copytree(desk / "store", desk / "copy")
    shutil.copy(desk / "vault.key", desk / "vault copy.key")
    for store, key in (("store", desk / "vault.key"), ("copy", desk / "vault copy.key")):
        with closing(open_file(desk / store)) as file:
            rotate_key(file, KeyChoice("file"), Access(ACCESS.ask, key))
    for store in ("store", "copy"):
        with open_vault(desk / store, ACCESS) as vault:
            assert len(vault.open(vault.file.tokens())) == 3


def test_a_new_key_in_the_place_of_another_file_leaves_both_as_they_were(desk: Path) -> None:
    (desk / "new.key").write_text("something else")
    with pytest.raises(VaultError, match="is there already; a key is never written over"):
        rotate(desk)
    with pytest.raises(VaultError, match="is the key in force already: name another file"):
        rotate(desk, "vault.key")
    assert (desk / "new.key").read_text() == "something else" and count_open(desk) == 3


def test_a_wrong_passphrase_after_a_broken_rotation_says_which_is_wanted(desk: Path) -> None:
    stop_at_kept(desk)
    (desk / "vault.key").unlink()
    with pytest.raises(VaultError, match="a rotation was broken off, and the key in force is the one of before"):
        open_vault(desk / "store", ACCESS)


def stop_at_kept(folder: Path) -> None:
    """Kills a rotation at a step where the new key is kept and not yet in force."""
    restore = keep_copy(folder)
    for _ in list_steps(lambda: rotate(folder), every=5, restore=restore):
        if len(list_keys(folder)) == 2:
            return
