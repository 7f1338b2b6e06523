"""Mappings of lists of people: what does not fit is named with its key; the shipped ones read the demo lists."""

import pickle
from pathlib import Path

import pytest

from benchmarks.make_people import LABEL, make_lists
from habeas.exc import TableError
from habeas.intake.people import load_people_mapping, read_list
from habeas.model.person import STATUS_KINDS, PersonEntry
from habeas.ontology.mapping_file import FOLDERS

PLAIN = """
name: plain
version: 1
description: A list.
person: {name: who}
detained_at: {column: day}
statuses: [{kind: released, at: {column: let go}}]
"""
ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.stem for folder in FOLDERS for path in folder.glob("people/*.yml"))


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        ("{name: who}", "{age: years}", "person: Value error, no column holds a name"),
        ("{name: who}", "{name: who, hat: hat}", "person.hat: Extra inputs are not permitted"),
        ("version: 1", "version: 1\nkey: no", "key: Value error, YAML takes yes and no for truth values"),
        ("version: 1", "version: 1\nignored: [who]", "'who' stand under `ignored` but are used"),
        ("version: 1", "version: 1\nconsent: maybe", "consent"),
        ("version: 1", "version: 1\nvisibility: {column: v, values: {no: shared}}", "the key False is no text"),
        ("{column: day}", "{column: day, order: day month}", "detained_at.order"),
        ("{column: day}", "{column: day, calendar: mayan}", "detained_at.calendar"),
        (
            "{column: day}",
            "{column: let go, calendar: persian}",
            "the days of column 'let go' are said to be written in two",
        ),
        ("kind: released, at: {column: let go}", "kind: released", "no column tells whether a person was released"),
        ("kind: released, at: {column: let go}", "kind: freed, at: {column: let go}", "statuses.0.kind"),
    ],
)
def test_what_does_not_fit_is_named(before: str, after: str, error: str, tmp_path: Path) -> None:
    file = tmp_path / "plain.yml"
    file.write_text(PLAIN.replace(before, after), encoding="utf-8")
    with pytest.raises(TableError) as raised:
        load_people_mapping(str(file))
    assert str(raised.value).startswith(str(file)) and error in str(raised.value)


def test_columns_are_all_that_the_mapping_names(tmp_path: Path) -> None:
    file = tmp_path / "plain.yml"
    file.write_text(PLAIN + "key: nr\nkept: [hat]\nignored: [shoes]\n", encoding="utf-8")
    mapping = load_people_mapping(str(file))
    assert mapping.columns == ("nr", "who", "day", "let go", "hat")
    assert mapping.known == {*mapping.columns, "shoes"}


def test_mappings_of_other_tables_are_not_found_among_these() -> None:
    with pytest.raises(
        TableError, match=r"'ledger' is neither a \.yml file nor shipped; shipped are court, hotline, law"
    ):
        load_people_mapping("ledger")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_mapping_reads_the_demo_list_of_its_name(name: str) -> None:
    mapping = load_people_mapping(name)
    entries = list(read_list(ROOT / "demo" / "people" / f"{name}.csv", mapping))
    assert mapping.name == name and pickle.loads(pickle.dumps(mapping)) == mapping
    assert len(entries) > 50 and all(isinstance(entry, PersonEntry) for entry in entries)
    assert {entry.identity.note for entry in entries if isinstance(entry, PersonEntry)} == {LABEL}


def test_the_demo_lists_tell_of_all_that_can_happen() -> None:
    told = {
        status.kind
        for name in SHIPPED
        for entry in read_list(ROOT / "demo" / "people" / f"{name}.csv", load_people_mapping(name))
        for status in (entry.identity.statuses if isinstance(entry, PersonEntry) else ())
    }
    assert told == set(STATUS_KINDS)


def test_the_demo_lists_are_those_that_the_script_makes() -> None:
    written = {name: (ROOT / "demo" / "people" / f"{name}.csv").read_text(encoding="utf-8") for name in SHIPPED}
    assert written == make_lists()
