"""Mappings: what does not fit is named with its key; shipped ones are found by name, and are picklable."""

import pickle
from pathlib import Path

import pytest

from habeas.exc import TableError
from habeas.ontology.mapping import load_mapping
from habeas.ontology.mapping_file import FOLDERS, find_mapping

PLAIN = """
name: plain
version: 1
description: A day, a city, a figure.
scope: new
context: protest
when: {column: date}
claims: [{type: detained, figure: {column: value}}]
"""
SHIPPED = sorted(path.stem for folder in FOLDERS for path in folder.glob("tables/*.yml"))


@pytest.mark.parametrize(
    ("before", "after", "error"),
    [
        ("scope: new", "", "claim 1 has no `scope`, and there is none for all"),
        ("scope: new", "scope: newest", "scope"),
        ("column: value", "colum: value", "claims.0.figure.colum: Extra inputs are not permitted"),
        ("version: 1", "version: 0", "version: Input should be greater than or equal to 1"),
        ("name: plain", "name: Plain Table", "name: String should match pattern"),
        ("{column: date}", "{column: date, format: nonsense}", "'nonsense' is no format of dates with a year"),
        ("{column: date}", "{column: date, format: '%d.%m.'}", "is no format of dates with a year"),
        ("scope: new", "scope: new\nencoding: latin-99", "encoding 'latin-99' is unknown"),
        ("scope: new", "scope: new\nconvention: guess-1", "convention 'guess-1' is unknown"),
        ("scope: new", "scope: new\nignored: [date]", "'date' stand under `ignored` but are used"),
        ("scope: new", "scope: new\nrelation: vague", "claim 1: `relation` of a bare number is 'vague'"),
        ("{column: value}", "{column: value, low: value}", "expected `column`, `low` and `high`, or `is`"),
        ("{column: value}", "{is: 1}", "claim 1 counts rows: it needs a `trigger`"),
        ("{column: value}", "{column: value, values: {no: [1, 2]}}", "the key False is no text: put it in quotes"),
        ("{column: value}", "{column: value, values: {1: [3, 2]}}", "a code whose lower bound is above its upper one"),
        ("scope: new", "scope: [", "not YAML"),
    ],
)
def test_what_does_not_fit_is_named(before: str, after: str, error: str, tmp_path: Path) -> None:
    file = tmp_path / "plain.yml"
    file.write_text(PLAIN.replace(before, after), encoding="utf-8")
    with pytest.raises(TableError) as raised:
        load_mapping(file)
    assert str(raised.value).startswith(str(file)) and error in str(raised.value)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_mappings_are_sound_and_travel_to_other_processes(name: str) -> None:
    mapping = load_mapping(find_mapping(name))
    assert mapping.name == name
    assert pickle.loads(pickle.dumps(mapping)) == mapping


def test_an_unknown_mapping_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        TableError, match=r"'nothing' is neither a \.yml file nor shipped; shipped are crowd-counts, daily"
    ):
        find_mapping("nothing")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"absent.yml: cannot be opened: no such file"):
        load_mapping(find_mapping(str(tmp_path / "absent.yml")))
