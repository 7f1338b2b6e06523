"""People and the vault on the command line: what is printed, what is asked for, and what is refused."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from habeas.cli import app
from habeas.exc import InputError, QuestionError, VaultError
from habeas.settings import read_settings

FORM = json.dumps({"name": "Ambrose Quill", "place": "Kazan", "detained_at": "2022-02-27", "status": "detained"})
PASSPHRASES = b"six words that nobody else says\nand six others said by nobody\n"


@pytest.fixture(autouse=True)
def _machine(tmp_path: Path, gazetteer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store with a vault whose key is in a file."""
    monkeypatch.setenv("HABEAS_STORE", str(tmp_path / "store"))
    run("vault", "init", "--key", "file", "--key-file", str(tmp_path / "vault.key"))


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=given)


def add() -> str:
    """The id of a person added by the form."""
    return run("people", "add", given=FORM).stdout.split()[1].rstrip(",")


def test_a_person_is_added_once_listed_without_a_name_and_found_by_it() -> None:
    person = add()
    assert run("people", "add", given=FORM).stdout == f"known: {person}, version 1, list hotline\n"
    listed = f"{person}  hotline  2022-02-27  Kazan  detained undated  counted\n"
    assert run("people", "list").stdout == f"{listed}1 row of hotline\n1 row of 1 list\n"
    assert run("people", "find", given="quill\n").stdout == listed
    assert [json.loads(run("people", "list", "--format", "jsonl").stdout)["id"]] == [person]


def test_who_it_is_goes_to_a_terminal_only_unless_that_is_asked_for() -> None:
    person = add()
    refused = run("people", "show", person)
    assert isinstance(refused.exception, QuestionError) and refused.stdout == ""
    assert "name: Ambrose Quill\n" in run("people", "show", person, "--show-names").stdout


def test_shredding_is_asked_about_and_says_what_still_counts() -> None:
    person = add()
    assert run("people", "shred", person, given="n\n").exit_code == 1
    told = (
        "1 version destroyed; the row without a name stays counted until lists are linked again: then it counts nowhere"
    )
    assert told in run("people", "shred", person, "--yes").stdout
    assert "was shredded before" in run("people", "shred", person, "--yes", "--close").stdout
    assert run("vault", "check").stdout.endswith("0 sealed, 1 shredded\n")


def test_rows_with_faults_are_named_by_number_and_the_rest_is_taken_in(tmp_path: Path) -> None:
    columns = "call,person,age,city,detained,held at,released,may be listed,caller,remarks\n"
    rows = "1,Ambrose Quill,34,Kazan,24.02.2022,,,,,\n2,Nora Quill,old,Kazan,24.02.2022,,,,,\n"
    (tmp_path / "calls.csv").write_text(columns + rows)
    result = run("people", "import", str(tmp_path / "calls.csv"), "--mapping", "hotline")
    assert result.exit_code == InputError.exit_code
    assert result.stdout == "2 rows: 1 new, 0 changed, 0 known, 1 with faults\n"
    assert "calls.csv, row 2: column 'age': expected whole years between 0 and 120" in result.stderr


@pytest.mark.parametrize("given", ["", "[]", '{"name": 7}', '{"name": "Quill"', '{"name": "Quill", "name": "Other"}'])
def test_a_form_that_is_none_is_refused_without_its_words(given: str) -> None:
    error = run("people", "add", given=given).exception
    assert isinstance(error, InputError) and "expected one JSON object" in str(error) and "Quill" not in str(error)


def test_passphrases_come_from_the_file_descriptor_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    readable, writable = os.pipe()
    os.write(writable, PASSPHRASES)
    os.close(writable)
    monkeypatch.setenv("HABEAS_VAULT_PASSPHRASE_FD", str(readable))
    read_settings.cache_clear()
    assert (
        "0 sealed rows under a new key, which is made from a passphrase"
        in run("vault", "rotate", "--key", "passphrase").stdout
    )
    wrong, nothing = run("vault", "check"), run("vault", "check")
    os.close(readable)
    assert isinstance(wrong.exception, VaultError) and "is not that of this vault" in str(wrong.exception)
    assert isinstance(nothing.exception, VaultError) and "expected a line of UTF-8 text" in str(nothing.exception)


@pytest.mark.parametrize("damage", ["UPDATE data_key SET wrapped = x'00'", "DELETE FROM data_key"])
def test_a_row_that_does_not_open_is_named_by_its_person_and_a_new_key_says_what_it_leaves(
    damage: str, tmp_path: Path
) -> None:
    person = add()
    with closing(sqlite3.connect(tmp_path / "store/vault/vault.sqlite")) as database, database:
        database.execute(damage)
    assert run("vault", "check").stdout.endswith(f"1 sealed, 0 shredded\ndoes not open: {person}, version 1\n")
    rotated = run("vault", "rotate", "--key", "file", "--key-file", str(tmp_path / "new.key"))
    assert rotated.exit_code == 0 and rotated.stdout.startswith("0 sealed rows under a new key")
    assert "1 sealed row did not open with the key before either" in rotated.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--key", "chip"), "expected one of keyring, file, passphrase"),
        (("--key", "passphrase", "--key-file", "a.key"), "only with --key file"),
    ],
)
def test_options_of_a_key_that_do_not_fit_are_refused(arguments: tuple[str, ...], told: str) -> None:
    refused = run("vault", "rotate", *arguments)
    assert refused.exit_code == 2 and told in " ".join(refused.stderr.split())


@pytest.mark.parametrize("name", ["", " ", "a\nb", "\t=x", "hotline ", "hot\u200bline", "x" * 101])
def test_a_list_has_a_name_that_can_be_told_from_others(name: str) -> None:
    result = run("people", "add", "--list", name, given=FORM)
    assert isinstance(result.exception, QuestionError)
    assert "the name of the list: expected 1 to 100 characters" in str(result.exception)
