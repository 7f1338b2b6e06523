"""`habeas people counts`: the desk's own numbers."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli import app
from habeas.cli.people_counted import label_places, nest_counts
from habeas.model.listed import ListCount
from habeas.store import open_store
from tests.claims import PLACES
from tests.listed import fill_store, make_record

pytestmark = pytest.mark.usefixtures("gazetteer")


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
    start = lines.index("distinct people, 2022-02-24 to 2022-02-27")
    assert [line.rstrip() for line in lines[start + 1 : start + 6]] == [
        "      67  everywhere",
        "      58    Russia",
        "      40      Moscow",
        "      18      Kazan",
        "       9    Belarus",
    ]
    assert any(line.startswith("last heard: courts 2022-02-27, hotline 2022-02-27;") for line in lines)
    assert "       1  record closed: counted nowhere" in lines
    assert "       1  record refused: counted here, in no figure and no edition" in lines


def test_places_of_one_name_are_told_apart() -> None:
    region = replace(PLACES["Tatarstan"], name="Kazan")
    days = (date(2022, 2, 27), date(2022, 2, 27))
    counts = [ListCount("persons", place, *days, 3, 3) for place in (PLACES["Kazan"], region, None)]
    assert [(depth, each.place and each.place.kind) for depth, each in nest_counts(counts)] == [
        (0, None),
        (1, "region"),
        (2, "city"),
    ]
    assert set(label_places([region, PLACES["Kazan"]]).values()) == {"Kazan (region)", "Kazan (city)"}


def test_counts_come_as_records_too(folder: Path) -> None:
    options = ("--from", "2022-02-24", "--to", "2022-02-27", "--place", "Minsk", "--by", "total", "--format", "jsonl")
    rows = [json.loads(line) for line in count(folder, *options).splitlines()]
    assert {(row["measure"], row["people"]) for row in rows} == {("persons", 9), ("detained", 9), ("held", 9)}


def test_those_held_past_the_term_are_marked_by_place(folder: Path) -> None:
    assert "held past" not in count(folder, "--overdue", "--as-of", "2026")
    with open_store(folder) as store:
        fill_store(store, [make_record("later", day="2022-03-04")])
    lines = count(folder, "--overdue", "--as-of", "2026").splitlines()
    assert any("when last heard of, 2022-03-04, Moscow: 40 by 22 h" in line for line in lines)
    assert "Minsk" not in count(folder, "--overdue", "--as-of", "2022-03-01T12:00")


def test_a_kind_that_is_none_is_named(folder: Path) -> None:
    done = CliRunner().invoke(app, ["people", "counts", "--store", str(folder), "--overdue", "--kind", "military"])
    assert done.exit_code == 2
    assert "military" in done.output


def test_terms_of_ours_come_with_a_warning_and_ones_own_without(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "terms.yml"
    own.write_text('- {country: RU, kind: any, hours: 1, article: "Test Act, article 1"}\n', encoding="utf-8")
    assert "has not been checked by a lawyer" in count(folder, "--overdue", "--as-of", "2026")
    assert "lawyer" not in count(folder, "--overdue", "--as-of", "2026", "--terms", str(own))
    done = CliRunner().invoke(app, ["people", "counts", "--store", str(folder), "--overdue", "--terms", "none.yml"])
    assert done.exit_code != 0 and "none.yml: cannot be opened" in str(done.exception or done.output)
