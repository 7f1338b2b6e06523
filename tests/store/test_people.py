"""Persons without names and linkings: what a store gives back of them, now and as it was."""

from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from habeas.exc import TamperError
from habeas.model.instant import now
from habeas.model.person import PersonRecord
from habeas.store import Store, edition_entry, linking_entry, open_store, person_entry
from tests.store.samples import EDITION, LINKING, make_record


def keep(store: Store, *records: PersonRecord) -> None:
    store.record([person_entry(record) for record in records])


def test_a_person_comes_back_exactly(tmp_path: Path) -> None:
    bare = replace(make_record("b"), place=None, detained_at=None, steps=())
    with open_store(tmp_path) as store:
        keep(store, make_record("a"), bare)
        assert list(store.persons()) == [make_record("a"), bare]
        assert store.person(bare.id) == bare
        assert store.person("person-unknown") is None
        assert store.verify().rows == 2


def test_the_newest_version_of_a_row_replaces_the_others(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        keep(store, make_record("a"), make_record("b"))
        sleep(1)  # `recorded_by` knows seconds
        between = now()[:19]
        sleep(1)
        keep(store, make_record("a", 2))
        assert list(store.persons()) == [make_record("b"), make_record("a", 2)]
        assert list(store.persons(between)) == [make_record("a"), make_record("b")]
        assert list(store.persons("2020")) == []
        assert store.person(make_record("a").id) == make_record("a")


def test_the_newest_versions_of_many_rows_are_found(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        keep(store, make_record("a"), make_record("a", 2), make_record("b"), make_record("c"))
        rows = (make_record("a").row, make_record("b").row, *map(str, range(600)))
        assert sorted(record.id for record in store.newest_versions(rows)) == sorted(
            [make_record("a", 2).id, make_record("b").id]
        )


def test_recording_a_version_twice_adds_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        keep(store, make_record("a"), make_record("a"))
        keep(store, make_record("a"))
        assert store.counts()["person"] == 1


def test_records_are_found_by_their_tokens(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        keep(store, make_record("a"), make_record("a", 2), make_record("b"))
        tokens = ("sealed-hotline-a-1", "sealed-hotline-a-2", "sealed-hotline-c-1", *map(str, range(600)))
        found = store.sealed_as(tokens)
        assert {record.version for record in found} == {1, 2}


def test_linkings_come_back_the_newest_first(tmp_path: Path) -> None:
    newer = replace(LINKING, match=0.8)
    with open_store(tmp_path) as store:
        for linking in (LINKING, newer, LINKING):
            store.record([linking_entry(linking, store.archive)])
        assert list(store.linkings()) == [newer, LINKING]
        assert list(store.linkings("2020")) == []
        assert store.verify().fault is None


def test_a_linking_changed_in_the_archive_is_refused_and_found_by_verify(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.record([linking_entry(LINKING, store.archive)])
        [path] = [path for path in store.archive.folder.rglob("*") if path.is_file()]
        path.chmod(0o600)
        path.write_bytes(b"changed")
        with pytest.raises(TamperError, match=r"linking-.*: its archived bytes were changed"):
            next(store.linkings())
        fault = store.verify().fault
        assert fault is not None and fault.table == "linking"


def test_what_editions_told_comes_back_in_order(tmp_path: Path) -> None:
    told = [replace(EDITION, number=number) for number in (1, 2)]
    with open_store(tmp_path) as store:
        for number, edition in enumerate(told, 1):
            assert store.record([edition_entry(edition, number, store.archive)])["edition"] == 1
        assert list(store.editions()) == told
        assert store.verify().rows == 2


def test_of_two_editions_of_one_number_one_is_kept(tmp_path: Path) -> None:
    one, other = (replace(EDITION, round_to=rounded) for rounded in (1, 5))
    with open_store(tmp_path) as store:
        store.record([edition_entry(one, 1, store.archive)])
        assert store.record([edition_entry(other, 1, store.archive)])["edition"] == 0
        assert list(store.editions()) == [one]
