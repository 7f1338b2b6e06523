"""`habeas collect --mapping`: from a table to stored claims."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from habeas.cli import app
from habeas.exc import TableError
from habeas.model import StoredClaim
from habeas.settings import read_settings
from habeas.store import ClaimQuery, open_store
from tests.mapping import FOLDER
from tests.places import GAZETTEER


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HABEAS_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("HABEAS_CACHE", str(GAZETTEER))
    monkeypatch.setenv("HABEAS_WORKERS", "1")
    read_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def stored(folder: Path) -> list[StoredClaim]:
    with open_store(folder / "store") as store:
        return list(store.claims(ClaimQuery()))


def bounds(folder: Path) -> list[tuple[Any, ...]]:
    claims = [one.claim for one in stored(folder)]
    return [
        (claim.type, claim.place[0].words.text, claim.quantity.low, claim.quantity.high)
        for claim in claims
        if claim.quantity
    ]


def test_a_ledger_becomes_claims(tmp_path: Path) -> None:
    result = run("collect", str(FOLDER / "ledger.csv"), "--mapping", "ledger")
    assert result.exit_code == 0 and "6 new reports, 0 known, 0 refused" in result.output
    assert bounds(tmp_path) == [
        ("detained", "Kazan", 14, None),
        ("detained", "Perm", 1080, 1320),
        ("attended", "Perm", 200, None),
        ("detained", "Omsk", 201, None),
        ("killed", "Omsk", 0, 0),
    ]


def test_crowd_counts_leave_out_what_is_not_reported(tmp_path: Path) -> None:
    file = str(FOLDER / "crowd-counts.csv")
    assert run("collect", file, "--mapping", "crowd-counts", "--date", "2021-03-10").exit_code == 0
    assert bounds(tmp_path) == [
        ("attended", "Portland", 200, 300),
        ("detained", "Portland", 5, 5),
        ("detained", "Portland", 0, 0),
        ("attended", "Portland", 50, None),
        ("injured", "Portland", 1, 1),
        ("attended", "Salem", None, 40),
    ]
    claims = [one.claim for one in stored(tmp_path)]
    assert {claim.scope for claim in claims} == {"subset"}
    assert [claim.place[0].place and claim.place[0].place.id for claim in claims[::3]] == [
        "geonames:5746545",
        "geonames:4975802",
    ]


def test_daily_totals_are_minimums(tmp_path: Path) -> None:
    assert run("collect", str(FOLDER / "daily-totals.csv"), "--mapping", "daily-totals").exit_code == 0
    assert bounds(tmp_path) == [
        ("detained", "Moscow", 1196, None),
        ("detained", "Saint Petersburg", 1269, None),
        ("detained", "Saint Petersburg", 90, None),
    ]


def test_the_sentence_of_a_claim_is_the_cell_with_its_name(tmp_path: Path) -> None:
    run("collect", str(FOLDER / "daily-totals.csv"), "--mapping", "daily-totals")
    assert [one.sentence for one in stored(tmp_path)] == ["detained: 1,196", "detained: 1269", "detained: 90"]


def test_collecting_again_and_rows_given_twice_add_nothing(tmp_path: Path) -> None:
    head, *rows = (FOLDER / "ledger.csv").read_text(encoding="utf-8").splitlines()
    file = tmp_path / "twice.csv"
    file.write_text("\n".join([head, *rows, *rows]), encoding="utf-8")
    first = run("collect", str(file), "--mapping", "ledger").output
    again = run("collect", str(file), "--mapping", "ledger").output
    assert "6 new reports, 6 known" in first and "0 new reports, 12 known" in again
    assert len(stored(tmp_path)) == 5


def test_a_changed_row_is_a_new_report_beside_the_old_one(tmp_path: Path) -> None:
    text = (FOLDER / "ledger.csv").read_text(encoding="utf-8")
    file = tmp_path / "ledger.csv"
    for version in (text, text.replace("at least,14", "at least,17").replace("21:10", "23:55")):
        file.write_text(version, encoding="utf-8")
        result = run("collect", str(file), "--mapping", "ledger")
    assert "1 new report, 5 known" in result.output
    kazan = [one for one in stored(tmp_path) if one.claim.place[0].words.text == "Kazan"]
    assert [(one.published_at, one.claim.quantity and one.claim.quantity.low) for one in kazan] == [
        ("2022-02-27T21:10+03:00", 14),
        ("2022-02-27T23:55+03:00", 17),
    ]


def test_a_broken_row_is_named_and_the_others_are_stored(tmp_path: Path) -> None:
    text = (FOLDER / "daily-totals.csv").read_text(encoding="utf-8")
    file = tmp_path / "broken.csv"
    file.write_text(text.replace("1269", "-1269"), encoding="utf-8")
    result = run("collect", str(file), "--mapping", "daily-totals")
    assert result.exit_code == 3 and "3 new reports, 0 known, 1 refused" in result.output
    assert f"{file}: row 2: column 'detained' holds '-1269', expected a whole number of people" in result.output


def test_a_renamed_column_stops_the_file_by_name(tmp_path: Path) -> None:
    file = tmp_path / "renamed.csv"
    file.write_text((FOLDER / "daily-totals.csv").read_text(encoding="utf-8").replace("detained", "arrested", 1))
    result = run("collect", str(file), "--mapping", "daily-totals")
    assert result.exit_code == 3 and "missing 'detained'; unknown 'arrested'" in result.output


def test_no_reader_of_prose_rereads_rows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2022-02-27\nPolice detained 12 people in Perm on Sunday.", encoding="utf-8")
    run("collect", str(FOLDER / "ledger.csv"), "--mapping", "ledger")
    run("collect", str(tmp_path / "a.txt"), "--reader", "tables")
    before = stored(tmp_path)
    result = run("reread", "--reader", "tables")
    assert result.output.startswith("1 stored report: 0 read anew")
    assert stored(tmp_path) == before


def test_a_newer_version_of_a_mapping_reads_again(tmp_path: Path) -> None:
    newer = tmp_path / "newer.yml"
    shipped = Path("sources/tables/daily-totals.yml").read_text(encoding="utf-8")
    newer.write_text(shipped.replace("version: 1", "version: 2").replace("at_least", "exact"), encoding="utf-8")
    for mapping in ("daily-totals", str(newer)):
        run("collect", str(FOLDER / "daily-totals.csv"), "--mapping", mapping)
    assert {one.claim.method for one in stored(tmp_path)} == {"table:daily-totals@2"}
    assert bounds(tmp_path)[0] == ("detained", "Moscow", 1196, 1196)


def test_read_shows_what_a_mapping_makes_of_a_table() -> None:
    result = run("read", str(FOLDER / "daily-totals.csv"), "--mapping", "daily-totals", "--format", "jsonl")
    record = json.loads(result.output.splitlines()[0])
    assert record["claims"][0]["quantity"] == {"text": "1,196", "low": 1196, "high": None, "relation": "at_least"}


def test_a_reader_of_prose_beside_a_mapping_is_wrong_use() -> None:
    result = run("collect", "a.csv", "--mapping", "ledger", "--reader", "tables")
    assert result.exit_code == 2 and "reads prose" in result.output


def test_a_mapping_that_is_none_is_named() -> None:
    result = run("collect", "a.csv", "--mapping", "nothing")
    assert isinstance(result.exception, TableError) and "shipped are crowd-counts" in str(result.exception)
