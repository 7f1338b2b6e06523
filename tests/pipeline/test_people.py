"""People into vault and store and back: what is new, what is the same, and what is left where it was broken off."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.exc import EntryError, QuestionError, VaultError
from habeas.intake.people import RowFault
from habeas.model.person import Identity, PersonEntry, PersonRecord, Status
from habeas.pipeline.identities import find_people, list_people, open_person, open_records, shred_person
from habeas.pipeline.people import Desk, Imported, add_person, import_into, open_desk, update_person
from habeas.pipeline.sealing import check_vault, init_vault
from habeas.store import open_store
from habeas.vault import KeyChoice, open_vault
from tests.vault.samples import ACCESS

FORM = {"name": "Ambrose Quill", "place": "Kazan", "detained_at": "2022-02-27", "age": "34"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, gazetteer: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with an empty vault."""
    monkeypatch.setenv("HABEAS_STORE", str(tmp_path / "store"))
    init_vault(KeyChoice("file", tmp_path / "vault.key"), ACCESS)
    return tmp_path / "store"


def make_row(number: int, key: str | None = "", place: str | None = "Kazan", note: str | None = None) -> PersonEntry:
    """A row of a list; its key is its number where none is given."""
    identity = Identity(name=f"Person {number}", place=place, note=note, statuses=(Status("detained", "2022-02-27"),))
    return PersonEntry("court", str(number) if key == "" else key, identity, "2022-02-27", row=number)


def take_in(*rows: PersonEntry | RowFault) -> Imported:
    with open_desk(ACCESS) as desk:
        return replace(import_into(desk, iter(rows)), seconds=0)


def list_places() -> list[str | None]:
    return [None if record.place is None else record.place.name for record in list_people()]


def test_an_import_again_adds_nothing_and_a_changed_row_is_a_new_version() -> None:
    rows = [make_row(number) for number in range(5)]
    assert take_in(*rows, RowFault(6, (("age", "expected whole years"),))) == Imported(new=5, faults=1)
    assert take_in(*rows) == Imported(known=5)
    assert take_in(make_row(0, note="moved"), *rows[1:]) == Imported(changed=1, known=4)
    assert sorted(record.version for record in list_people()) == [1, 1, 1, 1, 2]


def test_rows_without_a_key_are_counted_as_often_as_they_stand_in_the_list() -> None:
    same = make_row(1, key=None)
    assert take_in(same, same, same) == Imported(new=3)
    assert take_in(same, same, same, same) == Imported(new=1, known=3)
    assert len(list(list_people())) == 4


def test_a_place_that_the_gazetteer_lacks_stays_unknown() -> None:
    take_in(make_row(1, place="Kazan, Tatarstan"), make_row(2, place="Nowhereville-on-Void"), make_row(3, place=None))
    assert list_places() == ["Kazan", None, None]


def test_a_record_holds_what_may_be_counted_and_nothing_else() -> None:
    take_in(make_row(7, note="a secret"))
    [record] = list_people()
    assert (record.list, record.version, record.detained_at, record.visibility) == ("court", 1, "2022-02-27", "counted")
    assert [(step.kind, step.at) for step in record.steps] == [("detained", "2022-02-27")]
    assert not any(word in repr(record) for word in ("Person 7", "secret", "'7'"))


def test_what_was_sealed_but_not_recorded_is_recorded_by_the_next_import() -> None:
    rows = [make_row(number) for number in range(3)]
    with open_desk(ACCESS) as desk:
        desk.vault.seal([(desk.vault.name_row(row), row) for row in rows[:2]])
    assert check_vault(ACCESS).waiting == 2
    assert take_in(*rows) == Imported(new=1, known=2)
    assert check_vault(ACCESS).waiting == 0 and check_vault(ACCESS).is_sound
    assert len(list(list_people())) == 3


def test_an_import_that_is_interrupted_says_what_is_kept() -> None:
    def rows() -> Iterator[PersonEntry]:
        yield from (make_row(number) for number in range(2500))
        raise KeyboardInterrupt

    with open_desk(ACCESS) as desk:
        summary = import_into(desk, rows())
    assert (summary.new, summary.is_interrupted) == (2000, True)
    assert len(list(list_people())) == 2000


def test_a_form_adds_a_person_once_and_an_update_keeps_the_rest() -> None:
    record, state = add_person(FORM, "hotline", access=ACCESS)
    assert state == "new" and add_person(FORM, "hotline", access=ACCESS)[1] == "known"
    updated, state = update_person(record.id, {"status": "released", "status_at": "2022-02-28"}, access=ACCESS)
    again, _ = update_person(updated.id, {"status": "fined", "contact": "a lawyer", "age": " "}, access=ACCESS)
    assert (updated.version, again.version, state) == (2, 3, "changed")
    assert [step.kind for step in again.steps] == ["released", "fined"]
    identity = open_person(again.id, access=ACCESS)[1].identity
    assert (identity.name, identity.age, identity.contact) == ("Ambrose Quill", 34, "a lawyer")
    assert [record.version for record in list_people()] == [3]


def test_what_cannot_be_updated_or_opened_is_named() -> None:
    take_in(make_row(1))
    [record] = list_people()
    with pytest.raises(QuestionError, match="'person-0' is no person of this store"):
        update_person("person-0", FORM, access=ACCESS)
    with pytest.raises(QuestionError, match="'person-0' is no person of this store"):
        open_person("person-0", access=ACCESS)
    with pytest.raises(QuestionError, match=r"^what was given is no person of this store"):
        open_person("Ambrose Quill", access=ACCESS)
    with pytest.raises(EntryError, match="age: expected whole years"):
        add_person(FORM | {"age": "old"}, "hotline", access=ACCESS)
    assert open_person(record.id, access=ACCESS)[1].identity.name == "Person 1"


def test_a_person_is_found_by_a_name_of_now_or_of_before() -> None:
    record, _ = add_person(FORM, "hotline", access=ACCESS)
    renamed, _ = update_person(record.id, {"name": "Ambrose Featherstone"}, access=ACCESS)
    add_person({"name": "Nora Quill"}, "hotline", access=ACCESS)
    assert find_people("QUILL ambrose", access=ACCESS) == (renamed,)
    assert find_people("featherstone", access=ACCESS) == (renamed,)
    assert len(find_people("quill", access=ACCESS)) == 2
    assert find_people("Nobody", access=ACCESS) == ()


def shred_first(*, is_closed: bool = False) -> PersonRecord:
    take_in(make_row(1), make_row(2))
    return shred_person(next(list_people()).id, is_closed=is_closed).record


def test_a_shredded_person_stays_in_the_counts_and_is_not_taken_in_again() -> None:
    record = shred_first()
    assert take_in(make_row(1), make_row(2)) == Imported(shredded=1, known=1)
    assert record in list(list_people()) and record.visibility == "counted"
    with pytest.raises(VaultError, match="was shredded"):
        open_person(record.id, access=ACCESS)
    assert check_vault(ACCESS).is_sound and check_vault(ACCESS).shredded == 1


def test_a_shredded_person_who_is_closed_counts_nowhere() -> None:
    record = shred_first(is_closed=True)
    assert (record.version, record.visibility) == (2, "closed")
    assert shred_person(record.id, is_closed=True).versions == 0
    assert [known.visibility for known in list_people()] == ["counted", "closed"]


def test_a_form_does_not_bring_a_shredded_person_back() -> None:
    record, _ = add_person(FORM, "hotline", access=ACCESS)
    shred_person(record.id)
    with pytest.raises(VaultError, match="who was forgotten is not taken in again unawares"):
        add_person(FORM, "hotline", access=ACCESS)


def test_linkage_is_given_the_newest_version_of_each_row_that_opens(folder: Path) -> None:
    take_in(*(make_row(number) for number in range(1200)))
    take_in(make_row(3, note="changed", place=None))
    shred_person(next(list_people()).id)
    with open_store(folder) as store, open_vault(folder, ACCESS) as vault:
        found = list(open_records(store, vault))
    assert len(found) == 1199 and found[-1].identity.note == "changed"
    assert (found[0].place, found[0].within[-1]) == ("geonames:551487", "geonames:2017370")
    assert (found[-1].place, found[-1].within, found[-1].day) == (None, (), "2022-02-27")


def test_without_the_key_or_the_vault_everything_else_works(folder: Path) -> None:
    take_in(make_row(1))
    (folder.parent / "vault.key").unlink()
    assert list_places() == ["Kazan"]
    with pytest.raises(VaultError, match="the key of the vault cannot be read"):
        take_in(make_row(2))
    shutil.rmtree(folder / "vault")
    assert list_places() == ["Kazan"]
    with pytest.raises(VaultError, match="there is no vault here yet"):
        take_in(make_row(2))


def test_the_vault_of_another_store_is_refused(folder: Path) -> None:
    take_in(make_row(1))
    shutil.rmtree(folder / "vault")
    init_vault(KeyChoice("file", folder.parent / "other.key"), ACCESS)
    with pytest.raises(VaultError, match="is of another store"):
        take_in(make_row(2))
    with pytest.raises(VaultError, match="is of another store"):
        shred_person(next(list_people()).id)


def test_an_older_copy_of_the_vault_is_noticed(folder: Path) -> None:
    take_in(make_row(1))
    shutil.copytree(folder / "vault", folder.parent / "copy")
    take_in(make_row(2))
    shutil.rmtree(folder / "vault")
    shutil.copytree(folder.parent / "copy", folder / "vault")
    *_, newest = list_people()
    assert check_vault(ACCESS).missing == (newest.id,)
    with pytest.raises(VaultError, match="the vault is older than the store"):
        open_person(newest.id, access=ACCESS)


def go_back(folder: Path, *later: PersonEntry) -> None:
    """Takes in what is later, then puts back the vault of before."""
    shutil.copytree(folder / "vault", folder.parent / "copy")
    take_in(*later)
    shutil.rmtree(folder / "vault")
    shutil.copytree(folder.parent / "copy", folder / "vault")


def test_rows_that_an_older_copy_of_the_vault_lacks_open_when_they_are_given_again(folder: Path) -> None:
    take_in(make_row(1), make_row(2))
    later = [make_row(1), make_row(2, note="moved"), make_row(3)]
    go_back(folder, *later)
    assert len(check_vault(ACCESS).missing) == 2
    assert take_in(*later, make_row(3)) == Imported(changed=2, known=2)
    assert check_vault(ACCESS).is_sound and check_vault(ACCESS).waiting == 0
    assert [record.version for record in list_people()] == [1, 3, 2]
    opened = [open_person(record.id, access=ACCESS)[1].identity for record in list_people()]
    assert [(identity.name, identity.note) for identity in opened][1:] == [("Person 2", "moved"), ("Person 3", None)]
    assert take_in(*later) == Imported(known=3)


def test_a_row_that_became_again_what_an_older_copy_of_the_vault_has_opens(folder: Path) -> None:
    take_in(make_row(1))
    go_back(folder, make_row(1, note="moved"))
    assert take_in(make_row(1)) == Imported(changed=1)
    [record] = list_people()
    assert (record.version, open_person(record.id, access=ACCESS)[1].identity.note) == (3, None)


def test_who_was_closed_stays_so_under_an_older_copy_of_the_vault(folder: Path) -> None:
    take_in(make_row(1))
    shutil.copytree(folder / "vault", folder.parent / "copy")
    shred_person(next(list_people()).id, is_closed=True)
    shutil.rmtree(folder / "vault")
    shutil.copytree(folder.parent / "copy", folder / "vault")
    assert take_in(make_row(1)) == Imported(known=1)
    assert [record.visibility for record in list_people()] == ["closed"]


def test_a_desk_says_which_place_words_mean() -> None:
    with open_desk(ACCESS) as desk:
        assert isinstance(desk, Desk) and desk.find_place("nothing of the kind") is None
