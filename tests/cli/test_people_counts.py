"""`habeas people counts`: the desk's own numbers."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli import app
from habeas.settings import read_settings
from habeas.store import open_store
from tests.listed import fill_store, make_record
from tests.places import GAZETTEER


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_CACHE", str(GAZETTEER))
    read_settings.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        fill_store(store, [make_record("closed", visibility="closed"), make_record("refused", consent="refused")])
    return tmp_path


def count(folder: Path, *options: str) -> str:
    done = CliRunner().invoke(app, ["people", "counts", "--store", str(folder), *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_totals_and_places_are_counted(folder: Path) -> None:
    lines = count(folder, "--from", "2022-02-24", "--to", "2022-02-27").splitlines()
    assert "      67  distinct people, everywhere, 2022-02-24 to 2022-02-27" in lines
    assert "      18  detentions, Kazan, 2022-02-24 to 2022-02-27" in lines
    assert "       1  records closed: counted nowhere" in lines
    assert "       1  records refused: counted here, in no figure and no edition" in lines


def test_counts_come_as_records_too(folder: Path) -> None:
    options = ("--from", "2022-02-24", "--to", "2022-02-27", "--place", "Minsk", "--by", "total", "--format", "jsonl")
    rows = [json.loads(line) for line in count(folder, *options).splitlines()]
    assert {(row["measure"], row["people"]) for row in rows} == {("persons", 9), ("detained", 9), ("held", 9)}


def test_those_held_past_the_term_are_marked_by_place(folder: Path) -> None:
    lines = count(folder, "--overdue", "--as-of", "2022-03-02T15:00").splitlines()
    assert any("held past the term (48 hours" in line and "Moscow: 40 by 3 h" in line for line in lines)
    assert not any("Minsk" in line for line in count(folder, "--overdue", "--as-of", "2022-03-01T12:00").splitlines())


def test_a_kind_that_is_none_is_named(folder: Path) -> None:
    done = CliRunner().invoke(app, ["people", "counts", "--store", str(folder), "--overdue", "--kind", "military"])
    assert done.exit_code == 2
    assert "military" in done.output
