"""A full disk, a folder that may not be written, and other processes at work: a clear error, and nothing is lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from habeas.cli import app
from habeas.exc import StoreError, VaultError
from habeas.model.person import PersonEntry
from habeas.pipeline.identities import list_people, open_person
from habeas.pipeline.people import add_person, import_into, open_desk, update_person
from habeas.pipeline.sealing import change_key, check_vault
from habeas.vault import KeyChoice, open_vault
from habeas.vault.turn import take_turn
from tests.store.test_sql import full_disk
from tests.vault.samples import ACCESS, make_entry, seal

FORM = {"name": "Ambrose Quill", "place": "Kazan", "detained_at": "2022-02-27"}
COLUMNS = "call,person,age,city,detained,held at,released,may be listed,caller,remarks\n"
LIST = COLUMNS + "".join(f"{number},Nora Quill,34,Kazan,24.02.2022,,,,,\n" for number in range(300))


@pytest.fixture
def desk(tmp_path: Path, gazetteer: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one person in it, whose key is in a file beside it."""
    monkeypatch.setenv("HABEAS_STORE", str(tmp_path / "store"))
    (tmp_path / "calls.csv").write_text(LIST)
    run(tmp_path, "vault init --key file --key-file {desk}/vault.key")
    run(tmp_path, "people add")
    return tmp_path


def run(folder: Path, command: str) -> Result:
    """A command in which `{desk}` is the folder; what it reads says who it is."""
    arguments = command.format(desk=folder).split()
    return CliRunner().invoke(app, arguments, input=json.dumps(FORM | {"name": arguments[1]}))


COMMANDS = [
    "people add",
    "people import {desk}/calls.csv --mapping hotline",
    "vault rotate --key file --key-file {desk}/new.key",
    "people shred PERSON --yes",
]


@pytest.mark.parametrize(("command", "size"), [*((command, 1_000) for command in COMMANDS), (COMMANDS[1], 40_000)])
def test_a_full_disk_is_told_with_the_file_and_the_vault_opens_afterwards(desk: Path, command: str, size: int) -> None:
    person = next(list_people()).id
    command = command.replace("PERSON", person)
    with full_disk(size):
        failed = run(desk, command)
    assert isinstance(failed.exception, VaultError | StoreError) and str(desk) in str(failed.exception)
    assert open_person(person, access=ACCESS)[1].identity.name == "add"
    found = check_vault(ACCESS)
    assert found.is_sound and (found.sealed, found.shredded, found.waiting) == (1, 0, 0)
    assert run(desk, command).exit_code == 0, "there is room again"


@pytest.fixture
def closed_folder(desk: Path) -> Iterator[Path]:
    """A vault in which its user may write nothing, nor in the store around it."""
    folders = (desk / "store" / "vault", desk / "store")
    for folder in folders:
        for path in folder.iterdir():
            path.chmod(0o500 if path.is_dir() else 0o400)
        folder.chmod(0o500)
    yield desk
    for folder in reversed(folders):
        folder.chmod(0o700)


def run_as_user(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A command as somebody whom the rights of files bind; root is bound by none."""
    bound: list[str] = []
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere, and setpriv is not here to be without that right")
        bound = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner", "--inh-caps", "-all"]
    program = "from habeas.cli import main; main()"
    line = [*bound, sys.executable, "-c", program, *command.format(desk=folder).split()]
    return subprocess.run(line, capture_output=True, text=True, check=False, input=json.dumps(FORM))


def test_a_vault_that_may_not_be_written_is_read(closed_folder: Path) -> None:
    person = next(list_people()).id
    shown = run_as_user(closed_folder, f"people show {person} --show-names")
    assert "name: add" in shown.stdout, shown.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_vault_that_may_not_be_written_says_so_when_it_is_changed(closed_folder: Path, command: str) -> None:
    command = command.replace("PERSON", next(list_people()).id)
    failed = run_as_user(closed_folder, command)
    assert failed.returncode == VaultError.exit_code
    assert failed.stderr.count("\n") == 1 and "vault.sqlite: cannot be changed" in failed.stderr
    assert not (closed_folder / "new.key").exists()


@pytest.mark.slow
def test_a_vault_that_may_not_be_written_is_not_read_without_its_last_commits(closed_folder: Path) -> None:
    vault = closed_folder / "store" / "vault"
    vault.chmod(0o700)
    (vault / "vault.sqlite-wal").write_bytes(b"commits")
    vault.chmod(0o500)
    failed = run_as_user(closed_folder, "vault check")
    assert failed.returncode == VaultError.exit_code and "its last commits are still in" in failed.stderr


@pytest.mark.slow
def test_a_vault_in_a_folder_that_may_not_be_entered_is_named(closed_folder: Path) -> None:
    (closed_folder / "store" / "vault").chmod(0)
    for command in ("vault check", "vault init --key passphrase"):
        failed = run_as_user(closed_folder, command)
        assert failed.returncode == VaultError.exit_code
        assert failed.stderr == f"habeas: {closed_folder}/store/vault/vault.sqlite: Permission denied\n"


def start(action: Callable[[], object]) -> int:
    """A process that does this beside ours."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except VaultError:
            os._exit(VaultError.exit_code)
        finally:
            os._exit(0)
    return child


def end(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def import_rows(first: int, last: int) -> None:
    rows: Iterator[PersonEntry] = (make_entry(str(number)) for number in range(first, last))
    with open_desk(ACCESS) as desk:
        import_into(desk, rows)


def test_two_imports_and_a_form_at_once_lose_nobody_and_take_nobody_twice(desk: Path) -> None:
    children = [start(lambda: import_rows(0, 2500)), start(lambda: import_rows(500, 3000))]
    for number in range(5):
        add_person(FORM | {"name": f"Person {number}"}, "form", access=ACCESS)
    assert [end(child) for child in children] == [0, 0]
    assert len(list(list_people())) == 3006
    found = check_vault(ACCESS)
    assert found.is_sound and (found.sealed, found.waiting) == (3006, 0)


def test_a_key_changed_while_others_add_people_loses_nobody(desk: Path) -> None:
    def add_many() -> None:
        for number in range(12):
            add_person(FORM | {"name": f"Person {number}"}, "form", access=ACCESS)

    child = start(add_many)
    for number in range(3):
        change_key(KeyChoice("file", desk / f"{number}.key"), ACCESS)
    assert end(child) in (0, VaultError.exit_code)
    found = check_vault(ACCESS)
    assert found.is_sound and found.waiting == 0 and found.sealed == len(list(list_people()))
    assert [path.name for path in desk.glob("*.key")] == ["2.key"]


def test_who_waits_for_too_long_is_told_of_the_other(desk: Path) -> None:
    folder = desk / "store" / "vault"
    with (
        take_turn(folder),
        pytest.raises(VaultError, match="another process has been changing the vault for 1 s"),
        take_turn(folder, seconds=1),
    ):
        raise AssertionError("two had their turn at once")


def test_what_was_opened_before_the_key_changed_is_not_taken_for_damaged(desk: Path) -> None:
    with open_vault(desk / "store", ACCESS) as vault:
        [made] = seal(vault, make_entry())
        change_key(KeyChoice("file", desk / "new.key"), ACCESS)
        for read in (lambda: vault.open([made.token]), lambda: vault.find("quill"), lambda: list(vault.faults())):
            with pytest.raises(VaultError, match="the key of the vault was changed meanwhile: run the command again"):
                read()


def test_two_who_update_one_person_from_the_same_version_keep_what_both_said(desk: Path) -> None:
    person = next(list_people()).id
    update_person(person, {"contact": "a lawyer"}, access=ACCESS)
    newest, _ = update_person(person, {"age": "34"}, access=ACCESS)
    identity = open_person(newest.id, access=ACCESS)[1].identity
    assert (newest.version, identity.contact, identity.age) == (3, "a lawyer", 34)
